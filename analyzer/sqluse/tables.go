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
	expr := o.argument(c, arg)
	if expr == nil {
		return
	}
	e := o.newEvaluator(c.in)
	name := segments{{text: hole, expr: expr}}
	if literal, ok := ast.Unparen(expr).(*ast.CompositeLit); ok && len(literal.Elts) > 0 {
		name = nil
		for i, part := range literal.Elts {
			if i > 0 {
				name = append(name, segment{text: ".", expr: part})
			}
			name = append(name, segment{text: `"`, expr: part})
			name = append(name, e.argument(part)...)
			name = append(name, segment{text: `"`, expr: part})
		}
	}
	o.consume(e)
	o.sinkCalls++
	o.addTable(fn, "COPY ", name, " FROM STDIN", expr)
}

// tableCall observes a call of a function that takes a table's name: it becomes a statement that does to the table what the
// function does.
func (o *observer) tableCall(c call, fn *types.Func, arg TableArg) {
	expr := o.argument(c, arg.Arg)
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
	result := e.eval(expr)
	o.consume(e)
	o.sinkCalls++
	for _, name := range result.texts {
		o.addTable(fn, before, name, "", expr)
	}
}

func (o *observer) addTable(fn *types.Func, before string, name segments, after string, expr ast.Expr) {
	segs := append(segments{{text: before, expr: expr}}, name...)
	segs = append(segs, segment{text: after, expr: expr})
	text := o.text(segs)
	text.Sink, text.Call = fn.FullName(), o.sinkCalls
	o.texts = append(o.texts, text)
}

// consume notes that the literals and names an evaluation is made of went to a database, so that they are not counted a
// second time for what they say.
func (o *observer) consume(e *evaluator) {
	for _, expr := range e.touched {
		o.consumed[expr] = true
	}
}
