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
	"os"

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
func New(m *modulemap.Map) *analysis.Analyzer { return newAnalyzer(m, toDiagnostics) }

// NewDistinct is New for hosts that print neither category nor end of a diagnostic, hide a message that was seen before, and drop what stands
// in a file that is not Go, as golangci-lint does: each message says its rule and the declaration that it is in, and no two are the same;
// what stands in assembly is reported at the package clause and says its place.
func NewDistinct(m *modulemap.Map) *analysis.Analyzer { return newAnalyzer(m, toDistinct) }

// newAnalyzer returns an analyzer that turns sorted findings into diagnostics.
func newAnalyzer(m *modulemap.Map, diagnose func(*analysis.Pass, []*finding.Finding) ([]analysis.Diagnostic, error)) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: Name,
		Doc:  doc,
		URL:  "https://github.com/ringfence/ringfence",
		Run: func(pass *analysis.Pass) (any, error) {
			importPath, _ := surface.ImportPath(pass.Fset, pass.Files, pass.Pkg)
			if _, ours := m.DirOf(importPath); !ours {
				return nil, nil
			}
			if _, written := Folder(pass); !written {
				return nil, nil // the main package of a test, which nobody wrote and no module holds
			}
			found, err := JudgeAlone(m, Source{
				Fset: pass.Fset, Files: pass.Files, Pkg: pass.Pkg, Info: pass.TypesInfo, Other: pass.OtherFiles, ReadFile: readFile(pass),
			})
			if err != nil {
				return nil, err
			}
			diagnostics, err := diagnose(pass, found)
			if err != nil {
				return nil, err
			}
			for _, diagnostic := range diagnostics {
				pass.Report(diagnostic)
			}
			return nil, nil
		},
	}
}

// readFile returns what reads the pass's files. Drivers that were written before it was there (nogo) leave it out.
func readFile(pass *analysis.Pass) func(name string) ([]byte, error) {
	if pass.ReadFile != nil {
		return pass.ReadFile
	}
	return os.ReadFile
}

// A Source is one type-checked package.
type Source struct {
	Fset  *token.FileSet
	Files []*ast.File // parsed with comments
	Pkg   *types.Package
	Info  *types.Info // with Types, Defs, Uses, Implicits and Selections
	// Other names the package's files that are not Go; ReadFile reads one, nil from the disk. Drivers older than them set neither.
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
	if source.ReadFile == nil {
		source.ReadFile = os.ReadFile
	}
	if dir, ok := surface.Folder(source.Fset, source.Files); ok {
		config.ReadFile = sqluse.FilesIn(dir)
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
		apis := surface.Imported(source.Fset, source.Pkg, config.Own)
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

// Folder returns the folder of a package's files, as the driver named it: a relative one is relative to the driver's working directory. It
// is false if there are no files, or only some that the go command wrote itself (the main package of a test).
func Folder(pass *analysis.Pass) (dir string, ok bool) { return surface.Folder(pass.Fset, pass.Files) }

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
