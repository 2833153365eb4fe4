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

// First shows a type that its owner does not expose.
func First() inventory.Hidden { // want `kernel uses inventory.Hidden, which inventory \(team-warehouse\) does not expose` `kernel shows inventory.Hidden, a type that inventory \(team-warehouse\) does not expose: First → inventory.Hidden`
	return inventory.Cache[""] // want `kernel uses inventory.Cache`
}

// DB hands out handles on purpose.
func DB() *sql.DB { return nil }

// InTx runs a function in a transaction.
func InTx(db *sql.DB, do func(*sql.Tx) error) error { return nil }

// Base is a model for everybody to embed.
type Base struct {
	ID int `db:"id"`
}
