package sqluse

import (
	"go/types"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// looksLikeDriver recognises the methods of a project's own interfaces and wrappers by what go with them: a driver's name, a
// string followed by arguments of any type, and a result that a database API defines. One sign alone is not enough:
// exec.Command has the shape, an HTTP client's Query the name. Without such a result, the string's own name has to tell.
func (o *observer) looksLikeDriver(fn *types.Func, sig *types.Signature) (arg int, inferred bool) {
	if !driverName(fn.Name()) {
		return -1, false
	}
	params := sig.Params()
	for i := range params.Len() {
		if !isTextParam(sig, i) {
			continue
		}
		// Prepare(ctx, name, sql) has two strings: SQL is the last before the arguments.
		arg := i
		for arg+1 < params.Len() && isTextParam(sig, arg+1) {
			arg++
		}
		prepares := strings.HasPrefix(fn.Name(), "Prepare")
		named := queryName(params.At(arg).Name())
		switch {
		case prepares && arg == params.Len()-1, takesArguments(sig, arg+1):
		case named && sig.Recv() != nil && (listsArguments(sig, arg+1) || o.speaksSQL(fn.Pkg())):
			return arg, true
		default:
			return -1, false
		}
		switch {
		case databaseResult(sig) && sig.Recv() != nil && !strings.HasPrefix(fn.Name(), "Get") && !strings.HasPrefix(fn.Name(), "Select"):
			return arg, false
		case named:
			return arg, true
		}
		return -1, false
	}
	return -1, false
}

// queryName tells whether a parameter's name says that it holds SQL.
func queryName(name string) bool {
	switch strings.ToLower(name) {
	case "query", "sql", "stmt", "statement", "q", "sqlstr", "sqlquery", "querystring", "rawsql", "sqltext":
		return true
	}
	return false
}

// takesArguments tells whether one parameter follows, of type any or ...any.
func takesArguments(sig *types.Signature, next int) bool {
	if next != sig.Params().Len()-1 {
		return false
	}
	t := types.Unalias(sig.Params().At(next).Type())
	if slice, ok := t.(*types.Slice); ok && sig.Variadic() {
		t = slice.Elem()
	}
	return isEmptyInterface(t)
}

// listsArguments tells whether the next parameter is a list of values of any type; options may follow.
func listsArguments(sig *types.Signature, next int) bool {
	if next >= sig.Params().Len() {
		return false
	}
	slice, ok := types.Unalias(sig.Params().At(next).Type()).(*types.Slice)
	return ok && isEmptyInterface(slice.Elem())
}

// speaksSQL tells whether a package is a database API's or names one's types: what its methods are called can then be believed.
func (o *observer) speaksSQL(pkg *types.Package) bool {
	if pkg == nil {
		return false
	}
	if known, ok := o.speaks[pkg]; ok {
		return known
	}
	o.speaks[pkg] = isDatabaseAPI(pkg) || slices.ContainsFunc(pkg.Imports(), isDatabaseAPI)
	return o.speaks[pkg]
}

// isDatabaseAPI tells whether a package is one whose functions are listed.
func isDatabaseAPI(pkg *types.Package) bool {
	return slices.ContainsFunc(apis, func(a api) bool { return slices.Contains(a.packages, pkg.Path()) })
}

func driverName(name string) bool {
	for _, prefix := range []string{"Query", "Exec", "Prepare", "NamedQuery", "NamedExec", "NamedGet", "NamedSelect", "MustExec", "Get", "Select", "SQL", "Raw"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// databaseResult tells whether a result's type comes from a database API.
func databaseResult(sig *types.Signature) bool {
	for i := range sig.Results().Len() {
		if named := namedOf(sig.Results().At(i).Type()); named != nil && named.Obj().Pkg() != nil && isDatabaseAPI(named.Obj().Pkg()) {
			return true
		}
	}
	return false
}

// unknownMapper is an object-relational mapper, or the project's own interface on one, of which nothing is known but its look.
var unknownMapper = builder{orm: namedORM}

// looksLikeMapper recognises methods that a mapper's users know: a verb, and a parameter of an interface type that takes the model. Their
// bodies are in no package of the project's own, and their package names a database API's types. Only types that say their table's name
// count as models there (namedORM). Where a statement is passed as well, the model is only what it fills.
func (o *observer) looksLikeMapper(fn *types.Func) (method, bool) {
	sig := fn.Signature()
	if sig.Recv() == nil || o.bodies[fn] != nil || !o.speaksSQL(fn.Pkg()) || o.inBuilderPackage(fn) {
		return method{}, false
	}
	v := mapperVerb(fn.Name())
	if v == noVerb {
		return method{}, false
	}
	_, abstract := sig.Recv().Type().Underlying().(*types.Interface)
	if !abstract && (fn.Pkg() == o.pkg || o.config.own != nil && o.config.own(fn.Pkg().Path())) {
		return method{}, false // what its body does is known
	}
	if arg, _ := o.sinkArg(fn); arg >= 0 {
		return method{}, false
	}
	at := -1
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if sig.Variadic() && i == sig.Params().Len()-1 {
			break
		}
		if slice, ok := t.Underlying().(*types.Slice); ok && v != selectVerb {
			t = slice.Elem()
		}
		if !types.IsInterface(t) || isType(t, "context", "Context") {
			continue
		}
		if at >= 0 && v == selectVerb {
			return method{}, false
		}
		if at < 0 {
			at = i
		}
	}
	return dest(at, v), at >= 0
}

// mapperVerb returns what a mapper's method does to its model's table, by the word that its name begins with. What follows has to be a
// word that says how, not what: LookupBy, but not GetTicket.
func mapperVerb(name string) verb {
	for _, m := range mapperVerbs {
		rest, ok := strings.CutPrefix(name, m.word)
		if !ok {
			continue
		}
		if rest == "" {
			return m.verb
		}
		for _, how := range mapperWords {
			after, ok := strings.CutPrefix(rest, how)
			if next, _ := utf8.DecodeRuneInString(after); ok && (after == "" || unicode.IsUpper(next)) {
				return m.verb
			}
		}
	}
	return noVerb
}

// mapperWords may follow a verb in the name of a mapper's method.
var mapperWords = []string{
	"By", "Where", "All", "One", "Many", "Item", "Items", "Context", "Ctx", "Batch", "In", "With", "Or", "And", "Into", "Tx", "Record",
	"Records", "Row", "Rows", "Model", "Models", "Entity", "Entities", "First", "Multi",
}

var mapperVerbs = []struct {
	word string
	verb verb
}{
	{"Create", insertVerb}, {"Insert", insertVerb}, {"Save", insertVerb}, {"Upsert", insertVerb}, {"Persist", insertVerb},
	{"Update", updateVerb}, {"Delete", deleteVerb}, {"Remove", deleteVerb},
	{"Find", selectVerb}, {"First", selectVerb}, {"Get", selectVerb}, {"Lookup", selectVerb}, {"Search", selectVerb},
	{"Select", selectVerb}, {"List", selectVerb}, {"Fetch", selectVerb}, {"Load", selectVerb}, {"Query", selectVerb},
	{"Count", selectVerb}, {"Exists", selectVerb},
}
