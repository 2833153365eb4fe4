package rules

import "fmt"

var privateSymbolDoc = Rule{
	ID:       "private-symbol",
	Summary:  "use of a symbol that the module does not expose",
	Protects: publicInterfaces,
	Why: "Go exports a name to everybody or to nobody outside its package, so what a package needs exported for its own sake becomes public by " +
		"accident. With `expose`, a module says which names of its public packages are meant; the types in the signature of an exposed " +
		"declaration are exposed with it.",
	Fix: "Use an exposed symbol of that module. If none of them will do, ask its owner to expose this one, or better a function or an interface " +
		"that answers your question, under `expose` in modules.yaml.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory, expose: [Service, "New*"]}
  order: {path: order}
-- inventory/inventory.go --
package inventory

type Service struct{ cache Cache }

func NewService() Service { return Service{Cache{}} }

func (s Service) Stock(sku string) int { return s.cache[sku] }

type Cache map[string]int
`,
	Bad: `-- order/order.go --
package order

import "example.com/shop/inventory"

func available(c inventory.Cache, sku string) bool { return c[sku] > 0 }
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/inventory"

func available(s inventory.Service, sku string) bool { return s.Stock(sku) > 0 }
`,
}

// privateSymbol reports the use of a symbol of a public package that its module does not expose: by its name, or by a field or method of
// it where the package is imported.
func (j *judge) privateSymbol(u symbolUse) {
	if u.stands != unexposed || u.Kind == Inferred || u.Kind == Member && !u.Imported {
		return
	}
	what := "uses " + u.String()
	if u.Kind == Member {
		what = fmt.Sprintf("uses %s of %s", u.Member, u.String())
	}
	message := fmt.Sprintf("%s %s, which %s does not expose", j.who(), what, whose(u.owner))
	f := j.report(u.finding("private-symbol", message+"; "+j.wayOut(u)))
	if f != nil && u.Kind == Named {
		j.wishes = append(j.wishes, wish{finding: f, owner: u.owner, message: message, verb: "uses", reaches: []reach{{nodeOf(u.Package, u.Name), "it"}}})
	}
}
