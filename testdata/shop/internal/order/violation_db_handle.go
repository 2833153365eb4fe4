package order

import (
	"context"
	"database/sql"

	"example.com/shop/internal/users"
)

// EraseCustomer removes a customer in the transaction that erases the orders.
//
// Violation: db-handle. With the transaction goes the right to any table, and the
// two modules commit or fail as one. Instead, publish that the orders are gone and
// let users erase on its own.
func EraseCustomer(ctx context.Context, tx *sql.Tx, customerID string) error {
	return users.EraseIn(ctx, tx, customerID)
}
