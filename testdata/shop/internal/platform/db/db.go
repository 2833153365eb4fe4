// Package db is a thin layer over database/sql: one way to run a transaction and
// one way to apply migrations. It knows no module and none of their tables.
package db

import (
	"context"
	"database/sql"
	"fmt"
)

// InTx runs fn in a transaction, which it commits if fn returns nil and rolls
// back otherwise. A transaction belongs to one module: fn must not call another
// module, whose statements would wait for this one's connection.
func InTx(ctx context.Context, conn *sql.DB, fn func(tx *sql.Tx) error) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}
