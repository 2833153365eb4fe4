package load

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"
)

// A Checker type-checks packages of one Graph. It may be used from several goroutines.
type Checker struct {
	fset *token.FileSet
	// export returns the file with a package's export data, "" if there is none.
	export func(pkg *packages.Package) string
	own    func(pkg *packages.Package) bool
	sizes  types.Sizes
	nodes  map[*packages.Package]*node
	slots  chan struct{}

	reading sync.Mutex
	read    map[string]*types.Package // by import path: packages from export data, whole or as others mention them
}

// node is what a Checker knows of one package.
type node struct {
	pkg   *packages.Package
	start sync.Once
	done  chan struct{}
	// types are those that importers see; nil if there are none.
	types *types.Package
	state
}

// state is what is wrong with the types of a package, or of something that it imports, where they come from source.
type state struct {
	fault   error // they are not complete; nil for none
	missing bool  // the go command did not find it
	fakes   bool  // it has types of C's that nobody knows
}

// NewChecker returns a Checker. export returns the file of a package's export data, "" if there is none; own tells the packages whose errors
// are found by checking them in full.
func NewChecker(g *Graph, export func(pkg *packages.Package) string, own func(pkg *packages.Package) bool) *Checker {
	c := &Checker{
		fset: g.Fset, export: export, own: own, sizes: types.SizesFor("gc", g.Go.GOARCH), nodes: make(map[*packages.Package]*node, len(g.All)), read: map[string]*types.Package{},
		slots: make(chan struct{}, runtime.GOMAXPROCS(0)),
	}
	for _, pkg := range g.All {
		c.nodes[pkg] = &node{pkg: pkg, done: make(chan struct{})}
	}
	return c
}

// Checked is a package that was type-checked in full.
type Checked struct {
	Files []*ast.File // parsed with comments
	Types *types.Package
	Info  *types.Info
	// Errors are what the parser and the type checker say.
	Errors []packages.Error
	// Incomplete is an error of something imported, directly or not, that was only read from source; nil for none. Missing tells that it
	// is not to be had at all, so that building it is no way out.
	Incomplete error
	Missing    bool
}

// Check parses and type-checks a package in full. Importers that come later see the result, if there is no export data.
func (c *Checker) Check(pkg *packages.Package) *Checked {
	below := c.below(pkg)
	c.slots <- struct{}{}
	defer func() { <-c.slots }()
	checked := &Checked{Info: &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Instances:  map[*ast.Ident]types.Instance{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	report := func(err error) { checked.Errors = append(checked.Errors, placed(err)...) }
	names := pkg.GoFiles
	if len(pkg.CompiledGoFiles) > 0 {
		names = pkg.CompiledGoFiles
	}
	checked.Files = c.parse(names, parser.ParseComments, os.ReadFile, report)
	checked.Types = types.NewPackage(pkg.PkgPath, pkg.Name)
	c.check(pkg, checked.Types, checked.Files, checked.Info, report)
	checked.Errors = append(checked.Errors, c.onlyInTests(pkg, checked)...)
	checked.Incomplete, checked.Missing = below.fault, below.missing
	if below.fakes && checked.Incomplete == nil {
		checked.Incomplete = usesC(checked.Types, checked.Info)
	}
	if n := c.nodes[pkg]; c.export(pkg) == "" {
		n.start.Do(func() {
			n.types, n.state = checked.Types, below
			n.fakes = n.fakes || len(pkg.CompiledGoFiles) == 0 && importsC(checked.Files)
			close(n.done)
		})
	}
	return checked
}

// below loads what a package imports, side by side, and returns what is wrong with it and with what that imports in turn. An import of the
// package's own that is missing is an error at its place, and no fault.
func (c *Checker) below(pkg *packages.Package) state {
	for _, imported := range pkg.Imports {
		c.need(c.nodes[imported])
	}
	var all state
	for _, path := range slices.Sorted(maps.Keys(pkg.Imports)) {
		n := c.nodes[pkg.Imports[path]]
		<-n.done
		if all.fault == nil {
			all.fault = n.fault
		}
		all.missing = all.missing || n.missing
		all.fakes = all.fakes || n.fakes
	}
	return all
}

// need begins to load a package as importers see it.
func (c *Checker) need(n *node) {
	n.start.Do(func() {
		go func() {
			defer close(n.done)
			if n.pkg.PkgPath == "unsafe" {
				n.types = types.Unsafe
				return
			}
			if file := c.export(n.pkg); file != "" {
				if typed, err := c.fromExport(n.pkg, file); err == nil {
					n.types = typed
					return
				}
				// It is gone by now, or of a version of Go that is not known yet: the source tells as well.
			}
			c.declarations(n)
		}()
	})
}

// declarations type-checks a package from source without the bodies of its functions.
func (c *Checker) declarations(n *node) {
	if n.state = c.below(n.pkg); n.pkg.Name == "" {
		n.missing = true
		return
	}
	c.slots <- struct{}{}
	defer func() { <-c.slots }()
	report := func(err error) {
		var typed types.Error
		soft := errors.As(err, &typed) && typed.Soft // imports that only bodies use are not used
		if n.fault == nil && !soft && !c.own(n.pkg) {
			n.fault = fmt.Errorf("%s: %w", n.pkg.PkgPath, err)
		}
	}
	files := c.parse(n.pkg.GoFiles, 0, func(name string) ([]byte, error) {
		src, err := os.ReadFile(name)
		return withoutBodies(src), err
	}, report)
	if len(files) == 0 {
		return
	}
	n.types = types.NewPackage(n.pkg.PkgPath, n.pkg.Name)
	c.check(n.pkg, n.types, files, nil, report)
	n.fakes = n.fakes || importsC(files)
}

func (c *Checker) parse(names []string, mode parser.Mode, read func(name string) ([]byte, error), report func(error)) []*ast.File {
	var files []*ast.File
	for _, name := range names {
		src, err := read(name)
		if err != nil {
			report(err)
			continue
		}
		file, err := parser.ParseFile(c.fset, name, src, mode|parser.AllErrors|parser.SkipObjectResolution)
		if err != nil {
			report(err)
		}
		if file != nil {
			files = append(files, file)
		}
	}
	return files
}

// check runs the type checker; info is nil for declarations only.
func (c *Checker) check(pkg *packages.Package, typed *types.Package, files []*ast.File, info *types.Info, report func(error)) {
	told := false
	config := types.Config{
		Importer:         importer(func(path string) (*types.Package, error) { return c.imported(pkg, path) }),
		IgnoreFuncBodies: info == nil,
		FakeImportC:      true,
		Sizes:            c.sizes,
		Error: func(err error) {
			told = true
			report(err)
		},
	}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		config.GoVersion = "go" + pkg.Module.GoVersion
	}
	if err := types.NewChecker(&config, c.fset, typed, info).Files(files); err != nil && !told {
		report(err)
	}
}

func (c *Checker) imported(pkg *packages.Package, path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	imported := pkg.Imports[path]
	if imported == nil {
		return nil, errors.New("the go command did not resolve it")
	}
	n := c.nodes[imported]
	if n.types == nil || !n.types.Complete() {
		if n.fault != nil {
			return nil, n.fault
		}
		for _, err := range imported.Errors {
			return nil, errors.New(err.Msg)
		}
		return nil, errors.New("it has no Go files")
	}
	return n.types, nil
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

// onlyInTests finds what a package's own files use and only its test files declare: the package does not compile without its tests.
func (c *Checker) onlyInTests(pkg *packages.Package, checked *Checked) []packages.Error {
	if pkg.ForTest == "" || pkg.ForTest != pkg.PkgPath {
		return nil
	}
	var tests []*ast.File
	for _, file := range checked.Files {
		if tf := c.fset.File(file.FileStart); tf != nil && strings.HasSuffix(tf.Name(), "_test.go") {
			tests = append(tests, file)
		}
	}
	inTest := func(pos token.Pos) bool {
		return slices.ContainsFunc(tests, func(f *ast.File) bool { return f.FileStart <= pos && pos <= f.FileEnd })
	}
	var found []packages.Error
	for ident, obj := range checked.Info.Uses {
		if obj.Pkg() == checked.Types && inTest(obj.Pos()) && !inTest(ident.Pos()) {
			found = append(found, packages.Error{
				Pos:  c.fset.Position(ident.Pos()).String(),
				Msg:  fmt.Sprintf("undefined: %s (only a test file declares it)", ident.Name),
				Kind: packages.TypeError,
			})
		}
	}
	slices.SortFunc(found, func(a, b packages.Error) int { return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Msg, b.Msg)) })
	return found
}

// placed turns an error of the parser or the type checker into those of go/packages.
func placed(err error) []packages.Error {
	var path *fs.PathError
	var list scanner.ErrorList
	var typed types.Error
	switch {
	case errors.As(err, &list):
		all := make([]packages.Error, len(list))
		for i, e := range list {
			all[i] = packages.Error{Pos: e.Pos.String(), Msg: e.Msg, Kind: packages.ParseError}
		}
		return all
	case errors.As(err, &typed):
		return []packages.Error{{Pos: typed.Fset.Position(typed.Pos).String(), Msg: typed.Msg, Kind: packages.TypeError}}
	case errors.As(err, &path):
		return []packages.Error{{Pos: path.Path + ":1", Msg: path.Err.Error(), Kind: packages.ParseError}}
	}
	return []packages.Error{{Pos: "-", Msg: err.Error(), Kind: packages.UnknownError}}
}
