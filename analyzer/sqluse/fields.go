package sqluse

import (
	"go/ast"
	"go/token"
	"go/types"
)

// assigned lists what package variables and fields get, beyond their declarations, once.
func (o *observer) assigned() map[types.Object][]value {
	if o.assignments == nil {
		o.assignments = map[types.Object][]value{}
		for _, file := range o.files {
			for _, decl := range file.Decls {
				ast.Inspect(decl, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.AssignStmt:
						o.noteAssignment(n, decl)
					case *ast.CompositeLit:
						o.noteComposite(n, decl)
					}
					return true
				})
			}
		}
	}
	return o.assignments
}

func (o *observer) noteAssignment(n *ast.AssignStmt, in ast.Decl) {
	if n.Tok == token.DEFINE {
		return
	}
	for i, lhs := range n.Lhs {
		ident := nameOf(lhs)
		if ident == nil {
			continue
		}
		obj, ok := o.info.Uses[ident].(*types.Var)
		if !ok || !obj.IsField() && !isPackageLevel(obj) {
			continue
		}
		v := value{in: in, stated: true}
		if len(n.Lhs) == len(n.Rhs) {
			v.expr = n.Rhs[i]
		} else {
			v.expr, v.result = n.Rhs[0], i
		}
		o.assignments[obj.Origin()] = append(o.assignments[obj.Origin()], v)
	}
}

// noteComposite notes what a struct literal puts into its fields.
func (o *observer) noteComposite(lit *ast.CompositeLit, in ast.Decl) {
	t := deref(o.info.TypeOf(lit)) // &T{} may be elided inside of a list
	if t == nil {
		return
	}
	fields, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, element := range lit.Elts {
		var field *types.Var
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				field, _ = o.info.Uses[key].(*types.Var)
			}
			element = pair.Value
		} else if i < fields.NumFields() {
			field = fields.Field(i)
		}
		if field != nil {
			o.assignments[field.Origin()] = append(o.assignments[field.Origin()], value{expr: element, in: in})
		}
	}
}

// field evaluates x.f: what the struct that x is known to be has there; else whatever the package puts into that field.
func (e *evaluator) field(expr *ast.SelectorExpr, field *types.Var) evaluation {
	if known, ok := e.structs(expr.X); ok {
		var result evaluation
		for _, lit := range known {
			if v, ok := e.o.fieldOf(lit.expr.(*ast.CompositeLit), field); ok {
				e.inside(lit.in, func() { result = union(result, e.eval(v)) })
			}
		}
		if len(result.texts) > 0 {
			for _, v := range e.o.assigned()[field.Origin()] {
				if v.stated { // an option, a default that is set later
					e.inside(v.in, func() { result = union(result, e.evalResult(v.expr, v.result)) })
				}
			}
			return result
		}
	}
	if v := e.o.foreignVariable(expr.X); v != nil {
		if texts := e.o.config.known.fieldOf(v, field.Name()); len(texts) > 0 {
			return e.instantiate(texts, expr, nil, false)
		}
	}
	field = field.Origin()
	result := unknown(expr)
	if field.Exported() {
		result.texts[0][0].param = field // other packages fill it
	}
	e.guard(field, func() {
		var found evaluation
		for _, v := range e.o.assigned()[field] {
			e.inside(v.in, func() { found = union(found, e.evalResult(v.expr, v.result)) })
		}
		if found = dropEmpty(found); len(found.texts) == 0 {
			return
		}
		if field.Exported() && field.Pkg() != e.o.pkg {
			found = union(found, unknown(expr))
		}
		result = found
	})
	return result
}

// fieldOf returns what a struct literal puts into a field.
func (o *observer) fieldOf(lit *ast.CompositeLit, field *types.Var) (ast.Expr, bool) {
	for i, element := range lit.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == field.Name() {
				return pair.Value, true
			}
			continue
		}
		if fields, ok := deref(o.info.TypeOf(lit)).Underlying().(*types.Struct); ok && i < fields.NumFields() && fields.Field(i).Name() == field.Name() {
			return element, true
		}
	}
	return nil, false
}

// foreignVariable returns another package's variable that an expression names, nil if it names none.
func (o *observer) foreignVariable(expr ast.Expr) *types.Var {
	ident := nameOf(expr)
	if ident == nil {
		return nil
	}
	v, ok := o.info.Uses[ident].(*types.Var)
	if !ok || v.IsField() || v.Pkg() == o.pkg || !isPackageLevel(v) {
		return nil
	}
	return v
}
