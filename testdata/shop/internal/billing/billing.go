// Package billing writes invoices and takes payments.
//
// It learns of orders by listening to order's events, and of order's processor it
// knows one method, through an interface of its own. So billing depends on
// order::events and nothing else of that module.
package billing

import (
	"context"
	"database/sql"
	"embed"
	"time"

	"example.com/shop/internal/order/events"
	"example.com/shop/internal/platform/clock"
	"example.com/shop/internal/platform/db"
)

// Migrations creates the schema billing.
//
//go:embed migrations/*.sql
var Migrations embed.FS

// Orders is told when an invoice is settled.
type Orders interface {
	MarkPaid(ctx context.Context, orderID string) error
}

// Invoice is what a customer owes for an order.
type Invoice struct {
	OrderID, CustomerID   string
	AmountCents, DueCents int64
}

// Service writes invoices and takes payments.
type Service struct {
	conn   *sql.DB
	orders Orders
	now    clock.Clock
}

// New returns the service for the invoices kept in conn.
func New(conn *sql.DB, orders Orders, now clock.Clock) *Service {
	return &Service{conn, orders, now}
}

const insertInvoice = `
	INSERT INTO billing.invoices (order_id, customer_id, amount_cents, issued_at)
	VALUES (?, ?, ?, ?)
	ON CONFLICT (order_id) DO NOTHING`

// OnOrderPlaced writes the invoice of an order, once however often it is called.
func (s *Service) OnOrderPlaced(ctx context.Context, e events.Placed) error {
	_, err := s.conn.ExecContext(ctx, insertInvoice, e.OrderID, e.CustomerID, e.TotalCents, s.timestamp())
	return err
}

const findInvoice = `
	WITH paid AS (
		SELECT order_id, SUM(amount_cents) AS cents
		FROM billing.payments
		GROUP BY order_id
	)
	SELECT i.order_id, i.customer_id, i.amount_cents, i.amount_cents - COALESCE(paid.cents, 0)
	FROM billing.invoices AS i
	LEFT JOIN paid ON paid.order_id = i.order_id
	WHERE i.order_id = ?`

// Invoice returns the invoice of an order, or sql.ErrNoRows.
func (s *Service) Invoice(ctx context.Context, orderID string) (Invoice, error) {
	var i Invoice
	err := s.conn.QueryRowContext(ctx, findInvoice, orderID).Scan(&i.OrderID, &i.CustomerID, &i.AmountCents, &i.DueCents)
	return i, err
}

const (
	insertPayment = `
		INSERT INTO billing.payments (order_id, amount_cents, paid_at)
		VALUES (?, ?, ?)`
	closeIfPaid = `
		UPDATE billing.invoices
		SET closed_at = ?
		WHERE order_id = ? AND closed_at IS NULL AND amount_cents <= (
			SELECT SUM(p.amount_cents)
			FROM billing.payments AS p
			WHERE p.order_id = billing.invoices.order_id
		)`
)

// Pay takes a payment and, when it settles the invoice, tells the order.
func (s *Service) Pay(ctx context.Context, orderID string, amountCents int64) error {
	var settled bool
	err := db.InTx(ctx, s.conn, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, insertPayment, orderID, amountCents, s.timestamp()); err != nil {
			return err
		}
		closed, err := tx.ExecContext(ctx, closeIfPaid, s.timestamp(), orderID)
		if err != nil {
			return err
		}
		n, err := closed.RowsAffected()
		settled = n > 0
		return err
	})
	if err != nil || !settled {
		return err
	}
	return s.orders.MarkPaid(ctx, orderID) // after the commit: order has its own transaction
}

func (s *Service) timestamp() string { return s.now().Format(time.RFC3339) }
