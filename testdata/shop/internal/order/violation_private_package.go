package order

import (
	// Violation: private-package. store is inventory's private side: only "."
	// is public there. Instead, use what the public side already tells:
	// ProductAvailability.SKU, which CheckStock returns, is the clean spelling.
	"example.com/shop/internal/inventory/store"
)

func cleanSKU(sku string) string { return store.NormalizeSKU(sku) }
