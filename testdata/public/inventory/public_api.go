// Package inventory exposes what this file exports, what the map names, and the types in their signatures.
package inventory

// Service is what inventory does for others.
type Service interface {
	CheckStock(sku string) (ProductAvailability, error)
	Reserve(lines []Line) error
}

// Line is exposed because of its file.
type Line struct{ SKU string }

// Limit is exposed because of its file.
const Limit = 10

// Page is generic.
type Page[T any] struct{ Items []T }

// First returns the first item.
func (p Page[T]) First() T { return p.Items[0] }
