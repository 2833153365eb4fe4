package sqluse

import (
	"go/ast"
	"go/types"
	"strings"
)

// placeholders puts identifiers that are passed as arguments into a text's question marks, as bun and go-pg do:
// NewRaw("SELECT * FROM ?", bun.Ident("items")).
func (e *evaluator) placeholders(texts evaluation, args []ast.Expr) evaluation {
	names := make([]evaluation, len(args))
	some := false
	for i, arg := range args {
		if e.o.isIdentifier(e.o.info.TypeOf(arg)) {
			names[i], some = quoteNames(e.eval(arg)), true
		}
	}
	if !some {
		return texts
	}
	result := evaluation{cut: texts.cut}
	for _, text := range texts.texts {
		out := evaluation{texts: []segments{nil}}
		n := 0
		add := func(seg segment) { out = e.concat(out, evaluation{texts: []segments{{seg}}}) }
		for _, seg := range text {
			for {
				mark := strings.IndexByte(seg.text, '?')
				if mark < 0 {
					break
				}
				if n < len(names) && len(names[n].texts) > 0 {
					add(seg.slice(0, mark))
					out = e.concat(out, names[n])
				} else {
					add(seg.slice(0, mark+1))
				}
				seg = seg.slice(mark+1, len(seg.text))
				n++
			}
			add(seg)
		}
		result = union(result, out)
	}
	return result
}

// isIdentifier tells whether a type is a library's identifier, bun.Ident or the like.
func (o *observer) isIdentifier(t types.Type) bool {
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Name() {
	case "Ident", "Name", "Safe", "I", "Table":
	default:
		return false
	}
	return isString(named) && o.isBuilderPath(named.Obj().Pkg().Path())
}
