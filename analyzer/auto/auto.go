// Package auto is ringfence as an analyzer that finds its module map by itself, for programs that put analyzers together: multichecker,
// singlechecker, and what is like them.
//
//	package main
//
//	import (
//		"golang.org/x/tools/go/analysis/multichecker"
//
//		"github.com/ringfence/ringfence/analyzer/auto"
//	)
//
//	func main() { multichecker.Main(auto.Analyzer) }
//
// In comes a package, whatever driver loaded it; out come the diagnostics of [analyzer.New] with the map that governs it: the nearest
// modules.yaml at or above the package's folder, never past the repository's root (.git), or the one that the flag -map names. Each map is
// read once a process.
//
// # No map is an error, never a pass
//
// Without a map above it a package is judged by nobody, so the analyzer fails. Nothing is said only of what is known to be somebody else's:
// a package of the standard library (the go.mod above it says std or cmd), one that the driver says belongs to a dependency with a version,
// and one of an external repository of Bazel's (its files are named external/…, ../… or bazel-out/…/external/…). With -map there is
// nothing to look for: packages that are not the map's pass, and a map that is not there is an error for all. A package in a map's folders
// whose import path the map does not expect, and files that are named one by one, are errors too.
//
// # Where results are kept
//
// A driver that keeps results does not know that they depend on modules.yaml, and would show those of the map as it was: Bazel's nogo,
// which does not even see a file that no rule names, and the go command with a vet tool made by unitchecker. Give them an analyzer whose
// map is part of the program, with [analyzer.New], [modulemap.Parse] and go:embed, so that an edited map is another program:
// testdata/nogo in ringfence's repository shows it, with the rules for Bazel. ringfence itself, as a vet tool and in golangci-lint, sees
// to that on its own.
package auto

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// Analyzer judges each package against the module map above it. It has no facts and requires nothing of a driver but a package's files,
// types and positions.
var Analyzer = newAnalyzer()

func newAnalyzer() *analysis.Analyzer {
	o := &onMap{}
	a := analyzer.New(nil) // for its name and its words
	a.Run = o.run
	a.Flags.StringVar(&o.file, "map", "", "module map `FILE`; by default the nearest modules.yaml above each package's folder")
	return a
}

// onMap judges packages, each with its map.
type onMap struct {
	file string   // the flag's
	maps sync.Map // full path of a map → func() (judge, error)
}

// judge is what a map was made into.
type judge struct {
	*analysis.Analyzer
	m *modulemap.Map
}

func (o *onMap) run(pass *analysis.Pass) (any, error) {
	dir, ok := analyzer.Folder(pass)
	if !ok {
		return nil, nil // no files, or only the go command's own
	}
	if o.file != "" {
		file, err := named(o.file)
		if err != nil {
			return nil, err
		}
		j, err := o.judge(file)
		if err != nil {
			return nil, err
		}
		return j.Run(pass)
	}
	if isExternal(dir) {
		return nil, nil
	}
	file, err := modulemap.Find(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if isForeign(pass, dir) {
			return nil, nil
		}
		return nil, explain(err, dir)
	} else if err != nil {
		return nil, err
	}
	j, err := o.judge(file)
	if err != nil {
		return nil, err
	}
	if err := expected(pass, j.m, dir); err != nil {
		return nil, err
	}
	return j.Run(pass)
}

// judge reads a map, once a process.
func (o *onMap) judge(file string) (judge, error) {
	load, ok := o.maps.Load(file)
	if !ok {
		load, _ = o.maps.LoadOrStore(file, sync.OnceValues(func() (judge, error) {
			m, err := modulemap.Load(file)
			if err != nil {
				return judge{}, err
			}
			return judge{analyzer.New(m), m}, nil
		}))
	}
	return load.(func() (judge, error))()
}

// named returns the full path of the map that the flag names. The go command runs vet tools in each package's folder, so a relative name is
// looked for in the working directory and in the folders above.
func named(file string) (string, error) {
	found, err := modulemap.FindNamed(".", file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("-map=%s: no such file in the working directory or above; give its full path", file)
	}
	return found, err
}

// explain adds what to do where the map is there but the driver does not see it.
func explain(err error, dir string) error {
	if filepath.IsAbs(dir) {
		return err
	}
	return fmt.Errorf("%w (a build in a sandbox sees only the files that its rules name: embed the map in an analyzer of your own, with analyzer.New; "+
		"testdata/nogo in ringfence's repository shows how)", err)
}

// expected tells whether the map knows the package that is in one of its folders by the name that the driver has for it: by any other name
// it would pass without a look.
func expected(pass *analysis.Pass, m *modulemap.Map, dir string) error {
	path, _, _ := strings.Cut(pass.Pkg.Path(), " ")
	if _, ours := m.DirOf(strings.TrimSuffix(path, "_test")); ours || isGenerated(dir) {
		return nil
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("looking for the package %s: %w", path, err)
	}
	rel, err := filepath.Rel(m.Root(), absolute)
	if err != nil {
		return fmt.Errorf("looking for the package %s: %w", path, err)
	}
	want := m.ImportPath(filepath.ToSlash(rel))
	switch {
	case want == "":
		return nil // testdata, vendor, a Go module of its own
	case path == "command-line-arguments":
		return fmt.Errorf("files that are named one by one have no import path; name their package instead: %s", want)
	}
	return fmt.Errorf("the driver calls the package in %s %s, but go.mod says that it is %s; let both use one name", filepath.ToSlash(rel), path, want)
}
