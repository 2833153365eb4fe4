package sqluse

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
	"unicode"
)

// Code that ent and sqlboiler generate says by its types which table a call is about: ent's client for Item stands beside a package
// item with a constant Table; sqlboiler's package has a variable TableNames with a field for each table.

// entVerbs are the methods of ent's clients that begin something.
var entVerbs = map[string]verb{
	"Query": selectVerb, "Get": selectVerb, "GetX": selectVerb,
	"Create": insertVerb, "CreateBulk": insertVerb, "MapCreateBulk": insertVerb,
	"Update": updateVerb, "UpdateOne": updateVerb, "UpdateOneID": updateVerb,
	"Delete": deleteVerb, "DeleteOne": deleteVerb, "DeleteOneID": deleteVerb,
}

// generatedCalls observes calls of generated code.
func (o *observer) generatedCalls() {
	for _, fn := range o.order {
		if fn.Pkg() == nil || fn.Pkg() == o.pkg {
			continue
		}
		names, v := o.entTable(fn), entVerbs[fn.Name()]
		if names == "" {
			names, v = o.boilTable(fn)
		}
		if names == "" {
			continue
		}
		for _, c := range o.calls[fn] {
			at := ast.Expr(c.expr)
			if sel, ok := ast.Unparen(c.expr.Fun).(*ast.SelectorExpr); ok {
				at = sel.Sel
			}
			ch := &chain{verb: v, sink: fn.FullName(), tables: []named{{[]evaluation{quoteNames(constantly(names, at))}}}}
			o.sinkCalls++
			o.emitChain(o.newEvaluator(c.in), ch, c)
		}
	}
}

// entTable returns the table of a method of one of ent's clients, or of a query over an edge; "" for everything else.
func (o *observer) entTable(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	named := namedOf(recv.Type())
	if named == nil {
		return ""
	}
	entity, isClient := strings.CutSuffix(named.Obj().Name(), "Client")
	if _, begins := entVerbs[fn.Name()]; !begins || !isClient || entity == "" {
		return ""
	}
	for _, imported := range fn.Pkg().Imports() {
		if imported.Path() == fn.Pkg().Path()+"/"+strings.ToLower(entity) {
			return constantOf(imported, "Table")
		}
	}
	return ""
}

func constantOf(pkg *types.Package, name string) string {
	c, ok := pkg.Scope().Lookup(name).(*types.Const)
	if !ok || c.Val().Kind() != constant.String {
		return ""
	}
	return constant.StringVal(c.Val())
}

// boilTable returns the table of a function or method of sqlboiler's generated code and what it does.
func (o *observer) boilTable(fn *types.Func) (string, verb) {
	scope := fn.Pkg().Scope()
	names, ok := scope.Lookup("TableNames").(*types.Var)
	if !ok || !isStruct(names.Type()) {
		return "", noVerb
	}
	var v verb
	var entity string
	recv := fn.Signature().Recv()
	switch name := strings.TrimRight(fn.Name(), "GP"); {
	case recv == nil && hasField(names.Type(), fn.Name()):
		return "", noVerb // what is called on its result says what is done
	case recv == nil && strings.HasPrefix(fn.Name(), "Find"), recv == nil && strings.HasSuffix(fn.Name(), "Exists"):
		v, entity = selectVerb, strings.TrimSuffix(strings.TrimPrefix(fn.Name(), "Find"), "Exists")
	case recv == nil:
		return "", noVerb
	default:
		named := namedOf(recv.Type())
		if named == nil {
			return "", noVerb
		}
		entity = strings.TrimSuffix(strings.TrimSuffix(named.Obj().Name(), "Slice"), "Query")
		switch name {
		case "All", "One", "Count", "Exists", "Reload", "ReloadAll":
			v = selectVerb
		case "Insert":
			v = insertVerb
		case "Update", "UpdateAll", "Upsert":
			v = updateVerb
		case "Delete", "DeleteAll":
			v = deleteVerb
		default:
			return "", noVerb
		}
	}
	field := boilPlural(scope, names.Type(), entity)
	if field == "" {
		return "", noVerb
	}
	if texts := o.config.known.fieldOf(names, field); len(texts) == 1 && len(texts[0]) == 1 && texts[0][0].Text != "" {
		return texts[0][0].Text, v
	}
	return snake(field), v
}

// boilPlural returns the name of the function that queries an entity, which is also its table's field of TableNames.
func boilPlural(scope *types.Scope, names types.Type, entity string) string {
	if entity == "" {
		return ""
	}
	query := string(unicode.ToLower(rune(entity[0]))) + entity[1:] + "Query"
	for _, name := range scope.Names() {
		fn, ok := scope.Lookup(name).(*types.Func)
		if !ok || !hasField(names, name) || fn.Signature().Results().Len() != 1 {
			continue
		}
		if result := namedOf(fn.Signature().Results().At(0).Type()); result != nil && strings.EqualFold(result.Obj().Name(), query) {
			return name
		}
	}
	return ""
}

func hasField(t types.Type, name string) bool {
	fields, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range fields.NumFields() {
		if fields.Field(i).Name() == name {
			return true
		}
	}
	return false
}

// snake writes a Go name as sqlboiler's table names are mostly written.
func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) {
			if i > 0 {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
