CREATE TABLE inventory.items (
    sku         TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    on_hand     INTEGER NOT NULL CHECK (on_hand >= 0),
    price_cents INTEGER NOT NULL
);

CREATE TABLE inventory.reservations (
    order_id TEXT    NOT NULL, -- an id of the module order; no foreign key crosses modules
    sku      TEXT    NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, sku)
);
