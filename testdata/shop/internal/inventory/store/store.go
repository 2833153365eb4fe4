// Package store keeps the stock in the tables of schema inventory. It is private
// to the module inventory.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"example.com/shop/internal/platform/db"
)

// ErrNotEnough is returned by Reserve when too few pieces are free.
var ErrNotEnough = errors.New("not enough pieces")

// Item is a row of inventory.items with the sum of its reservations.
type Item struct {
	SKU, Name        string
	OnHand, Reserved int
	PriceCents       int64
}

// Free returns how many pieces can still be reserved.
func (i Item) Free() int { return max(0, i.OnHand-i.Reserved) }

// Line is a number of pieces of one item.
type Line struct {
	SKU      string
	Quantity int
}

// NormalizeSKU returns the spelling of a product number that the tables use.
func NormalizeSKU(sku string) string { return strings.ToUpper(strings.TrimSpace(sku)) }

// Store keeps the stock in a database.
type Store struct{ conn *sql.DB }

// New returns the store in conn.
func New(conn *sql.DB) *Store { return &Store{conn} }

const findItem = `
	SELECT i.sku, i.name, i.on_hand, COALESCE(SUM(r.quantity), 0), i.price_cents
	FROM inventory.items AS i
	LEFT JOIN inventory.reservations AS r ON r.sku = i.sku
	WHERE i.sku = ?
	GROUP BY i.sku`

// Find returns an item, or sql.ErrNoRows.
func (s *Store) Find(ctx context.Context, sku string) (Item, error) {
	var i Item
	err := s.conn.QueryRowContext(ctx, findItem, sku).Scan(&i.SKU, &i.Name, &i.OnHand, &i.Reserved, &i.PriceCents)
	return i, err
}

const addItem = `
	INSERT INTO inventory.items (sku, name, on_hand, price_cents)
	VALUES (?, ?, ?, ?)
	ON CONFLICT (sku) DO UPDATE SET
		name = excluded.name,
		on_hand = on_hand + excluded.on_hand,
		price_cents = excluded.price_cents`

// Add puts item.OnHand pieces of an item, new or known, into the warehouse.
func (s *Store) Add(ctx context.Context, item Item) error {
	_, err := s.conn.ExecContext(ctx, addItem, item.SKU, item.Name, item.OnHand, item.PriceCents)
	return err
}

// Inserts nothing when fewer than ?3 pieces are free.
const reserve = `
	WITH free AS (
		SELECT i.sku, i.on_hand - COALESCE(SUM(r.quantity), 0) AS pieces
		FROM inventory.items AS i
		LEFT JOIN inventory.reservations AS r ON r.sku = i.sku
		WHERE i.sku = ?2
		GROUP BY i.sku
	)
	INSERT INTO inventory.reservations (order_id, sku, quantity)
	SELECT ?1, free.sku, ?3
	FROM free
	WHERE free.pieces >= ?3`

// Reserve sets all lines aside for an order or, with ErrNotEnough, none.
func (s *Store) Reserve(ctx context.Context, orderID string, lines []Line) error {
	return db.InTx(ctx, s.conn, func(tx *sql.Tx) error {
		for _, l := range lines {
			res, err := tx.ExecContext(ctx, reserve, orderID, l.SKU, l.Quantity)
			if err != nil {
				return fmt.Errorf("reserve %s: %w", l.SKU, err)
			}
			if n, err := res.RowsAffected(); err != nil {
				return err
			} else if n == 0 {
				return fmt.Errorf("%w of %s", ErrNotEnough, l.SKU)
			}
		}
		return nil
	})
}

// Release deletes the reservations of an order.
func (s *Store) Release(ctx context.Context, orderID string) error {
	_, err := s.conn.ExecContext(ctx, "DELETE FROM inventory.reservations WHERE order_id = ?", orderID)
	return err
}
