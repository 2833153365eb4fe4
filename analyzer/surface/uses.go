package surface

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A UseKind says how code depends on a symbol.
type UseKind uint8

// The ways to use a symbol.
const (
	Named    UseKind = iota // the code names it, with its package or through a dot import
	Member                  // the code selects a field or method of the type, or names a field in a literal
	Inferred                // the code names a value whose type was inferred to be it
)

// A Use is one place at which the package uses a symbol of another of the user's packages. One place may be several uses: what is selected
// through embedded fields is a use of every type on the way.
type Use struct {
	Symbol
	Kind UseKind
	// Member is the field or method, or the variable that holds the value.
	Member string
	// Depth counts the embedded fields that a selector goes through to get from the value to the type.
	Depth int
	// Type marks a type.
	Type bool
	// PassedOn marks a variable that the code does nothing with but hand its value on.
	PassedOn bool
	// Imported tells whether the package imports the symbol's package; in test files, whether any of its files does, else one that is no test.
	Imported bool
	// Interfaces are the exported interfaces of its package that the type implements, if the use binds the code to it: a field, a parameter,
	// a variable or the call of a method.
	Interfaces []string
	Pos, End   token.Position
}

// usesOf finds the uses of other packages' symbols in one package.
type usesOf struct {
	*symbols
	pkg        *types.Package
	info       *types.Info
	imports    map[string]bool // of files that are no tests
	inTests    map[string]bool // of all files
	implements map[*types.TypeName][]string
	kept       map[types.Object]int // variables with an inferred type → their place in uses
	uses       []Use
}

func newUses(s *symbols, pkg *types.Package, info *types.Info) *usesOf {
	return &usesOf{symbols: s, pkg: pkg, info: info, imports: map[string]bool{}, inTests: map[string]bool{}, implements: map[*types.TypeName][]string{}, kept: map[types.Object]int{}}
}

func (u *usesOf) observe(files []*ast.File) []Use {
	for _, file := range files {
		if !isTest(u.at(file.Name.Pos()).Filename) {
			u.addImports(file, u.imports)
		}
	}
	for _, file := range files {
		u.addImports(file, u.inTests)
	}
	for _, file := range files {
		u.file(file)
	}
	u.passedOn(files)
	slices.SortStableFunc(u.uses, func(a, b Use) int {
		return cmp.Or(comparePlaces(a.Pos, b.Pos), cmp.Compare(a.Depth, b.Depth), cmp.Compare(a.Package, b.Package), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind), cmp.Compare(len(b.Interfaces), len(a.Interfaces)))
	})
	return slices.CompactFunc(u.uses, func(a, b Use) bool {
		return a.Pos == b.Pos && a.Package == b.Package && a.Name == b.Name && a.Kind == b.Kind
	})
}

func (u *usesOf) at(pos token.Pos) token.Position { return Position(u.fset, pos) }

func (u *usesOf) addImports(file *ast.File, into map[string]bool) {
	for _, spec := range file.Imports {
		if imp, ok := observeImport(spec, u.info); ok {
			into[imp.Path] = true
		}
	}
}

// foreign tells whether an object is another package's, of the user's own ones.
func (u *usesOf) foreign(obj types.Object) bool {
	return obj.Pkg() != nil && obj.Pkg() != u.pkg && pathOf(obj.Pkg()) != pathOf(u.pkg) && u.isOwn(obj.Pkg())
}

func (u *usesOf) file(file *ast.File) {
	declares := map[*ast.Ident]bool{} // names of types that a field, a parameter or a variable has
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			markTypeNames(node.Type, declares)
		case *ast.ValueSpec:
			markTypeNames(node.Type, declares)
			if node.Type == nil {
				for _, name := range node.Names {
					u.inferred(name)
				}
			}
		case *ast.AssignStmt:
			if node.Tok == token.DEFINE {
				for _, left := range node.Lhs {
					u.inferred(left)
				}
			}
		case *ast.RangeStmt:
			if node.Tok == token.DEFINE {
				u.inferred(node.Key)
				u.inferred(node.Value)
			}
		case *ast.SelectorExpr:
			if selection := u.info.Selections[node]; selection != nil {
				u.selected(node, selection)
			}
		case *ast.CompositeLit:
			u.keys(node)
		case *ast.Ident:
			if obj := u.info.Uses[node]; obj != nil && isPackageLevel(obj) && u.foreign(obj) {
				u.named(node, obj, declares[node])
			}
		}
		return true
	})
}

// markTypeNames marks the identifiers in a type expression, those of an anonymous struct's or function's own fields apart, which are
// fields of their own.
func markTypeNames(expr ast.Expr, marked map[*ast.Ident]bool) {
	if expr == nil {
		return
	}
	ast.Inspect(expr, func(node ast.Node) bool {
		if ident, ok := node.(*ast.Ident); ok {
			marked[ident] = true
		}
		_, inner := node.(*ast.Field)
		return !inner
	})
}

func (u *usesOf) add(use Use, node ast.Node) {
	use.Pos, use.End = u.at(node.Pos()), u.at(node.End())
	use.Imported = u.imports[use.Package] || isTest(use.Pos.Filename) && u.inTests[use.Package]
	u.uses = append(u.uses, use)
}

func (u *usesOf) named(ident *ast.Ident, obj types.Object, binds bool) {
	name, isType := obj.(*types.TypeName)
	use := Use{Symbol: u.of(obj), Kind: Named, Type: isType}
	if binds && isType && !name.IsAlias() {
		use.Interfaces = u.interfacesOf(name)
	}
	u.add(use, ident)
}

// inferred notes a name whose type nobody wrote down. An alias is a name that the type was given.
func (u *usesOf) inferred(expr ast.Expr) {
	ident, ok := expr.(*ast.Ident)
	if !ok || ident.Name == "_" {
		return
	}
	obj := u.info.Defs[ident]
	if obj == nil {
		return
	}
	t := obj.Type()
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if _, alias := t.(*types.Alias); alias {
		return
	}
	if name := typeName(t); name != nil && u.foreign(name) {
		u.kept[obj] = len(u.uses)
		u.add(Use{Symbol: u.of(name), Kind: Inferred, Member: ident.Name, Type: true, Interfaces: u.interfacesOf(name)}, ident)
	}
}

// selected notes the types whose field or method a selector reaches: that of the value and those of the embedded fields on the way.
func (u *usesOf) selected(node *ast.SelectorExpr, selection *types.Selection) {
	t := selection.Recv()
	index := selection.Index()
	for i := range index {
		if name := typeName(t); name != nil && u.foreign(name) {
			use := Use{Symbol: u.of(name), Kind: Member, Member: node.Sel.Name, Depth: i, Type: true}
			if selection.Kind() == types.MethodVal {
				use.Interfaces = u.interfacesOf(name)
			}
			u.add(use, node.Sel)
		}
		if i == len(index)-1 {
			return
		}
		next := embedded(t, index[i])
		if next == nil {
			return
		}
		t = next
	}
}

// embedded returns the type of a struct's field by its number.
func embedded(t types.Type, field int) types.Type {
	t = types.Unalias(t)
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok && field < s.NumFields() {
		return s.Field(field).Type()
	}
	return nil
}

// keys notes the fields that a literal of a foreign struct names.
func (u *usesOf) keys(literal *ast.CompositeLit) {
	if len(literal.Elts) == 0 {
		return
	}
	name := typeName(u.info.TypeOf(literal))
	if name == nil || !u.foreign(name) {
		return
	}
	if _, isStruct := name.Type().Underlying().(*types.Struct); !isStruct {
		return
	}
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			if literal.Type == nil { // an element of a list whose type is not written here, its fields given in order
				u.add(Use{Symbol: u.of(name), Kind: Member, Member: "the fields", Type: true}, element)
			}
			return
		}
		if key, ok := pair.Key.(*ast.Ident); ok {
			u.add(Use{Symbol: u.of(name), Kind: Member, Member: key.Name, Type: true}, key)
		}
	}
}

// interfacesOf returns the exported interfaces of a concrete type's package that it implements.
func (u *usesOf) interfacesOf(name *types.TypeName) []string {
	if known, ok := u.implements[name]; ok {
		return known
	}
	found := implemented(name)
	u.implements[name] = found
	return found
}

// implemented returns the exported interfaces, of those that stand beside a concrete type, that it implements; sorted.
func implemented(name *types.TypeName) []string {
	named, ok := name.Type().(*types.Named)
	if !ok || types.IsInterface(named) || named.TypeParams().Len() > 0 {
		return nil
	}
	var found []string
	pointer := types.NewPointer(named)
	scope := name.Pkg().Scope()
	for _, other := range scope.Names() {
		if !ast.IsExported(other) {
			continue
		}
		if iface := plainInterface(scope.Lookup(other)); iface != nil && types.Implements(pointer, iface) {
			found = append(found, other)
		}
	}
	return found
}

// plainInterface returns the interface that a declaration names, if it has methods and no type parameters or type sets; else nil.
func plainInterface(obj types.Object) *types.Interface {
	name, ok := obj.(*types.TypeName)
	if !ok || name.IsAlias() {
		return nil
	}
	named, ok := name.Type().(*types.Named)
	if !ok || named.TypeParams().Len() > 0 {
		return nil
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 || !iface.IsMethodSet() {
		return nil
	}
	return iface
}
