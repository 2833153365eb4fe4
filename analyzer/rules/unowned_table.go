package rules

import (
	"fmt"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/sqltables"
)

var unownedTableDoc = Rule{
	ID:       "unowned-table",
	Summary:  "SQL that touches a table no module owns",
	Protects: schemaIsolation,
	Why: "A table without an owner is everybody's, and nobody's when it has to change. With this rule on, a new table cannot appear " +
		"without a line in the map.",
	Fix: "Give the table to a module (`tables` in modules.yaml), or to everybody (`shared_tables`).",
	Shared: `-- order/order.go --
package order

const open = "SELECT id FROM carts WHERE paid = false"
`,
	Bad: `-- modules.yaml --
version: 1
rules: {unowned-table: warning} # off by default
modules:
  order: {path: order, tables: [orders]}
`,
	Good: `-- modules.yaml --
version: 1
rules: {unowned-table: warning} # off by default
modules:
  order: {path: order, tables: [orders, carts]}
`,
	InSQL: true,
}

// unownedTable asks for a whole statement: in a fragment, a name that no module knows may be anything.
func (j *judge) unownedTable(u *sqlUse, ref tableRef) {
	if u.Guessed || u.Sink == "" && u.result.Shape != sqltables.Whole {
		return
	}
	j.report(finding.Finding{
		Rule: "unowned-table", Target: ref.table, Access: ref.Access.String(), Span: u.span(ref.Reference),
		Message: fmt.Sprintf("%s %s %s, a table that no module owns; give it an owner under `tables` in modules.yaml, or list it in shared_tables",
			j.who(), verbs[ref.Access.String()], ref.table),
	})
}
