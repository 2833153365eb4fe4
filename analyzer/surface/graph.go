package surface

import (
	"go/ast"
	"go/types"
)

// A Graph says which declarations of the user's packages a package's declarations use, and which of its types stand behind which
// interfaces. Tests are left out.
type Graph struct {
	Edges []Edge
}

// An Edge leads from a declaration to one that it uses, or from an interface's method to one that implements it.
type Edge struct{ From, To Node }

// A Node is a function, variable or constant at package level, or a method.
type Node struct {
	Package     string // import path
	Declaration string // F or T.M
}

// grapher collects the edges of one package, declaration by declaration.
type grapher struct {
	*symbols
	pkg   *types.Package
	nodes map[types.Object]*node
	from  Node // the declaration at hand; none without a name
	count int  // of declarations
	edges []Edge
}

// node is an object that declarations use.
type node struct {
	Node     // without a name for what is no declaration of the user's
	used int // by the declaration of this number, the last one
}

func newGrapher(s *symbols, pkg *types.Package) *grapher {
	return &grapher{symbols: s, pkg: pkg, nodes: map[types.Object]*node{}}
}

// enter begins a declaration. Of a test nothing is kept.
func (g *grapher) enter(decl ast.Decl, test bool) {
	g.from = Node{}
	g.count++
	if fn, ok := decl.(*ast.FuncDecl); ok && !test {
		g.from = Node{pathOf(g.pkg), fn.Name.Name}
		if recv, _ := receiver(fn); recv != "" {
			g.from.Declaration = recv + "." + fn.Name.Name
		}
	}
}

// variables begins a spec of variables or constants at package level. Declarations are known by the first name of their spec.
func (g *grapher) variables(spec *ast.ValueSpec) {
	importPath := pathOf(g.pkg)
	g.from = Node{importPath, spec.Names[0].Name}
	g.count++
	for _, name := range spec.Names[1:] {
		g.edges = append(g.edges, Edge{Node{importPath, name.Name}, g.from})
	}
}

// uses adds an edge from the declaration at hand to what it names.
func (g *grapher) uses(obj types.Object) {
	if g.from.Declaration == "" {
		return
	}
	n := g.node(obj)
	if n.Declaration == "" || n.Node == g.from || n.used == g.count {
		return
	}
	n.used = g.count
	g.edges = append(g.edges, Edge{g.from, n.Node})
}

var noNode = &node{}

// node returns the function, method, variable or constant at package level that an object is.
func (g *grapher) node(obj types.Object) *node {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() != g.pkg && !g.isOwn(obj.Pkg()) {
		return noNode
	}
	var recv *types.Var
	switch obj := obj.(type) {
	case *types.Func:
		recv = obj.Signature().Recv()
	case *types.Var, *types.Const:
		if !isPackageLevel(obj) {
			return noNode
		}
	default:
		return noNode
	}
	n := g.nodes[obj]
	if n != nil {
		return n
	}
	n = &node{}
	g.nodes[obj] = n
	if recv == nil {
		n.Node = Node{pathOf(obj.Pkg()), obj.Name()}
	} else if name := typeName(recv.Type()); name != nil {
		n.Node = Node{pathOf(name.Pkg()), name.Name() + "." + obj.Name()}
	}
	return n
}

// implementations ties the methods of interfaces to those of the types that have them, where one of both is this package's and the
// other stands in it or in a package that it imports.
func (g *grapher) implementations() {
	own := g.shared.of(g.pkg)
	g.pairs(own.interfaces, own.concrete)
	for _, imported := range g.pkg.Imports() {
		if g.isOwn(imported) {
			interfaces, concrete := g.shared.of(imported).exported()
			g.pairs(own.interfaces, concrete)
			g.pairs(interfaces, own.concrete)
		}
	}
}

func (g *grapher) pairs(interfaces, concrete []*types.Named) {
	for _, iface := range interfaces {
		t := iface.Underlying().(*types.Interface)
		for _, named := range concrete {
			if !g.mayImplement(named, t) {
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
		from, to := g.node(method).Node, g.node(obj).Node
		if from.Declaration != "" && to.Declaration != "" && from != to {
			g.edges = append(g.edges, Edge{from, to})
		}
	}
}
