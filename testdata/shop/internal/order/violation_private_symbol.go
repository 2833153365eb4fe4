package order

import "example.com/shop/internal/inventory"

// TooLong tells whether inventory would refuse lines because there are too many.
//
// Violation: private-symbol. modules.yaml exposes public_api.go of inventory and
// nothing else, so MaxLines may change or go without notice. Instead, reserve and
// look at the error that the service returns.
func TooLong(lines []Line) bool { return len(lines) > inventory.MaxLines }
