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
	*Symbol
	Kind UseKind
	// Member is the field or method, or the variable that holds the value.
	Member string
	// Depth counts the embedded fields that a selector goes through to get from the value to the type.
	Depth int32
	// Length of what stands there, in bytes; it does not span lines.
	Length int32
	// Type marks a type.
	Type bool
	// PassedOn marks a variable that the code does nothing with but hand its value on.
	PassedOn bool
	// Imported tells whether the package imports the symbol's package; in test files, whether any of its files does, else one that is no test.
	Imported bool
	// Binds tells whether the use binds the code to the type: a field, a parameter, a variable or the call of a method.
	Binds bool
	Pos   token.Position
}

// observer observes what one package does with the others, in one walk over its syntax.
type observer struct {
	*symbols
	pkg      *types.Package
	path     string
	info     *types.Info
	within   *token.File         // of the file at hand; nil if cgo wrote it
	base     string              // its base name
	imports  map[string]bool     // of files that are no tests
	inTests  map[string]bool     // of all files
	declares map[*ast.Ident]bool // names of types that a field, a parameter or a variable has
	kept     keeping
	inTest   bool     // the declaration at hand is a test's or helps one
	graph    *grapher // nil if nobody asks
	uses     []Use
	passes   []Pass
	models   []Model
}

func newObserver(s *symbols, pkg *types.Package, info *types.Info) *observer {
	return &observer{
		symbols: s, pkg: pkg, path: pathOf(pkg), info: info, imports: map[string]bool{}, inTests: map[string]bool{}, declares: map[*ast.Ident]bool{},
	}
}

func (o *observer) observe(files []*ast.File) {
	for _, file := range files {
		o.addImports(file, o.inTests)
		if !isTest(o.at(file.Name.Pos()).Filename) {
			o.addImports(file, o.imports)
		}
	}
	for _, file := range files {
		o.file(file)
	}
	o.passedOn(files)
	slices.SortStableFunc(o.uses, func(a, b Use) int {
		return cmp.Or(comparePlaces(a.Pos, b.Pos), cmp.Compare(a.Depth, b.Depth), cmp.Compare(a.Package, b.Package), cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Kind, b.Kind))
	})
	o.uses = slices.CompactFunc(o.uses, func(a, b Use) bool {
		return a.Pos == b.Pos && a.Package == b.Package && a.Name == b.Name && a.Kind == b.Kind
	})
}

// at is Position, quicker in the file at hand.
func (o *observer) at(pos token.Pos) token.Position {
	if o.within == nil || int(pos) < o.within.Base() || int(pos) > o.within.Base()+o.within.Size() {
		return Position(o.fset, pos)
	}
	at := o.within.PositionFor(pos, false)
	return token.Position{Filename: o.base, Line: at.Line, Column: at.Column}
}

// enter makes a file the one at hand. Positions in what cgo writes have to be looked up one by one.
func (o *observer) enter(file *ast.File) {
	o.within = o.fset.File(file.FileStart)
	if o.within != nil && isCgo(o.within.Name()) {
		o.within = nil
	}
	if o.within != nil {
		o.base = baseName(o.within.Name())
	}
}

func (o *observer) addImports(file *ast.File, into map[string]bool) {
	for _, spec := range file.Imports {
		if imp, ok := observeImport(spec, o.info); ok {
			into[imp.Path] = true
		}
	}
}

// foreign tells whether an object is another package's, of the user's own ones.
func (o *observer) foreign(obj types.Object) bool {
	pkg := obj.Pkg()
	return pkg != nil && pkg != o.pkg && o.isOwn(pkg) && pathOf(pkg) != o.path
}

func (o *observer) file(file *ast.File) {
	o.enter(file)
	test := isTest(o.at(file.Name.Pos()).Filename)
	for _, decl := range file.Decls {
		o.inTest, o.kept.open = test, false
		if fn, ok := decl.(*ast.FuncDecl); ok && !test {
			obj, ok := o.info.Defs[fn.Name].(*types.Func)
			o.inTest = ok && takesTesting(obj.Signature())
		}
		if o.graph != nil {
			o.graph.enter(decl, test)
		}
		general, ok := decl.(*ast.GenDecl)
		if !ok {
			ast.Inspect(decl, o.visit)
			if o.kept.open {
				o.follow(decl)
			}
			continue
		}
		for _, spec := range general.Specs {
			if values, ok := spec.(*ast.ValueSpec); ok && o.graph != nil && !test {
				o.graph.variables(values)
			}
			ast.Inspect(spec, o.visit)
		}
	}
}

func (o *observer) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.Field:
		o.declare(node.Type)
	case *ast.TypeSpec:
		o.model(node)
	case *ast.ValueSpec:
		o.declare(node.Type)
		if node.Type == nil {
			for _, name := range node.Names {
				o.inferred(name)
			}
		}
	case *ast.AssignStmt:
		if node.Tok == token.DEFINE {
			for _, left := range node.Lhs {
				o.inferred(left)
			}
		} else {
			o.assigned(node)
		}
	case *ast.RangeStmt:
		if node.Tok == token.DEFINE {
			o.inferred(node.Key)
			o.inferred(node.Value)
		}
	case *ast.CallExpr:
		o.called(node)
	case *ast.SelectorExpr:
		if selection := o.info.Selections[node]; selection != nil {
			o.selected(node, selection)
		}
	case *ast.CompositeLit:
		o.literal(node)
	case *ast.Ident:
		obj := o.info.Uses[node]
		if obj == nil {
			break
		}
		if o.graph != nil {
			o.graph.uses(obj)
		}
		if obj.Pkg() != o.pkg && isPackageLevel(obj) && o.foreign(obj) {
			o.named(node, obj)
		}
	}
	return true
}

// declare marks the names in the type of a field, a parameter or a variable. The fields of anonymous structs and functions are ones of
// their own.
func (o *observer) declare(expr ast.Expr) {
	switch expr := expr.(type) {
	case *ast.Ident:
		o.declares[expr] = true
	case *ast.SelectorExpr:
		o.declares[expr.Sel] = true
	case *ast.ParenExpr:
		o.declare(expr.X)
	case *ast.StarExpr:
		o.declare(expr.X)
	case *ast.ArrayType:
		o.declare(expr.Elt)
	case *ast.Ellipsis:
		o.declare(expr.Elt)
	case *ast.ChanType:
		o.declare(expr.Value)
	case *ast.MapType:
		o.declare(expr.Key)
		o.declare(expr.Value)
	case *ast.IndexExpr:
		o.declare(expr.X)
		o.declare(expr.Index)
	case *ast.IndexListExpr:
		o.declare(expr.X)
		for _, index := range expr.Indices {
			o.declare(index)
		}
	}
}

func (o *observer) add(use Use, node ast.Node) {
	use.Pos, use.Length = o.at(node.Pos()), 1
	if ident, ok := node.(*ast.Ident); ok {
		use.Length = int32(len(ident.Name))
	}
	use.Imported = o.imports[use.Package] || isTest(use.Pos.Filename) && o.inTests[use.Package]
	o.uses = append(o.uses, use)
}

func (o *observer) named(ident *ast.Ident, obj types.Object) {
	name, isType := obj.(*types.TypeName)
	o.add(Use{Symbol: o.of(obj), Kind: Named, Type: isType, Binds: isType && !name.IsAlias() && o.declares[ident]}, ident)
}

// inferred notes a name whose type nobody wrote down. An alias is a name that the type was given.
func (o *observer) inferred(expr ast.Expr) {
	ident, ok := expr.(*ast.Ident)
	if !ok || ident.Name == "_" {
		return
	}
	obj := o.info.Defs[ident]
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
	if name := typeName(t); name != nil && o.foreign(name) {
		o.add(Use{Symbol: o.of(name), Kind: Inferred, Member: ident.Name, Type: true, Binds: true}, ident)
		if !o.uses[len(o.uses)-1].Imported {
			o.keep(obj)
		}
	}
}

// selected notes the types whose field or method a selector reaches: that of the value and those of the embedded fields on the way.
func (o *observer) selected(node *ast.SelectorExpr, selection *types.Selection) {
	t := selection.Recv()
	index := selection.Index()
	for i := range index {
		if name := typeName(t); name != nil && o.foreign(name) {
			binds := selection.Kind() == types.MethodVal
			o.add(Use{Symbol: o.of(name), Kind: Member, Member: node.Sel.Name, Depth: int32(i), Type: true, Binds: binds}, node.Sel)
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
func (o *observer) keys(literal *ast.CompositeLit, name *types.TypeName) {
	if _, isStruct := name.Type().Underlying().(*types.Struct); !isStruct {
		return
	}
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			if literal.Type == nil { // an element of a list whose type is not written here, its fields given in order
				o.add(Use{Symbol: o.of(name), Kind: Member, Member: "the fields", Type: true}, element)
			}
			return
		}
		if key, ok := pair.Key.(*ast.Ident); ok {
			o.add(Use{Symbol: o.of(name), Kind: Member, Member: key.Name, Type: true}, key)
		}
	}
}
