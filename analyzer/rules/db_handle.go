package rules

import (
	"fmt"
	"slices"

	"github.com/ringfence/ringfence/analyzer/finding"
)

var dbHandleDoc = Rule{
	ID:       "db-handle",
	Summary:  "a raw database handle or transaction that crosses between two modules",
	Protects: schemaIsolation,
	Why: "Whoever holds a connection reaches every table behind it, and whoever passes on a transaction makes two modules commit " +
		"or fail as one. A constructor that takes a handle from the composition root (a package in no module, an unchecked or an " +
		"open one) is fine.",
	Fix: "Pass data, not handles: let each module open its own transactions, and tie steps in two of them together by an event or " +
		"a step that undoes the first. A module that hands out its handle should offer the question and the answer instead.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory, tables: ["inventory.*"]}
  order: {path: order, tables: ["orders.*"]}
`,
	Bad: `-- inventory/inventory.go --
package inventory

import "database/sql"

func Reserve(tx *sql.Tx, sku string) error {
	_, err := tx.Exec("UPDATE inventory.items SET qty = qty - 1 WHERE sku = ?", sku)
	return err
}
-- order/order.go --
package order

import (
	"database/sql"

	"example.com/shop/inventory"
)

func place(tx *sql.Tx, sku string) error { return inventory.Reserve(tx, sku) }
`,
	Good: `-- inventory/inventory.go --
package inventory

import "database/sql"

type Service struct{ db *sql.DB }

func New(db *sql.DB) Service { return Service{db} }

func (s Service) Reserve(sku string) error {
	_, err := s.db.Exec("UPDATE inventory.items SET qty = qty - 1 WHERE sku = ?", sku)
	return err
}
-- order/order.go --
package order

import "example.com/shop/inventory"

func place(stock inventory.Service, sku string) error { return stock.Reserve(sku) }
`,
}

// handedOut reports a database handle that an exposed declaration hands out.
func (j *judge) handedOut(entry *Entry) {
	if j.user.Open() {
		return // a shared kernel hands them out on purpose
	}
	for _, handle := range entry.Handles {
		isField := entry.Kind == TypeEntry && handle.Via != "" && !slices.Contains(entry.Methods, handle.Via)
		if isField && j.onlyGiven(entry.Symbol, 0) {
			continue
		}
		what := entry.Name
		if handle.Via != "" {
			what += "." + handle.Via
		}
		j.report(finding.Finding{
			Rule: "db-handle", TargetModule: j.user.Name(), Target: entry.target(), Span: finding.Span{Start: handle.Pos, End: handle.End},
			Message: fmt.Sprintf("%s hands out a database handle (%s) by %s; offer what others need of the data instead, and keep the connection inside",
				j.who(), handle.Type, what),
		})
	}
}

// onlyGiven tells whether a struct holds options, which callers fill in: it is only ever a parameter of its package's functions, or a part
// of such a struct, or what a type of functions fills in (type Option func(*options)).
func (j *judge) onlyGiven(s Symbol, depth int) bool {
	given, handedOut := false, false
	for i := range j.p.API.Entries {
		entry := &j.p.API.Entries[i]
		for _, m := range entry.Mentions {
			if m.Package != s.Package || m.Name != s.Name {
				continue
			}
			isPart := entry.Kind == TypeEntry && !slices.Contains(entry.Methods, m.Via) && depth < 8
			switch {
			case m.In && entry.Kind == TypeEntry && m.Via == "":
				return true
			case m.In, isPart && entry.Name != s.Name && j.onlyGiven(entry.Symbol, depth+1):
				given = true
			default:
				handedOut = true
			}
		}
	}
	return given && !handedOut
}

// passed reports a database handle that is given to another module. The composition root gives each module its own.
func (j *judge) passed(pass *Pass) {
	if j.user == nil || j.user.Open() || pass.InTest {
		return
	}
	owner, _ := j.view.owner(pass.To.Package)
	if owner == nil || owner == j.user || owner.Open() || owner.Unchecked() {
		return
	}
	to := pass.To.String()
	if pass.Member != "" {
		to += "." + pass.Member
	}
	j.report(finding.Finding{
		Rule: "db-handle", TargetModule: owner.Name(), Target: pass.To.target(), Span: finding.Span{Start: pass.Pos, End: pass.End},
		Message: fmt.Sprintf("%s passes a database handle (%s) to %s of %s; let each module open its own transactions, and pass data",
			j.who(), pass.Type, to, whose(owner)),
	})
}
