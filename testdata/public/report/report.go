// Package report reaches what it does not import.
package report

import "example.com/public/kernel"

func total() int {
	first := kernel.First() // want `report keeps in first a value of inventory.Hidden, a type that inventory \(team-warehouse\) does not expose, without an import of it`
	first.Do()              // want `report uses Do of inventory.Hidden, a type that inventory \(team-warehouse\) does not expose, without an import of it; let inventory show a type of its public side`
	return first.Qty        // want `uses Qty of inventory.Hidden`
}

func handed() any { return kernel.First() }

type holder struct{ any }

func kept() holder {
	first := kernel.First()
	return holder{first}
}
