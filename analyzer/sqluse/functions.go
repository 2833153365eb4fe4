package sqluse

import (
	"go/ast"
	"go/types"
	"slices"
)

// A routine is a function with a body in this package, or one of another package: *types.Func, *ast.FuncLit, or the
// *types.Var that holds a function literal.
type routine any

// parameter tells whose parameter a variable is.
type parameter struct {
	of    routine
	index int // Receiver for the receiver
}

// parameterOf returns whose parameter a variable is. Those of function literals are known once their declaration was indexed.
func (o *observer) parameterOf(v *types.Var) (parameter, bool) {
	p, ok := o.params[v]
	return p, ok
}

// noteParams indexes the parameters of a function.
func (o *observer) noteParams(of routine, recv *ast.FieldList, params *ast.FieldList) {
	note := func(list *ast.FieldList, index int) {
		for _, field := range list.List {
			for _, name := range field.Names {
				if v, ok := o.info.Defs[name].(*types.Var); ok {
					o.params[v] = parameter{of, index}
				}
				index++
			}
			if len(field.Names) == 0 {
				index++
			}
		}
	}
	if recv != nil {
		note(recv, Receiver)
	}
	if params != nil {
		note(params, 0)
	}
}

// returns lists the return statements of a body, not those of function literals inside it.
func returns(body *ast.BlockStmt) []*ast.ReturnStmt {
	var found []*ast.ReturnStmt
	if body == nil {
		return nil
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = append(found, n)
		}
		return true
	})
	return found
}

// resultOf is the key of one result of a routine.
type resultOf struct {
	of    routine
	index int
}

// results evaluates what a routine of this package returns, with holes for its parameters.
func (e *evaluator) results(of routine, index int) (evaluation, bool) {
	var fn *ast.FuncType
	var body *ast.BlockStmt
	var in ast.Decl
	switch of := of.(type) {
	case *types.Func:
		decl := e.o.bodies[of]
		if decl == nil {
			return evaluation{}, false
		}
		fn, body, in = decl.Type, decl.Body, decl
	case *ast.FuncLit:
		fn, body, in = of.Type, of.Body, e.o.literals[of]
	default:
		return evaluation{}, false
	}
	key := resultOf{of, index}
	if known, ok := e.o.returned[key]; ok {
		return known, true
	}
	var result evaluation
	loops := e.loops
	ok := e.guard(key, func() {
		e.inside(in, func() {
			for _, ret := range returns(body) {
				switch {
				case index < len(ret.Results) && (len(ret.Results) > 1 || index == 0):
					result = union(result, e.evalResult(ret.Results[index], 0))
				case len(ret.Results) == 1:
					result = union(result, e.evalResult(ret.Results[0], index))
				default:
					if name := namedResult(fn, index); name != nil {
						at := &ast.Ident{NamePos: ret.Pos(), Name: name.Name}
						result = union(result, e.name(at, e.o.info.Defs[name]))
					}
				}
			}
		})
	})
	if !ok {
		return evaluation{}, true // it calls itself: no text of its own
	}
	result = dropEmpty(result)
	if len(result.texts) == 0 && fn.Results != nil {
		result = unknown(fn)
	}
	if e.loops == loops && e.steps < maxSteps { // not cut short by what is being evaluated
		e.o.returned[key] = result
	}
	return result, true
}

func namedResult(fn *ast.FuncType, index int) *ast.Ident {
	if fn.Results == nil {
		return nil
	}
	for _, field := range fn.Results.List {
		for _, name := range field.Names {
			if index == 0 {
				return name
			}
			index--
		}
	}
	return nil
}

// evalResult evaluates result number index of an expression, which is a call if it has more than one.
func (e *evaluator) evalResult(expr ast.Expr, index int) evaluation {
	expr = ast.Unparen(expr)
	if call, ok := expr.(*ast.CallExpr); ok {
		if !e.enter() {
			return cutOff(expr)
		}
		defer e.leave()
		return e.call(call, index)
	}
	if index > 0 {
		return unknown(expr)
	}
	return e.eval(expr)
}

// substitute puts what a call passes into the holes that stand for the routine's parameters.
func (e *evaluator) substitute(result evaluation, of routine, call *ast.CallExpr) evaluation {
	filled := evaluation{cut: result.cut}
	for _, text := range result.texts {
		one := e.fill(text, func(seg segment) (int, bool) {
			p, ok := e.o.params[seg.param]
			return p.index, ok && p.of == of
		}, call)
		filled = union(filled, one)
	}
	return filled
}

// fill evaluates the arguments that a text's holes ask for, each once, and returns the text for every combination of them.
func (e *evaluator) fill(text segments, arg func(segment) (int, bool), call *ast.CallExpr) evaluation {
	result := evaluation{texts: []segments{text}}
	done := map[int]bool{}
	for _, seg := range text {
		index, ok := arg(seg)
		if !ok || done[index] {
			continue
		}
		done[index] = true
		with := e.argumentTexts(call, index)
		next := evaluation{cut: result.cut || with.cut}
		for _, have := range result.texts {
			for _, by := range with.texts {
				if len(next.texts) >= maxTexts {
					next.cut = true
					break
				}
				var out segments
				for _, s := range have {
					if i, ok := arg(s); ok && i == index && !s.filled {
						for _, b := range by {
							b.filled = true
							out = append(out, b)
						}
					} else {
						out = append(out, s)
					}
				}
				next.texts = append(next.texts, out)
			}
		}
		result = next
	}
	for i, t := range result.texts {
		t = slices.Clone(t)
		for k := range t {
			t[k].filled = false
		}
		if len(t) > maxPieces {
			t, result.cut = t[:maxPieces], true
		}
		result.texts[i] = t
	}
	return result
}

// argumentTexts evaluates what a call passes for a parameter: a text, or, for a list, any text in it.
func (e *evaluator) argumentTexts(call *ast.CallExpr, index int) evaluation {
	expr := e.o.passed(call, index)
	variadic := e.o.variadic(call, index)
	switch {
	case variadic && call.Ellipsis.IsValid():
		return e.all(call, e.elements(call.Args[len(call.Args)-1], nil))
	case variadic:
		var result evaluation
		for _, arg := range call.Args[min(index, len(call.Args)):] {
			result = union(result, e.eval(arg))
		}
		return result
	case expr == nil:
		return unknown(call)
	case !isText(e.o.info.TypeOf(expr)) && isList(e.o.info.TypeOf(expr)):
		return e.all(expr, e.elements(expr, nil))
	}
	return e.eval(expr)
}

// variadic tells whether a parameter of what is called is its last one and takes any number of arguments.
func (o *observer) variadic(call *ast.CallExpr, index int) bool {
	sig, ok := o.info.TypeOf(call.Fun).(*types.Signature)
	return ok && sig.Variadic() && index == sig.Params().Len()-1
}

func isList(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map:
		return true
	}
	return false
}

// passed returns argument number index of a call, nil if it is not written there.
func (o *observer) passed(call *ast.CallExpr, index int) ast.Expr {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		selection := o.info.Selections[sel]
		switch {
		case selection == nil:
		case selection.Kind() == types.MethodExpr:
			index++
		case index == Receiver:
			return sel.X
		}
	}
	if index < 0 || index >= len(call.Args) {
		return nil
	}
	if call.Ellipsis.IsValid() && index == len(call.Args)-1 {
		return nil
	}
	return call.Args[index]
}

// Receiver is the index of a method's receiver among its parameters.
const Receiver = -1

// A Part is a piece of a template: text (a byte 0x01 for an unknown one), or an argument.
type Part struct {
	Text string
	Arg  int // if Text is "": the argument's index, Receiver for the receiver
}

// A Template is a text that a function makes of its arguments.
type Template []Part

// A Function is what callers in other packages have to know of a function.
type Function struct {
	Func string // as for Sink
	// Runs is the SQL that the function hands to a database as far as it is made of its arguments.
	Runs []Template
	// Returns is the text that its first result may be.
	Returns []Template
	// Models are its parameters whose types are models of tables. Those of a generic type's methods stand under the type's own
	// name, behind "type ".
	Models []Model
	// Siblings are the methods of its receiver's type, sorted, as methodKey writes them: an interface that asks for some of them may call it.
	Siblings []string

	implementations []string // of an interface's method: what it was put together from
}

// A Model is a parameter, or a type parameter, of which a mapper makes a table.
type Model struct {
	Arg      int  // index of the parameter, or of the type parameter
	TypeArg  bool // it is a type parameter
	Variadic bool // and all arguments behind it
	ORM      uint8
	Verb     uint8  // what is done to the table
	Sink     string // the mapper's function
}

// typeKey is the name under which a generic type's models stand.
func typeKey(name *types.TypeName) string { return "type " + name.Pkg().Path() + "." + name.Name() }

// A Variable is a package variable that is known to hold one of some texts.
type Variable struct {
	Name  string // import path and name; for a field of a struct, with its name behind another dot
	Texts []Template
}

// template makes a template of a text: holes that are parameters of the routine become its arguments.
func (o *observer) template(text segments, of routine) Template {
	var t Template
	for _, seg := range text {
		if p, ok := o.params[seg.param]; ok && seg.isHole() && p.of == of {
			t = append(t, Part{Arg: p.index})
			continue
		}
		if n := len(t) - 1; n >= 0 && t[n].Text != "" {
			t[n].Text += seg.text
		} else if seg.text != "" {
			t = append(t, Part{Text: seg.text})
		}
	}
	return t
}

// instantiate evaluates templates at a call (or, without one, at a name). Given text is the function's own: it is marked so.
func (e *evaluator) instantiate(templates []Template, at ast.Expr, call *ast.CallExpr, given bool) evaluation {
	var result evaluation
	for _, t := range templates {
		var text segments
		for _, part := range t {
			seg := segment{text: part.Text, expr: at, given: given}
			if part.Text == "" {
				seg = segment{text: hole, expr: at, arg: part.Arg + 2}
			}
			text = append(text, seg)
		}
		one := evaluation{texts: []segments{text}}
		if call != nil {
			one = e.fill(text, func(s segment) (int, bool) { return s.arg - 2, s.arg != 0 }, call)
		}
		result = union(result, one)
	}
	return result
}

// isBuiltin tells whether a call is one of the builtin function of that name.
func (o *observer) isBuiltin(call *ast.CallExpr, name string) bool {
	ident, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	builtin, ok := o.info.Uses[ident].(*types.Builtin)
	return ok && builtin.Name() == name
}
