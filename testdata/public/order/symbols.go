// Package order uses what inventory exposes, and what it does not.
package order

import (
	"example.com/public/inventory"
	"example.com/public/inventory/api"
)

// innocent names what is exposed by name, glob, package-qualified name, file and signature.
type innocent struct {
	service inventory.Service
	line    inventory.Line
	item    api.Item
	other   api.Service
	avail   inventory.ProductAvailability
	page    inventory.Page[inventory.Line]
}

func (i innocent) uses() (int, string) {
	a, _ := i.service.CheckStock("x")
	_ = inventory.ProductAvailability{SKU: "x", Where: &inventory.Location{Shelf: "y"}}
	c := inventory.NewCounter()
	_ = i.page.First().SKU
	return a.Free() + c.Count() + c.N + inventory.Limit, a.Where.Shelf
}

var field struct {
	h inventory.Hidden // want `order uses inventory.Hidden, which inventory \(team-warehouse\) does not expose; use what it exposes: inventory.LeakEmbedded, inventory.LeakInterface, …`
}

func param(h *inventory.Hidden) { // want `uses inventory.Hidden`
	h.Qty++        // want `order uses Qty of inventory.Hidden, which inventory \(team-warehouse\) does not expose`
	h.Do()         // want `uses Do of inventory.Hidden`
	_ = h.Next.Qty // want `uses Next of inventory.Hidden` `uses Qty of inventory.Hidden`
}

func expressions(v any) {
	_ = inventory.Hidden{Qty: 1}           // want `uses inventory.Hidden` `uses Qty of inventory.Hidden`
	_ = []inventory.Hidden{{1, nil}}       // want `uses inventory.Hidden` `uses the fields of inventory.Hidden`
	_ = v.(inventory.Hidden)               // want `uses inventory.Hidden`
	_ = inventory.Status(3)                // want `uses inventory.Status`
	_ = inventory.Open                     // want `uses inventory.Open`
	_ = inventory.Cache["x"]               // want `uses inventory.Cache`
	inventory.Purge()                      // want `uses inventory.Purge`
	_ = inventory.Purge                    // want `uses inventory.Purge`
	_ = (*inventory.Hidden).Do             // want `uses inventory.Hidden` `uses Do of inventory.Hidden`
	_ = inventory.Map[int]                 // want `uses inventory.Map`
	_ = inventory.Map([]int{1})            // want `uses inventory.Map`
	_ = inventory.Box[int]{Value: 1}       // want `uses inventory.Box` `uses Value of inventory.Box`
	_ = inventory.Page[inventory.Hidden]{} // want `uses inventory.Hidden`
	_ = api.Draft{SKU: "x"}                // want `uses api.Draft` `uses SKU of api.Draft`
	_ = new(inventory.Quantifier)          // want `uses inventory.Quantifier`
	switch v := v.(type) {
	case *inventory.Hidden: // want `uses inventory.Hidden`
		_ = v.Qty // want `uses Qty of inventory.Hidden`
	case inventory.Line:
		_ = v.SKU
	}
}

type alias = inventory.Hidden // want `uses inventory.Hidden`

type defined inventory.Hidden // want `uses inventory.Hidden`

type embedding struct {
	inventory.Hidden // want `uses inventory.Hidden`
	n                int
}

func promoted(a alias, d defined, e embedding) int {
	_ = e.n
	_ = d.Qty               // the field of a type of its own
	_ = a.Qty               // want `uses Qty of inventory.Hidden`
	e.Do()                  // want `uses Do of inventory.Hidden`
	_ = e.Hidden.Qty        // want `uses Qty of inventory.Hidden`
	_ = embedding{n: 1}.Qty // want `uses Qty of inventory.Hidden`
	return e.Qty            // want `uses Qty of inventory.Hidden`
}

func constrained[T inventory.Quantifier](t T) int { // want `uses inventory.Quantifier`
	return t.Quantity()
}
