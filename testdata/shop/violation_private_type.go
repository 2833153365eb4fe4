package shop

import "example.com/shop/internal/order"

// LineCount returns how many lines an order would have.
//
// Violation: private-type. Draft's result is a type of order's private side, and
// nothing in the imports above shows it. Instead, use what order offers on
// purpose.
func LineCount(a *App, customerID string, lines []order.Line) int {
	return len(a.Orders.Draft(customerID, lines).Lines)
}
