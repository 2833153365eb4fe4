// Package api is public, too.
package api

import "example.com/public/inventory/store"

// Item is exposed by its package-qualified name.
type Item struct{ SKU string }

// Detail is exposed by a signature in package inventory.
type Detail struct{ Row store.Row }

// Draft is not exposed.
type Draft struct{ SKU string }

// Service is exposed by its name, which holds for every public package.
type Service interface{ Items() []Item }
