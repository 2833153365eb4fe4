// Package store keeps orders in the tables of schema orders. It is private to the
// module order.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"example.com/shop/internal/platform/db"
)

// Order is a row of orders.orders with its lines.
type Order struct {
	ID, CustomerID string
	PlacedAt       time.Time
	Lines          []Line
}

// Line is a row of orders.lines.
type Line struct {
	SKU        string
	Quantity   int
	PriceCents int64 // of one piece, when ordered
}

// TotalCents returns the price of all lines.
func (o Order) TotalCents() int64 {
	var total int64
	for _, l := range o.Lines {
		total += int64(l.Quantity) * l.PriceCents
	}
	return total
}

// Store keeps orders in a database.
type Store struct{ conn *sql.DB }

// New returns the store in conn.
func New(conn *sql.DB) *Store { return &Store{conn} }

const (
	insertOrder = `INSERT INTO orders.orders (id, customer_id, status, placed_at) VALUES (?, ?, 'open', ?)`
	insertLine  = `INSERT INTO orders.lines (order_id, sku, quantity, price_cents) VALUES (?, ?, ?, ?)`
)

// Insert stores a new order with its lines in one transaction.
func (s *Store) Insert(ctx context.Context, o Order) error {
	return db.InTx(ctx, s.conn, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, insertOrder, o.ID, o.CustomerID, o.PlacedAt.Format(time.RFC3339)); err != nil {
			return err
		}
		for _, l := range o.Lines {
			if _, err := tx.ExecContext(ctx, insertLine, o.ID, l.SKU, l.Quantity, l.PriceCents); err != nil {
				return fmt.Errorf("line %s: %w", l.SKU, err)
			}
		}
		return nil
	})
}

// SetStatus changes an order's status. It returns sql.ErrNoRows for an unknown id.
func (s *Store) SetStatus(ctx context.Context, id, status string) error {
	const query = `
		UPDATE orders.orders
		SET status = ?
		WHERE id = ?
		RETURNING id`
	return s.conn.QueryRowContext(ctx, query, status, id).Scan(&id)
}

// Status returns an order's status, or sql.ErrNoRows.
func (s *Store) Status(ctx context.Context, id string) (status string, err error) {
	err = s.conn.QueryRowContext(ctx, "SELECT status FROM orders.orders "+
		"WHERE id = ?", id).Scan(&status)
	return status, err
}
