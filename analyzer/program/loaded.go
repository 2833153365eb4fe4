package program

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer/program/internal/load"
	"github.com/ringfence/ringfence/analyzer/program/internal/store"
)

// loaded is one load, and what was observed in it.
type loaded struct {
	config Config
	load   Load
	graph  *load.Graph
	roots  map[*packages.Package]bool
	// units are what is observed: of the builds of each own package the one that holds its tests too.
	units      []*packages.Package
	unitOf     map[string]*packages.Package // by unitKey
	observed   map[string]*observation      // by unitKey
	incomplete bool                         // types are missing of something that could only be read from source
}

// observe loads and observes one load.
func observe(config Config, one Load, kept *store.Store, progress *progress) (*loaded, error) {
	e := newExports(config, one, kept)
	first := e.first()
	l, err := list(config, one, first)
	if err != nil {
		return nil, err
	}
	progress.add(len(l.units))
	if err := l.observe(e, first, kept, progress); err != nil {
		return nil, err
	}
	if !l.incomplete || config.Build != BuildAuto || e.building {
		return l, nil
	}
	config.Build = BuildAlways
	return observe(config, one, kept, progress)
}

// list lists the packages of a load and chooses the units.
func list(config Config, one Load, exports load.Exports) (*loaded, error) {
	graph, err := load.List(config.listing(one, exports))
	if err != nil {
		return nil, err
	}
	l := &loaded{config: config, load: one, graph: graph, roots: map[*packages.Package]bool{}, observed: map[string]*observation{}}
	for _, root := range graph.Roots {
		l.roots[root] = true
	}
	if config.Asked == nil {
		if err := unmatched(one, graph.Roots); err != nil {
			return nil, err
		}
	}
	if l.choose(); config.Asked == nil && !slices.ContainsFunc(graph.Roots, l.own) {
		return nil, noPackage(one)
	}
	return l, nil
}

func noPackage(one Load) error {
	return fmt.Errorf("no package of this module map matches %s; packages are named as for the go command, for example ./... or ./internal/order",
		strings.Join(one.Patterns, " "))
}

// listing is how the packages of a load are listed.
func (c Config) listing(one Load, exports load.Exports) load.Config {
	return load.Config{
		Dir: one.Dir, Patterns: one.Patterns, Env: one.environ(c.Env), Tags: c.Tags, Tests: c.Tests, Exports: exports, Probe: c.Probe,
	}
}

// own tells whether a package is the user's own, and its source at hand rather than a copy that was downloaded.
func (l *loaded) own(pkg *packages.Package) bool {
	return !isTestMain(pkg) && l.config.Ours(underTest(pkg)) && !l.graph.Go.Downloaded(pkg)
}

// choose picks, of the builds of each own package, the one that holds its tests too: a package and its test variant are one.
func (l *loaded) choose() {
	byKey := map[string]*packages.Package{}
	l.unitOf = byKey
	for _, pkg := range l.graph.All {
		if len(pkg.GoFiles) == 0 || !l.own(pkg) || pkg.ForTest != "" && pkg.ForTest != pkg.PkgPath && !isExternalTest(pkg) {
			continue
		}
		key := unitKey(pkg)
		if known := byKey[key]; known == nil || len(pkg.GoFiles) > len(known.GoFiles) {
			byKey[key] = pkg
		}
	}
	for _, unit := range byKey {
		l.units = append(l.units, unit)
	}
	slices.SortFunc(l.units, func(a, b *packages.Package) int {
		return cmp.Or(cmp.Compare(a.PkgPath, b.PkgPath), cmp.Compare(a.ID, b.ID))
	})
}

// observationOf returns what was observed of a package, nil if it was not yet.
func (l *loaded) observationOf(pkg *packages.Package) *observation { return l.observed[unitKey(pkg)] }

// packages returns what was observed.
func (l *loaded) packages(wanted *asked) []*Package {
	broken := map[string]bool{}
	var list []*Package
	for _, unit := range l.units {
		o := l.observationOf(unit)
		if o == nil {
			continue
		}
		list = append(list, &Package{
			Surface: o.Surface, SQL: o.SQL, Dir: load.Dir(unit), Broken: l.broken(unit, broken),
			Asked: wanted == nil && l.roots[unit] || wanted != nil && wanted.has(underTest(unit)),
		})
	}
	return list
}

// broken tells whether something is wrong with a unit or with one of the user's packages that it imports.
func (l *loaded) broken(unit *packages.Package, known map[string]bool) bool {
	return len(unit.Errors) > 0 || l.brokenImport(unit, known)
}

// brokenImport tells whether something is wrong with one of the user's packages that a package imports, directly or not: what is wrong with
// its tests is none of its importers' business.
func (l *loaded) brokenImport(pkg *packages.Package, known map[string]bool) bool {
	if answer, ok := known[pkg.ID]; ok {
		return answer
	}
	known[pkg.ID] = false
	answer := false
	for _, imported := range pkg.Imports {
		if !l.own(imported) {
			continue
		}
		errs := imported.Errors
		if unit := l.unitOf[unitKey(imported)]; unit != nil {
			errs = append(errs[:len(errs):len(errs)], unit.Errors...)
		}
		answer = answer || l.brokenImport(imported, known) ||
			slices.ContainsFunc(errs, func(e packages.Error) bool { return !strings.Contains(e.Pos, "_test.go:") })
	}
	known[pkg.ID] = answer
	return answer
}

// faults returns what is wrong with own packages.
func (l *loaded) faults(wanted *asked) []Fault {
	broken := map[string]bool{}
	wrong := newFaults(l.graph.All)
	for _, root := range l.graph.Roots {
		if !l.own(root) || wanted != nil && !wanted.has(underTest(root)) {
			continue
		}
		root.IllTyped = root == l.unitOf[unitKey(root)] && l.broken(root, broken)
		wrong.add(root)
	}
	return wrong.list()
}

// unitKey names the package that a build belongs to. A folder's own name may end in _test, so the path alone does not tell.
func unitKey(pkg *packages.Package) string { return underTest(pkg) + " " + pkg.Name }

// isTestMain tells the main package that the go command writes for a test binary.
func isTestMain(pkg *packages.Package) bool {
	return pkg.Name == "main" && strings.HasSuffix(pkg.ID, ".test") && pkg.ForTest == ""
}

// isExternalTest tells a package x_test.
func isExternalTest(pkg *packages.Package) bool {
	return pkg.ForTest != "" && pkg.PkgPath == pkg.ForTest+"_test" && strings.HasSuffix(pkg.Name, "_test")
}

// underTest is the import path of a package, or of the one that it tests from outside.
func underTest(pkg *packages.Package) string {
	if isExternalTest(pkg) {
		return pkg.ForTest
	}
	return pkg.PkgPath
}
