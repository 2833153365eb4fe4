package rules

import (
	"fmt"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/sqltables"
)

var unownedTableDoc = Rule{
	ID:      "unowned-table",
	Summary: "SQL that touches a table no module owns",
	Why:     "A table without an owner is everybody's, and nobody's when it has to change. With this rule on, a new table cannot appear without a line in the map.",
	Fix:     "Give the table to a module (`tables` in modules.yaml), or to everybody (`shared_tables`).",
	Bad:     "# modules.yaml\nmodules: {order: {path: order, tables: [orders]}}\n\nconst q = `SELECT id FROM carts` // no module owns carts",
	Good:    "# modules.yaml\nmodules: {order: {path: order, tables: [orders, carts]}}",
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
