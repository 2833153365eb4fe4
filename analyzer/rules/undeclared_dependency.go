package rules

import (
	"fmt"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

var undeclaredDependencyDoc = Rule{
	ID:       "undeclared-dependency",
	Summary:  "use of a module that depends_on does not list, or of a part outside the named interface",
	Protects: publicInterfaces,
	Why: "The edges between modules are a decision, not an accident of an auto-import. A module that lists what it depends on shows a " +
		"new edge in review, in the map, where it is one line.",
	Fix: "Add the module (or `module::interface`) to `depends_on` in modules.yaml if the edge is wanted; otherwise take the import out, " +
		"and get what you need through a module that is listed, or by an interface that the composition root fills.",
	Shared: `-- billing/billing.go --
package billing

import "example.com/shop/users"

func address(id int) string { return users.Address(id) }
-- users/users.go --
package users

func Address(id int) string { return "" }
`,
	Bad: `-- modules.yaml --
version: 1
modules:
  billing: {path: billing, depends_on: []}
  users: {path: users}
`,
	Good: `-- modules.yaml --
version: 1
modules:
  billing: {path: billing, depends_on: [users]}
  users: {path: users}
`,
}

var deprecatedDependencyDoc = Rule{
	ID:       "deprecated-dependency",
	Summary:  "use of a dependency that is marked deprecated",
	Protects: publicInterfaces,
	Why:      "An edge that is to go cannot always go at once. Marked as deprecated it stays legal, visible and counted until it is gone.",
	Fix:      "Follow the note that stands at the dependency in modules.yaml.",
	Shared: `-- modules.yaml --
version: 1
modules:
  catalog: {path: catalog}
  legacy: {path: legacy}
  order: {path: order, depends_on: [catalog, {module: legacy, deprecated: use catalog}]}
-- catalog/catalog.go --
package catalog

func Price(sku string) int { return 1 }
-- legacy/legacy.go --
package legacy

func Price(sku string) int { return 1 }
`,
	Bad: `-- order/order.go --
package order

import "example.com/shop/legacy"

func total(sku string, n int) int { return n * legacy.Price(sku) }
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/catalog"

func total(sku string, n int) int { return n * catalog.Price(sku) }
`,
}

// undeclaredDependency judges both rules about depends_on: an edge is either listed, perhaps as deprecated, or not.
func (j *judge) undeclaredDependency(u importUse) {
	if j.user == nil {
		return
	}
	dependency, declared := j.user.DependsOnPackage(u.target, u.dir)
	switch {
	case declared == modulemap.Free:
	case declared == modulemap.NotListed && len(dependency.Interfaces) > 0:
		if !u.target.IsPublic(u.dir) {
			return // private-package says so already
		}
		j.report(u.finding("undeclared-dependency", u.target.Name(), fmt.Sprintf(
			"%s imports %s of %s, but may use only %s; add the package to that interface or the module to depends_on",
			j.who(), u.Path, whose(u.target), interfaceNames(u.target.Name(), dependency.Interfaces))))
	case declared == modulemap.NotListed:
		j.report(u.finding("undeclared-dependency", u.target.Name(), fmt.Sprintf(
			"%s imports %s of %s, which its depends_on does not list; add %s to it in modules.yaml or take the import out",
			j.who(), u.Path, whose(u.target), u.target.Name())))
	case dependency.Deprecated != "":
		j.report(u.finding("deprecated-dependency", u.target.Name(), fmt.Sprintf(
			"%s imports %s of %s, a dependency it is to give up: %s", j.who(), u.Path, whose(u.target), dependency.Deprecated)))
	}
}

func interfaceNames(module string, interfaces []string) string {
	names := make([]string, len(interfaces))
	for i, name := range interfaces {
		names[i] = module + "::" + name
	}
	return strings.Join(names, ", ")
}
