// Package app is the composition root: the only place that knows every module.
// It hands each one its database and the other modules' interfaces, connects
// events to their listeners, and decides nothing else.
package app

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"log/slog"

	"example.com/shop/internal/billing"
	"example.com/shop/internal/inventory"
	"example.com/shop/internal/notify"
	"example.com/shop/internal/order"
	"example.com/shop/internal/order/events"
	"example.com/shop/internal/platform/clock"
	"example.com/shop/internal/platform/db"
	"example.com/shop/internal/platform/event"
	"example.com/shop/internal/users"
)

// App holds the public side of every module.
type App struct {
	Inventory inventory.Service
	Users     users.Directory
	Orders    *order.Processor
	Reports   *order.Reports
	Billing   *billing.Service
}

// New applies every module's migrations to conn and wires the modules together.
func New(ctx context.Context, conn *sql.DB) (*App, error) {
	for _, m := range []struct {
		name  string
		files fs.FS
	}{
		{"inventory", inventory.Migrations},
		{"users", users.Migrations},
		{"order", order.Migrations},
		{"billing", billing.Migrations},
	} {
		if err := db.Migrate(ctx, conn, m.name, m.files); err != nil {
			return nil, fmt.Errorf("migrate %s: %w", m.name, err)
		}
	}

	placed := new(event.Topic[events.Placed])
	stock := inventory.New(conn)
	customers := users.New(conn)
	orders := order.NewProcessor(conn, stock, customers, notify.NewLog(slog.Default()), placed, clock.System)
	bills := billing.New(conn, orders, clock.System)

	// order does not know who listens; billing does not know who publishes.
	placed.Subscribe(bills.OnOrderPlaced)

	return &App{
		Inventory: stock,
		Users:     customers,
		Orders:    orders,
		Reports:   order.NewReports(conn),
		Billing:   bills,
	}, nil
}

// PlaceOrder orders one product for a registered customer and returns the
// order's id.
func (a *App) PlaceOrder(ctx context.Context, customerID, sku string, quantity int) (string, error) {
	return a.Orders.Place(ctx, customerID, []order.Line{{SKU: sku, Quantity: quantity}})
}

// Stock returns how many pieces of a product can still be ordered.
func (a *App) Stock(ctx context.Context, sku string) (int, error) {
	product, err := a.Inventory.CheckStock(ctx, sku)
	return product.Free, err
}

// Invoice returns the invoice of an order.
func (a *App) Invoice(ctx context.Context, orderID string) (billing.Invoice, error) {
	return a.Billing.Invoice(ctx, orderID)
}
