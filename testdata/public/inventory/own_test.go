package inventory_test

import (
	"example.com/public/inventory"
	"example.com/public/inventory/store"
)

// The module's own tests use what they like.
var (
	_ = inventory.Hidden{Qty: 1}
	_ = inventory.Leak().Qty
	_ store.Row
)
