package surface

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A Pass is a database handle that the package gives to another of the user's packages: as an argument of a call, in a literal, or by an
// assignment.
type Pass struct {
	To       Symbol // the function, or the type whose method, field or literal it is
	Member   string // the method or field, "" for a function or a variable
	Type     string // the handle's: *sql.Tx
	InTest   bool   // in a test file, or in a function that takes a *testing.T or the like
	Pos, End token.Position
}

func (u *usesOf) observePasses(files []*ast.File) []Pass {
	w := &passes{usesOf: u}
	for _, file := range files {
		w.test = isTest(u.at(file.Name.Pos()).Filename)
		for _, decl := range file.Decls {
			w.inTest = w.test
			if fn, ok := decl.(*ast.FuncDecl); ok {
				if obj, ok := u.info.Defs[fn.Name].(*types.Func); ok && takesTesting(obj.Signature()) {
					w.inTest = true
				}
			}
			ast.Inspect(decl, w.visit)
		}
	}
	return w.found
}

type passes struct {
	*usesOf
	test   bool // the file is a test
	inTest bool
	found  []Pass
}

func (w *passes) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.CallExpr:
		to, member := w.callee(node.Fun)
		if to != nil {
			for _, arg := range node.Args {
				w.pass(to, member, arg)
			}
		}
	case *ast.CompositeLit:
		if to := typeName(w.info.TypeOf(node)); to != nil && w.foreign(to) {
			for _, element := range node.Elts {
				member := ""
				if pair, ok := element.(*ast.KeyValueExpr); ok {
					if key, ok := pair.Key.(*ast.Ident); ok {
						member = key.Name
					}
					element = pair.Value
				}
				w.pass(to, member, element)
			}
		}
	case *ast.AssignStmt:
		if len(node.Lhs) == len(node.Rhs) && node.Tok == token.ASSIGN {
			for i, left := range node.Lhs {
				if to, member := w.variable(left); to != nil {
					w.pass(to, member, node.Rhs[i])
				}
			}
		}
	}
	return true
}

// callee returns the foreign function that is called; of a method the type, and its name.
func (w *passes) callee(fun ast.Expr) (to types.Object, member string) {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.IndexExpr:
		return w.callee(fun.X)
	case *ast.IndexListExpr:
		return w.callee(fun.X)
	case *ast.Ident:
		if fn, ok := w.info.Uses[fun].(*types.Func); ok && w.foreign(fn) {
			return fn, ""
		}
	case *ast.SelectorExpr:
		fn, ok := w.info.Uses[fun.Sel].(*types.Func)
		if !ok || !w.foreign(fn) {
			return w.variable(fun) // a variable or field that holds a function
		}
		recv := fn.Signature().Recv()
		if recv == nil {
			return fn, ""
		}
		if name := typeName(recv.Type()); name != nil {
			return name, fn.Name()
		}
	}
	return nil, ""
}

// variable returns the foreign variable, or the type of the field, that an expression names.
func (w *passes) variable(expr ast.Expr) (to types.Object, member string) {
	ident, ok := ast.Unparen(expr).(*ast.Ident)
	if selector, isSelector := ast.Unparen(expr).(*ast.SelectorExpr); isSelector {
		ident, ok = selector.Sel, true
	}
	if !ok {
		return nil, ""
	}
	v, ok := w.info.Uses[ident].(*types.Var)
	if !ok || !w.foreign(v) {
		return nil, ""
	}
	if isPackageLevel(v) {
		return v, ""
	}
	if selector, ok := ast.Unparen(expr).(*ast.SelectorExpr); ok {
		if name := typeName(w.info.TypeOf(selector.X)); name != nil && w.foreign(name) {
			return name, v.Name()
		}
	}
	return nil, ""
}

func (w *passes) pass(to types.Object, member string, value ast.Expr) {
	t := w.info.TypeOf(value)
	if t == nil {
		return
	}
	if _, isCallback := t.Underlying().(*types.Signature); isCallback {
		return
	}
	if name := w.handles.name(t); name != "" {
		w.found = append(w.found, Pass{
			To: w.of(to), Member: member, Type: name, InTest: w.inTest, Pos: w.at(value.Pos()), End: w.at(value.End()),
		})
	}
}

// takesTesting tells test helpers: functions with a parameter of package testing.
func takesTesting(sig *types.Signature) bool {
	for i := range sig.Params().Len() {
		if named := typeOf(sig.Params().At(i).Type()); named != nil && named.Obj().Pkg().Path() == "testing" {
			return true
		}
	}
	return false
}
