// Package db is the kernel's: everybody may use it.
package db

import (
	"context"
	"database/sql"

	_ "example.com/mono/inventory" // want `kernel \(layer platform\) imports example.com/mono/inventory of inventory \(layer domain\), a layer above its own`
)

// StockSQL is judged where it is used.
const StockSQL = "SELECT n FROM stock WHERE id = $1"

type Store struct{ DB *sql.DB }

// Run is named as a sink in the map.
func (s *Store) Run(name, query string, done func()) {}

// Query has a driver's shape.
func (s *Store) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.DB.QueryContext(ctx, query, args...)
}

// From is named in the map as taking a table.
func From(table string) int { return 0 }
