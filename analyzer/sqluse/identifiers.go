package sqluse

import (
	"go/ast"
	"strings"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// tableText evaluates an argument that names a table; ok is false if it is no text, and no identifier made by the library.
func (e *evaluator) tableText(arg ast.Expr, quoted bool) (evaluation, bool) {
	if isText(e.o.info.TypeOf(arg)) {
		text := e.placeholders(e.eval(arg), e.with)
		if quoted {
			text = quoteNames(text)
		}
		return text, true
	}
	if call, ok := ast.Unparen(arg).(*ast.CallExpr); ok {
		return e.identifierCall(call)
	}
	if ident, ok := ast.Unparen(arg).(*ast.Ident); ok {
		if init, in := e.o.declared(e.o.info.ObjectOf(ident)); init != nil {
			var text evaluation
			var known bool
			e.inside(in, func() {
				e.guard(ident, func() { text, known = e.tableText(init, quoted) })
			})
			return text, known
		}
	}
	return evaluation{}, false
}

// identifierCall evaluates calls that make an identifier: goqu.T("t"), goqu.S("s").Table("t"), bun.Ident("t"), and what is called
// on them.
func (e *evaluator) identifierCall(call *ast.CallExpr) (evaluation, bool) {
	if tv := e.o.info.Types[call.Fun]; tv.IsType() && len(call.Args) == 1 && isText(tv.Type) {
		return quoteNames(e.eval(call.Args[0])), true
	}
	fn := e.o.callee(call)
	if fn == nil || !e.o.inBuilderPackage(fn) {
		return evaluation{}, false
	}
	sel, _ := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	switch fn.Name() {
	case "T", "I", "Ident":
		return quoteNames(e.arg(call, 0)), true
	case "Table":
		if sel != nil {
			if schema, ok := e.schemaCall(sel.X); ok {
				return e.concat(e.concat(schema, constantly(".", call)), quoteNames(e.arg(call, 0))), true
			}
		}
		return quoteNames(e.arg(call, 0)), true
	case "Schema":
		if sel != nil {
			if name, ok := e.tableText(sel.X, true); ok {
				return e.concat(e.concat(quoteNames(e.arg(call, 0)), constantly(".", call)), name), true
			}
		}
	case "As":
		if sel != nil {
			return e.tableText(sel.X, true)
		}
	case "L", "Literal", "Expr", "Safe":
		return e.arg(call, 0), true
	}
	return evaluation{}, false
}

func (e *evaluator) schemaCall(expr ast.Expr) (evaluation, bool) {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if !ok {
		return evaluation{}, false
	}
	if fn := e.o.callee(call); fn == nil || fn.Name() != "S" || !e.o.inBuilderPackage(fn) {
		return evaluation{}, false
	}
	return quoteNames(e.arg(call, 0)), true
}

// quoteNames puts names that are nothing but words with dots between them into quotes: so libraries write them.
func quoteNames(texts evaluation) evaluation {
	result := evaluation{cut: texts.cut}
	for _, text := range texts.texts {
		result.texts = append(result.texts, quoteName(text))
	}
	return result
}

func quoteName(text segments) segments {
	whole := text.String()
	if whole == "" || strings.Trim(whole, hole) == "" || strings.ContainsFunc(whole, func(r rune) bool {
		return !(r == '_' || r == '.' || r == sqltables.Hole || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 0x80)
	}) {
		return text
	}
	mark := func(at ast.Expr) segment { return segment{text: string(rune(sqltables.Quote)), expr: at} }
	out := segments{mark(text[0].expr)}
	for _, seg := range text {
		for {
			dot := strings.IndexByte(seg.text, '.')
			if dot < 0 {
				break
			}
			out = append(out, seg.slice(0, dot), mark(seg.expr), seg.slice(dot, dot+1), mark(seg.expr))
			seg = seg.slice(dot+1, len(seg.text))
		}
		out = append(out, seg)
	}
	return append(out, mark(text[len(text)-1].expr))
}
