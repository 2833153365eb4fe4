package inventory

import "example.com/public/inventory/api"

// ProductAvailability stands in the signature of Service, so that it is exposed with it.
type ProductAvailability struct {
	SKU   string
	Where *Location
}

// Free is a method of a type that is exposed by a signature.
func (p ProductAvailability) Free() int { return 0 }

// Location stands in a field of a type that is exposed by a signature.
type Location struct{ Shelf string }

// Hidden is not exposed.
type Hidden struct {
	Qty  int
	Next *Hidden
}

// Do is a method of a type that is not exposed.
func (h *Hidden) Do() int { return h.Qty }

// Box is generic and not exposed.
type Box[T any] struct{ Value T }

// Status is not exposed, nor are its values.
type Status int

// Open is a status.
const Open Status = 1

// Cache is not exposed.
var Cache = map[string]Hidden{}

// Purge is not exposed.
func Purge() {}

// Map is generic and not exposed.
func Map[T any](in []T) []T { return in }

// Quantifier is not exposed.
type Quantifier interface{ Quantity() int }

// Stock is a concrete type that is exposed by NewStock.
type Stock struct{ rows []Hidden }

// NewStock returns the concrete type.
func NewStock() *Stock { return &Stock{} }

// NewService returns the interface.
func NewService() Service { return NewStock() }

// CheckStock makes Stock a Service.
func (s *Stock) CheckStock(sku string) (ProductAvailability, error) {
	return ProductAvailability{}, nil
}

// Reserve makes Stock a Service.
func (s *Stock) Reserve(lines []Line) error { return nil }

// Ledger implements an interface of the public package beside this one.
type Ledger struct{}

// NewLedger returns the concrete type.
func NewLedger() Ledger { return Ledger{} }

// Items makes Ledger an api.Service.
func (Ledger) Items() []api.Item { return nil }

// NewCounter returns a type that cannot be named elsewhere, and is exposed all the same.
func NewCounter() *counter { return &counter{} }

type counter struct{ N int }

// Count is a method of it.
func (c *counter) Count() int { return c.N }
