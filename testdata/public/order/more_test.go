package order

import "example.com/public/inventory"

var _ = inventory.Hidden{} // want `uses inventory.Hidden`
