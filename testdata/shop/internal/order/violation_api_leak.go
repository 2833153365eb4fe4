package order

import "example.com/shop/internal/order/store"

// Draft returns the order that Place would store, without prices.
//
// Violation: api-leak. store is order's private side, but whoever calls Draft gets
// a store.Order and can build on all that it has. Instead, return a type of this
// package that has what callers need.
func (p *Processor) Draft(customerID string, lines []Line) store.Order {
	o := store.Order{CustomerID: customerID, PlacedAt: p.now()}
	for _, l := range lines {
		o.Lines = append(o.Lines, store.Line{SKU: l.SKU, Quantity: l.Quantity})
	}
	return o
}
