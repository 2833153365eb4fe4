package program

import (
	"errors"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer/sqluse"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// observeAll observes packages. What one shows is observed side by side with all others; its SQL after that of those that it imports, so
// that what functions of one run and return is known in the next.
func observeAll(fset *token.FileSet, units []*packages.Package, config Config) ([]*Package, error) {
	observed, errs := make(map[*packages.Package]*Package, len(units)), make([]error, len(units))
	packages := make([]*Package, len(units))
	shared := &surface.Shared{}
	sideBySide(len(units), func(i int) { packages[i], errs[i] = observe(fset, units[i], config, shared) })
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if config.only != all {
		return packages, nil
	}
	for i, unit := range units {
		observed[unit] = packages[i]
	}
	known := &sqluse.Known{}
	config.SQL.Known, config.SQL.Whole, config.SQL.Own = known, true, config.Ours
	for _, level := range levels(units) {
		sideBySide(len(level), func(i int) { observed[level[i]].observeSQL(fset, level[i], config) })
		for _, unit := range level {
			known.Add(observed[unit].SQL)
		}
	}
	return packages, nil
}

// sideBySide calls a function for each of n things, as many at once as there are processors.
func sideBySide(n int, do func(i int)) {
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		group.Add(1)
		slots <- struct{}{}
		go func() {
			defer group.Done()
			defer func() { <-slots }()
			do(i)
		}()
	}
	group.Wait()
}

// settle tells every text whether somebody in the program fills its parameters.
func settle(all []*Package) {
	called := map[string]bool{}
	for _, p := range all {
		for _, function := range p.SQL.Called {
			called[function] = true
		}
	}
	for _, p := range all {
		for i := range p.SQL.Texts {
			p.SQL.Texts[i].Settle(func(function string) bool { return called[function] })
		}
	}
}

// observe observes what one package shows.
func observe(fset *token.FileSet, unit *packages.Package, config Config, shared *surface.Shared) (*Package, error) {
	seen := surface.Config{Own: config.Ours, Assembly: surface.Assembly(unit.OtherFiles), ReadFile: os.ReadFile, Graph: true, Shared: shared}
	if config.only == imports {
		seen = surface.Config{}
	}
	observed, err := surface.Observe(fset, unit.Syntax, unit.Types, unit.TypesInfo, seen)
	if err != nil {
		return nil, err
	}
	return &Package{
		Surface: observed,
		SQL:     &sqluse.Package{},
		Dir:     dirOf(unit),
		Broken:  len(unit.Errors) > 0 || unit.IllTyped,
	}, nil
}

// observeSQL adds a package's SQL.
func (p *Package) observeSQL(fset *token.FileSet, unit *packages.Package, config Config) {
	config.SQL.ReadFile = sqluse.FilesIn(p.Dir)
	at := func(pos token.Pos) token.Position { return surface.Position(fset, pos) }
	p.SQL = sqluse.Observe(surface.Written(fset, unit.Syntax), unit.Types, unit.TypesInfo, at, config.SQL)
}

// around returns the APIs of the user's packages that units import and that are none of them.
func around(fset *token.FileSet, units []*packages.Package, own func(string) bool) []*surface.API {
	seen := map[string]bool{}
	for _, unit := range units {
		seen[unit.PkgPath] = true
	}
	var apis []*surface.API
	for _, unit := range units {
		if !slices.ContainsFunc(importPaths(unit), func(path string) bool { return !seen[path] && own(path) }) {
			continue // what others import is found with them
		}
		for _, api := range surface.Imported(fset, unit.Types, own, func(path string) bool { return !seen[path] }) {
			seen[api.Package] = true
			apis = append(apis, api)
		}
	}
	return apis
}

func dirOf(unit *packages.Package) string {
	if len(unit.GoFiles) > 0 {
		return filepath.Dir(unit.GoFiles[0])
	}
	return ""
}

func importPaths(unit *packages.Package) []string {
	paths := make([]string, 0, len(unit.Imports))
	for _, imported := range unit.Imports {
		paths = append(paths, imported.PkgPath)
	}
	slices.Sort(paths)
	return paths
}

// levels sorts packages so that each stands in a later level than all that it imports.
func levels(units []*packages.Package) [][]*packages.Package {
	byPath := make(map[string]*packages.Package, len(units))
	for _, unit := range units {
		byPath[unit.PkgPath] = unit
	}
	depth := map[string]int{}
	var visit func(unit *packages.Package) int
	visit = func(unit *packages.Package) int {
		if known, ok := depth[unit.PkgPath]; ok {
			return known
		}
		depth[unit.PkgPath] = 0 // in-package tests may import what imports the package: the loop is cut here
		level := 0
		for _, path := range importPaths(unit) {
			if imported := byPath[path]; imported != nil && imported != unit {
				level = max(level, visit(imported)+1)
			}
		}
		depth[unit.PkgPath] = level
		return level
	}
	var sorted [][]*packages.Package
	for _, unit := range units {
		level := visit(unit)
		for len(sorted) <= level {
			sorted = append(sorted, nil)
		}
		sorted[level] = append(sorted[level], unit)
	}
	return sorted
}
