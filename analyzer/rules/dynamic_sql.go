package rules

import (
	"fmt"
	"strings"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/sqltables"
)

var dynamicSQLDoc = Rule{
	ID:       "dynamic-sql",
	Summary:  "SQL whose table names cannot be known",
	Protects: schemaIsolation,
	Why: "A table name that is put together at run time can be any module's. What cannot be seen cannot be judged, and is said rather " +
		"than passed over.",
	Fix: "Write the table's name as a constant; choose between whole constant statements rather than between names. If the name really is " +
		"data, say so: //ringfence:allow dynamic-sql -- reason.",
	Shared: `-- modules.yaml --
version: 1
modules:
  order: {path: order, tables: ["orders.*"]}
`,
	Bad: `-- order/order.go --
package order

import "database/sql"

func count(db *sql.DB, table string) *sql.Row {
	return db.QueryRow("SELECT count(*) FROM " + table)
}
`,
	Good: `-- order/order.go --
package order

import "database/sql"

func count(db *sql.DB) *sql.Row {
	return db.QueryRow("SELECT count(*) FROM orders.lines")
}
`,
	InSQL: true,
}

// dynamicSQL reports the first table of a text that is not known, if the text goes to a database. An unknown WHERE or column
// is no table, what a function forwards is judged at its callers, and a call that may run several such texts is told of once.
func (j *judge) dynamicSQL(u *sqlUse) {
	if u.Sink == "" {
		return
	}
	if headless(u) {
		if at := strings.IndexByte(u.SQL, sqltables.Hole); !u.Inferred && (u.Elsewhere == nil || !u.Elsewhere(at, 1)) {
			j.reportDynamic(u, at, 1, "runs SQL that is put together where ringfence cannot follow it")
		}
		return
	}
	for i, ref := range u.refs {
		switch {
		case !u.unknown(i), u.elsewhere(ref):
			continue
		case ref.Partial:
			j.reportDynamic(u, ref.Offset, ref.Length, "runs SQL with a table name that is not known before run time")
		case u.maybeCTE(ref):
			if u.owners[i].Kind != modulemap.Owned || u.owners[i].Owner == j.user {
				continue
			}
			j.reportDynamic(u, ref.Offset, ref.Length, fmt.Sprintf("runs SQL on %s, a table or a CTE of a part that is not known before run time", ref.Name))
		default:
			j.reportDynamic(u, ref.Offset, ref.Length, fmt.Sprintf("runs SQL on %s in a schema that is not known before run time", ref.Name))
		}
		return
	}
}

func (j *judge) reportDynamic(u *sqlUse, offset, length int, what string) {
	if u.Call != 0 && j.dynamic[u.Call] {
		return
	}
	j.dynamic[u.Call] = true
	start, end := u.Span(offset, length)
	j.report(finding.Finding{
		Rule: "dynamic-sql", Target: u.Sink, Span: finding.Span{Start: start, End: end},
		Message: fmt.Sprintf("%s %s (passed to %s); write the name as a constant, or allow it with a reason", j.who(), what, shortName(u.Sink)),
	})
}

// shortName drops the folders of import paths: (*database/sql.DB).Query becomes (*sql.DB).Query.
func shortName(function string) string {
	slash := strings.LastIndexByte(function, '/')
	if slash < 0 {
		return function
	}
	start := strings.TrimRight(function[:strings.IndexFunc(function, func(r rune) bool { return r != '(' && r != '*' })], "/")
	return start + function[slash+1:]
}
