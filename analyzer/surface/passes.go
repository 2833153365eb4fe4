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

// called notes the handles among the arguments of a call into another package.
func (o *observer) called(call *ast.CallExpr) {
	if len(call.Args) == 0 {
		return
	}
	to, member := o.callee(call.Fun)
	if to == nil {
		return
	}
	for _, arg := range call.Args {
		o.pass(to, member, arg)
	}
}

// literal notes what a literal of a foreign type is filled with.
func (o *observer) literal(literal *ast.CompositeLit) {
	if len(literal.Elts) == 0 {
		return
	}
	to := typeName(o.info.TypeOf(literal))
	if to == nil || !o.foreign(to) {
		return
	}
	o.keys(literal, to)
	for _, element := range literal.Elts {
		member := ""
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				member = key.Name
			}
			element = pair.Value
		}
		o.pass(to, member, element)
	}
}

// assigned notes the handles that foreign variables and fields are set to.
func (o *observer) assigned(assign *ast.AssignStmt) {
	if len(assign.Lhs) != len(assign.Rhs) {
		return
	}
	for i, left := range assign.Lhs {
		if to, member := o.variable(left); to != nil {
			o.pass(to, member, assign.Rhs[i])
		}
	}
}

// callee returns the foreign function that is called; of a method the type, and its name.
func (o *observer) callee(fun ast.Expr) (to types.Object, member string) {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.IndexExpr:
		return o.callee(fun.X)
	case *ast.IndexListExpr:
		return o.callee(fun.X)
	case *ast.Ident:
		if fn, ok := o.info.Uses[fun].(*types.Func); ok && o.foreign(fn) {
			return fn, ""
		}
	case *ast.SelectorExpr:
		obj := o.info.Uses[fun.Sel]
		if obj == nil || !o.foreign(obj) {
			return nil, ""
		}
		fn, ok := obj.(*types.Func)
		if !ok {
			return o.variable(fun) // a variable or field that holds a function
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
func (o *observer) variable(expr ast.Expr) (to types.Object, member string) {
	ident, ok := ast.Unparen(expr).(*ast.Ident)
	if selector, isSelector := ast.Unparen(expr).(*ast.SelectorExpr); isSelector {
		ident, ok = selector.Sel, true
	}
	if !ok {
		return nil, ""
	}
	v, ok := o.info.Uses[ident].(*types.Var)
	if !ok || !o.foreign(v) {
		return nil, ""
	}
	if isPackageLevel(v) {
		return v, ""
	}
	if selector, ok := ast.Unparen(expr).(*ast.SelectorExpr); ok {
		if name := typeName(o.info.TypeOf(selector.X)); name != nil && o.foreign(name) {
			return name, v.Name()
		}
	}
	return nil, ""
}

func (o *observer) pass(to types.Object, member string, value ast.Expr) {
	t := o.info.TypeOf(value)
	if t == nil {
		return
	}
	if _, isCallback := t.Underlying().(*types.Signature); isCallback {
		return
	}
	if name := o.handles.name(t); name != "" {
		o.passes = append(o.passes, Pass{
			To: *o.of(to), Member: member, Type: name, InTest: o.inTest, Pos: o.at(value.Pos()), End: o.at(value.End()),
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
