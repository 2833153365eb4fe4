// Package shop is a small online shop built as a modular monolith: one binary,
// one database, and modules that meet only at their public sides.
//
// The modules live below internal/ and modules.yaml says what each may touch.
// This package is the one door for programs outside: it belongs to no module,
// so it sees only what is public.
package shop

import (
	"context"
	"database/sql"

	"example.com/shop/internal/app"
)

// MemorySchemas attaches one empty in-memory database per module to a SQLite
// connection. Attached databases behave like the schemas of a server, so every
// statement in the shop names its table as schema.table. A connection sees only
// what it attached itself: call SetMaxOpenConns(1) first.
const MemorySchemas = `
	ATTACH DATABASE ':memory:' AS inventory;
	ATTACH DATABASE ':memory:' AS orders;
	ATTACH DATABASE ':memory:' AS billing;
	ATTACH DATABASE ':memory:' AS users;`

// App is the running shop.
type App = app.App

// Open migrates the schemas inventory, orders, billing and users of conn, which
// must exist, and starts the shop on them.
func Open(ctx context.Context, conn *sql.DB) (*App, error) {
	return app.New(ctx, conn)
}
