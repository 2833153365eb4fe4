// Package order takes orders: it asks inventory for goods and users for the
// customer, stores the order, and tells whoever listens.
//
// There is no transaction across modules. Each step commits on its own, and
// Place undoes the reservation when a later step fails.
package order

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"errors"
	"fmt"

	"example.com/shop/internal/inventory"
	"example.com/shop/internal/notify"
	"example.com/shop/internal/order/events"
	"example.com/shop/internal/order/store"
	"example.com/shop/internal/platform/clock"
	"example.com/shop/internal/platform/event"
	"example.com/shop/internal/users"
)

// Migrations creates the schema orders.
//
//go:embed migrations/*.sql
var Migrations embed.FS

// ErrNothingOrdered is returned for an order without lines, or a line without
// pieces.
var ErrNothingOrdered = errors.New("nothing ordered")

// Line is a number of pieces of one product.
type Line struct {
	SKU      string
	Quantity int
}

// orders is what the processor needs from store.Store; tests put a fake here.
type orders interface {
	Insert(ctx context.Context, o store.Order) error
	SetStatus(ctx context.Context, id, status string) error
	Status(ctx context.Context, id string) (string, error)
}

// Processor places orders and follows them.
type Processor struct {
	orders    orders
	stock     inventory.Service
	customers users.Directory
	mail      notify.Sender
	placed    *event.Topic[events.Placed]
	now       clock.Clock
}

// NewProcessor returns a processor that stores orders in conn and reaches the
// other modules through their interfaces.
func NewProcessor(conn *sql.DB, stock inventory.Service, customers users.Directory, mail notify.Sender,
	placed *event.Topic[events.Placed], now clock.Clock) *Processor {
	return &Processor{store.New(conn), stock, customers, mail, placed, now}
}

// Place orders lines for a customer and returns the order's id. When it returns
// an id and an error, the order stands but somebody could not be told.
func (p *Processor) Place(ctx context.Context, customerID string, lines []Line) (string, error) {
	customer, err := p.customers.Find(ctx, customerID)
	if err != nil {
		return "", err
	}
	o := store.Order{ID: rand.Text(), CustomerID: customer.ID, PlacedAt: p.now()}
	if o.Lines, err = p.price(ctx, lines); err != nil {
		return "", err
	}
	if err := p.reserve(ctx, o); err != nil {
		return "", err
	}
	if err := p.orders.Insert(ctx, o); err != nil {
		return "", errors.Join(fmt.Errorf("store order: %w", err), p.stock.Release(ctx, o.ID))
	}
	return o.ID, errors.Join(
		p.placed.Publish(ctx, events.Placed{
			OrderID: o.ID, CustomerID: o.CustomerID, TotalCents: o.TotalCents(), At: o.PlacedAt,
		}),
		p.mail.Send(ctx, customer.Email, "Thank you for order "+o.ID),
	)
}

// MarkPaid notes that an order is paid.
func (p *Processor) MarkPaid(ctx context.Context, id string) error {
	return p.orders.SetStatus(ctx, id, "paid")
}

// Status returns open, paid or written-off.
func (p *Processor) Status(ctx context.Context, id string) (string, error) {
	return p.orders.Status(ctx, id)
}

func (p *Processor) price(ctx context.Context, lines []Line) ([]store.Line, error) {
	var priced []store.Line
	for _, l := range lines {
		if l.Quantity <= 0 {
			return nil, fmt.Errorf("%w: %s", ErrNothingOrdered, l.SKU)
		}
		product, err := p.stock.CheckStock(ctx, l.SKU)
		if err != nil {
			return nil, err
		}
		priced = append(priced, store.Line{SKU: cleanSKU(l.SKU), Quantity: l.Quantity, PriceCents: product.PriceCents})
	}
	if len(priced) == 0 {
		return nil, ErrNothingOrdered
	}
	return priced, nil
}

func (p *Processor) reserve(ctx context.Context, o store.Order) error {
	var lines []inventory.Line
	for _, l := range o.Lines {
		lines = append(lines, inventory.Line{SKU: l.SKU, Quantity: l.Quantity})
	}
	return p.stock.Reserve(ctx, o.ID, lines)
}
