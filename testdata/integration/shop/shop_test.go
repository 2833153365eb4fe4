//go:build integration

package shop_test

import (
	"database/sql"
	"log/slog"
	"reflect"
	"testing"

	_ "modernc.org/sqlite"

	"example.com/shop"
)

// open returns a shop on an empty in-memory database, with one customer and two
// products.
func open(t *testing.T) (*shop.App, *sql.DB) {
	t.Helper()
	slog.SetDefault(slog.New(slog.DiscardHandler)) // the shop "sends" its mail to the log
	conn, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetMaxOpenConns(1)
	if _, err := conn.ExecContext(t.Context(), shop.MemorySchemas); err != nil {
		t.Fatal(err)
	}
	app, err := shop.Open(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	check(t, app.Users.Register(t.Context(), "u1", "Ada", "ada@example.com"))
	check(t, app.Inventory.Restock(t.Context(), "TEA-1", "Green tea", 4, 450))
	check(t, app.Inventory.Restock(t.Context(), "tea-1", "Green tea", 6, 450))
	check(t, app.Inventory.Restock(t.Context(), "MUG-1", "Mug", 1, 1200))
	return app, conn
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// want fails the test unless a call returned this value and no error.
func want[T any](t *testing.T, what string, want T) func(T, error) {
	return func(got T, err error) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s = %v, %v; want %v", what, got, err, want)
		}
	}
}

func place(t *testing.T, app *shop.App, sku string, quantity int) string {
	t.Helper()
	id, err := app.PlaceOrder(t.Context(), "u1", sku, quantity)
	check(t, err)
	return id
}

func TestOrderIsPlacedInvoicedAndPaid(t *testing.T) {
	app, _ := open(t)
	ctx := t.Context()

	id := place(t, app, "tea-1", 3)
	want(t, "stock", 7)(app.Stock(ctx, "TEA-1"))
	want(t, "status", "open")(app.Orders.Status(ctx, id))
	invoice, err := app.Invoice(ctx, id)
	check(t, err)
	if invoice.CustomerID != "u1" || invoice.AmountCents != 1350 || invoice.DueCents != 1350 {
		t.Errorf("invoice = %+v", invoice)
	}

	check(t, app.Billing.Pay(ctx, id, 1000))
	want(t, "status after a part", "open")(app.Orders.Status(ctx, id))
	check(t, app.Billing.Pay(ctx, id, 350))
	want(t, "status after the rest", "paid")(app.Orders.Status(ctx, id))
	if invoice, err = app.Invoice(ctx, id); err != nil || invoice.DueCents != 0 {
		t.Errorf("invoice = %+v, %v; want nothing due", invoice, err)
	}
}

func TestOutOfStockReservesNothing(t *testing.T) {
	app, _ := open(t)
	if id, err := app.PlaceOrder(t.Context(), "u1", "TEA-1", 11); err == nil || id != "" {
		t.Errorf("PlaceOrder = %q, %v; want an error", id, err)
	}
	want(t, "stock", 10)(app.Stock(t.Context(), "TEA-1"))
}

func TestReleaseGivesBack(t *testing.T) {
	app, _ := open(t)
	id := place(t, app, "TEA-1", 3)
	check(t, app.Inventory.Release(t.Context(), id))
	want(t, "stock", 10)(app.Stock(t.Context(), "TEA-1"))
}

func TestReports(t *testing.T) {
	app, _ := open(t)
	place(t, app, "TEA-1", 3)
	place(t, app, "MUG-1", 1)
	want(t, "sold out", []string{"MUG-1"})(app.Reports.SoldOut(t.Context()))
	want(t, "unknown products", []string(nil))(app.Reports.UnknownProducts(t.Context()))
}

// Opening a shop on the same database again applies no migration twice.
func TestMigrationsRunOnce(t *testing.T) {
	app, conn := open(t)
	id := place(t, app, "TEA-1", 1)
	again, err := shop.Open(t.Context(), conn)
	check(t, err)
	want(t, "status", "open")(again.Orders.Status(t.Context(), id))

	var applied int
	check(t, conn.QueryRow("SELECT count(*) FROM schema_migrations").Scan(&applied))
	if applied != 5 {
		t.Errorf("%d migrations applied, want 5", applied)
	}
}

// The violations are wrong, not broken: each of them works, as it would in a
// code base that grew without a fence.
func TestViolationsWork(t *testing.T) {
	app, _ := open(t)
	ctx := t.Context()
	tea, mug := place(t, app, " tea-1 ", 3), place(t, app, "MUG-1", 1) // private-package: cleans the SKU

	want(t, "foreign-table, join", []string{"MUG-1"})(app.Reports.ShortOnHand(ctx))
	check(t, app.Billing.WriteOff(ctx, mug))
	want(t, "foreign-table, write", "written-off")(app.Orders.Status(ctx, mug))
	want(t, "dynamic-sql", map[string]int64{tea: 1350, mug: 1200})(app.Billing.Ledger(ctx, "billing.invoices"))
	want(t, "undeclared-dependency", "Ada")(app.Billing.Addressee(ctx, app.Users, tea))
	want(t, "deprecated-dependency", int64(900))(app.Billing.Quote(ctx, app.Inventory, "TEA-1", 2))
}
