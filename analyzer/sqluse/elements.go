package sqluse

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// value is an expression with the declaration it stands in.
type value struct {
	expr   ast.Expr
	in     ast.Decl
	result int  // which of its results, if it is a call
	stated bool // by a statement x.f = v, rather than in a literal
}

// values is what a list may hold.
type values struct {
	exprs []value
	more  bool // and what is not known
	// param is set if what is not known are the elements of this parameter.
	param *types.Var
}

func (v *values) join(other values) {
	v.exprs = append(v.exprs, other.exprs...)
	v.more = v.more || other.more
	if other.param != nil {
		v.param = other.param
	}
	if len(v.exprs) > maxPieces {
		v.exprs, v.more = v.exprs[:maxPieces], true
	}
}

// elementsOf is the key of a name whose elements are looked up, apart from its value.
type elementsOf struct{ obj types.Object }

// elements returns what a list, an array or a map may hold, in the order of the source; of a literal, if an index is given and known,
// what stands there.
func (e *evaluator) elements(expr ast.Expr, index constant.Value) values {
	if e.steps++; e.steps > maxSteps {
		return values{more: true}
	}
	switch expr := ast.Unparen(expr).(type) {
	case *ast.CompositeLit:
		return e.literalElements(expr, index)
	case *ast.SliceExpr:
		return e.elements(expr.X, nil)
	case *ast.StarExpr:
		return e.elements(expr.X, index)
	case *ast.UnaryExpr:
		if expr.Op == token.AND {
			return e.elements(expr.X, index)
		}
	case *ast.Ident:
		return e.namedElements(e.o.info.ObjectOf(expr), index)
	case *ast.SelectorExpr:
		v, ok := e.o.info.ObjectOf(expr.Sel).(*types.Var)
		if !ok {
			break
		}
		if !v.IsField() {
			return e.namedElements(v, index)
		}
		if known, ok := e.structs(expr.X); ok {
			var found values
			for _, lit := range known {
				if list, ok := e.o.fieldOf(lit.expr.(*ast.CompositeLit), v); ok {
					e.inside(lit.in, func() { found.join(e.elements(list, index)) })
				}
			}
			return found
		}
		return e.namedElements(v.Origin(), index)
	case *ast.CallExpr:
		return e.callElements(expr)
	}
	return values{more: true}
}

func (e *evaluator) literalElements(lit *ast.CompositeLit, index constant.Value) values {
	var all, at values
	for i, element := range lit.Elts {
		var key constant.Value
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			element = pair.Value
			key = e.o.info.Types[pair.Key].Value
		} else {
			key = constant.MakeInt64(int64(i))
		}
		v := value{expr: element, in: e.in}
		all.exprs = append(all.exprs, v)
		if index != nil && key != nil && index.Kind() == key.Kind() && constant.Compare(index, token.EQL, key) {
			at.exprs = append(at.exprs, v)
		}
	}
	if len(at.exprs) > 0 {
		return at
	}
	if len(all.exprs) > maxPieces {
		all.exprs, all.more = all.exprs[:maxPieces], true
	}
	return all
}

// keys returns the keys of a map's literal.
func (e *evaluator) keys(expr ast.Expr) values {
	var found values
	switch expr := ast.Unparen(expr).(type) {
	case *ast.CompositeLit:
		for _, element := range expr.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				found.exprs = append(found.exprs, value{expr: pair.Key, in: e.in})
			}
		}
		return found
	case *ast.Ident:
		if init, in := e.o.declared(e.o.info.ObjectOf(expr)); init != nil {
			e.inside(in, func() { found = e.keys(init) })
			return found
		}
	}
	return values{more: true}
}

// namedElements returns what the list behind a name holds: by its declaration, and by what is appended and assigned to it.
func (e *evaluator) namedElements(obj types.Object, index constant.Value) values {
	var found values
	if obj == nil || !e.guard(elementsOf{obj}, func() {
		v, ok := obj.(*types.Var)
		switch {
		case !ok:
			found.more = true
		case v.IsField() || isPackageLevel(v):
			if declared, ok := e.o.values[v]; ok {
				e.inside(declared.in, func() { found.join(e.elements(declared.expr, index)) })
			}
			for _, assigned := range e.o.assigned()[v] {
				e.inside(assigned.in, func() { found.join(e.elements(assigned.expr, index)) })
			}
			found.more = found.more || len(found.exprs) == 0
		default:
			found = e.localElements(v, index)
		}
	}) {
		return found // what is appended to itself
	}
	return found
}

func (e *evaluator) localElements(obj *types.Var, index constant.Value) values {
	var found values
	v := e.o.flowOf(e.in).vars[obj]
	if _, isParam := e.o.parameterOf(obj); isParam {
		found.more, found.param = true, obj
	} else if v == nil {
		found.more = true
	}
	if v == nil {
		return found
	}
	for _, s := range v.steps {
		switch {
		case s.kind == stepAssign && s.result == 0:
			found.join(e.elements(s.value, index))
		case s.kind == stepRange && s.result == 1: // a list of lists
			for _, list := range e.elements(s.value, nil).exprs {
				e.inside(list.in, func() { found.join(e.elements(list.expr, index)) })
			}
		default:
			found.more = true
		}
	}
	for _, s := range v.elements {
		found.exprs = append(found.exprs, value{expr: s.value, in: e.in})
	}
	return found
}

// callElements returns what a call's result holds: append, strings.Split and this package's own functions.
func (e *evaluator) callElements(call *ast.CallExpr) values {
	var found values
	if ident, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if builtin, ok := e.o.info.Uses[ident].(*types.Builtin); ok {
			switch builtin.Name() {
			case "append":
				if len(call.Args) == 0 {
					break
				}
				found = e.elements(call.Args[0], nil)
				for i, arg := range call.Args[1:] {
					if call.Ellipsis.IsValid() && i == len(call.Args)-2 {
						found.join(e.elements(arg, nil))
					} else {
						found.exprs = append(found.exprs, value{expr: arg, in: e.in})
					}
				}
				return found
			case "make", "new":
				return found
			}
			return values{more: true}
		}
	}
	fn := e.o.callee(call)
	if fn == nil || fn.Pkg() == nil || len(call.Args) == 0 && e.o.bodies[fn] == nil {
		return values{more: true}
	}
	if path := fn.Pkg().Path(); path == "strings" || path == "slices" || path == "maps" {
		switch fn.Name() {
		case "Split", "SplitN", "SplitAfter", "Fields":
			if path == "strings" { // the statements of a script, one by one: together they say the same
				return values{exprs: []value{{expr: call.Args[0], in: e.in}}}
			}
		case "Values", "Sorted", "Clone", "Collect":
			return e.elements(call.Args[0], nil)
		case "Concat":
			for _, arg := range call.Args {
				found.join(e.elements(arg, nil))
			}
			return found
		case "Keys":
			return e.keys(call.Args[0])
		}
	}
	decl := e.o.bodies[fn]
	if decl == nil {
		return values{more: true}
	}
	e.guard(elementsOf{fn}, func() {
		for _, ret := range returns(decl.Body) {
			if len(ret.Results) > 0 {
				e.inside(decl, func() { found.join(e.elements(ret.Results[0], nil)) })
			}
		}
	})
	return found
}

// structs returns the literals that a struct, or a pointer to one, is known to come from; ok is false if it may be another.
func (e *evaluator) structs(expr ast.Expr) (found []value, ok bool) {
	if !e.enter() {
		return nil, false
	}
	defer e.leave()
	switch expr := ast.Unparen(expr).(type) {
	case *ast.CompositeLit:
		return []value{{expr: expr, in: e.in}}, isStruct(deref(e.o.info.TypeOf(expr)))
	case *ast.StarExpr:
		return e.structs(expr.X)
	case *ast.UnaryExpr:
		if expr.Op == token.AND {
			return e.structs(expr.X)
		}
	case *ast.IndexExpr:
		return e.allStructs(e.elements(expr.X, e.o.info.Types[expr.Index].Value))
	case *ast.Ident:
		obj, isVar := e.o.info.ObjectOf(expr).(*types.Var)
		if !isVar {
			return nil, false
		}
		if isPackageLevel(obj) {
			if v, declared := e.o.values[obj]; declared && len(e.o.assigned()[obj]) == 0 {
				e.inside(v.in, func() { found, ok = e.structs(v.expr) })
			}
			return found, ok
		}
		v := e.o.flowOf(e.in).vars[obj]
		if _, isParam := e.o.parameterOf(obj); isParam || v == nil || len(v.steps) == 0 {
			return nil, false
		}
		ok = e.guard(elementsOf{obj}, func() {
			for _, s := range v.steps {
				var more []value
				known := false
				switch {
				case s.kind == stepAssign && s.result == 0:
					more, known = e.structs(s.value)
				case s.kind == stepRange && s.result == 1:
					more, known = e.allStructs(e.elements(s.value, nil))
				}
				if !known {
					found = nil
					return
				}
				found = append(found, more...)
			}
		})
		return found, ok && len(found) > 0
	}
	return nil, false
}

func (e *evaluator) allStructs(list values) (found []value, ok bool) {
	if list.more {
		return nil, false
	}
	for _, v := range list.exprs {
		known := false
		var more []value
		e.inside(v.in, func() { more, known = e.structs(v.expr) })
		if !known {
			return nil, false
		}
		found = append(found, more...)
	}
	return found, len(found) > 0
}

func deref(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		return pointer.Elem()
	}
	return t
}

// rangeValue evaluates what a range puts into a variable.
func (e *evaluator) rangeValue(expr ast.Expr, s step) evaluation {
	if s.result == 1 {
		return e.all(expr, e.elements(s.value, nil))
	}
	t := e.o.info.TypeOf(s.value)
	if t == nil {
		return unknown(expr)
	}
	switch t.Underlying().(type) {
	case *types.Map:
		return e.all(expr, e.keys(s.value))
	case *types.Signature: // an iterator's only value
		return e.all(expr, e.elements(s.value, nil))
	}
	return unknown(expr)
}
