package rules

import "fmt"

var hiddenModuleDoc = Rule{
	ID:       "hidden-module",
	Summary:  "use of a module whose visible_to leaves the user out",
	Protects: publicInterfaces,
	Why:      "Some modules are meant for a few others only: a payment gateway for billing, a legacy store for what replaces it.",
	Fix:      "Go through one of the modules that may see it, or ask its owner to add yours to `visible_to` in modules.yaml.",
	Shared: `-- modules.yaml --
version: 1
modules:
  billing: {path: billing}
  gateway: {path: gateway, visible_to: [billing]}
  order: {path: order}
-- billing/billing.go --
package billing

import "example.com/shop/gateway"

func Charge(cents int) error { return gateway.Charge(cents) }
-- gateway/gateway.go --
package gateway

func Charge(cents int) error { return nil }
`,
	Bad: `-- order/order.go --
package order

import "example.com/shop/gateway"

func pay(cents int) error { return gateway.Charge(cents) }
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/billing"

func pay(cents int) error { return billing.Charge(cents) }
`,
}

func (j *judge) hiddenModule(u importUse) {
	if u.target.VisibleTo(j.user) {
		return
	}
	j.report(u.finding("hidden-module", u.target.Name(), fmt.Sprintf(
		"%s imports %s of %s, which its visible_to hides from %s; go through a module that may see it",
		j.who(), u.Path, whose(u.target), j.who())))
}
