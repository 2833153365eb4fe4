package billing

import (
	"database/sql"
	"testing"

	"example.com/public/payment"
)

// Prepare is a test helper.
func Prepare(t testing.TB, db *sql.DB) { payment.Log(db) }
