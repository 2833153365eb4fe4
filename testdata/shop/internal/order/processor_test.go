package order

import (
	"context"
	"errors"
	"testing"
	"time"

	"example.com/shop/internal/inventory"
	"example.com/shop/internal/order/events"
	"example.com/shop/internal/order/store"
	"example.com/shop/internal/platform/clock"
	"example.com/shop/internal/platform/event"
	"example.com/shop/internal/users"
)

// An interface that is embedded and left nil fails the test if a method is called
// that the fake does not expect.

type fakeStock struct {
	inventory.Service
	reserved, released int
}

func (f *fakeStock) CheckStock(_ context.Context, sku string) (inventory.ProductAvailability, error) {
	return inventory.ProductAvailability{SKU: sku, Free: 5, PriceCents: 450}, nil
}

func (f *fakeStock) Reserve(_ context.Context, _ string, lines []inventory.Line) error {
	if lines[0].Quantity > 5 {
		return inventory.ErrOutOfStock
	}
	f.reserved++
	return nil
}

func (f *fakeStock) Release(context.Context, string) error {
	f.released++
	return nil
}

type fakeCustomers struct{ users.Directory }

func (fakeCustomers) Find(_ context.Context, id string) (users.User, error) {
	return users.User{ID: id, Email: id + "@example.com"}, nil
}

type fakeOrders struct {
	orders
	err error
}

func (f fakeOrders) Insert(context.Context, store.Order) error { return f.err }

type fakeMail struct{}

func (fakeMail) Send(context.Context, string, string) error { return nil }

func TestPlace(t *testing.T) {
	broken := errors.New("disk full")
	tests := []struct {
		name               string
		lines              []Line
		insert, want       error
		reserved, released int
		total              int64
	}{
		{"placed", []Line{{"TEA-1", 2}}, nil, nil, 1, 0, 900},
		{"out of stock", []Line{{"TEA-1", 6}}, nil, inventory.ErrOutOfStock, 0, 0, 0},
		{"not stored, goods given back", []Line{{"TEA-1", 2}}, broken, broken, 1, 1, 0},
		{"empty", nil, nil, ErrNothingOrdered, 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var total int64
			placed := new(event.Topic[events.Placed])
			placed.Subscribe(func(_ context.Context, e events.Placed) error {
				total = e.TotalCents
				return nil
			})
			stock := new(fakeStock)
			p := &Processor{fakeOrders{err: tt.insert}, stock, fakeCustomers{}, fakeMail{}, placed, clock.Fixed(time.Unix(0, 0))}

			_, err := p.Place(t.Context(), "u1", tt.lines)
			if !errors.Is(err, tt.want) {
				t.Errorf("Place = %v, want %v", err, tt.want)
			}
			if stock.reserved != tt.reserved || stock.released != tt.released || total != tt.total {
				t.Errorf("reserved %d, released %d, total %d; want %d, %d, %d",
					stock.reserved, stock.released, total, tt.reserved, tt.released, tt.total)
			}
		})
	}
}
