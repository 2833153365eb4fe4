package program

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/packages"
)

// asked are the packages that a command names.
type asked struct {
	loads []Load
	roots [][]*packages.Package // of each load, without their files' contents
	paths map[string]bool       // of packages
	errs  []error
	ours  func(importPath string) bool
}

// resolve finds the packages that are asked for.
func resolve(config Config) *asked {
	a := &asked{loads: config.Asked, paths: map[string]bool{}, ours: config.Ours}
	for _, one := range config.Asked {
		loader := &packages.Config{Mode: packages.NeedName | packages.NeedFiles, Dir: one.Dir, Env: one.environ(config.Env)}
		if config.Tags != "" {
			loader.BuildFlags = []string{"-tags=" + config.Tags}
		}
		roots, err := packages.Load(loader, one.Patterns...)
		if err != nil {
			a.errs = append(a.errs, fmt.Errorf("loading %s: %w", one.Patterns, err))
		}
		a.roots = append(a.roots, roots)
		for _, root := range roots {
			a.paths[root.PkgPath] = true
		}
	}
	return a
}

func (a *asked) has(importPath string) bool { return a.paths[importPath] }

// elsewhere returns what has to be loaded besides.
func (a *asked) elsewhere(loads []*loaded) []Load {
	known := map[string]bool{}
	for _, l := range loads {
		for root := range l.roots {
			known[root.PkgPath] = true
		}
	}
	var more []Load
	for i, one := range a.loads {
		if slices.ContainsFunc(a.roots[i], func(root *packages.Package) bool {
			return !known[root.PkgPath] && (a.ours(root.PkgPath) || len(root.Errors) > 0)
		}) {
			one.Whole = nil
			more = append(more, one)
		}
	}
	return more
}

// check returns what is wrong with what was asked for: patterns that match nothing, or nothing of the user's.
func (a *asked) check(loads []*loaded) []error {
	errs := a.errs
	var all []*packages.Package
	for _, l := range loads {
		all = append(all, l.graph.Roots...)
	}
	for i, one := range a.loads {
		if err := unmatched(one, slices.Concat(a.roots[i], slices.DeleteFunc(slices.Clone(all), func(root *packages.Package) bool {
			return !a.paths[underTest(root)]
		}))); err != nil {
			errs = append(errs, err)
		} else if !slices.ContainsFunc(a.roots[i], func(root *packages.Package) bool { return a.ours(root.PkgPath) }) && len(a.errs) == 0 {
			errs = append(errs, noPackage(one))
		}
	}
	return errs
}
