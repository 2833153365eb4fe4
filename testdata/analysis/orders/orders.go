// Package orders is another module than order.
package orders

import (
	_ "example.com/mono/inventory/api/v1"
	_ "example.com/mono/order/internals" // want `orders imports example.com/mono/order/internals, a private package of order; use its public side: order`
)
