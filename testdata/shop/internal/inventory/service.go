package inventory

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"example.com/shop/internal/inventory/store"
)

// stock is what the service needs from store.Store; tests put a fake here.
type stock interface {
	Find(ctx context.Context, sku string) (store.Item, error)
	Reserve(ctx context.Context, orderID string, lines []store.Line) error
	Release(ctx context.Context, orderID string) error
	Add(ctx context.Context, item store.Item) error
}

// MaxLines is how many lines a reservation may have. It is exported for the tests
// and stands in no file of the public side.
const MaxLines = 100

type service struct{ stock stock }

func newService(s stock) Service { return &service{s} }

func (s *service) CheckStock(ctx context.Context, sku string) (ProductAvailability, error) {
	item, err := s.stock.Find(ctx, store.NormalizeSKU(sku))
	if errors.Is(err, sql.ErrNoRows) {
		return ProductAvailability{}, fmt.Errorf("%w: %s", ErrUnknownProduct, sku)
	}
	if err != nil {
		return ProductAvailability{}, fmt.Errorf("check stock of %s: %w", sku, err)
	}
	// The row stays inside: callers get a type of the public side.
	return ProductAvailability{
		SKU:        item.SKU,
		Name:       item.Name,
		Free:       item.Free(),
		PriceCents: item.PriceCents,
	}, nil
}

func (s *service) Reserve(ctx context.Context, orderID string, lines []Line) error {
	rows := make([]store.Line, len(lines))
	for i, l := range lines {
		rows[i] = store.Line{SKU: store.NormalizeSKU(l.SKU), Quantity: l.Quantity}
	}
	err := s.stock.Reserve(ctx, orderID, rows)
	if errors.Is(err, store.ErrNotEnough) {
		return fmt.Errorf("%w: %w", ErrOutOfStock, err)
	}
	return err
}

func (s *service) Release(ctx context.Context, orderID string) error {
	return s.stock.Release(ctx, orderID)
}

func (s *service) Restock(ctx context.Context, sku, name string, quantity int, priceCents int64) error {
	return s.stock.Add(ctx, store.Item{
		SKU:        store.NormalizeSKU(sku),
		Name:       name,
		OnHand:     quantity,
		PriceCents: priceCents,
	})
}
