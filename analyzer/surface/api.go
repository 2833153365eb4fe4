package surface

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// An API is what the declarations of one package mention of the user's own types.
type API struct {
	Package string // import path
	// Complete tells that no declaration is missing. Export data holds of indirect imports only what others mention.
	Complete bool
	Entries  []Entry // sorted by name
}

// An EntryKind says what a declaration declares.
type EntryKind uint8

// The kinds of declarations.
const (
	Func EntryKind = iota
	Var            // or a constant
	Type
	Interface
	Alias
)

// An Entry is one declaration of a package: an exported one, or an unexported type, which exported ones may mention.
type Entry struct {
	Symbol
	Kind     EntryKind
	Helper   bool // a function that takes a *testing.T or the like
	Pos, End token.Position
	// Mentions are the types in its signature: of a function its parameters, results and constraints, of a type its exported and embedded
	// fields and its exported methods. In the order of the declaration.
	Mentions []Mention
	// Handles are the database handles that it hands out.
	Handles []Handle
	// Methods are the exported methods, sorted.
	Methods []string
	// Implements are the exported interfaces that a type has the methods of, in its package and in those that this one imports.
	Implements []Symbol
}

// A Mention is a type that a declaration names.
type Mention struct {
	Symbol
	Via string // the field or method in whose type it stands; "" for the declaration's own
	In  bool   // it stands in a parameter, so that callers give it
	// Alias marks an alias, Of holds the types that it stands for.
	Alias bool
	Of    []Symbol
	// Pos and End are those of the field or method, else of the declaration.
	Pos, End token.Position
}

// A Handle is a raw database handle or transaction.
type Handle struct {
	Via      string // as of a Mention
	Type     string // as written: *sql.DB
	Pos, End token.Position
}

// Imported returns the APIs of the user's packages that a package imports, directly or not, as far as they are known to it; sorted by path.
func Imported(fset *token.FileSet, pkg *types.Package, own func(importPath string) bool) []*API {
	s := newSymbols(fset, own, nil)
	var apis []*API
	for _, imported := range s.imported(pkg) {
		apis = append(apis, apiOf(s, imported))
	}
	return apis
}

func apiOf(s *symbols, pkg *types.Package) *API {
	api := &API{Package: pathOf(pkg), Complete: pkg.Complete()}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		_, isType := obj.(*types.TypeName)
		if !isType && !obj.Exported() {
			continue
		}
		r := &reader{symbols: s}
		entry := Entry{Symbol: *s.of(obj), Pos: Position(s.fset, obj.Pos())}
		if isTest(entry.File) {
			continue
		}
		entry.End = entry.Pos
		entry.End.Column += len(name)
		r.entry = &entry
		r.at(obj, "")
		r.declaration(obj)
		api.Entries = append(api.Entries, entry)
	}
	return api
}

// imported returns the user's packages that a package imports, directly or through others of them, sorted by path.
func (s *symbols) imported(pkg *types.Package) []*types.Package {
	seen := map[string]bool{}
	var found []*types.Package
	var visit func(pkg *types.Package)
	visit = func(pkg *types.Package) {
		for _, imported := range pkg.Imports() {
			if path := pathOf(imported); s.isOwn(imported) && !seen[path] {
				seen[path] = true
				found = append(found, imported)
				visit(imported)
			}
		}
	}
	visit(pkg)
	slices.SortFunc(found, func(a, b *types.Package) int { return cmp.Compare(pathOf(a), pathOf(b)) })
	return found
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

// reader reads the signature of one declaration.
type reader struct {
	*symbols
	entry    *Entry
	via      string
	in       bool
	helper   bool // the function at hand takes a *testing.T or the like
	pos, end token.Position
	depth    int // how many types stand around the one at hand
}

// at sets where what is read next stands.
func (r *reader) at(obj types.Object, via string) {
	r.via = via
	r.pos = Position(r.fset, obj.Pos())
	r.end = r.pos
	r.end.Column += len(obj.Name())
}

func (r *reader) declaration(obj types.Object) {
	switch obj := obj.(type) {
	case *types.Func:
		r.entry.Helper = takesTesting(obj.Signature())
		r.signature(obj.Signature())
	case *types.Var, *types.Const:
		r.entry.Kind = Var
		r.hands(obj.Type())
		r.read(obj.Type())
	case *types.TypeName:
		r.entry.Kind = Type
		if obj.IsAlias() {
			r.entry.Kind = Alias
			if alias, ok := obj.Type().(*types.Alias); ok {
				r.read(alias.Rhs())
			} else {
				r.read(obj.Type())
			}
			return
		}
		if named, ok := obj.Type().(*types.Named); ok {
			r.named(named)
		}
	}
}

// named reads a defined type: constraints, exported and embedded fields, exported methods.
func (r *reader) named(named *types.Named) {
	r.constraints(named.TypeParams())
	r.entry.Implements = r.implemented(named.Obj())
	switch t := named.Underlying().(type) {
	case *types.Interface:
		r.entry.Kind = Interface
		r.iface(t)
	case *types.Struct:
		r.fields(t)
	default:
		r.read(t)
	}
	for i := range named.NumMethods() {
		r.method(named.Method(i))
	}
	slices.Sort(r.entry.Methods)
	slices.SortStableFunc(r.entry.Mentions, func(a, b Mention) int {
		return comparePlaces(a.Pos, b.Pos)
	})
}

func (r *reader) method(fn *types.Func) {
	if !fn.Exported() || isTest(r.fileOf(fn)) {
		return
	}
	r.entry.Methods = append(r.entry.Methods, fn.Name())
	r.at(fn, fn.Name())
	r.signature(fn.Signature())
}

func (r *reader) iface(t *types.Interface) {
	for i := range t.NumExplicitMethods() {
		r.method(t.ExplicitMethod(i))
	}
	for i := range t.NumEmbeddeds() {
		r.via, r.pos, r.end = "", r.entry.Pos, r.entry.End
		r.read(t.EmbeddedType(i))
	}
}

// fields reads the fields that others reach: exported ones, and embedded ones, whose own are promoted.
func (r *reader) fields(t *types.Struct) {
	for i := range t.NumFields() {
		field := t.Field(i)
		if !field.Exported() && !field.Embedded() {
			continue
		}
		if r.depth == 0 {
			r.at(field, field.Name())
		}
		// A function in a field is as often one that others put there.
		if _, isFunc := field.Type().Underlying().(*types.Signature); field.Exported() && !isFunc {
			r.hands(field.Type())
		}
		r.inside(field.Type())
	}
}

func (r *reader) constraints(params *types.TypeParamList) {
	for i := range params.Len() {
		r.read(params.At(i).Constraint())
	}
}

func (r *reader) signature(sig *types.Signature) {
	r.constraints(sig.TypeParams())
	r.in, r.helper = true, takesTesting(sig)
	for i := range sig.Params().Len() {
		param := sig.Params().At(i).Type()
		if callback, ok := types.Unalias(param).(*types.Signature); ok {
			for k := range callback.Params().Len() {
				r.hands(callback.Params().At(k).Type()) // the callee calls back with it
			}
		}
		r.read(param)
	}
	r.in = false
	defer func() { r.helper = false }()
	for i := range sig.Results().Len() {
		r.hands(sig.Results().At(i).Type())
		r.read(sig.Results().At(i).Type())
	}
}

// hands notes a database handle that leaves the package here. What helps a test may.
func (r *reader) hands(t types.Type) {
	if r.helper {
		return
	}
	if name := r.handles.name(t); name != "" {
		r.entry.Handles = append(r.entry.Handles, Handle{Via: r.via, Type: name, Pos: r.pos, End: r.end})
	}
}

// inside reads a type that stands in another one.
func (r *reader) inside(t types.Type) {
	r.depth++
	r.read(t)
	r.depth--
}

// read notes the types that a type expression names. It does not look behind names.
func (r *reader) read(t types.Type) {
	switch t := t.(type) {
	case *types.Alias:
		r.alias(t)
	case *types.Named:
		if obj := t.Origin().Obj(); r.isOwn(obj.Pkg()) && isPackageLevel(obj) {
			r.mention(Mention{Symbol: *r.of(obj)})
		}
		r.arguments(t.TypeArgs())
	case *types.Pointer:
		r.inside(t.Elem())
	case *types.Slice:
		r.inside(t.Elem())
	case *types.Array:
		r.inside(t.Elem())
	case *types.Chan:
		r.inside(t.Elem())
	case *types.Map:
		r.inside(t.Key())
		r.inside(t.Elem())
	case *types.Signature: // whoever has the function gives it its parameters
		r.in = !r.in
		r.inside(t.Params())
		r.in = !r.in
		r.inside(t.Results())
	case *types.Tuple:
		for i := range t.Len() {
			r.inside(t.At(i).Type())
		}
	case *types.Struct:
		r.depth++
		r.fields(t)
		r.depth--
	case *types.Interface:
		for i := range t.NumExplicitMethods() {
			r.inside(t.ExplicitMethod(i).Signature())
		}
		for i := range t.NumEmbeddeds() {
			r.inside(t.EmbeddedType(i))
		}
	case *types.Union:
		for i := range t.Len() {
			r.inside(t.Term(i).Type())
		}
	}
}

func (r *reader) arguments(args *types.TypeList) {
	for i := range args.Len() {
		r.inside(args.At(i))
	}
}

// alias notes an alias by its own name, with what it stands for: whoever judges decides which of both counts.
func (r *reader) alias(t *types.Alias) {
	obj := t.Obj()
	if !r.isOwn(obj.Pkg()) || !isPackageLevel(obj) {
		r.read(t.Rhs())
		return
	}
	behind := &reader{symbols: r.symbols, entry: &Entry{}}
	behind.read(t.Rhs())
	m := Mention{Symbol: *r.of(obj), Alias: true}
	for _, of := range behind.entry.Mentions {
		if of.Alias {
			m.Of = append(m.Of, of.Of...)
		} else {
			m.Of = append(m.Of, of.Symbol)
		}
	}
	r.mention(m)
	r.arguments(t.TypeArgs())
}

func (r *reader) mention(m Mention) {
	m.Via, m.In, m.Pos, m.End = r.via, r.in, r.pos, r.end
	if !slices.ContainsFunc(r.entry.Mentions, func(old Mention) bool {
		return old.Package == m.Package && old.Name == m.Name && old.Via == m.Via && old.In == m.In && old.Alias == m.Alias
	}) {
		r.entry.Mentions = append(r.entry.Mentions, m)
	}
}
