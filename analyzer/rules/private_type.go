package rules

import "fmt"

var privateTypeDoc = Rule{
	ID:       "private-type",
	Summary:  "reaching a value of a private type through a public one, with no import",
	Protects: publicInterfaces,
	Why: "A function that returns a private type hands it to everybody: its fields and methods can be used, and its values kept, without an " +
		"import that would show it. To whoever uses them the type is public, and its owner cannot change it any more. Only to pass such a value " +
		"on is fine: that does not depend on what is in it.",
	Fix: "Use what the public side offers instead. If it offers nothing, ask the owner for a function or a type of the public side that has " +
		"what you need; api-leak shows the owner where the private type gets out.",
	Shared: `-- modules.yaml --
version: 1
rules: {api-leak: off} # a finding in inventory, with a page of its own
modules:
  inventory: {path: inventory}
  order: {path: order}
-- inventory/store/store.go --
package store

type Row struct{ Qty int }
-- inventory/inventory.go --
package inventory

import "example.com/shop/inventory/store"

func Leak() store.Row { return store.Row{} }

func Stock() int { return Leak().Qty }
`,
	Bad: `-- order/order.go --
package order

import "example.com/shop/inventory"

func available() bool { return inventory.Leak().Qty > 0 }
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/inventory"

func available() bool { return inventory.Stock() > 0 }
`,
}

// privateType reports what code does with a value of another module's private type that it got without importing the type's package.
// Handing it on is nothing.
func (j *judge) privateType(u symbolUse) {
	if u.Kind == Named || u.PassedOn || u.Imported || u.stands != privatePackage && u.stands != unexposed {
		return
	}
	what := "uses " + u.Member + " of"
	if u.Kind == Inferred {
		what = "keeps in " + u.Member + " a value of"
	}
	private := fmt.Sprintf("a private type of %s that it does not import", whose(u.owner))
	if u.stands == unexposed {
		private = fmt.Sprintf("a type that %s does not expose, without an import of it", whose(u.owner))
	}
	instead := j.implementedBy(*u.Symbol)
	if instead == "" {
		instead = "let " + u.owner.Name() + " show a type of its public side"
	}
	j.report(u.finding("private-type", fmt.Sprintf("%s %s %s, %s; %s", j.who(), what, u.String(), private, instead)))
}
