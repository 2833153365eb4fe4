// Package program observes whole programs.
//
// In come folders and package patterns; out come the observations of every package that they match, in dependency order, with
// whatever could not be loaded or was not looked at. Nothing is judged here and no module map is known: the caller says
// which packages are the user's own.
package program

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer/sqluse"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// Config says what to load.
type Config struct {
	Loads []Load
	Tags  string   // build tags, comma separated
	Tests bool     // test files too
	Env   []string // of the go command; nil: this process's own
	// Ours tells whether a package is the user's own, by import path.
	Ours func(importPath string) bool
	SQL  sqluse.Config

	only part // for the benchmark that shows what each part costs
}

// part says how much is observed.
type part uint8

const (
	all part = iota
	imports
	symbols // imports, and what surface observes with types
)

// A Load is one call of the package loader.
type Load struct {
	Dir      string   // folder in which the go command runs
	Patterns []string // as the go command takes them
	// Whole names folders (full paths) of which the patterns ask for all packages, so that a Go file below them which is
	// in no package was not looked at.
	Whole []string
	// NoWorkspace turns go.work off, for a module that a workspace leaves out.
	NoWorkspace bool
}

// A Program is what was observed.
type Program struct {
	Packages []*Package // sorted by import path, a package before its external tests
	// Around are the APIs of the user's packages that others import and that were not asked for.
	Around  []*surface.API
	Faults  []Fault // sorted; any of them means that not everything could be judged
	Skipped []Skip  // sorted by path
}

// A Package is one package with its in-package tests, or one external test package.
type Package struct {
	Surface *surface.Package
	SQL     *sqluse.Package
	Dir     string // OS path
	Broken  bool   // it did not load, parse or type-check
}

// A Fault is something that keeps a package from being judged.
type Fault struct {
	Pos     string // file:line:column with the file's full path, or ""
	Package string
	Message string
}

// A Skip is a file that was not looked at, with the reason.
type Skip struct {
	Path   string // full path
	Reason string
}

const mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes |
	packages.NeedTypesSizes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedModule | packages.NeedForTest |
	packages.NeedExportFile

// Observe loads and observes. The error is for loads that failed as a whole; what is wrong with single packages is in
// Program.Faults.
func Observe(config Config) (*Program, error) {
	p := &Program{}
	var failed []error
	for _, load := range config.Loads {
		if err := p.observe(config, load); err != nil {
			failed = append(failed, err)
		}
	}
	settle(p.Packages)
	slices.SortFunc(p.Packages, func(a, b *Package) int {
		return cmp.Or(cmp.Compare(a.Surface.Path, b.Surface.Path), cmp.Compare(a.Surface.Name, b.Surface.Name))
	})
	slices.SortFunc(p.Faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Message, b.Message))
	})
	p.Faults = slices.Compact(p.Faults)
	slices.SortFunc(p.Skipped, func(a, b Skip) int { return cmp.Compare(a.Path, b.Path) })
	p.Skipped = slices.CompactFunc(p.Skipped, func(a, b Skip) bool { return a.Path == b.Path })
	return p, errors.Join(failed...)
}

func (p *Program) observe(config Config, load Load) error {
	fset := token.NewFileSet()
	loader := &packages.Config{
		Mode:  mode,
		Dir:   load.Dir,
		Fset:  fset,
		Tests: config.Tests,
		Env:   load.environ(config.Env),
		ParseFile: func(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
			return parser.ParseFile(fset, name, src, parser.AllErrors|parser.ParseComments|parser.SkipObjectResolution)
		},
	}
	if config.Tags != "" {
		loader.BuildFlags = []string{"-tags=" + config.Tags}
	}
	roots, err := packages.Load(loader, load.Patterns...)
	if err != nil {
		return fmt.Errorf("loading %s: %w", strings.Join(load.Patterns, " "), err)
	}
	if err := unmatched(load, roots); err != nil {
		return err
	}
	units, ours := p.choose(config, roots)
	if ours == 0 {
		return fmt.Errorf("no package of this module map matches %s; packages are named as for the go command, for example ./... or ./internal/order",
			strings.Join(load.Patterns, " "))
	}
	observed, err := observeAll(fset, units, config)
	if err != nil {
		return err
	}
	p.Packages = append(p.Packages, observed...)
	p.Around = append(p.Around, around(fset, units, config.Ours)...)
	for _, dir := range load.Whole {
		if err := p.findSkipped(dir, roots); err != nil {
			return err
		}
	}
	return nil
}

// choose picks, of the builds of each own package, the one that holds its tests too, and notes what is wrong with the
// others: a package and its test variant are one.
func (p *Program) choose(config Config, roots []*packages.Package) (units []*packages.Package, ours int) {
	byPath := map[string]*packages.Package{}
	wrong := newFaults(roots)
	for _, root := range roots {
		if isTestMain(root) || !config.Ours(underTest(root)) {
			continue
		}
		ours++
		key := underTest(root) + " " + root.Name // a folder's own name may end in _test
		if known := byPath[key]; known == nil || len(root.CompiledGoFiles) > len(known.CompiledGoFiles) {
			byPath[key] = root
		}
		wrong.add(root)
		for _, file := range root.IgnoredFiles {
			if strings.HasSuffix(file, ".go") {
				p.Skipped = append(p.Skipped, Skip{file, constrained})
			}
		}
	}
	for _, unit := range byPath {
		if unit.Types != nil && len(unit.Syntax) > 0 {
			units = append(units, unit)
		}
	}
	p.Faults = append(p.Faults, wrong.list()...)
	slices.SortFunc(units, func(a, b *packages.Package) int {
		return cmp.Or(cmp.Compare(a.PkgPath, b.PkgPath), cmp.Compare(a.ID, b.ID))
	})
	return units, ours
}

// isTestMain tells the main package that the go command writes for a test binary.
func isTestMain(pkg *packages.Package) bool {
	return pkg.Name == "main" && strings.HasSuffix(pkg.ID, ".test") && pkg.ForTest == ""
}

// underTest is the import path of a package, or of the one that it tests from outside.
func underTest(pkg *packages.Package) string {
	if pkg.ForTest != "" && strings.HasSuffix(pkg.Name, "_test") {
		return pkg.ForTest
	}
	return pkg.PkgPath
}
