// Package analyzer is ringfence as a go/analysis analyzer: it judges one package at a time against a module map.
//
// In comes a validated map; out comes an *analysis.Analyzer without facts, so that drivers (golangci-lint, nogo, go vet,
// multicheckers) never have to load a dependency from source for it. Hosts that see the whole program use Observe and
// Judge, the two halves of the analyzer: the first knows no policy, the second no Go types.
package analyzer

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
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
does not list, and SQL that touches another module's tables. Each diagnostic's category is the rule that it breaks;
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
			o := Observe(pass.Fset, pass.Files, pass.Pkg, pass.TypesInfo, Config(m))
			found, _ := Judge(m, o, false)
			for _, f := range finding.Sort(found) {
				if f.Status == finding.New {
					pass.Report(diagnostic(pass, f))
				}
			}
			return nil, nil
		},
	}
}

// Observations are what one package does: its visible side and its SQL. They do not depend on the rules of any map.
type Observations struct {
	Surface *surface.Package
	SQL     *sqluse.Package
}

// Observe reads one type-checked package. info needs Types, Defs, Uses, Implicits and Selections.
func Observe(fset *token.FileSet, files []*ast.File, pkg *types.Package, info *types.Info, config sqluse.Config) *Observations {
	at := func(pos token.Pos) token.Position { return surface.Position(fset, pos) }
	if len(files) > 0 {
		config.ReadFile = sqluse.FilesIn(filepath.Dir(fset.PositionFor(files[0].Package, false).Filename))
	}
	return &Observations{
		Surface: surface.Observe(fset, files, pkg, info),
		SQL:     sqluse.Observe(surface.Written(fset, files), pkg, info, at, config),
	}
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

// Judge judges one package's observations. broken says that the package did not type-check, so that what is missing in it
// proves nothing. The findings are not sorted; allowed ones are among them.
func Judge(m *modulemap.Map, o *Observations, broken bool) ([]*finding.Finding, rules.Coverage) {
	dir, ours := m.DirOf(o.Surface.Path)
	if !ours {
		return nil, rules.Coverage{}
	}
	p := &rules.Package{
		Path:          o.Surface.Path,
		Name:          o.Surface.Name,
		Dir:           path.Clean(dir),
		Broken:        broken,
		DeclarationAt: o.Surface.DeclarationAt,
	}
	for _, file := range o.Surface.Files {
		p.Files = append(p.Files, rules.File{Name: file.Name, Clause: file.Clause, Generated: file.Generated, Test: file.Test})
	}
	for _, imp := range o.Surface.Imports {
		p.Imports = append(p.Imports, rules.Import{Path: imp.Path, Pos: imp.Pos, End: imp.End})
	}
	for _, d := range o.Surface.Directives {
		p.Directives = append(p.Directives, rules.Directive{Text: d.Text, Pos: d.Pos, End: d.End, From: d.From, To: d.To})
	}
	for i := range o.SQL.Texts {
		text := &o.SQL.Texts[i]
		p.Texts = append(p.Texts, rules.Text{
			SQL: text.SQL, Sink: text.Sink, Exported: text.Exported, Inferred: text.Inferred, Guessed: text.Guessed,
			Call: text.Call, Cut: text.Cut, Span: text.Span, Elsewhere: text.Elsewhere,
		})
	}
	return rules.Judge(m, p)
}
