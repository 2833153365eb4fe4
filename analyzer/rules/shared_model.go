package rules

import (
	"fmt"

	"github.com/ringfence/ringfence/analyzer/finding"
)

var sharedModelDoc = Rule{
	ID:       "shared-model",
	Summary:  "a struct that maps a table (db, gorm, bun or xorm tags, TableName) and embeds, or is, another module's struct",
	Protects: dataModels,
	Why: "A table with another module's struct in it follows that struct: the owner adds a field, and a column is missing in a " +
		"schema that it does not know. What both modules call an item is two things, which change for different reasons.",
	Fix: "Write down the fields that your table needs, in a struct of your own, and fill it where you read the other module's.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory}
  order: {path: order}
-- inventory/inventory.go --
package inventory

type Item struct{ SKU, Shelf string }
`,
	Bad: `-- order/order.go --
package order

import "example.com/shop/inventory"

type line struct {
	inventory.Item
	Qty int ` + "`" + `db:"qty"` + "`" + `
}
`,
	Good: `-- order/order.go --
package order

type line struct {
	SKU string ` + "`" + `db:"sku"` + "`" + `
	Qty int    ` + "`" + `db:"qty"` + "`" + `
}
`,
}

// sharedModel reports a struct that maps a table with the fields of another module's struct.
func (j *judge) sharedModel(model *Model) {
	owner, _ := j.view.owner(model.From.Package)
	if owner == nil || owner == j.user || owner.Open() || j.user == nil {
		return
	}
	how := "is"
	if model.Embeds {
		how = "embeds"
	}
	j.report(finding.Finding{
		Rule: "shared-model", TargetModule: owner.Name(), Target: model.From.target(), Span: finding.Span{Start: model.Pos, End: model.End},
		Message: fmt.Sprintf("%s, which maps a table of %s, %s %s of %s; give it fields of its own, so that each module's tables can change alone",
			model.Name, j.who(), how, model.From.String(), whose(owner)),
	})
}
