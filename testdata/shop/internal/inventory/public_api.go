// Package inventory knows what is in the warehouse and sets goods aside for
// orders.
//
// Everything that other modules may use stands in this file, and modules.yaml
// exposes exactly this file. How the stock is kept is the business of the
// package store, which no other module may import although Go would let it.
package inventory

import (
	"context"
	"database/sql"
	"embed"
	"errors"

	"example.com/shop/internal/inventory/store"
)

// Migrations creates the schema inventory.
//
//go:embed migrations/*.sql
var Migrations embed.FS

var (
	// ErrUnknownProduct is returned for a product the warehouse never had.
	ErrUnknownProduct = errors.New("unknown product")
	// ErrOutOfStock is returned when fewer pieces are free than asked for.
	ErrOutOfStock = errors.New("out of stock")
)

// ProductAvailability says what can be ordered of a product now, and at what
// price.
type ProductAvailability struct {
	SKU, Name  string
	Free       int // pieces on hand that no order has reserved
	PriceCents int64
}

// Line is a number of pieces of one product.
type Line struct {
	SKU      string
	Quantity int
}

// Service is what inventory does for other modules.
type Service interface {
	// CheckStock returns a product's availability, or ErrUnknownProduct.
	CheckStock(ctx context.Context, sku string) (ProductAvailability, error)
	// Reserve sets goods aside for an order: all lines or, with
	// ErrOutOfStock, none.
	Reserve(ctx context.Context, orderID string, lines []Line) error
	// Release gives back what an order has reserved.
	Release(ctx context.Context, orderID string) error
	// Restock adds pieces of a product, new or known, and sets its price.
	Restock(ctx context.Context, sku, name string, quantity int, priceCents int64) error
}

// New returns the service for the stock kept in conn.
func New(conn *sql.DB) Service { return newService(store.New(conn)) }
