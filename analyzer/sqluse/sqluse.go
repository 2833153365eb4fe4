// Package sqluse finds the SQL that a Go package holds.
//
// In come one package's syntax and types; out come its texts: SQL with a byte 0x01 for every part that is not known, each
// with a way back from any byte of it to the place in the Go source. SQL is found by where it goes (sinks: the
// functions of database APIs, those that the user names, and functions that hand a parameter on to one of them) and by
// what it says (any constant text that reads as a statement, or as a part of one that names tables).
//
// The package knows no module map: whose tables these are is judged elsewhere.
package sqluse

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// Config names what inference cannot see. The zero Config is fine.
type Config struct {
	Sinks     []Sink
	TableArgs []TableArg
	// Wrappers are sinks that were inferred in imported packages (Package.Wrappers of those).
	Wrappers []Sink
}

// A Sink is a function with a parameter that a database runs as SQL.
type Sink struct {
	Func string // as types.Func.FullName prints it: (*example.com/shop/db.Store).Run, example.com/shop/db.Run
	Arg  int    // index of the parameter, receiver not counted
}

// A TableArg is a function with a parameter that names a table.
type TableArg struct {
	Func   string // as for Sink
	Arg    int
	Access string // read, write, ddl or foreign-key
}

// A Package is what one Go package says to databases.
type Package struct {
	Texts []Text // sorted by position
	// Wrappers are this package's own functions that hand a string parameter on to a sink.
	Wrappers []Sink
}

// Observe returns the SQL of a package. The files are those that were written (not cgo's own), at turns a token.Pos into
// a place. A package that does not type-check is observed as far as its types are known.
func Observe(files []*ast.File, pkg *types.Package, info *types.Info, at func(token.Pos) token.Position, config Config) *Package {
	o := &observer{
		files:    files,
		pkg:      pkg,
		info:     info,
		at:       at,
		config:   indexConfig(config),
		calls:    map[*types.Func][]call{},
		consumed: map[ast.Expr]bool{},
		wrappers: map[*types.Func]int{},
		values:   map[types.Object]ast.Expr{},
		locals:   map[ast.Decl]locals{},
	}
	o.collect()
	o.runSinks()
	o.scanTexts()
	out := &Package{Texts: o.texts}
	slices.SortStableFunc(out.Texts, func(a, b Text) int {
		return cmp.Or(
			cmp.Compare(a.Pos().Filename, b.Pos().Filename),
			cmp.Compare(a.Pos().Line, b.Pos().Line),
			cmp.Compare(a.Pos().Column, b.Pos().Column),
			cmp.Compare(a.SQL, b.SQL),
			cmp.Compare(a.Sink, b.Sink),
		)
	})
	for fn, arg := range o.wrappers {
		out.Wrappers = append(out.Wrappers, Sink{Func: fn.FullName(), Arg: arg})
	}
	slices.SortFunc(out.Wrappers, func(a, b Sink) int {
		return cmp.Or(cmp.Compare(a.Func, b.Func), cmp.Compare(a.Arg, b.Arg))
	})
	return out
}

// observer is the state of one Observe call.
type observer struct {
	files  []*ast.File
	pkg    *types.Package
	info   *types.Info
	at     func(token.Pos) token.Position
	config configIndex

	calls    map[*types.Func][]call    // every call of a function that is known by name
	order    []*types.Func             // the keys of calls, in source order
	values   map[types.Object]ast.Expr // package-level constants and variables → what they are declared as
	mutable  map[types.Object]bool     // package variables that something assigns to
	locals   map[ast.Decl]locals       // filled when asked
	wrappers map[*types.Func]int
	consumed map[ast.Expr]bool // literals and names that reached a sink
	texts    []Text

	sinkCalls int // calls of sinks so far
}

// call is one call, with the top-level declaration it stands in.
type call struct {
	expr *ast.CallExpr
	in   ast.Decl
}

// collect reads the package once: calls by callee, and what package-level names are declared as.
func (o *observer) collect() {
	o.mutable = map[types.Object]bool{}
	for _, file := range o.files {
		for _, decl := range file.Decls {
			if gen, ok := decl.(*ast.GenDecl); ok {
				o.collectValues(gen)
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					o.collectCall(n, decl)
				case *ast.AssignStmt:
					for _, lhs := range n.Lhs {
						o.markMutable(lhs)
					}
				case *ast.UnaryExpr:
					if n.Op == token.AND {
						o.markMutable(n.X)
					}
				}
				return true
			})
		}
	}
}

func (o *observer) collectValues(gen *ast.GenDecl) {
	for _, spec := range gen.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok || len(spec.Values) != len(spec.Names) {
			continue
		}
		for i, name := range spec.Names {
			if obj := o.info.Defs[name]; obj != nil {
				o.values[obj] = spec.Values[i]
			}
		}
	}
}

func (o *observer) collectCall(expr *ast.CallExpr, in ast.Decl) {
	fn := o.callee(expr)
	if fn == nil {
		return
	}
	if _, seen := o.calls[fn]; !seen {
		o.order = append(o.order, fn)
	}
	o.calls[fn] = append(o.calls[fn], call{expr, in})
}

func (o *observer) markMutable(lhs ast.Expr) {
	if ident, ok := ast.Unparen(lhs).(*ast.Ident); ok {
		if obj := o.info.Uses[ident]; obj != nil {
			o.mutable[obj] = true
		}
	}
}

// callee returns the function or method that a call names, nil for conversions, builtins and function values.
func (o *observer) callee(expr *ast.CallExpr) *types.Func {
	fun := ast.Unparen(expr.Fun)
	switch index := fun.(type) { // an instantiation
	case *ast.IndexExpr:
		fun = ast.Unparen(index.X)
	case *ast.IndexListExpr:
		fun = ast.Unparen(index.X)
	}
	var ident *ast.Ident
	switch fun := fun.(type) {
	case *ast.Ident:
		ident = fun
	case *ast.SelectorExpr:
		ident = fun.Sel
	default:
		return nil
	}
	fn, ok := o.info.Uses[ident].(*types.Func)
	if !ok {
		return nil
	}
	return fn.Origin()
}
