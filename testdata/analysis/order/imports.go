package order

import (
	_ "example.com/mono/inventory"
	st "example.com/mono/inventory/store" // want `order imports example.com/mono/inventory/store, a private package of inventory \(team-warehouse\); use its public side: inventory, inventory/api/...`
	_ "example.com/mono/order/internals"
)

import _ "example.com/mono/inventory/store" // want `order imports example.com/mono/inventory/store, a private package of inventory`

var _ = st.Load
