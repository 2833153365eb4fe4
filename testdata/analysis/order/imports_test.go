package order

import _ "example.com/mono/inventory/store" // want `order imports example.com/mono/inventory/store, a private package of inventory`
