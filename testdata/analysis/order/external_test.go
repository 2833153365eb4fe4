package order_test

import (
	_ "example.com/mono/inventory/store" // want `order imports example.com/mono/inventory/store, a private package of inventory`
	_ "example.com/mono/order/internals"
)
