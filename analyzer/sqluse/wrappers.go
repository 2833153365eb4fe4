package sqluse

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// maxTemplates bounds the different texts that one function may run with its arguments in them.
const maxTemplates = 64

// sink is a routine that runs SQL: one of its arguments, or texts that it makes of them.
type sink struct {
	of        routine
	name      string
	arg       int
	templates []Template // instead of arg
	inferred  bool
}

// runSinks evaluates what is passed to every sink. A function that passes a parameter on, as it is or inside of a text, becomes a
// sink itself, and so do its callers, until nothing new is found.
func (o *observer) runSinks() {
	for _, fn := range o.order {
		if o.config.names[fn.Name()] {
			name := fn.FullName()
			for _, tableArg := range o.config.tableArgs[name] {
				for _, c := range o.calls[fn] {
					o.tableCall(c, fn, tableArg)
				}
			}
		}
		if known := o.does(fn); len(known.Runs) > 0 && o.bodies[fn] == nil {
			if arg, _ := o.sinkArg(fn); arg < 0 || len(known.implementations) == 0 {
				for _, name := range known.implementations {
					o.filled[name] = true
				}
				o.queue = append(o.queue, sink{of: fn, name: fn.FullName(), templates: known.Runs, inferred: len(known.implementations) > 0})
				continue
			}
		}
		if arg := o.copyFrom(fn); arg >= 0 {
			for _, c := range o.calls[fn] {
				o.copyCall(c, fn, arg)
			}
		}
		if arg, inferred := o.sinkArg(fn); arg >= 0 {
			o.queue = append(o.queue, sink{of: fn, name: fn.FullName(), arg: arg, inferred: inferred})
		}
	}
	for len(o.queue) > 0 {
		s := o.queue[0]
		o.queue = o.queue[1:]
		for _, c := range o.calls[s.of] {
			o.sinkCall(c, s)
		}
	}
}

// sinkCall observes one call of a sink.
func (o *observer) sinkCall(c call, s sink) {
	if s.templates != nil {
		o.filled[s.name] = true
	}
	e := o.newEvaluator(c.in)
	var result evaluation
	at := ast.Expr(c.expr)
	if s.templates != nil {
		result = e.instantiate(s.templates, c.expr, c.expr, true)
	} else {
		expr := o.passed(c.expr, s.arg)
		if expr == nil || !isText(o.info.TypeOf(expr)) {
			return
		}
		result, at = e.placeholders(e.eval(expr), c.expr.Args[slices.Index(c.expr.Args, expr)+1:]), expr
	}
	o.sinkCalls++
	for _, segs := range result.texts {
		if len(segs) == 0 {
			continue
		}
		o.emit(relocate(segs, c.in, at), s, result.cut)
	}
}

// relocate moves what is not known in other declarations to the place in this one that asks for it.
func relocate(segs segments, in ast.Decl, at ast.Expr) segments {
	outside := func(s segment) bool {
		return s.isHole() && s.expr != nil && (s.expr.Pos() < in.Pos() || s.expr.Pos() >= in.End())
	}
	if !slices.ContainsFunc(segs, outside) {
		return segs
	}
	segs = slices.Clone(segs)
	for i := range segs {
		if outside(segs[i]) {
			segs[i].expr = at
		}
	}
	return segs
}

// emit adds a text that goes to a sink, and hands its parameters on to those who fill them.
func (o *observer) emit(segs segments, s sink, cut bool) {
	o.consume(segs)
	var done []routine
	for _, seg := range segs {
		p, ok := o.params[seg.param]
		if !ok || !seg.isHole() || slices.Contains(done, p.of) {
			continue
		}
		done = append(done, p.of)
		if !o.addTemplate(p.of, o.template(segs, p.of), s.inferred) {
			segs = slices.Clone(segs) // too many: it is said here
			for i := range segs {
				if p2, ok := o.params[segs[i].param]; ok && p2.of == p.of {
					segs[i].param = nil
				}
			}
		}
	}
	text := o.text(segs)
	text.Sink, text.Call, text.Cut, text.Inferred = s.name, o.sinkCalls, cut, s.inferred
	o.texts = append(o.texts, text)
}

// addTemplate notes that a routine runs a text that is made of its arguments. It returns false if there are too many.
func (o *observer) addTemplate(of routine, t Template, inferred bool) bool {
	if slices.ContainsFunc(o.templates[of], func(old Template) bool { return slices.Equal(old, t) }) {
		return true
	}
	if len(o.templates[of]) >= maxTemplates {
		return false
	}
	fn, isFunc := of.(*types.Func)
	if isFunc && len(t) == 1 {
		if arg, _ := o.sinkArg(fn); arg >= 0 && arg == t[0].Arg {
			return true // it is a sink of that argument anyway
		}
	}
	o.templates[of] = append(o.templates[of], t)
	s := sink{of: of, name: "a function literal", templates: []Template{t}, inferred: inferred}
	if isFunc {
		s.name = fn.FullName()
		o.interfaceCalls(fn, s)
	}
	o.queue = append(o.queue, s)
	return true
}

// interfaceCalls makes sinks of the interface methods of this package's calls that may call the method.
func (o *observer) interfaceCalls(fn *types.Func, s sink) {
	recv := fn.Signature().Recv()
	if recv == nil {
		return
	}
	for _, called := range o.order {
		if called == fn || called.Name() != fn.Name() || called.Signature().Recv() == nil {
			continue
		}
		iface, ok := called.Signature().Recv().Type().Underlying().(*types.Interface)
		if !ok || !types.Implements(recv.Type(), iface) && !types.Implements(types.NewPointer(recv.Type()), iface) {
			continue
		}
		if arg, _ := o.sinkArg(called); arg >= 0 {
			continue
		}
		o.filled[s.name] = o.filled[s.name] || len(o.calls[called]) > 0
		through := s
		through.of = called
		o.queue = append(o.queue, through)
	}
}

// filler returns the function whose callers fill a parameter; "" if no call is seen, and none can be in another package.
func (o *observer) filler(param *types.Var) string {
	p, ok := o.params[param]
	if !ok {
		return ""
	}
	if fn, isFunc := p.of.(*types.Func); isFunc && (fn.Exported() || fn.Signature().Recv() != nil || len(o.calls[fn]) > 0) {
		return fn.FullName()
	}
	if len(o.calls[p.of]) > 0 {
		return literalFiller
	}
	return ""
}

// literalFiller is the filler of a function literal's parameter.
const literalFiller = "func"

// consume notes that the literals and names a text is made of went to a database, so that they are not counted a second
// time for what they say.
func (o *observer) consume(segs segments) {
	for _, seg := range segs {
		if seg.given {
			continue
		}
		if seg.literal != nil {
			o.consumed[seg.literal] = true
		} else if seg.expr != nil {
			o.consumed[seg.expr] = true
		}
	}
}

// exports fills in what callers in other packages have to know.
func (o *observer) exports(out *Package) {
	if !o.config.whole {
		return
	}
	out.Called = slices.Sorted(maps.Keys(o.filled))
	for _, key := range slices.Sorted(maps.Keys(o.asked)) {
		out.Asked = append(out.Asked, o.asked[key])
	}
	functions := map[*types.Func]*Function{}
	get := func(fn *types.Func) *Function {
		if functions[fn] == nil {
			functions[fn] = &Function{Func: fn.FullName()}
		}
		return functions[fn]
	}
	for of, templates := range o.templates {
		if fn, ok := of.(*types.Func); ok {
			get(fn).Runs = templates
		}
	}
	for of, uses := range o.modelUses {
		switch of := of.(type) {
		case *types.Func:
			get(of).Models = exportModels(uses)
		case *types.TypeName:
			out.Functions = append(out.Functions, Function{Func: typeKey(of), Models: exportModels(uses)})
		}
	}
	for fn, decl := range o.bodies {
		if fn.Exported() && decl.Body != nil && resultText(fn) {
			if texts := o.returnedTexts(fn); len(texts) > 0 {
				get(fn).Returns = texts
			}
		}
	}
	for name, fn := range functions {
		if len(fn.Runs)+len(fn.Models) > 0 {
			fn.Siblings = siblings(name)
		}
		out.Functions = append(out.Functions, *fn)
	}
	slices.SortFunc(out.Functions, func(a, b Function) int { return strings.Compare(a.Func, b.Func) })
	for obj, v := range o.values {
		if variable, ok := obj.(*types.Var); ok && variable.Exported() && isText(variable.Type()) && v.result == 0 {
			if texts := o.variableTexts(variable, v.expr); len(texts) > 0 {
				out.Variables = append(out.Variables, Variable{Name: o.pkg.Path() + "." + variable.Name(), Texts: texts})
			}
		}
	}
	o.structTexts(out)
	slices.SortFunc(out.Variables, func(a, b Variable) int { return strings.Compare(a.Name, b.Name) })
}

// siblings returns the keys of all methods of a method's type, nil for a function and for a generic type's.
func siblings(fn *types.Func) []string {
	recv := fn.Signature().Recv()
	if recv == nil || types.IsInterface(recv.Type()) || fn.Signature().RecvTypeParams().Len() > 0 {
		return nil
	}
	t := types.Unalias(recv.Type())
	if _, isPointer := t.(*types.Pointer); !isPointer {
		t = types.NewPointer(t)
	}
	set := types.NewMethodSet(t)
	keys := make([]string, 0, set.Len())
	for i := range set.Len() {
		if m, ok := set.At(i).Obj().(*types.Func); ok {
			keys = append(keys, methodKey(m))
		}
	}
	slices.Sort(keys)
	return keys
}

// structTexts exports the texts in the fields of exported variables that are declared as a struct's literal.
func (o *observer) structTexts(out *Package) {
	for obj, v := range o.values {
		variable, ok := obj.(*types.Var)
		if !ok || !variable.Exported() || o.mutable[variable] {
			continue
		}
		lit, ok := ast.Unparen(v.expr).(*ast.CompositeLit)
		if !ok || !isStruct(variable.Type()) {
			continue
		}
		fields := variable.Type().Underlying().(*types.Struct)
		for i := range fields.NumFields() {
			field := fields.Field(i)
			expr, ok := o.fieldOf(lit, field)
			if !ok || !field.Exported() || !isText(field.Type()) {
				continue
			}
			e := o.newEvaluator(v.in)
			e.steps = maxSteps - maxSummarySteps
			if result := e.eval(expr); !result.cut {
				if texts := o.summary(result, nil); len(texts) > 0 {
					out.Variables = append(out.Variables, Variable{Name: o.pkg.Path() + "." + variable.Name() + "." + field.Name(), Texts: texts})
				}
			}
		}
	}
}

func resultText(fn *types.Func) bool {
	results := fn.Signature().Results()
	return results.Len() > 0 && isText(results.At(0).Type())
}

// returnedTexts returns what a function's first result may be, nil if nothing of it is known.
func (o *observer) returnedTexts(fn *types.Func) []Template {
	e := o.newEvaluator(o.bodies[fn])
	e.steps = maxSteps - maxSummarySteps
	result, ok := e.results(fn, 0)
	if fn.Name() == "TableName" {
		result, ok = e.defaultName(fn)
	}
	if !ok || result.cut {
		return nil
	}
	return o.summary(result, fn)
}

// maxSummarySteps bounds the work for a text that nobody may ask for.
const maxSummarySteps = 256

func (o *observer) variableTexts(v *types.Var, expr ast.Expr) []Template {
	if o.mutable[v] {
		return nil
	}
	e := o.newEvaluator(nil)
	e.steps = maxSteps - maxSummarySteps
	result := e.packageVar(expr, v)
	if result.cut {
		return nil
	}
	return o.summary(result, nil)
}

// summary makes templates of texts of which something is known.
func (o *observer) summary(result evaluation, of routine) []Template {
	var templates []Template
	for _, text := range result.texts {
		t := o.template(text, of)
		known := false
		for _, part := range t {
			known = known || part.Text != "" && part.Text != hole || part.Text == ""
		}
		if !known {
			return nil
		}
		templates = append(templates, t)
	}
	return templates
}
