package rules

import (
	"fmt"
	"path"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

var linknameDoc = Rule{
	ID:       "linkname",
	Summary:  "`//go:linkname` into another module",
	Protects: publicInterfaces,
	Why: "`//go:linkname` and assembly reach any function or variable of the program, unexported ones too, past the type checker: if its owner " +
		"changes it, nothing fails until the program runs.",
	Fix: "Import the module's public package, and ask its owner to offer what you need there.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory}
  order: {path: order}
-- inventory/inventory.go --
package inventory

func Stock(sku string) int { return count(sku) }

func count(sku string) int { return len(sku) }
`,
	Bad: `-- order/order.go --
package order

import _ "unsafe"

//go:linkname count example.com/shop/inventory.count
func count(sku string) int

func available(sku string) bool { return count(sku) > 0 }
-- order/empty.s --
// With it in the package, a function may have no body.
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/inventory"

func available(sku string) bool { return inventory.Stock(sku) > 0 }
`,
}

// linkname reports a reference past the type checker into another module, public there or not.
func (j *judge) linkname(link *Link) {
	if j.user == nil && j.m.Unassigned() == modulemap.UnassignedFree {
		return
	}
	owner, _ := j.view.owner(link.Package)
	if owner == nil || owner == j.user {
		return
	}
	name := path.Base(link.Package) + "." + link.Name
	what := fmt.Sprintf("links %s to %s", link.Local, name)
	switch {
	case link.Local == "":
		what = "refers in assembly to " + name
	case link.Push:
		what = fmt.Sprintf("puts %s in the place of %s", link.Local, name)
	}
	message := fmt.Sprintf("%s %s, of %s", j.who(), what, whose(owner))
	if public := publicSide(owner); public != "" {
		message += "; use its public side: " + public
	}
	j.report(finding.Finding{
		Rule: "linkname", TargetModule: owner.Name(), Target: link.Package + "." + link.Name,
		Span: finding.Span{Start: link.Pos, End: link.End}, Message: message,
	})
}
