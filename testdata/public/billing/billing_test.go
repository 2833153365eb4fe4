package billing

import (
	"database/sql"
	"testing"

	"example.com/public/inventory"
	"example.com/public/payment"
)

// Tests put things together.
func TestPay(t *testing.T) {
	payment.New(payment.Options{DB: &sql.DB{}})
	stock := inventory.NewStock()
	stock.Reserve(nil)
}
