package store_test

import _ "example.com/mono/inventory/store"
