CREATE TABLE billing.invoices (
    order_id     TEXT    PRIMARY KEY,
    customer_id  TEXT    NOT NULL,
    amount_cents INTEGER NOT NULL,
    issued_at    TEXT    NOT NULL,
    closed_at    TEXT
);

CREATE TABLE billing.payments (
    id           INTEGER PRIMARY KEY,
    order_id     TEXT    NOT NULL,
    amount_cents INTEGER NOT NULL,
    paid_at      TEXT    NOT NULL
);
