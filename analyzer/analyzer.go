// Package analyzer is ringfence as a go/analysis analyzer: it judges one package at a time against a module map.
//
// In comes a validated map; out comes an *analysis.Analyzer without facts, so that drivers (golangci-lint, nogo, go vet,
// multicheckers) never have to load a dependency from source for it. Hosts that see the whole program observe it by themselves, and use
// Judge and Advise.
package analyzer

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/rules"
	"github.com/ringfence/ringfence/analyzer/sqluse"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// Name is the analyzer's name, and what //nolint calls it.
const Name = "ringfence"

const doc = `enforce the boundaries of a modular monolith

ringfence reads a module map, modules.yaml, and reports imports of another module's private packages, dependencies that the map
does not list, uses of symbols and types that a module does not expose, public declarations that show private types, database handles
that cross between modules, and SQL that touches another module's tables. Each diagnostic's category is the rule that it breaks;
"ringfence explain RULE" tells more of it.`

// New returns an analyzer that judges packages against a map. The map's Go modules tell which packages are judged: all
// others pass untouched. The analyzer keeps no state and may run in parallel, and beside others with other maps.
func New(m *modulemap.Map) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: Name,
		Doc:  doc,
		URL:  "https://github.com/ringfence/ringfence",
		Run: func(pass *analysis.Pass) (any, error) {
			importPath, _ := surface.ImportPath(pass.Fset, pass.Files, pass.Pkg)
			if _, ours := m.DirOf(importPath); !ours {
				return nil, nil
			}
			found, err := JudgeAlone(m, Source{
				Fset: pass.Fset, Files: pass.Files, Pkg: pass.Pkg, Info: pass.TypesInfo, Other: pass.OtherFiles, ReadFile: pass.ReadFile,
			})
			if err != nil {
				return nil, err
			}
			for _, f := range found {
				diagnostic, err := toDiagnostic(pass, f)
				if err != nil {
					return nil, err
				}
				pass.Report(diagnostic)
			}
			return nil, nil
		},
	}
}

// A Source is one type-checked package.
type Source struct {
	Fset  *token.FileSet
	Files []*ast.File // parsed with comments
	Pkg   *types.Package
	Info  *types.Info // with Types, Defs, Uses, Implicits and Selections
	// Other names the package's files that are not Go; ReadFile reads one.
	Other    []string
	ReadFile func(name string) ([]byte, error)
	// Beyond is called when the verdict comes to rest on files of packages that this one need not import: whoever keeps verdicts by what
	// goes into a package must not keep this one. nil: nobody wants to know.
	Beyond func()
}

// Observations are what one package does: its visible side and its SQL. They do not depend on the rules of any map.
type Observations struct {
	Surface *surface.Package
	SQL     *sqluse.Package
	Broken  bool // it did not type-check, so that what is missing in it proves nothing
}

// JudgeAlone judges one package of the map by what it and its imports show, as go vet and golangci-lint do. The findings count and are
// sorted. The error is for files that cannot be read.
func JudgeAlone(m *modulemap.Map, source Source) ([]*finding.Finding, error) {
	config := Config(m)
	at := func(pos token.Pos) token.Position { return surface.Position(source.Fset, pos) }
	if len(source.Files) > 0 {
		config.ReadFile = sqluse.FilesIn(filepath.Dir(source.Fset.PositionFor(source.Files[0].Package, false).Filename))
	}
	observed, err := surface.Observe(source.Fset, source.Files, source.Pkg, source.Info, surface.Config{
		Own: config.Own, Assembly: surface.Assembly(source.Other), ReadFile: source.ReadFile,
	})
	if err != nil {
		return nil, err
	}
	o := &Observations{
		Surface: observed,
		SQL:     sqluse.Observe(surface.Written(source.Fset, source.Files), source.Pkg, source.Info, at, config),
	}
	view := newView(m, func() []*surface.API {
		apis := surface.Imported(source.Fset, source.Pkg, config.Own, nil)
		if observed.API != nil {
			apis = append(apis, observed.API)
		}
		return apis
	}, source.Beyond)
	var found []*finding.Finding
	for _, f := range finding.Sort(Judge(m, o, view).Findings) {
		if f.Status == finding.New {
			found = append(found, f)
		}
	}
	return found, nil
}

// Config returns what a map says of SQL entry points that inference cannot see, and of whose code is whose.
func Config(m *modulemap.Map) sqluse.Config {
	config := sqluse.Config{Own: func(importPath string) bool {
		_, ours := m.DirOf(importPath)
		return ours
	}}
	for _, sink := range m.Sinks() {
		config.Sinks = append(config.Sinks, sqluse.Sink{Func: sink.Func, Arg: sink.Arg})
	}
	for _, arg := range m.TableArgs() {
		config.TableArgs = append(config.TableArgs, sqluse.TableArg{Func: arg.Func, Arg: arg.Arg, Access: arg.Access})
	}
	return config
}

// Judge judges one package's observations with what is known of the packages around it.
func Judge(m *modulemap.Map, o *Observations, view *rules.View) *rules.Result {
	dir, ours := m.DirOf(o.Surface.Path)
	if !ours {
		return &rules.Result{}
	}
	return rules.Judge(m, converted(o, dir), view)
}

// Advise improves the messages of a whole program's findings: where an exposed function of the owner does what was reached for, they name
// it. The results are those of judging all packages with the view; the packages must have been observed with their graphs.
func Advise(view *rules.View, packages []*surface.Package, results []*rules.Result) {
	var edges []rules.Edge
	for _, p := range packages {
		if p.Graph != nil {
			edges = append(edges, convert(p.Graph.Edges, func(e surface.Edge) rules.Edge {
				return rules.Edge{From: rules.Node(e.From), To: rules.Node(e.To)}
			})...)
		}
	}
	rules.Advise(view, results, edges)
}
