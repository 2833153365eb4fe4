package sqluse

import (
	"go/ast"
	"go/types"
)

// buffer evaluates b.String() and b.Bytes().
func (e *evaluator) buffer(call *ast.CallExpr) evaluation {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !isBuffer(e.o.info.TypeOf(sel.X)) {
		return unknown(call)
	}
	return e.eval(sel.X)
}

// written evaluates what a call writes into a buffer.
func (e *evaluator) written(call *ast.CallExpr, buffer *types.Var) evaluation {
	fn := e.o.callee(call)
	if fn == nil || fn.Pkg() == nil {
		return unknown(call)
	}
	switch path, name := fn.Pkg().Path(), fn.Name(); {
	case path == "strings" || path == "bytes":
		switch name {
		case "WriteString", "Write":
			return e.arg(call, 0)
		case "WriteByte", "WriteRune":
			if len(call.Args) == 1 {
				return e.character(call.Args[0])
			}
		}
	case path == "io" && name == "WriteString":
		return e.arg(call, 1)
	case path == "fmt" && name == "Fprintf":
		return e.format(call, 1)
	case path == "fmt" && name == "Fprint":
		return e.print(call, 1, "")
	case path == "fmt" && name == "Fprintln":
		return e.concat(e.print(call, 1, " "), constantly("\n", call))
	case path == "text/template" && name == "Execute":
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return e.template(sel.X)
		}
	}
	return e.writtenBy(fn, call, buffer)
}

// writtenBy evaluates what one of this package's functions writes into a buffer that it is handed.
func (e *evaluator) writtenBy(fn *types.Func, call *ast.CallExpr, buffer *types.Var) evaluation {
	decl := e.o.bodies[fn]
	if decl == nil || decl.Body == nil {
		return unknown(call)
	}
	for i, arg := range call.Args {
		ident, ok := pointedTo(arg).(*ast.Ident)
		if !ok || e.o.info.ObjectOf(ident) != types.Object(buffer) || i >= fn.Signature().Params().Len() {
			continue
		}
		param := fn.Signature().Params().At(i)
		result := unknown(call)
		e.guard(param, func() {
			e.inside(decl, func() {
				end := &ast.Ident{NamePos: decl.Body.End() - 1, Name: param.Name()}
				w := &walk{e: e, f: e.o.flowOf(decl), obj: param, expr: end, versions: []version{{}}}
				if w.v = w.f.vars[param]; w.v == nil {
					return
				}
				w.home = w.f.path(end.Pos())
				w.use = w.home
				for _, s := range w.v.steps {
					w.step(s)
				}
				result = w.result()
			})
		})
		return e.substitute(result, fn, call)
	}
	return unknown(call)
}

// template evaluates the text of a text/template value; its actions are {{…}} in it, which the SQL reader takes for holes.
func (e *evaluator) template(expr ast.Expr) evaluation {
	for range maxDepth {
		call := e.origin(expr)
		if call == nil || len(call.Args) == 0 {
			return unknown(expr)
		}
		fn := e.o.callee(call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "text/template" {
			return unknown(expr)
		}
		switch fn.Name() {
		case "Must":
			expr = call.Args[0]
		case "Parse":
			return e.eval(call.Args[0])
		default:
			return unknown(expr)
		}
	}
	return unknown(expr)
}
