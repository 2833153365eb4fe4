package sqluse

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// chain is the statement that calls on a builder put together: Select("a").From("t").Join("u ON …").
type chain struct {
	verb      verb
	tables    []named // what the statement is about
	froms     []named // what it reads besides
	joins     []evaluation
	behind    []evaluation // SQL behind the tables
	sqls      []evaluation // conditions and columns with queries in them
	dests     []named      // what counts if no table is known
	settled   bool         // the table is named, whatever models say
	relations []relation
	models    []*types.Named // of tables and dests
	params    []modelParam   // parameters that carry the model: the callers know it
	unseen    ast.Expr       // a value of an interface type that carries the model
	sink      string
	orm       orm
}

// named is a table with the names it may have, the likeliest first.
type named struct {
	names []evaluation
}

// runBuilders observes chains of calls on query builders and object-relational mappers.
func (o *observer) runBuilders() {
	inner := map[*ast.CallExpr]bool{} // receivers of further calls
	var calls []call
	for _, fn := range o.order {
		if _, _, ok := o.builderOf(fn); !ok && !o.inBuilderPackage(fn) {
			continue
		}
		for _, c := range o.calls[fn] {
			calls = append(calls, c)
			if sel, ok := ast.Unparen(c.expr.Fun).(*ast.SelectorExpr); ok {
				if receiver, ok := ast.Unparen(sel.X).(*ast.CallExpr); ok {
					inner[receiver] = true
				}
			}
		}
	}
	calls = slices.DeleteFunc(calls, func(c call) bool { return inner[c.expr] })
	// A chain may be kept in a variable on which further calls are made: those say what it is in the end.
	ended := map[types.Object]bool{}
	for _, c := range calls {
		if root := o.root(c.expr); root != nil && !o.assignedTo(c, root) {
			ended[root] = true
		}
	}
	for _, c := range calls {
		if kept := o.keeper(c); kept != nil && ended[kept] {
			continue
		}
		e := o.newEvaluator(c.in)
		ch := &chain{}
		e.chain(ch, c.expr)
		o.sinkCalls++
		o.emitChain(e, ch, c)
	}
}

// root returns the variable on which a chain's first method is called, nil if there is none.
func (o *observer) root(expr ast.Expr) types.Object {
	for {
		switch x := ast.Unparen(expr).(type) {
		case *ast.CallExpr:
			expr = x.Fun
		case *ast.SelectorExpr:
			expr = x.X
		case *ast.Ident:
			v, ok := o.info.Uses[x].(*types.Var)
			if !ok {
				return nil
			}
			return v
		default:
			return nil
		}
	}
}

// assignedTo tells whether a call's result is what the variable becomes.
func (o *observer) assignedTo(c call, obj types.Object) bool {
	v := o.flowOf(c.in).vars[obj]
	return v != nil && slices.ContainsFunc(v.steps, func(s step) bool {
		return s.kind == stepAssign && s.value != nil && ast.Unparen(s.value) == c.expr
	})
}

// keeper returns the variable that a call's result is assigned to, nil if there is none.
func (o *observer) keeper(c call) types.Object {
	for obj := range o.flowOf(c.in).vars {
		if o.assignedTo(c, obj) {
			return obj
		}
	}
	return nil
}

func (o *observer) inBuilderPackage(fn *types.Func) bool {
	return fn.Pkg() != nil && o.isBuilderPath(fn.Pkg().Path())
}

// chain adds what an expression's calls build, the receiver's first.
func (e *evaluator) chain(ch *chain, expr ast.Expr) {
	if !e.enter() {
		return
	}
	defer e.leave()
	switch expr := ast.Unparen(expr).(type) {
	case *ast.CallExpr:
		if sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr); ok && e.o.info.Selections[sel] != nil {
			e.chain(ch, sel.X)
		}
		fn := e.o.callee(expr)
		if fn == nil {
			return
		}
		if b, m, ok := e.o.builderOf(fn); ok {
			e.chainCall(ch, fn, b, m, expr)
		} else if decl := e.o.bodies[fn]; decl != nil && e.o.givesBuilder(fn) {
			e.guard(elementsOf{fn}, func() {
				for _, ret := range returns(decl.Body) {
					if len(ret.Results) > 0 {
						e.inside(decl, func() { e.chain(ch, ret.Results[0]) })
					}
				}
			})
		}
	case *ast.StarExpr:
		e.chain(ch, expr.X)
	case *ast.Ident:
		obj, ok := e.o.info.ObjectOf(expr).(*types.Var)
		if !ok || isPackageLevel(obj) {
			return
		}
		v := e.o.flowOf(e.in).vars[obj]
		if v == nil {
			return
		}
		e.guard(elementsOf{obj}, func() {
			for _, s := range v.steps {
				if s.kind == stepAssign && s.result == 0 {
					e.chain(ch, s.value)
				}
			}
		})
	}
}

// chainCall adds one call to the chain.
func (e *evaluator) chainCall(ch *chain, fn *types.Func, b *builder, m method, call *ast.CallExpr) {
	if m.verb != noVerb {
		ch.verb = m.verb
	}
	ch.orm = b.orm
	if m.clause != noClause {
		if ch.sink == "" || m.clause == tableClause || m.clause == modelClause {
			ch.sink = fn.FullName()
		}
		switch m.clause {
		case statementClause:
			ch.settled, ch.tables, ch.dests, ch.params = true, nil, nil, nil
			return
		case typeClause:
			if t := e.o.typeArgument(call, 0); t != nil {
				e.modelOfType(ch, modelClause, call.Fun, t)
			}
			return
		}
		last := m.arg
		if m.rest {
			last = len(call.Args) - 1
		}
		for i := m.arg; i <= last; i++ {
			if arg := e.o.passed(call, i); arg != nil {
				e.with = nil
				if !m.rest {
					e.with = call.Args[i+1:]
				}
				e.chainArg(ch, b, m, arg)
			} else if i < len(call.Args) {
				e.chainSpread(ch, b, m, call.Args[i])
			}
		}
	}
}

// chainSpread adds the elements of a slice that is passed as ….
func (e *evaluator) chainSpread(ch *chain, b *builder, m method, arg ast.Expr) {
	list := e.elements(arg, nil)
	for _, v := range list.exprs {
		e.inside(v.in, func() { e.chainArg(ch, b, m, v.expr) })
	}
	if list.more && (m.clause == modelClause || m.clause == destClause) {
		e.modelArg(ch, m, arg, m.clause)
	}
}

func (e *evaluator) chainArg(ch *chain, b *builder, m method, arg ast.Expr) {
	switch m.clause {
	case fromClause, tableClause, firstClause, subjectClause, overrideClause:
		text, ok := e.tableText(arg, m.quoted)
		if !ok {
			if b.orm != noORM {
				e.modelArg(ch, m, arg, modelClause)
			}
			return
		}
		name := named{[]evaluation{text}}
		switch {
		case m.clause == overrideClause:
			ch.tables, ch.settled = []named{name}, true
		case m.clause == tableClause, m.clause == subjectClause, ch.reads(),
			len(ch.tables) == 0 && (m.clause == firstClause || ch.verb == deleteVerb):
			ch.tables = append(ch.tables, name)
		default:
			ch.froms = append(ch.froms, name)
		}
	case joinClause:
		if text, ok := e.tableText(arg, m.quoted); ok {
			ch.joins = append(ch.joins, text)
		} else if b.orm != noORM {
			before := len(ch.tables)
			e.modelArg(ch, m, arg, modelClause)
			ch.froms, ch.tables = append(ch.froms, ch.tables[before:]...), ch.tables[:before]
		}
	case sqlClause:
		if isText(e.o.info.TypeOf(arg)) {
			ch.sqls = append(ch.sqls, e.placeholders(e.eval(arg), e.with))
		}
	case relationClause:
		if name, ok := e.o.constantString(arg); ok && isPath(name) {
			ch.relations = append(ch.relations, relation{name, arg})
			return
		}
		if isText(e.o.info.TypeOf(arg)) {
			ch.behind = append(ch.behind, e.placeholders(e.eval(arg), e.with))
		}
	case rawClause:
		if isText(e.o.info.TypeOf(arg)) {
			ch.behind = append(ch.behind, e.placeholders(e.eval(arg), e.with))
		}
	case modelClause, destClause:
		if ch.settled {
			return
		}
		if m.clause == modelClause {
			if text, ok := e.tableText(arg, m.quoted); ok {
				ch.tables = append(ch.tables, named{[]evaluation{text}})
				return
			}
		}
		e.modelArg(ch, m, arg, m.clause)
	}
}

// relation is a field of a model, by its path, whose type is another model.
type relation struct {
	path string
	expr ast.Expr
}

// isPath tells whether a text is nothing but names of fields.
func isPath(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r == '.' || r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z')
	})
}

// relate adds the tables of the relations that the chain's models have.
func (e *evaluator) relate(ch *chain) {
	for _, r := range ch.relations {
		for _, m := range ch.models {
			var t types.Type = m
			for _, name := range strings.Split(r.path, ".") {
				obj, _, _ := types.LookupFieldOrMethod(t, true, m.Obj().Pkg(), name)
				field, ok := obj.(*types.Var)
				if !ok {
					break
				}
				t = field.Type()
				found, ok := modelOf(t, ch.orm)
				if !ok || found.named == nil {
					break
				}
				if n, ok := e.modelName(found, r.expr); ok {
					ch.froms = append(ch.froms, n)
				}
				t = found.named
			}
		}
	}
}

// emitChain adds the statement of a chain: one for each way to name its tables. Several tables that are made or changed are a statement
// each.
func (o *observer) emitChain(e *evaluator, ch *chain, c call) {
	e.relate(ch)
	if !ch.reads() && len(ch.tables) > 1 && len(ch.froms)+len(ch.joins)+len(ch.behind)+len(ch.sqls) == 0 {
		for _, t := range ch.tables {
			o.sinkCalls++
			o.emitChain(e, &chain{verb: ch.verb, orm: ch.orm, sink: ch.sink, tables: []named{t}}, c)
		}
		return
	}
	if len(ch.tables) == 0 {
		ch.tables = ch.dests
	}
	if len(ch.tables) == 0 {
		for _, p := range ch.params {
			o.addModel(p, ch)
		}
	}
	if ch.unseen != nil && ch.orm != namedORM && !ch.settled && len(ch.tables)+len(ch.params) == 0 {
		ch.tables = []named{{[]evaluation{unknown(ch.unseen)}}}
	}
	ways := 1
	for _, t := range ch.tables {
		ways = max(ways, len(t.names))
	}
	for way := range ways {
		all := e.compose(ch, way, c.expr)
		for _, segs := range all.texts {
			if len(segs) == 0 {
				continue
			}
			at := len(o.texts)
			o.emit(relocate(segs, c.in, c.expr), sink{name: ch.sink}, all.cut)
			o.texts[at].Guessed = way > 0
		}
	}
}

// givesBuilder tells whether a function's first result is a builder's type: a chain that its callers go on with.
func (o *observer) givesBuilder(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return false
	}
	named := namedOf(results.At(0).Type())
	return named != nil && named.Obj().Pkg() != nil && o.isBuilderPath(named.Obj().Pkg().Path())
}
