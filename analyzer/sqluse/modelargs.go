package sqluse

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// modelParam is a parameter whose value's type, or a type parameter that itself, is a model.
type modelParam struct {
	of       routine
	index    int // of the parameter, or of the type parameter
	typeArg  bool
	variadic bool
}

// modelUse is what a routine does to the table of a model that it is handed.
type modelUse struct {
	param modelParam
	orm   orm
	verb  verb
	sink  string
}

// modelArg adds the table of an argument's type. Of a variable of an interface type, it is the types of what it is known to hold.
func (e *evaluator) modelArg(ch *chain, m method, arg ast.Expr, c clause) {
	t := e.o.info.TypeOf(arg)
	if t == nil || e.modelOfType(ch, c, arg, t) {
		return
	}
	if p, ok := e.o.modelParam(arg, t); ok {
		ch.params = append(ch.params, p)
		return
	}
	if slice, ok := t.Underlying().(*types.Slice); ok && types.IsInterface(slice.Elem()) {
		for _, element := range e.elements(arg, nil).exprs {
			e.modelOfType(ch, c, element.expr, e.o.info.TypeOf(element.expr))
		}
		return
	}
	if !types.IsInterface(t) {
		return
	}
	if c == modelClause || m.verb == insertVerb || m.verb == deleteVerb {
		ch.unseen = arg
	}
	ident, ok := ast.Unparen(arg).(*ast.Ident)
	if !ok {
		return
	}
	v := e.o.flowOf(e.in).vars[e.o.info.ObjectOf(ident)]
	if v == nil {
		return
	}
	for _, s := range v.steps {
		switch {
		case s.kind == stepAssign && s.result == 0:
			e.modelOfType(ch, c, s.value, e.o.info.TypeOf(s.value))
		case s.kind == stepRange && s.result == 1:
			for _, element := range e.elements(s.value, nil).exprs {
				e.modelOfType(ch, c, element.expr, e.o.info.TypeOf(element.expr))
			}
		}
	}
}

// modelOfType adds the table of a type, and tells whether it is a model's.
func (e *evaluator) modelOfType(ch *chain, c clause, at ast.Expr, t types.Type) bool {
	found, ok := modelOf(t, ch.orm)
	if !ok {
		return false
	}
	if found.named != nil {
		ch.models = append(ch.models, found.named)
	}
	if n, ok := e.modelName(found, at); ok {
		if c == destClause {
			ch.dests = append(ch.dests, n)
		} else {
			ch.tables = append(ch.tables, n)
		}
	}
	return true
}

// modelName evaluates the names that a model's table may have; ok is false if they are not known.
func (e *evaluator) modelName(m model, at ast.Expr) (named, bool) {
	if m.namer != nil {
		namer := m.namer.Origin()
		result, ok := e.defaultName(namer)
		if !ok {
			templates := e.o.config.known.function(namer).Returns
			switch {
			case len(templates) > 0:
				result = e.instantiate(templates, at, nil, false)
			case e.o.config.known.observed(namer.Pkg()):
				result = unknown(at)
			default:
				return named{}, false
			}
		}
		for i, text := range result.texts {
			text = slices.Clone(text)
			for k := range text { // the place is the model's
				text[k].expr, text[k].literal, text[k].param = at, nil, nil
			}
			result.texts[i] = text
		}
		return named{[]evaluation{quoteNames(result)}}, true
	}
	var n named
	for _, name := range m.names {
		n.names = append(n.names, quoteNames(constantly(name, at)))
	}
	return n, len(n.names) > 0
}

// defaultName evaluates what a TableName method of this package returns. Of one that gives out a field of its receiver if a setter filled
// it, and a constant otherwise, it is the constant: setters are for tests.
func (e *evaluator) defaultName(namer *types.Func) (evaluation, bool) {
	decl := e.o.bodies[namer]
	if decl == nil {
		return evaluation{}, false
	}
	all := returns(decl.Body)
	constant := slices.DeleteFunc(slices.Clone(all), func(ret *ast.ReturnStmt) bool { return len(ret.Results) != 1 || e.o.isOwnField(ret.Results[0]) })
	if len(constant) == 0 || len(constant) == len(all) {
		return e.results(namer, 0)
	}
	var result evaluation
	e.guard(elementsOf{namer}, func() {
		for _, ret := range constant {
			e.inside(decl, func() { result = union(result, e.evalResult(ret.Results[0], 0)) })
		}
	})
	return result, len(result.texts) > 0
}

// isOwnField tells whether an expression is a field of the receiver.
func (o *observer) isOwnField(expr ast.Expr) bool {
	sel, ok := ast.Unparen(expr).(*ast.SelectorExpr)
	if !ok || o.info.Selections[sel] == nil || o.info.Selections[sel].Kind() != types.FieldVal {
		return false
	}
	ident, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := o.info.Uses[ident].(*types.Var)
	return ok && o.params[v].of != nil && o.params[v].index == Receiver
}

// modelParam tells whether an argument's type is known to the callers only: a parameter of an interface type, or one whose type is
// a type parameter.
func (o *observer) modelParam(arg ast.Expr, t types.Type) (modelParam, bool) {
	if tp := typeParamOf(t); tp != nil {
		if of, ok := o.genericOf(tp); ok {
			return modelParam{of: of, index: tp.Index(), typeArg: true}, true
		}
	}
	ident, ok := ast.Unparen(arg).(*ast.Ident)
	if !ok {
		return modelParam{}, false
	}
	v, ok := o.info.ObjectOf(ident).(*types.Var)
	if !ok {
		return modelParam{}, false
	}
	p, ok := o.params[v]
	if !ok || p.index < 0 {
		return modelParam{}, false
	}
	fn, ok := p.of.(*types.Func)
	if !ok {
		return modelParam{}, false
	}
	variadic := fn.Signature().Variadic() && p.index == fn.Signature().Params().Len()-1
	if slice, isSlice := t.(*types.Slice); isSlice && variadic {
		t = slice.Elem()
	}
	if _, isInterface := t.Underlying().(*types.Interface); !isInterface {
		return modelParam{}, false
	}
	return modelParam{of: fn, index: p.index, variadic: variadic}, true
}

// typeParamOf returns the type parameter that a value's type is made of, as models are: through pointers and slices.
func typeParamOf(t types.Type) *types.TypeParam {
	for range 8 {
		switch x := types.Unalias(t).(type) {
		case *types.TypeParam:
			return x
		case *types.Pointer:
			t = x.Elem()
		case *types.Slice:
			t = x.Elem()
		default:
			return nil
		}
	}
	return nil
}

// genericOf returns the function, or the type (as its *types.TypeName), that a type parameter belongs to.
func (o *observer) genericOf(tp *types.TypeParam) (routine, bool) {
	for _, fn := range o.order {
		if params := fn.Signature().TypeParams(); tp.Index() < params.Len() && params.At(tp.Index()) == tp {
			return fn, true
		}
	}
	for fn := range o.bodies {
		params := fn.Signature().RecvTypeParams()
		if tp.Index() < params.Len() && params.At(tp.Index()) == tp {
			if named := namedOf(fn.Signature().Recv().Type()); named != nil {
				return named.Origin().Obj(), true
			}
		}
	}
	return nil, false
}

// addModel notes that a routine hands a parameter to a mapper, and observes its calls.
func (o *observer) addModel(p modelParam, ch *chain) {
	use := modelUse{p, ch.orm, ch.verb, ch.sink}
	if slices.Contains(o.modelUses[p.of], use) || len(o.modelUses[p.of]) >= maxTemplates {
		return
	}
	o.modelUses[p.of] = append(o.modelUses[p.of], use)
	o.observeModelUse(use, p.of)
}

// observeModelUse observes the calls of a routine that does something to the table of what it is handed.
func (o *observer) observeModelUse(use modelUse, of routine) {
	if name, ok := of.(*types.TypeName); ok {
		o.instances(use, name)
		return
	}
	for _, c := range o.calls[of] {
		if use.param.typeArg {
			if t := o.typeArgument(c.expr, use.param.index); t != nil {
				o.modelText(use, c, c.expr.Fun, t)
			}
			continue
		}
		last := use.param.index
		if use.param.variadic {
			last = len(c.expr.Args) - 1
		}
		for i := use.param.index; i <= last; i++ {
			arg := o.passed(c.expr, i)
			if arg == nil && i < len(c.expr.Args) {
				arg = c.expr.Args[i]
			}
			if arg != nil {
				o.modelText(use, c, arg, o.info.TypeOf(arg))
			}
		}
	}
}

// modelText adds the statement that a model's use comes to, where the model is known.
func (o *observer) modelText(use modelUse, c call, at ast.Expr, t types.Type) {
	e := o.newEvaluator(c.in)
	ch := &chain{verb: use.verb, orm: use.orm, sink: use.sink}
	if found, ok := modelOf(t, use.orm); ok {
		if n, ok := e.modelName(found, at); ok {
			ch.tables = append(ch.tables, n)
		}
	} else if p, ok := o.modelParam(at, t); ok {
		o.addModel(p, ch)
		return
	}
	o.sinkCalls++
	o.emitChain(e, ch, c)
}

// typeArgument returns a type argument of a call of a generic function.
func (o *observer) typeArgument(call *ast.CallExpr, index int) types.Type {
	ident := nameOf(instantiated(call.Fun))
	if ident == nil {
		return nil
	}
	args := o.info.Instances[ident].TypeArgs
	if args == nil || index >= args.Len() {
		return nil
	}
	return args.At(index)
}

// instances observes a use by a generic type's methods: where the package first names the type with a type argument.
func (o *observer) instances(use modelUse, name *types.TypeName) {
	seen := map[string]bool{}
	for _, file := range o.files {
		for _, decl := range file.Decls {
			ast.Inspect(decl, func(n ast.Node) bool {
				ident, ok := n.(*ast.Ident)
				if !ok || o.info.Uses[ident] != types.Object(name) {
					return true
				}
				args := o.info.Instances[ident].TypeArgs
				if args == nil || use.param.index >= args.Len() {
					return true
				}
				t := args.At(use.param.index)
				if _, isParam := types.Unalias(t).(*types.TypeParam); isParam || seen[t.String()] {
					return true
				}
				seen[t.String()] = true
				o.modelText(use, call{in: decl, expr: &ast.CallExpr{Fun: ident, Lparen: ident.End(), Rparen: ident.End()}}, ident, t)
				return true
			})
		}
	}
}

func exportModels(uses []modelUse) []Model {
	var models []Model
	for _, use := range uses {
		models = append(models, Model{
			Arg: use.param.index, TypeArg: use.param.typeArg, Variadic: use.param.variadic, ORM: uint8(use.orm), Verb: uint8(use.verb), Sink: use.sink,
		})
	}
	return models
}

// importedModels observes the calls of other packages' functions, and the instances of their generic types, that hand models to a mapper.
func (o *observer) importedModels() {
	for _, fn := range o.order {
		if o.bodies[fn] != nil {
			continue
		}
		for _, m := range o.does(fn).Models {
			o.observeModelUse(m.use(fn), fn)
		}
	}
	var generic []*types.TypeName
	for ident := range o.info.Instances {
		name, ok := o.info.Uses[ident].(*types.TypeName)
		if ok && name.Pkg() != o.pkg && !slices.Contains(generic, name) && len(o.config.known.typeModels(name)) > 0 {
			generic = append(generic, name)
		}
	}
	slices.SortFunc(generic, func(a, b *types.TypeName) int { return strings.Compare(typeKey(a), typeKey(b)) })
	for _, name := range generic {
		for _, m := range o.config.known.typeModels(name) {
			o.observeModelUse(m.use(name), name)
		}
	}
}

func (m Model) use(of routine) modelUse {
	return modelUse{
		param: modelParam{of: of, index: m.Arg, typeArg: m.TypeArg, variadic: m.Variadic}, orm: orm(m.ORM), verb: verb(m.Verb), sink: m.Sink,
	}
}
