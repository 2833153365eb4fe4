package sqluse

import (
	"go/types"
	"slices"
	"strings"
)

// clause is what an argument of a builder's method becomes in the statement that the chain of calls builds.
type clause uint8

const (
	noClause        clause = iota
	fromClause             // tables that are read: "t AS a", or the statement's table if it has none
	tableClause            // the table that the statement is about
	joinClause             // what stands behind JOIN: "t ON …"
	sqlClause              // SQL of a condition or column
	rawClause              // SQL behind the tables as it is: "LEFT JOIN t ON …"
	modelClause            // its type is a model, whose table the statement is about; or a string, which names it
	destClause             // its type is a model, which counts unless the statement has a table
	overrideClause         // names the statement's table, whatever the models say
	firstClause            // tables: the statement's own if it has none and writes, else tables that are read
	subjectClause          // the statement's table, whatever it does
	statementClause        // whole SQL: nothing else names a table
	typeClause             // the call's type argument is the model
	relationClause         // the name of a field whose type is a model that is joined, or SQL as for rawClause
)

// verb is what kind of statement a chain becomes.
type verb uint8

const (
	noVerb verb = iota
	selectVerb
	insertVerb
	updateVerb
	deleteVerb
	truncateVerb
	createVerb
	dropVerb
	alterVerb
)

// method is what a call adds to the statement.
type method struct {
	clause clause
	arg    int
	rest   bool // and all arguments behind it
	verb   verb
	quoted bool // names are identifiers, which the library quotes
}

// builder is a library whose calls build statements.
type builder struct {
	packages []string
	orm      orm
	// methods by "Type.Method", ".Method" of any type, or "Func".
	methods map[string]method
}

// Shorthands for the tables below.
func from(arg int) method          { return method{clause: fromClause, arg: arg} }
func froms(arg int) method         { return method{clause: fromClause, arg: arg, rest: true, quoted: true} }
func join(arg int) method          { return method{clause: joinClause, arg: arg} }
func table(arg int, v verb) method { return method{clause: tableClause, arg: arg, verb: v} }
func tables(arg int, v verb) method {
	return method{clause: tableClause, arg: arg, verb: v, rest: true}
}
func begins(v verb) method      { return method{verb: v} }
func condition(arg int) method  { return method{clause: sqlClause, arg: arg} }
func conditions(arg int) method { return method{clause: sqlClause, arg: arg, rest: true} }
func raw(arg int) method        { return method{clause: rawClause, arg: arg} }
func subject(arg int, v verb) method {
	return method{clause: modelClause, arg: arg, verb: v, quoted: true}
}
func subjects(arg int, v verb) method {
	return method{clause: modelClause, arg: arg, verb: v, rest: true, quoted: true}
}
func dest(arg int, v verb) method   { return method{clause: destClause, arg: arg, verb: v} }
func dests(arg int, v verb) method  { return method{clause: destClause, arg: arg, verb: v, rest: true} }
func (m method) quote() method      { m.quoted = true; return m }
func (m method) raw() method        { m.quoted = false; return m }
func (m method) all() method        { m.rest = true; return m }
func (m method) with(v verb) method { m.verb = v; return m }

// under names a list of methods that do the same.
func under(m method, names ...string) map[string]method {
	all := make(map[string]method, len(names))
	for _, name := range names {
		all[name] = m
	}
	return all
}

func methods(lists ...map[string]method) map[string]method {
	all := map[string]method{}
	for _, list := range lists {
		for name, m := range list {
			all[name] = m
		}
	}
	return all
}

// builderOf returns the builder that a function belongs to and what its call adds; ok is false for all others.
func (o *observer) builderOf(fn *types.Func) (*builder, method, bool) {
	if fn.Pkg() == nil {
		return nil, method{}, false
	}
	path := fn.Pkg().Path()
	recv := fn.Signature().Recv()
	name, typed := fn.Name(), ""
	if recv != nil {
		name = "." + name
		if named := namedOf(recv.Type()); named != nil {
			typed = named.Obj().Name() + name
		}
	}
	for i := range o.builders {
		b := &o.builders[i]
		if !slices.Contains(b.packages, path) && !(recv != nil && o.speaksFor(recv.Type(), b)) {
			continue
		}
		if m, ok := b.methods[typed]; ok && typed != "" {
			return b, m, m.clause != noClause || m.verb != noVerb
		}
		if m, ok := b.methods[name]; ok {
			return b, m, true
		}
	}
	if m, ok := o.looksLikeMapper(fn); ok {
		return &unknownMapper, m, true
	}
	return nil, method{}, false
}

// speaksFor tells whether a type is a project's own interface on a library: one of its methods gives out the library's types.
func (o *observer) speaksFor(t types.Type, b *builder) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	if known, ok := o.spoken[iface]; ok {
		return known == b
	}
	var found *builder
	for i := range iface.NumMethods() {
		results := iface.Method(i).Signature().Results()
		for k := range results.Len() {
			named := namedOf(results.At(k).Type())
			if named == nil || named.Obj().Pkg() == nil {
				continue
			}
			for n := range o.builders {
				if slices.Contains(o.builders[n].packages, named.Obj().Pkg().Path()) {
					found = &o.builders[n]
				}
			}
		}
	}
	o.spoken[iface] = found
	return found == b
}

// buildsSQL tells whether a function gives out the SQL of a query builder.
func (o *observer) buildsSQL(fn *types.Func) bool {
	if fn.Pkg() == nil || !slices.Contains([]string{"ToSql", "ToSQL", "MustSql", "Build", "BuildWithFlavor", "String", "ToBoundSQL", "SQL"}, fn.Name()) {
		return false
	}
	return o.isBuilderPath(fn.Pkg().Path())
}

// givesSQL tells whether a method gives out a statement with its arguments, as builders do, through an interface of the project's own.
func givesSQL(fn *types.Func) bool {
	if fn.Name() != "ToSql" && fn.Name() != "ToSQL" {
		return false
	}
	results := fn.Signature().Results()
	if fn.Signature().Recv() == nil || results.Len() != 3 || !isString(results.At(0).Type()) {
		return false
	}
	args, ok := results.At(1).Type().Underlying().(*types.Slice)
	return ok && isEmptyInterface(args.Elem())
}

// isBuilderPath tells whether a package is a builder's, or lies below it.
func (o *observer) isBuilderPath(path string) bool {
	return slices.ContainsFunc(o.builders, func(b builder) bool {
		return slices.ContainsFunc(b.packages, func(p string) bool { return p == path || strings.HasPrefix(path, p+"/") })
	})
}
