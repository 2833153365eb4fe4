package order

import . "example.com/public/inventory"

var (
	dotted Hidden // want `uses inventory.Hidden`
	_      = NewService()
	_      Line
)
