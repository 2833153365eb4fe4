package billing

import (
	"context"

	// Violation: deprecated-dependency. modules.yaml still lets billing use
	// inventory, but marks that as on its way out. Instead, take prices from
	// the event Placed: an invoice shows what was agreed, not today's price.
	"example.com/shop/internal/inventory"
)

// Quote returns what so many pieces of a product would cost today, in cents.
func (s *Service) Quote(ctx context.Context, stock inventory.Service, sku string, quantity int) (int64, error) {
	product, err := stock.CheckStock(ctx, sku)
	return product.PriceCents * int64(quantity), err
}
