package sqluse

import (
	"go/ast"
	"go/types"
	"strings"
)

// copyFrom returns the index of the table's argument if fn is pgx's CopyFrom, else -1.
func (o *observer) copyFrom(fn *types.Func) int {
	if fn.Name() != "CopyFrom" || fn.Pkg() == nil || !strings.HasPrefix(fn.Pkg().Path(), "github.com/jackc/pgx/") {
		return -1
	}
	params := fn.Signature().Params()
	for i := range params.Len() {
		if named, ok := types.Unalias(params.At(i).Type()).(*types.Named); ok && named.Obj().Name() == "Identifier" {
			return i
		}
	}
	return -1
}

// copyCall observes a CopyFrom: its pgx.Identifier{"schema", "table"} becomes the statement that pgx makes of it.
func (o *observer) copyCall(c call, fn *types.Func, arg int) {
	if expr := o.passed(c.expr, arg); expr != nil {
		e := o.newEvaluator(c.in)
		o.sinkCalls++
		o.tableTexts(e, fn, "COPY ", e.identifierParts(expr), " FROM STDIN", expr)
	}
}

// tableCall observes a call of a function that takes a table's name: it becomes a statement that does to the table what the
// function does.
func (o *observer) tableCall(c call, fn *types.Func, arg TableArg) {
	expr := o.passed(c.expr, arg.Arg)
	if expr == nil {
		return
	}
	before := map[string]string{
		"read":        "SELECT * FROM ",
		"write":       "DELETE FROM ",
		"ddl":         "DROP TABLE ",
		"foreign-key": "ALTER TABLE \x01 ADD FOREIGN KEY (x) REFERENCES ",
	}[arg.Access]
	e := o.newEvaluator(c.in)
	o.sinkCalls++
	o.tableTexts(e, fn, before, e.eval(expr), "", expr)
}

// tableTexts adds the statements before + name + after for the names that a table may have.
func (o *observer) tableTexts(e *evaluator, fn *types.Func, before string, names evaluation, after string, expr ast.Expr) {
	all := e.concat(e.concat(constantly(before, expr), names), constantly(after, expr))
	for _, segs := range all.texts {
		o.emit(segs, sink{of: fn, name: fn.FullName()}, all.cut)
	}
}
