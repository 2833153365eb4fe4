package rules

import (
	"fmt"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

var concreteDependencyDoc = Rule{
	ID:       "concrete-dependency",
	Summary:  "a field, parameter, variable or call of another module's concrete type where it exposes an interface",
	Protects: publicInterfaces,
	Why: "Where a module offers an interface, it wants to stay free to put something else behind it: a cache, a remote service, a fake in your " +
		"tests. Code that holds on to the concrete type takes that freedom away.",
	Fix: "Depend on the interface that the message names, and let the composition root put the concrete value in.",
	Shared: `-- modules.yaml --
version: 1
rules: {concrete-dependency: warning} # off by default
modules:
  inventory: {path: inventory}
  order: {path: order}
-- inventory/inventory.go --
package inventory

type Service interface{ Stock(sku string) int }

type Store struct{} // implements Service

func (s *Store) Stock(sku string) int { return len(sku) }
`,
	Bad: `-- order/order.go --
package order

import "example.com/shop/inventory"

type Orders struct{ stock *inventory.Store }
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/inventory"

type Orders struct{ stock inventory.Service }
`,
}

// concreteDependency reports fields, parameters, variables and calls of a concrete type where its module exposes an interface that the
// type implements. The composition root and tests put concrete things together.
func (j *judge) concreteDependency(u symbolUse) {
	if !u.Binds || u.stands != free || u.owner.Open() || j.user == nil || isTest(u.Pos) || j.m.Level("concrete-dependency", j.user) == modulemap.LevelOff {
		return
	}
	for _, iface := range j.view.implemented(*u.Symbol) {
		j.report(u.finding("concrete-dependency", fmt.Sprintf("%s depends on %s, a concrete type of %s; depend on %s, which it implements",
			j.who(), u.String(), whose(u.owner), iface.String())))
		return
	}
}
