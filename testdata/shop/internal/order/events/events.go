// Package events holds what the module order tells the world. It is a named
// interface in modules.yaml: a module that only listens depends on order::events
// and cannot call the processor.
package events

import "time"

// Placed is published once an order is stored.
type Placed struct {
	OrderID, CustomerID string
	TotalCents          int64
	At                  time.Time
}
