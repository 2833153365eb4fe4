// Package inventory owns the stock.
package inventory

import _ "example.com/mono/inventory/store"

// ListSQL may be used here, wherever it is run.
const ListSQL = "SELECT id FROM inventory.items WHERE live"
