// Package wiring is unchecked.
package wiring

import (
	"example.com/public/billing"
	"example.com/public/inventory"
	"example.com/public/kernel"
)

var _ = inventory.Hidden{Qty: inventory.Leak().Qty}

func wire() { billing.New(kernel.DB(), nil) }
