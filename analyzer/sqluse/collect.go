package sqluse

import (
	"go/ast"
	"go/token"
	"go/types"
)

// call is one call, with the top-level declaration it stands in.
type call struct {
	expr *ast.CallExpr
	in   ast.Decl
}

// collect reads the package once: calls by callee, and what package-level names are declared as.
func (o *observer) collect() {
	var indirect []call
	for _, file := range o.files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				o.collectValues(decl)
			case *ast.FuncDecl:
				if fn, ok := o.info.Defs[decl.Name].(*types.Func); ok {
					o.bodies[fn] = decl
					o.noteParams(fn, decl.Recv, decl.Type.Params)
				}
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if fn := o.callee(n); fn != nil {
						o.addCall(fn, call{n, decl})
					} else if o.mayHoldFunction(n.Fun) {
						indirect = append(indirect, call{n, decl})
					}
				case *ast.FuncLit:
					o.literals[n] = decl
					o.noteParams(n, nil, n.Type.Params)
				case *ast.UnaryExpr:
					if n.Op == token.AND {
						o.markMutable(n.X)
					}
				}
				return true
			})
		}
	}
	for _, c := range indirect {
		switch of := o.routineOf(c.expr).(type) {
		case nil:
		case *types.Func:
			o.addCall(of, c)
		default:
			o.calls[of] = append(o.calls[of], c)
		}
	}
}

func (o *observer) addCall(fn *types.Func, c call) {
	if _, seen := o.calls[fn]; !seen {
		o.order = append(o.order, fn)
	}
	o.calls[fn] = append(o.calls[fn], c)
}

func (o *observer) collectValues(gen *ast.GenDecl) {
	for _, spec := range gen.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok || len(spec.Values) == 0 {
			continue
		}
		for i, name := range spec.Names {
			obj := o.info.Defs[name]
			if obj == nil {
				continue
			}
			if len(spec.Values) == len(spec.Names) {
				o.values[obj] = value{expr: spec.Values[i], in: gen}
			} else {
				o.values[obj] = value{expr: spec.Values[0], in: gen, result: i}
			}
		}
	}
}

func (o *observer) markMutable(expr ast.Expr) {
	if ident, ok := ast.Unparen(expr).(*ast.Ident); ok {
		if obj := o.info.Uses[ident]; obj != nil && !isStruct(obj.Type()) {
			o.mutable[obj] = true
		}
	}
}

// callee returns the function or method that a call names, nil for conversions, builtins and function values.
func (o *observer) callee(expr *ast.CallExpr) *types.Func { return o.function(expr.Fun) }

// function returns the function or method that an expression names, nil if it names none.
func (o *observer) function(fun ast.Expr) *types.Func {
	ident := nameOf(instantiated(fun))
	if ident == nil {
		return nil
	}
	fn, ok := o.info.Uses[ident].(*types.Func)
	if !ok {
		return nil
	}
	return fn.Origin()
}

// nameOf returns x of both x and p.x, nil for any other expression.
func nameOf(expr ast.Expr) *ast.Ident {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return expr
	case *ast.SelectorExpr:
		return expr.Sel
	}
	return nil
}

// instantiated returns f of f[T], and f itself if it has no type arguments.
func instantiated(fun ast.Expr) ast.Expr {
	switch index := ast.Unparen(fun).(type) {
	case *ast.IndexExpr:
		return index.X
	case *ast.IndexListExpr:
		return index.X
	}
	return fun
}

// mayHoldFunction tells whether what is called is a variable or a function literal.
func (o *observer) mayHoldFunction(fun ast.Expr) bool {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		return true
	case *ast.Ident:
		_, ok := o.info.Uses[fun].(*types.Var)
		return ok
	}
	return false
}

// routineOf returns what a call calls: a function, or the function literal or method value that a variable holds; nil if that is not
// known.
func (o *observer) routineOf(call *ast.CallExpr) routine {
	if fn := o.callee(call); fn != nil {
		return fn
	}
	return o.heldRoutine(call.Fun, maxDepth)
}

func (o *observer) heldRoutine(expr ast.Expr, depth int) routine {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.FuncLit:
		return expr
	case *ast.Ident:
		if fn := o.function(expr); fn != nil {
			return fn
		}
		obj, ok := o.info.Uses[expr].(*types.Var)
		if !ok || depth == 0 {
			return nil
		}
		if init, _ := o.declared(obj); init != nil {
			return o.heldRoutine(init, depth-1)
		}
		return nil
	case *ast.SelectorExpr:
		if fn := o.function(expr); fn != nil {
			return fn
		}
	}
	return nil
}
