// Package surface observes the visible side of one Go package: what it imports, which symbols of the user's other packages it uses and
// how, what its own declarations show of its types and database handles, and which of its comments speak to ringfence.
//
// In come one package's syntax and types; out comes a Package, plain data that knows no module map and no rule and
// that is the same on every machine: positions carry the base name of their file, never a folder.
package surface

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A Package is what one Go package shows.
type Package struct {
	// Path is the import path. For an external test package it is the path of the package under test.
	Path string
	// Name is the name in the package clauses, with its _test for an external test package.
	Name string
	// ExternalTest marks a package x_test.
	ExternalTest bool

	Files        []File        // sorted by name
	Imports      []Import      // in source order, file by file
	Declarations []Declaration // sorted by file and line
	Directives   []Directive   // sorted by file and line

	// What follows speaks of the user's own packages only, those for which Config.Own is true.

	Uses   []Use   // of other packages' symbols; sorted by place
	API    *API    // nil for an external test package, for package main, and where no types are known
	Passes []Pass  // in source order
	Models []Model // in source order
	Links  []Link  // in source order
	Graph  *Graph  // nil unless Config.Graph asks for it
}

// Config says what Observe cannot know from a package's syntax and types.
type Config struct {
	// Own tells the user's own packages, by import path. nil: there are none.
	Own func(importPath string) bool
	// Assembly names the package's assembly files, ReadFile reads one.
	Assembly []string
	ReadFile func(name string) ([]byte, error)
	// Graph asks for what calls what.
	Graph bool
	// Shared is what packages that are observed one after the other share; nil: nothing.
	Shared *Shared
}

// A File is one source file of a package.
type File struct {
	Name      string         // base name
	Clause    token.Position // of the name in the package clause
	Generated bool           // it carries a "Code generated … DO NOT EDIT." line
	Test      bool           // it ends in _test.go
}

// An Import is one import declaration.
type Import struct {
	Path     string         // the package it resolves to, vendoring and import maps applied
	Name     string         // "_", "." or a name given in the import; "" if none is
	Pos, End token.Position // of the quoted path
}

// A Declaration is a range of lines that has a name.
type Declaration struct {
	File     string // base name
	From, To int    // first and last line
	Name     string // F, T, (*T).M, T.M, or the first name of a const or var
}

// Position returns the place of pos: base name of the file, line and column. Line directives count only in the files
// that cgo writes, where they lead back to what the author wrote; elsewhere (yacc, templates) they lead to files that
// the Go command does not know.
func Position(fset *token.FileSet, pos token.Pos) token.Position {
	at := fset.PositionFor(pos, false)
	if isCgo(at.Filename) {
		at = fset.PositionFor(pos, true)
	}
	at.Filename = baseName(at.Filename)
	at.Offset = 0 // raw strings lose their carriage returns, so offsets are not to be trusted; lines and columns are
	return at
}

func baseName(file string) string {
	return filepath.Base(strings.ReplaceAll(file, `\`, "/"))
}

// isCgo tells the files that cgo writes: x.cgo1.go, or an entry of the build cache, whose name has no extension.
func isCgo(file string) bool {
	return strings.HasSuffix(file, ".cgo1.go") || !strings.HasSuffix(file, ".go")
}

// isGenerated tells whether a file says that a program wrote it, other than cgo's translation of what a person wrote.
func isGenerated(file *ast.File) bool {
	if !ast.IsGenerated(file) {
		return false
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if comment.Pos() < file.Package && strings.HasPrefix(comment.Text, "// Code generated ") &&
				strings.HasSuffix(comment.Text, " DO NOT EDIT.") && !strings.Contains(comment.Text, " by cmd/cgo") {
				return true
			}
		}
	}
	return false
}

// Written returns the files that a person or a generator wrote: all but those that cgo puts into the package itself.
func Written(fset *token.FileSet, files []*ast.File) []*ast.File {
	written := make([]*ast.File, 0, len(files))
	for _, file := range files {
		if !strings.HasPrefix(Position(fset, file.Name.Pos()).Filename, "_cgo_") {
			written = append(written, file)
		}
	}
	return written
}

// Folder returns the folder of a package's files. What cgo and the go command write lies in a cache, under names without extension: cgo's
// files lead back by line directives to what the author wrote, if not always to a folder that exists, so they count last; the main
// package of a test leads nowhere. It is false if there is no other file.
func Folder(fset *token.FileSet, files []*ast.File) (dir string, ok bool) {
	for _, file := range Written(fset, files) {
		if name := fset.PositionFor(file.Name.Pos(), false).Filename; !isCgo(name) {
			return filepath.Dir(name), true
		}
		if name := fset.PositionFor(file.Name.Pos(), true).Filename; !ok && strings.HasSuffix(name, ".go") {
			dir, ok = filepath.Dir(name), true
		}
	}
	return dir, ok
}

// ImportPath returns the path under which other packages know pkg: without the " [x.test]" of a test build and, for an
// external test package, without its _test. A package whose folder's own name ends so is told by its files.
func ImportPath(fset *token.FileSet, files []*ast.File, pkg *types.Package) (path string, externalTest bool) {
	path, _, _ = strings.Cut(pkg.Path(), " ")
	if strings.HasSuffix(pkg.Name(), "_test") && !slices.ContainsFunc(Written(fset, files), func(f *ast.File) bool {
		return !strings.HasSuffix(Position(fset, f.Name.Pos()).Filename, "_test.go")
	}) {
		if under, ok := strings.CutSuffix(path, "_test"); ok {
			return under, true
		}
	}
	return path, false
}

// Observe returns what the package shows. The files must be parsed with comments; info needs Types, Defs, Uses, Implicits and Selections
// as far as the package type-checks, or is nil: then the package is observed as far as it can be read. The error is for assembly that
// cannot be read.
func Observe(fset *token.FileSet, files []*ast.File, pkg *types.Package, info *types.Info, config Config) (*Package, error) {
	p := &Package{Name: pkg.Name()}
	p.Path, p.ExternalTest = ImportPath(fset, files, pkg)
	files = Written(fset, files)
	for _, file := range files {
		p.observeFile(fset, file, info)
	}
	s := newSymbols(fset, config.Own, config.Shared)
	if info != nil && config.Own != nil {
		p.observeTypes(s, files, pkg, info, config.Graph)
	}
	if err := p.observeLinks(s, files, config); err != nil {
		return nil, err
	}
	slices.SortFunc(p.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortStableFunc(p.Declarations, func(a, b Declaration) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.From, b.From))
	})
	slices.SortStableFunc(p.Directives, func(a, b Directive) int {
		return comparePlaces(a.Pos, b.Pos)
	})
	return p, nil
}

func comparePlaces(a, b token.Position) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// observeTypes observes what only types tell.
func (p *Package) observeTypes(s *symbols, files []*ast.File, pkg *types.Package, info *types.Info, graph bool) {
	o := newObserver(s, pkg, info)
	if graph && !p.ExternalTest {
		o.graph = newGrapher(s, pkg)
	}
	o.observe(files)
	p.Uses, p.Passes, p.Models = o.uses, o.passes, o.models
	if !p.ExternalTest && pkg.Name() != "main" {
		p.API = apiOf(s, pkg)
	}
	if o.graph != nil {
		o.graph.implementations()
		p.Graph = &Graph{Edges: o.graph.edges}
	}
}

// Assembly returns, of a package's other files, those in assembly.
func Assembly(files []string) []string {
	return slices.DeleteFunc(slices.Clone(files), func(name string) bool { return !strings.HasSuffix(name, ".s") })
}

func (p *Package) observeLinks(s *symbols, files []*ast.File, config Config) error {
	for _, file := range files {
		p.Links = append(p.Links, s.linknames(file, p.Path)...)
	}
	for _, name := range config.Assembly {
		source, err := config.ReadFile(name)
		if err != nil {
			return err
		}
		p.Links = append(p.Links, s.assembly(name, source, p.Path)...)
	}
	return nil
}

func (p *Package) observeFile(fset *token.FileSet, file *ast.File, info *types.Info) {
	at := func(pos token.Pos) token.Position { return Position(fset, pos) }
	clause := at(file.Name.Pos())
	p.Files = append(p.Files, File{
		Name:      clause.Filename,
		Clause:    clause,
		Generated: isGenerated(file),
		Test:      strings.HasSuffix(clause.Filename, "_test.go"),
	})
	for _, spec := range file.Imports {
		if imp, ok := observeImport(spec, info); ok {
			imp.Pos, imp.End = at(spec.Path.Pos()), at(spec.Path.End())
			p.Imports = append(p.Imports, imp)
		}
	}
	for _, decl := range file.Decls {
		p.observeDecl(decl, at)
	}
	p.Directives = append(p.Directives, directives(fset, file, at)...)
}

func observeImport(spec *ast.ImportSpec, info *types.Info) (Import, bool) {
	written, err := strconv.Unquote(spec.Path.Value)
	if err != nil || written == "C" {
		return Import{}, false
	}
	imp := Import{Path: written}
	if spec.Name != nil {
		imp.Name = spec.Name.Name
	}
	if info != nil {
		if name := info.PkgNameOf(spec); name != nil && name.Imported() != nil {
			// What the type checker resolved is the truth where vendoring or an import map renames a path.
			imp.Path, _, _ = strings.Cut(name.Imported().Path(), " ")
		}
	}
	return imp, true
}

func (p *Package) observeDecl(decl ast.Decl, at func(token.Pos) token.Position) {
	add := func(node ast.Node, name string) {
		from := at(node.Pos())
		p.Declarations = append(p.Declarations, Declaration{File: from.Filename, From: from.Line, To: at(node.End()).Line, Name: name})
	}
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		add(decl, funcName(decl))
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				add(spec, spec.Name.Name)
			case *ast.ValueSpec:
				add(spec, spec.Names[0].Name)
			}
		}
	}
}

// funcName renders F, T.M or (*T).M, without type parameters.
func funcName(decl *ast.FuncDecl) string {
	recv, pointer := receiver(decl)
	switch {
	case recv == "":
		return decl.Name.Name
	case pointer:
		recv = "(*" + recv + ")"
	}
	return recv + "." + decl.Name.Name
}

// receiver returns the name of a method's type, "" for a function.
func receiver(decl *ast.FuncDecl) (name string, pointer bool) {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return "", false
	}
	typ, pointer := ast.Unparen(decl.Recv.List[0].Type), false
	if star, ok := typ.(*ast.StarExpr); ok {
		typ, pointer = ast.Unparen(star.X), true
	}
	switch generic := typ.(type) {
	case *ast.IndexExpr:
		typ = generic.X
	case *ast.IndexListExpr:
		typ = generic.X
	}
	if ident, ok := typ.(*ast.Ident); ok {
		return ident.Name, pointer
	}
	return "?", pointer
}

// DeclarationAt returns the name of the declaration around a line, "" if it stands between declarations.
func (p *Package) DeclarationAt(file string, line int) string {
	for _, d := range p.Declarations {
		if d.File == file && d.From <= line && line <= d.To {
			return d.Name
		}
	}
	return ""
}
