package sqluse

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// Bounds keep evaluation linear on any input: what is cut off is marked, never dropped in silence.
const (
	maxTexts  = 64   // texts that one expression may stand for
	maxDepth  = 64   // nesting of names that lead to names
	maxSteps  = 4096 // expressions looked at for one argument
	maxPieces = 512  // parts of one text
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
	active  map[any]bool // names and functions under evaluation, against loops
	current map[types.Object]*self
	with    []ast.Expr // arguments behind the one of a builder's call
	depth   int
	steps   int
	loops   int // times that something was asked for while it was being evaluated
}

func (o *observer) newEvaluator(in ast.Decl) *evaluator {
	return &evaluator{o: o, in: in, active: map[any]bool{}, current: map[types.Object]*self{}}
}

// inside runs read as if the evaluator stood in another declaration.
func (e *evaluator) inside(decl ast.Decl, read func()) {
	outer := e.in
	e.in = decl
	read()
	e.in = outer
}

// guard runs read unless it is running already for the same thing.
func (e *evaluator) guard(what any, read func()) bool {
	if e.active[what] {
		e.loops++
		return false
	}
	e.active[what] = true
	read()
	delete(e.active, what)
	return true
}

// enter goes one level deeper, which leave undoes; it returns false, and goes nowhere, where a bound is reached.
func (e *evaluator) enter() bool {
	if e.steps++; e.depth >= maxDepth || e.steps > maxSteps {
		return false
	}
	e.depth++
	return true
}

func (e *evaluator) leave() { e.depth-- }

// cutOff is an expression that a bound keeps from being followed.
func cutOff(expr ast.Expr) evaluation {
	result := unknown(expr)
	result.cut = true
	return result
}

func unknown(expr ast.Expr) evaluation {
	return evaluation{texts: []segments{{{text: hole, expr: expr}}}}
}

// here puts texts of which nothing is known where they are used, rather than where they come from.
func here(a evaluation, at ast.Expr) evaluation {
	for i, text := range a.texts {
		if len(text) == 1 && text[0].isHole() && text[0].param == nil && text[0].expr != at {
			a.texts = slices.Clone(a.texts)
			a.texts[i] = segments{{text: hole, expr: at}}
		}
	}
	return a
}

// constantly is an evaluation to one known text that stands for an expression.
func constantly(text string, expr ast.Expr) evaluation {
	return evaluation{texts: []segments{{{text: text, expr: expr}}}}
}

// eval returns the texts that expr may stand for.
func (e *evaluator) eval(expr ast.Expr) evaluation {
	if !e.enter() {
		return cutOff(expr)
	}
	defer e.leave()

	switch expr := expr.(type) {
	case *ast.ParenExpr:
		return e.eval(expr.X)
	case *ast.BasicLit:
		return e.literal(expr)
	case *ast.BinaryExpr:
		if expr.Op == token.ADD && isText(e.o.info.TypeOf(expr)) {
			return e.concat(e.eval(expr.X), e.eval(expr.Y))
		}
	case *ast.Ident:
		if _, isNil := e.o.info.Uses[expr].(*types.Nil); isNil {
			return evaluation{texts: []segments{nil}}
		}
		return here(e.name(expr, e.o.info.ObjectOf(expr)), expr)
	case *ast.SelectorExpr:
		if v, ok := e.o.info.ObjectOf(expr.Sel).(*types.Var); ok && v.IsField() {
			return here(e.field(expr, v), expr)
		}
		return here(e.name(expr, e.o.info.ObjectOf(expr.Sel)), expr)
	case *ast.IndexExpr:
		return e.all(expr, e.elements(expr.X, e.o.info.Types[expr.Index].Value))
	case *ast.SliceExpr:
		if isText(e.o.info.TypeOf(expr)) {
			return e.eval(expr.X) // cut at an end that is not known: a text that is longer says no less
		}
	case *ast.StarExpr:
		return e.eval(expr.X)
	case *ast.UnaryExpr:
		if expr.Op == token.AND {
			return e.eval(expr.X)
		}
	case *ast.TypeAssertExpr:
		return e.eval(expr.X)
	case *ast.CallExpr:
		return here(e.call(expr, 0), expr)
	case *ast.CompositeLit:
		if t := e.o.info.TypeOf(expr); isBuffer(t) || isText(t) && len(expr.Elts) == 0 {
			return evaluation{texts: []segments{nil}}
		}
	}
	return unknown(expr)
}

func (e *evaluator) literal(lit *ast.BasicLit) evaluation {
	value, ok := e.o.constantString(lit)
	if !ok {
		return unknown(lit)
	}
	return evaluation{texts: []segments{{{text: value, expr: lit, literal: lit}}}}
}

// concat returns every text of a followed by every text of b. Where that makes many, conditions and the like, which name no table, are
// taken together as one unknown part.
func (e *evaluator) concat(a, b evaluation) evaluation {
	if len(a.texts)*len(b.texts) > fewTexts {
		a, b = together(a), together(b)
	}
	result := evaluation{cut: a.cut || b.cut}
	add := func(left, right segments) {
		if len(left)+len(right) > maxPieces {
			result.cut = true
			right = right[:max(0, min(len(right), maxPieces-len(left)))]
		}
		result.texts = append(result.texts, slices.Concat(left, right))
	}
	if len(a.texts)*len(b.texts) > maxTexts {
		// Each on the left with one on the right: every name is in some text. Where two parts make one name, that is not enough.
		for i := range max(len(a.texts), len(b.texts)) {
			left, right := a.texts[i%len(a.texts)], b.texts[i%len(b.texts)]
			result.cut = result.cut || glued(left, right)
			add(left, right)
		}
		return result
	}
	for _, left := range a.texts {
		for _, right := range b.texts {
			add(left, right)
		}
	}
	return result
}

// glued tells whether the end of a text and the beginning of another make one word.
func glued(left, right segments) bool {
	l, r := left.String(), right.String()
	if l == "" || r == "" {
		return false
	}
	word := func(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' || c == '.' }
	return word(l[len(l)-1]) && word(r[0])
}

// fewTexts is how many texts are kept apart though none of them names a table.
const fewTexts = 4

// together makes one unknown part of several texts if no table can be in any.
func together(a evaluation) evaluation {
	if len(a.texts) < 2 || !harmless(a) {
		return a
	}
	for _, text := range a.texts {
		if len(text) > 0 {
			return evaluation{texts: []segments{{{text: hole, expr: text[0].expr}}}}
		}
	}
	return a
}

// harmless tells whether texts are pieces of SQL without a table in them: they are no mere names, and have none of the words that
// stand before a table. Parameters of a function may be anything.
func harmless(a evaluation) bool {
	some := false
	for _, text := range a.texts {
		s := strings.TrimSpace(text.String())
		if s == "" {
			continue
		}
		some = true
		if mayBeSQL(s) || !strings.ContainsAny(s, " =<>()?:,$") || slices.ContainsFunc(text, func(s segment) bool { return s.param != nil }) {
			return false
		}
		if s[0] == sqltables.Hole || s[len(s)-1] == sqltables.Hole && !strings.ContainsAny(s[len(s)-2:], "=<> (,") {
			return false
		}
	}
	return some
}

// union returns the texts of both, each once.
func union(a, b evaluation) evaluation {
	result := evaluation{texts: slices.Clone(a.texts), cut: a.cut || b.cut}
	for _, text := range b.texts {
		if slices.ContainsFunc(result.texts, text.same) {
			continue
		}
		if len(result.texts) == maxTexts {
			result.cut = true
			break
		}
		result.texts = append(result.texts, text)
	}
	return result
}

// all returns the texts of several expressions, and an unknown one if there may be more. Of a list that is known to be empty there are
// none.
func (e *evaluator) all(expr ast.Expr, values values) evaluation {
	var result evaluation
	for _, v := range values.exprs {
		e.inside(v.in, func() { result = union(result, e.eval(v.expr)) })
	}
	if values.more || len(result.texts) == 0 && len(values.exprs) > 0 {
		rest := unknown(expr)
		rest.texts[0][0].param = values.param
		result = union(result, rest)
	}
	return result
}

// isString tells whether a type is a string by its underlying type.
func isString(t types.Type) bool {
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// isText tells whether a type is a string or a []byte.
func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	if isString(t) {
		return true
	}
	slice, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	basic, ok := slice.Elem().Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Byte
}
