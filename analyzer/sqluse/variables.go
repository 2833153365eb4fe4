package sqluse

import (
	"go/ast"
	"go/constant"
	"go/types"
)

// name evaluates a constant or variable.
func (e *evaluator) name(expr ast.Expr, obj types.Object) evaluation {
	switch obj := obj.(type) {
	case *types.Const:
		return e.constant(expr, obj)
	case *types.Var:
		if e.active[obj] {
			e.loops++
			if own := e.current[obj]; own != nil {
				return own.take()
			}
			return e.parameter(expr, obj)
		}
		result := unknown(expr)
		e.guard(obj, func() {
			if isPackageLevel(obj) {
				result = e.packageVar(expr, obj)
			} else {
				result = e.localVar(expr, obj)
			}
		})
		return result
	}
	return unknown(expr)
}

func isPackageLevel(obj types.Object) bool {
	return obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope()
}

// constant evaluates a named constant: in its declaration, so that positions lead into the literal, or, if it is another
// package's, by its value, which stands at the name.
func (e *evaluator) constant(expr ast.Expr, obj *types.Const) evaluation {
	if init, in := e.o.declared(obj); init != nil {
		var result evaluation
		e.guard(obj, func() {
			e.inside(in, func() { result = e.eval(init) })
		})
		if len(result.texts) == 1 && result.texts[0].wholly() {
			return result
		}
	}
	if obj.Val() == nil || obj.Val().Kind() != constant.String {
		return unknown(expr)
	}
	return constantly(constant.StringVal(obj.Val()), expr)
}

// declared returns what a constant or package variable of this package is declared as, and where.
func (o *observer) declared(obj types.Object) (ast.Expr, ast.Decl) {
	if obj.Pkg() != o.pkg {
		return nil, nil
	}
	if v, ok := o.values[obj]; ok {
		return v.expr, v.in
	}
	if isPackageLevel(obj) {
		return nil, nil
	}
	for _, file := range o.files {
		if file.FileStart <= obj.Pos() && obj.Pos() < file.FileEnd {
			for _, decl := range file.Decls {
				if decl.Pos() <= obj.Pos() && obj.Pos() < decl.End() {
					if v, ok := o.flowOf(decl).vars[obj]; ok && len(v.steps) == 1 && v.steps[0].kind == stepAssign {
						return v.steps[0].value, decl
					}
				}
			}
		}
	}
	return nil, nil
}

// packageVar evaluates a package variable: its declaration, what go:embed puts into it, and what the package assigns to it.
func (e *evaluator) packageVar(expr ast.Expr, obj *types.Var) evaluation {
	if obj.Pkg() != e.o.pkg {
		return e.foreignVar(expr, obj)
	}
	var result evaluation
	if name, text, ok := e.o.embedded(obj); ok {
		result = constantly(text, name)
	}
	if v, ok := e.o.values[obj]; ok {
		e.inside(v.in, func() { result = e.evalResult(v.expr, v.result) })
	}
	for _, assigned := range e.o.assigned()[obj] {
		e.inside(assigned.in, func() { result = union(result, e.evalResult(assigned.expr, assigned.result)) })
	}
	if len(result.texts) == 0 || e.o.mutable[obj] {
		return union(result, unknown(expr))
	}
	return dropEmpty(result)
}

// foreignVar evaluates another package's variable by what its package told of it.
func (e *evaluator) foreignVar(expr ast.Expr, obj *types.Var) evaluation {
	if templates := e.o.config.known.variable(obj); len(templates) > 0 {
		return e.instantiate(templates, expr, nil, false)
	}
	return unknown(expr)
}

// parameter is what a parameter stands for: a hole that the callers fill.
func (e *evaluator) parameter(expr ast.Expr, obj *types.Var) evaluation {
	result := unknown(expr)
	if _, ok := e.o.parameterOf(obj); ok {
		result.texts[0][0].param = obj
	}
	return result
}

// self is a variable's value so far, while one of its assignments is evaluated.
type self struct {
	value evaluation
	expr  ast.Expr
}

func (s *self) take() evaluation {
	if len(s.value.texts) == 0 {
		return unknown(s.expr)
	}
	return s.value
}

// orEmpty is the value of a variable that was only declared.
func orEmpty(value evaluation) evaluation {
	if len(value.texts) == 0 {
		return evaluation{texts: []segments{nil}}
	}
	return value
}

// dropEmpty leaves out the empty text that a variable is often declared with, if it has others.
func dropEmpty(value evaluation) evaluation {
	var kept []segments
	for _, text := range value.texts {
		if text.String() != "" {
			kept = append(kept, text)
		}
	}
	if len(kept) > 0 {
		value.texts = kept
	}
	return value
}
