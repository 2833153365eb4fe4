package sqluse

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// Bounds keep evaluation linear on any input: what is cut off is marked, never dropped in silence.
const (
	maxTexts = 16   // texts that one expression may stand for
	maxDepth = 64   // nesting of names that lead to names
	maxSteps = 4096 // expressions looked at for one argument
)

// evaluation is what one expression at a sink may be: a set of texts.
type evaluation struct {
	texts []segments
	cut   bool // there are more
}

// evaluator evaluates expressions inside one top-level declaration.
type evaluator struct {
	o       *observer
	in      ast.Decl
	params  map[types.Object]int
	active  map[types.Object]bool // names under evaluation, against loops
	current map[types.Object]*self
	depth   int
	steps   int
	touched []ast.Expr // literals and names that the texts are made of
}

func (o *observer) newEvaluator(in ast.Decl) *evaluator {
	e := &evaluator{o: o, in: in, params: map[types.Object]int{}, active: map[types.Object]bool{}, current: map[types.Object]*self{}}
	if fn, ok := in.(*ast.FuncDecl); ok {
		index := 0
		for _, field := range fn.Type.Params.List {
			for _, name := range field.Names {
				e.params[o.info.Defs[name]] = index
				index++
			}
			if len(field.Names) == 0 {
				index++
			}
		}
	}
	return e
}

func unknown(expr ast.Expr) evaluation {
	return evaluation{texts: []segments{{{text: hole, expr: expr}}}}
}

// eval returns the texts that expr may stand for.
func (e *evaluator) eval(expr ast.Expr) evaluation {
	if e.steps++; e.depth >= maxDepth || e.steps > maxSteps {
		result := unknown(expr)
		result.cut = true
		return result
	}
	e.depth++
	defer func() { e.depth-- }()

	switch expr := expr.(type) {
	case *ast.ParenExpr:
		return e.eval(expr.X)
	case *ast.BasicLit:
		return e.literal(expr)
	case *ast.BinaryExpr:
		if expr.Op == token.ADD && isString(e.o.info.TypeOf(expr)) {
			return e.concat(e.eval(expr.X), e.eval(expr.Y))
		}
	case *ast.Ident:
		return e.name(expr, e.o.info.ObjectOf(expr))
	case *ast.SelectorExpr:
		return e.name(expr, e.o.info.ObjectOf(expr.Sel))
	case *ast.CallExpr:
		return e.call(expr)
	}
	return unknown(expr)
}

func (e *evaluator) literal(lit *ast.BasicLit) evaluation {
	value, ok := e.o.constantString(lit)
	if !ok {
		return unknown(lit)
	}
	e.touched = append(e.touched, lit)
	return evaluation{texts: []segments{{{text: value, expr: lit, literal: lit}}}}
}

// concat returns every text of a followed by every text of b.
func (e *evaluator) concat(a, b evaluation) evaluation {
	result := evaluation{cut: a.cut || b.cut}
	for _, left := range a.texts {
		for _, right := range b.texts {
			if len(result.texts) == maxTexts {
				result.cut = true
				return result
			}
			result.texts = append(result.texts, slices.Concat(left, right))
		}
	}
	return result
}

// union returns the texts of both.
func union(a, b evaluation) evaluation {
	result := evaluation{texts: append(slices.Clip(a.texts), b.texts...), cut: a.cut || b.cut}
	if len(result.texts) > maxTexts {
		result.texts, result.cut = result.texts[:maxTexts], true
	}
	return result
}

// name evaluates a constant or variable.
func (e *evaluator) name(expr ast.Expr, obj types.Object) evaluation {
	switch obj := obj.(type) {
	case *types.Const:
		return e.constant(expr, obj)
	case *types.Var:
		if obj.IsField() {
			return unknown(expr)
		}
		if e.active[obj] {
			if own := e.current[obj]; own != nil {
				return own.take()
			}
			return e.parameter(expr, obj)
		}
		e.active[obj] = true
		defer delete(e.active, obj)
		if obj.Parent() == e.o.pkg.Scope() {
			return e.packageVar(expr, obj)
		}
		return e.localVar(expr, obj)
	}
	return unknown(expr)
}

// constant evaluates a named constant: in its declaration, so that positions lead into the literal, or, if it is another
// package's, by its value, which stands at the name.
func (e *evaluator) constant(expr ast.Expr, obj *types.Const) evaluation {
	if init := e.o.initOf(obj); init != nil && !e.active[obj] {
		e.active[obj] = true
		defer delete(e.active, obj)
		if result := e.eval(init); len(result.texts) == 1 && result.texts[0].wholly() {
			return result
		}
	}
	if obj.Val() == nil || obj.Val().Kind() != constant.String {
		return unknown(expr)
	}
	e.touched = append(e.touched, expr)
	return evaluation{texts: []segments{{{text: constant.StringVal(obj.Val()), expr: expr}}}}
}

// initOf returns what a constant or variable of this package is declared as. Only package-level names are indexed; those of
// functions are found in their function.
func (o *observer) initOf(obj types.Object) ast.Expr {
	if obj.Pkg() != o.pkg {
		return nil
	}
	if init := o.values[obj]; init != nil {
		return init
	}
	for _, file := range o.files {
		if file.FileStart <= obj.Pos() && obj.Pos() < file.FileEnd {
			for _, decl := range file.Decls {
				if decl.Pos() <= obj.Pos() && obj.Pos() < decl.End() {
					if v, ok := o.localsOf(decl)[obj]; ok && len(v.steps) == 1 && !v.unknown {
						return v.steps[0].value
					}
				}
			}
		}
	}
	return nil
}

// packageVar evaluates a package variable by its declaration, which is all there is unless the package assigns to it.
func (e *evaluator) packageVar(expr ast.Expr, obj *types.Var) evaluation {
	init := e.o.values[obj]
	if init == nil {
		return unknown(expr)
	}
	result := e.eval(init)
	if e.o.mutable[obj] {
		return union(result, unknown(expr))
	}
	return result
}

func (e *evaluator) parameter(expr ast.Expr, obj *types.Var) evaluation {
	result := unknown(expr)
	if index, ok := e.params[obj]; ok {
		result.texts[0][0].param = index + 1
	}
	return result
}

// localVar evaluates a variable of the function by going through its assignments in source order. Each adds an alternative,
// but for those that make the new value out of the old one, q += x or q = fmt.Sprintf(q, x): they change what there is.
// Where that happens in a branch, the unchanged value is an alternative still; for += it is not followed, as whatever the
// shorter text touches the longer one touches too.
func (e *evaluator) localVar(expr ast.Expr, obj *types.Var) evaluation {
	v, assigned := e.o.localsOf(e.in)[obj]
	var value evaluation
	var home ast.Node // where the variable is declared, as far as its first assignment tells
	if _, isParam := e.params[obj]; isParam {
		value = e.parameter(expr, obj)
		home = e.in.(*ast.FuncDecl).Body
	}
	if !assigned {
		if len(value.texts) == 0 {
			return unknown(expr)
		}
		return value
	}
	outer := e.current[obj]
	defer func() { e.current[obj] = outer }()
	for _, step := range v.steps {
		if home == nil {
			home = step.block
		}
		own := &self{value: value, expr: expr}
		e.current[obj] = own
		result := e.eval(step.value)
		switch {
		case step.add:
			value = e.concat(orEmpty(value), result)
		case own.used && step.block == home:
			value = result
		default:
			value = union(value, result)
		}
	}
	value = dropEmpty(value)
	if v.unknown || len(value.texts) == 0 {
		value = union(value, unknown(expr))
	}
	return value
}

// self is a variable's value so far, while one of its assignments is evaluated.
type self struct {
	value evaluation
	expr  ast.Expr
	used  bool
}

func (s *self) take() evaluation {
	s.used = true
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

// isString tells whether a type is a string by its underlying type.
func isString(t types.Type) bool {
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}
