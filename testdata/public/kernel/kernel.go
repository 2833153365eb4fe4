// Package kernel is open: everything in it is for everybody. What it shows of others is judged all the same.
package kernel

import (
	"database/sql"

	"example.com/public/inventory"
)

// Registry shows another module's private type.
type Registry interface {
	Get() inventory.Row
}

// DB hands out handles on purpose.
func DB() *sql.DB { return nil }

// InTx runs a function in a transaction.
func InTx(db *sql.DB, do func(*sql.Tx) error) error { return nil }

// Base is a model for everybody to embed.
type Base struct {
	ID int `db:"id"`
}
