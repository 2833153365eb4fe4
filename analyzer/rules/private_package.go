package rules

import "fmt"

var privatePackageDoc = Rule{
	ID:       "private-package",
	Summary:  "import of a package that its module does not make public",
	Protects: publicInterfaces,
	Why: "A module's public packages are its interface; everything else is free to change. Go's internal folders guard only what " +
		"stands below them, and only against the folder above. Blank, dot, renamed and test imports count like any other.",
	Fix: "Import a public package of that module instead. If what you need is not there, ask its owner to offer it: a function or an " +
		"interface in a public package, or the package itself under `public:` in modules.yaml.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory} # public: its root package
  order: {path: order}
-- inventory/inventory.go --
package inventory

import "example.com/shop/inventory/store"

func Stock(sku string) int { return store.Stock(sku) }
-- inventory/store/store.go --
package store

func Stock(sku string) int { return len(sku) }
`,
	Bad: `-- order/order.go --
package order

import "example.com/shop/inventory/store"

func available(sku string) bool { return store.Stock(sku) > 0 }
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/inventory"

func available(sku string) bool { return inventory.Stock(sku) > 0 }
`,
}

func (j *judge) privatePackage(u importUse) {
	if u.target.IsPublic(u.dir) {
		return
	}
	base := fmt.Sprintf("%s imports %s, a private package of %s", j.who(), u.Path, whose(u.target))
	message := base
	if public := publicSide(u.target); public != "" {
		message += "; use its public side: " + public
	} else {
		message += ", which has no public package"
	}
	if f := j.report(u.finding("private-package", u.Path, message)); f != nil {
		j.wishes = append(j.wishes, wish{finding: f, owner: u.target, message: base, verb: "uses", reaches: j.namedOf(u.Import)})
	}
}

// namedOf returns what a file names of a package that it imports.
func (j *judge) namedOf(imp Import) []reach {
	var found []reach
	for i := range j.p.Uses {
		use := &j.p.Uses[i]
		if use.Package == imp.Path && use.Kind == Named && use.Pos.Filename == imp.Pos.Filename {
			found = append(found, reach{nodeOf(use.Package, use.Name), use.String()})
		}
	}
	return found
}
