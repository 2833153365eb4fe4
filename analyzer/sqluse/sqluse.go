// Package sqluse finds the SQL that a Go package holds.
//
// In come one package's syntax and types; out come its texts: SQL with a byte 0x01 for every part that is not known, each
// with a way back from any byte of it to the place in the Go source. SQL is found by where it goes (sinks: the
// functions of database APIs, those that the user names, and functions that hand a parameter on to one of them) and by
// what it says (any constant text that reads as a statement, or as a part of one that names tables).
//
// Where to look:
//
//	collect.go    calls, bodies, declarations     eval.go       an expression → the texts it may be
//	sinks.go, inferred.go  what runs SQL          variables.go  constants and variables
//	apis.go       the drivers' functions          walk.go       a variable's way through branches (flow.go)
//	wrappers.go   functions that hand SQL on      fields.go, elements.go  structs and lists
//	scan.go       SQL by what it says             functions.go  results, parameters, templates
//	chain.go      builders' and mappers' calls    calls.go, format.go, buffers.go, embed.go  the library's texts
//	builders*.go  which calls do what             models.go, naming.go  a type → its table
//	compose.go    a chain → its statement         generated.go  ent, sqlboiler
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
	// Own tells whether a package's code is the project's own, by import path: what its functions do to their arguments is seen where they
	// stand. If it is nil, no other package is.
	Own func(importPath string) bool
	// Known is what other packages' functions run and return; nil if nothing is known of them.
	Known *Known
	// Whole asks for Package.Functions and Variables, for those who import this package.
	Whole bool
	// ReadFile reads embedded files by their names below the package's folder, with "/"; without it they are unknown.
	ReadFile func(name string) ([]byte, error)
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
	Path  string // import path
	Texts []Text // sorted by position
	// Functions run or return texts; sorted by name.
	Functions []Function
	// Called names the functions with Runs, of this and other packages, that are called here; sorted.
	Called []string
	// Variables are exported variables that hold texts; sorted by name.
	Variables []Variable
	// Asked are the questions about all packages of Config.Known, sorted by method.
	Asked []Question
}

// Observe returns the SQL of a package. The files are those that were written (not cgo's own), at turns a token.Pos into
// a place. A package that does not type-check is observed as far as its types are known.
func Observe(files []*ast.File, pkg *types.Package, info *types.Info, at func(token.Pos) token.Position, config Config) *Package {
	o := &observer{
		files:     files,
		pkg:       pkg,
		info:      info,
		at:        at,
		config:    indexConfig(config),
		calls:     map[routine][]call{},
		bodies:    map[*types.Func]*ast.FuncDecl{},
		literals:  map[*ast.FuncLit]ast.Decl{},
		params:    map[*types.Var]parameter{},
		consumed:  map[ast.Expr]bool{},
		values:    map[types.Object]value{},
		mutable:   map[types.Object]bool{},
		flows:     map[ast.Decl]*flow{},
		returned:  map[resultOf]evaluation{},
		templates: map[routine][]Template{},
		filled:    map[string]bool{literalFiller: true},
		builders:  builders(),
		spoken:    map[*types.Interface]*builder{},
		speaks:    map[*types.Package]bool{},
		modelUses: map[routine][]modelUse{},
		asked:     map[string]Question{},
	}
	o.collect()
	o.generatedCalls()
	o.importedModels()
	o.runBuilders()
	o.runSinks()
	o.scanTexts()
	out := &Package{Path: pkg.Path(), Texts: o.texts}
	slices.SortStableFunc(out.Texts, func(a, b Text) int {
		return cmp.Or(
			cmp.Compare(a.Pos().Filename, b.Pos().Filename),
			cmp.Compare(a.Pos().Line, b.Pos().Line),
			cmp.Compare(a.Pos().Column, b.Pos().Column),
			compareBool(a.Guessed, b.Guessed),
			cmp.Compare(a.SQL, b.SQL),
			cmp.Compare(a.Sink, b.Sink),
		)
	})
	o.exports(out)
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// observer is the state of one Observe call.
type observer struct {
	files  []*ast.File
	pkg    *types.Package
	info   *types.Info
	at     func(token.Pos) token.Position
	config configIndex

	calls     map[routine][]call // every call of a routine that is known
	order     []*types.Func      // the functions among the keys of calls, in source order
	bodies    map[*types.Func]*ast.FuncDecl
	literals  map[*ast.FuncLit]ast.Decl // function literals → where they stand
	params    map[*types.Var]parameter
	values    map[types.Object]value // package-level constants and variables → what they are declared as
	mutable   map[types.Object]bool  // package variables whose address is taken
	flows     map[ast.Decl]*flow     // filled when asked
	returned  map[resultOf]evaluation
	templates map[routine][]Template // texts that are run with a routine's arguments in them
	queue     []sink
	filled    map[string]bool   // names of the functions with templates that are called
	consumed  map[ast.Expr]bool // literals and names that reached a sink

	builders  []builder
	spoken    map[*types.Interface]*builder
	speaks    map[*types.Package]bool // filled when asked
	modelUses map[routine][]modelUse
	asked     map[string]Question

	assignments map[types.Object][]value // to fields and package variables, filled when asked
	texts       []Text

	sinkCalls int // calls of sinks so far
}
