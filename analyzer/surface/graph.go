package surface

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// A Graph says which declarations of the user's packages a package's declarations use, and which of its types stand behind which
// interfaces. Declarations are named import/path#Name, methods import/path#Type.Method. Tests are left out.
type Graph struct {
	Edges []Edge // sorted, without repeats
}

// An Edge leads from a declaration to one that it uses, or from an interface's method to one that implements it.
type Edge struct{ From, To string }

// DeclarationKey names a declaration as a Graph does; declaration is what DeclarationAt returns.
func DeclarationKey(importPath, declaration string) string {
	return importPath + "#" + strings.NewReplacer("(*", "", ")", "").Replace(declaration)
}

type grapher struct {
	*usesOf
	keys  map[types.Object]string
	edges map[Edge]bool
}

func (u *usesOf) observeGraph(files []*ast.File) *Graph {
	g := &grapher{usesOf: u, keys: map[types.Object]string{}, edges: map[Edge]bool{}}
	for _, file := range files {
		if isTest(u.at(file.Name.Pos()).Filename) {
			continue
		}
		for _, decl := range file.Decls {
			g.declaration(decl)
		}
	}
	g.implementations()
	edges := make([]Edge, 0, len(g.edges))
	for edge := range g.edges {
		edges = append(edges, edge)
	}
	slices.SortFunc(edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return &Graph{Edges: edges}
}

func (g *grapher) declaration(decl ast.Decl) {
	importPath := pathOf(g.pkg)
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Body != nil {
			g.uses(DeclarationKey(importPath, funcName(decl)), decl.Body)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			if spec, ok := spec.(*ast.ValueSpec); ok {
				// Declarations are known by the first name of their spec.
				for _, value := range spec.Values {
					g.uses(DeclarationKey(importPath, spec.Names[0].Name), value)
				}
				for _, name := range spec.Names[1:] {
					g.edges[Edge{DeclarationKey(importPath, name.Name), DeclarationKey(importPath, spec.Names[0].Name)}] = true
				}
			}
		}
	}
}

// uses adds an edge for everything that the node names.
func (g *grapher) uses(from string, node ast.Node) {
	ast.Inspect(node, func(node ast.Node) bool {
		if ident, ok := node.(*ast.Ident); ok {
			if to := g.key(g.info.Uses[ident]); to != "" && to != from {
				g.edges[Edge{from, to}] = true
			}
		}
		return true
	})
}

// key names a function, method, variable or constant at package level; "" for all else.
func (g *grapher) key(obj types.Object) string {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() != g.pkg && !g.isOwn(obj.Pkg()) {
		return ""
	}
	key, known := g.keys[obj]
	if known {
		return key
	}
	switch obj := obj.(type) {
	case *types.Func:
		if recv := obj.Signature().Recv(); recv == nil {
			key = DeclarationKey(pathOf(obj.Pkg()), obj.Name())
		} else if name := typeName(recv.Type()); name != nil {
			key = DeclarationKey(pathOf(name.Pkg()), name.Name()+"."+obj.Name())
		}
	case *types.Var, *types.Const:
		if isPackageLevel(obj) {
			key = DeclarationKey(pathOf(obj.Pkg()), obj.Name())
		}
	}
	g.keys[obj] = key
	return key
}

// implementations ties the methods of interfaces to those of the types that have them, where one of both is this package's and the
// other stands in it or in a package that it imports.
func (g *grapher) implementations() {
	interfaces, concrete := namedTypes(g.pkg, true)
	local := len(interfaces)
	own := len(concrete)
	for _, imported := range g.pkg.Imports() {
		if g.isOwn(imported) {
			i, c := namedTypes(imported, false)
			interfaces, concrete = append(interfaces, i...), append(concrete, c...)
		}
	}
	for i, iface := range interfaces {
		t := iface.Underlying().(*types.Interface)
		for k, named := range concrete {
			if i >= local && k >= own || !mayImplement(named, t) {
				continue
			}
			if pointer := types.NewPointer(named); types.Implements(pointer, t) {
				g.ties(t, pointer)
			}
		}
	}
}

// ties adds edges from an interface's methods to a type's.
func (g *grapher) ties(iface *types.Interface, t types.Type) {
	for i := range iface.NumMethods() {
		method := iface.Method(i)
		obj, _, _ := types.LookupFieldOrMethod(t, false, method.Pkg(), method.Name())
		from, to := g.key(method), g.key(obj)
		if from != "" && to != "" && from != to {
			g.edges[Edge{from, to}] = true
		}
	}
}

// mayImplement looks for the first method only, which most types do not have.
func mayImplement(named *types.Named, iface *types.Interface) bool {
	first := iface.Method(0)
	for i := range named.NumMethods() {
		if named.Method(i).Name() == first.Name() {
			return true
		}
	}
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if s.Field(i).Embedded() {
			return true
		}
	}
	return false
}

// namedTypes returns a package's plain interfaces and its other types, unexported ones too if all is set.
func namedTypes(pkg *types.Package, all bool) (interfaces, concrete []*types.Named) {
	for _, name := range pkg.Scope().Names() {
		if !all && !ast.IsExported(name) {
			continue
		}
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		named, ok := obj.Type().(*types.Named)
		switch {
		case !ok || named.TypeParams().Len() > 0:
		case plainInterface(obj) != nil:
			interfaces = append(interfaces, named)
		case !types.IsInterface(named):
			concrete = append(concrete, named)
		}
	}
	return interfaces, concrete
}
