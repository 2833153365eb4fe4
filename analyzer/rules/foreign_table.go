package rules

import (
	"fmt"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/sqltables"
)

var foreignTableDoc = Rule{
	ID:       "foreign-table",
	Summary:  "SQL that touches another module's table",
	Protects: schemaIsolation,
	Why: "A table is its module's inside. Who reads it depends on its columns, who writes it bypasses its rules, who joins it cannot be " +
		"split from it; and no compiler sees any of the three.",
	Fix: "Ask the owner through its public side: a function or interface that answers the question. For reports, let the owner publish a " +
		"view (`public_tables`), or keep a read model of your own that its events fill. If the crossing has to stay for now, write it " +
		"down: `grants` in modules.yaml, or //ringfence:allow foreign-table TABLE -- reason.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory, tables: ["inventory.*"]}
  order: {path: order, tables: ["orders.*"]}
-- inventory/inventory.go --
package inventory

type Service interface {
	Stock(sku string) (qty int, err error)
}
`,
	Bad: `-- order/order.go --
package order

import "database/sql"

func available(db *sql.DB, sku string) (qty int, err error) {
	err = db.QueryRow("SELECT qty FROM inventory.items WHERE sku = ?", sku).Scan(&qty)
	return qty, err
}
`,
	Good: `-- order/order.go --
package order

import "example.com/shop/inventory"

func available(stock inventory.Service, sku string) (qty int, err error) {
	return stock.Stock(sku)
}
`,
	InSQL: true,
}

var foreignKeyDoc = Rule{
	ID:       "foreign-key",
	Summary:  "DDL with a reference to another module's table",
	Protects: schemaIsolation,
	Why:      "A foreign key ties two schemas together: rows of one cannot go, move or be restored without the other.",
	Fix: "Keep the id without the constraint, check it through the owner's public side when it is written, and clean up on the owner's " +
		"events.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory, tables: ["inventory.*"]}
  order: {path: order, tables: ["orders.*"]}
-- inventory/inventory.go --
package inventory
`,
	Bad: `-- order/schema.go --
package order

const schema = "CREATE TABLE orders.lines (sku TEXT NOT NULL REFERENCES inventory.items (sku))"
`,
	Good: `-- order/schema.go --
package order

const schema = "CREATE TABLE orders.lines (sku TEXT NOT NULL)"
`,
	InSQL: true,
}

// verbs say in a message what an access does.
var verbs = map[string]string{
	"read": "reads", "join": "joins", "write": "writes", "ddl": "changes the definition of", "foreign-key": "refers to",
}

// foreignTable judges a reference to a table of another module; for a foreign key it is a rule of its own.
func (j *judge) foreignTable(u *sqlUse, ref tableRef) {
	owner, access := ref.ownership.Owner, u.access(ref)
	if ref.ownership.Public && ref.Access == sqltables.Read {
		return
	}
	schema, name := ref.Schema, ref.Name
	if _, granted := j.m.MayTouch(j.user, owner, "", schema, name, access); granted {
		return
	}
	rule := "foreign-table"
	if ref.Access == sqltables.ForeignKey {
		rule = "foreign-key"
	}
	base := fmt.Sprintf("%s %s %s, a table of %s", j.who(), verbs[access], ref.table, whose(owner))
	message := base
	if public := publicSide(owner); public != "" {
		message += "; go through its public side instead: " + public
	} else {
		message += ", which has no public side to ask; let it offer one"
	}
	f := j.report(finding.Finding{
		Rule: rule, TargetModule: owner.Name(), Target: ref.table, Access: access,
		Span: u.span(ref.Reference), Message: message,
	})
	if f != nil && (ref.Access == sqltables.Read || ref.Access == sqltables.Write) {
		verb := verbs[ref.Access.String()]
		j.wishes = append(j.wishes, wish{finding: f, owner: owner, message: base, verb: verb, touch: touch{owner, ref.table, ref.Access.String()}})
	}
}
