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

// observeAll observes packages after those that they import, so that what functions of one run and return is known in the next.
// Packages that do not depend on each other are observed side by side.
func observeAll(fset *token.FileSet, units []*packages.Package, config Config) ([]*Package, error) {
	known := &sqluse.Known{}
	shared := &surface.Shared{}
	config.SQL.Known, config.SQL.Whole, config.SQL.Own = known, true, config.Ours
	var all []*Package
	for _, level := range levels(units) {
		observed, errs := make([]*Package, len(level)), make([]error, len(level))
		var group sync.WaitGroup
		slots := make(chan struct{}, runtime.GOMAXPROCS(0))
		for i, unit := range level {
			group.Add(1)
			slots <- struct{}{}
			go func() {
				defer group.Done()
				defer func() { <-slots }()
				observed[i], errs[i] = observe(fset, unit, config, shared)
			}()
		}
		group.Wait()
		if err := errors.Join(errs...); err != nil {
			return nil, err
		}
		for _, p := range observed {
			known.Add(p.SQL)
		}
		all = append(all, observed...)
	}
	return all, nil
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

// observe observes one package.
func observe(fset *token.FileSet, unit *packages.Package, config Config, shared *surface.Shared) (*Package, error) {
	seen := surface.Config{Own: config.Ours, Assembly: surface.Assembly(unit.OtherFiles), ReadFile: os.ReadFile, Graph: true, Shared: shared}
	if config.only == imports {
		seen = surface.Config{}
	}
	observed, err := surface.Observe(fset, unit.Syntax, unit.Types, unit.TypesInfo, seen)
	if err != nil {
		return nil, err
	}
	p := &Package{
		Surface: observed,
		SQL:     &sqluse.Package{},
		Dir:     dirOf(unit),
		Broken:  len(unit.Errors) > 0 || unit.IllTyped,
	}
	if config.only != all {
		return p, nil
	}
	config.SQL.ReadFile = sqluse.FilesIn(p.Dir)
	at := func(pos token.Pos) token.Position { return surface.Position(fset, pos) }
	p.SQL = sqluse.Observe(surface.Written(fset, unit.Syntax), unit.Types, unit.TypesInfo, at, config.SQL)
	return p, nil
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
