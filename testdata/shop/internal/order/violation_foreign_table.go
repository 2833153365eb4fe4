package order

import "context"

// Violation: foreign-table (join). items belongs to inventory, which can now no
// longer change its columns without breaking order. Instead, join the view
// inventory.v_stock, as soldOut does, or ask inventory.Service.CheckStock.
const shortOnHand = `
	SELECT l.sku
	FROM orders.lines AS l
	JOIN inventory.items AS i ON i.sku = l.sku
	GROUP BY l.sku, i.on_hand
	HAVING SUM(l.quantity) >= i.on_hand
	ORDER BY l.sku`

// ShortOnHand lists the products of which at least as much is ordered as the
// warehouse holds.
func (r *Reports) ShortOnHand(ctx context.Context) ([]string, error) {
	return column(r.conn.QueryContext(ctx, shortOnHand))
}
