package inventory_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"example.com/shop/internal/inventory"
	// Legal: a module's own external tests may import its private packages.
	"example.com/shop/internal/inventory/store"
)

type fakeStock map[string]store.Item

func (f fakeStock) Find(_ context.Context, sku string) (store.Item, error) {
	item, ok := f[sku]
	if !ok {
		return store.Item{}, sql.ErrNoRows
	}
	return item, nil
}

func (f fakeStock) Reserve(_ context.Context, _ string, lines []store.Line) error {
	for _, l := range lines {
		if f[l.SKU].Free() < l.Quantity {
			return store.ErrNotEnough
		}
	}
	return nil
}

func (f fakeStock) Release(context.Context, string) error { return nil }

func (f fakeStock) Add(_ context.Context, item store.Item) error {
	f[item.SKU] = item
	return nil
}

func TestCheckStock(t *testing.T) {
	svc := inventory.NewService(fakeStock{
		"TEA-1": {SKU: "TEA-1", Name: "Green tea", OnHand: 10, Reserved: 4, PriceCents: 450},
	})
	tests := []struct {
		name, sku string
		free      int
		err       error
	}{
		{"known", "TEA-1", 6, nil},
		{"other spelling", " tea-1 ", 6, nil},
		{"unknown", "MUG-1", 0, inventory.ErrUnknownProduct},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := svc.CheckStock(t.Context(), tt.sku)
			if !errors.Is(err, tt.err) || got.Free != tt.free {
				t.Errorf("CheckStock(%q) = %d free, %v; want %d, %v", tt.sku, got.Free, err, tt.free, tt.err)
			}
		})
	}
}

func TestReserveOutOfStock(t *testing.T) {
	svc := inventory.NewService(fakeStock{"TEA-1": {SKU: "TEA-1", OnHand: 2}})
	err := svc.Reserve(t.Context(), "o1", []inventory.Line{{SKU: "TEA-1", Quantity: 3}})
	if !errors.Is(err, inventory.ErrOutOfStock) {
		t.Errorf("Reserve = %v, want ErrOutOfStock", err)
	}
}
