package order

import (
	"fmt"

	"example.com/public/inventory"
	"example.com/public/kernel"
)

func leaked(k kernel.Registry) int {
	_ = inventory.Leak().Qty                     // want `order uses Qty of store.Row, a private type of inventory \(team-warehouse\) that it does not import`
	_ = inventory.Leak().Total()                 // want `uses Total of store.Row`
	_ = inventory.LeakRows()[0].Qty              // want `uses Qty of store.Row`
	_ = inventory.LeakMap()["x"].Qty             // want `uses Qty of store.Row`
	_ = (<-inventory.LeakChan()).Qty             // want `uses Qty of store.Row`
	_ = inventory.LeakPage().First().Qty         // want `uses Qty of store.Row`
	_ = inventory.LeakVar.Next.Qty               // want `uses Next of store.Row` `uses Qty of store.Row`
	_ = inventory.LeakIface().ReadRow().Qty      // want `uses ReadRow of store.Reader` `uses Qty of store.Row`
	_ = inventory.LeakNested().Inner.Rows[0].Qty // want `uses Qty of store.Row`
	_ = inventory.Row{Qty: 1}                    // want `uses Qty of store.Row`
	_ = inventory.LeakType{}.Qty                 // promoted, so that it is a field of the exposed type
	_ = inventory.LeakType{}.Row.Qty             // want `uses Qty of store.Row`
	_ = k.Get().Qty                              // want `uses Qty of store.Row`
	for _, r := range inventory.LeakRows() {     // want `order keeps in r a value of store.Row, a private type of inventory`
		fmt.Println(r.Qty) // want `uses Qty of store.Row`
	}
	kept := inventory.Leak()        // want `keeps in kept a value of store.Row`
	var also = inventory.LeakFunc() // a function, not a value of the type
	row, err := also()              // want `keeps in row a value of store.Row`
	_, _, _ = kept, row, err
	const level = inventory.LeakConst     // want `keeps in level a value of store.Level`
	return inventory.Leak().Next.Next.Qty // want `uses Next of store.Row` `uses Next of store.Row` `uses Qty of store.Row`
}

// Handing a value on is no use of it.
func passedOn() (any, error) {
	inventory.LeakIn(inventory.Leak())
	fmt.Println(inventory.LeakRows(), len(inventory.LeakMap()))
	var named inventory.Row = inventory.LeakRow()
	inventory.LeakIn(named)
	row := inventory.Leak()
	inventory.LeakIn(row)
	var rows []any
	for _, r := range inventory.LeakRows() {
		rows = append(rows, r)
	}
	if first := inventory.LeakMap()["x"]; first != nil {
		return *first, nil
	}
	return inventory.Leak(), nil
}
