package nogo

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"
)

// A unit is what one run of nogo is about: the sources of one package, as the rule names them, and where its imports were compiled to.
type unit struct {
	Path        string   // nogo's -p
	Files       []string // relative to the execution root, where it runs
	PackageFile map[string]string
}

// run does with a package what the main program does that rules_go generates (go/tools/builders/nogo_main.go, read in version 0.50): parse
// the files under the names given, type-check them with imports from export data, run all analyzers side by side on one pass each,
// and print the diagnostics by position. A pass has the fields that nogo sets and no other: no Module, ReadFile, OtherFiles, TypeErrors.
// nogo's own //nolint and its lists of files that it leaves out are not here.
func (u unit) run(analyzers ...*analysis.Analyzer) ([]string, error) {
	if err := analysis.Validate(analyzers); err != nil {
		return nil, err
	}
	if len(u.Files) == 0 {
		return nil, errors.New("no filenames")
	}
	imports := &exportImporter{fset: token.NewFileSet(), files: u.PackageFile, packages: map[string]*types.Package{}}
	var files []*ast.File
	for _, name := range u.Files {
		file, err := parser.ParseFile(imports.fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Scopes: map[ast.Node]*types.Scope{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances: map[*ast.Ident]types.Instance{},
	}
	pkg, err := (&types.Config{Importer: imports}).Check(u.Path, imports.fset, files, info)
	if err != nil {
		return nil, fmt.Errorf("analyzers skipped due to type-checking error: %w", err)
	}
	actions := make([]action, len(analyzers))
	var group sync.WaitGroup
	for i, a := range analyzers {
		group.Go(func() { actions[i].run(a, imports.fset, files, pkg, info) })
	}
	group.Wait()

	var found []analysis.Diagnostic
	var errs []error
	for i, a := range analyzers {
		if actions[i].err != nil {
			errs = append(errs, fmt.Errorf("analyzer %q failed: %w", a.Name, actions[i].err))
		}
		found = append(found, actions[i].found...)
	}
	slices.SortStableFunc(found, func(a, b analysis.Diagnostic) int { return int(a.Pos - b.Pos) })
	var lines []string
	for _, d := range found {
		lines = append(lines, fmt.Sprintf("%s: %s", imports.fset.Position(d.Pos), d.Message))
	}
	return lines, errors.Join(errs...)
}

// An action is one analyzer on one package.
type action struct {
	found []analysis.Diagnostic
	err   error
}

func (act *action) run(a *analysis.Analyzer, fset *token.FileSet, files []*ast.File, pkg *types.Package, info *types.Info) {
	if len(a.Requires) > 0 || len(a.FactTypes) > 0 {
		act.err = errors.New("this driver has neither facts nor other analyzers' results")
		return
	}
	result, err := a.Run(&analysis.Pass{
		Analyzer: a, Fset: fset, Files: files, Pkg: pkg, TypesInfo: info, ResultOf: map[*analysis.Analyzer]any{},
		TypesSizes: types.SizesFor("gc", os.Getenv("GOARCH")), // nil in an empty environment, as in nogo
		Report:     func(d analysis.Diagnostic) { act.found = append(act.found, d) },

		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportPackageFact: func(analysis.Fact) {},
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact:  func(types.Object, analysis.Fact) {},
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
	})
	if err == nil && result != nil {
		err = fmt.Errorf("a result of type %T, but ResultType is nil", result)
	}
	act.err = err
}

// exportImporter reads what the compiler left of imported packages.
type exportImporter struct {
	fset     *token.FileSet
	files    map[string]string
	packages map[string]*types.Package
}

func (i *exportImporter) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := i.packages[path]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	file, err := os.Open(i.files[path])
	if err != nil {
		return nil, fmt.Errorf("could not import %q: %w", path, err)
	}
	defer file.Close()
	data, err := gcexportdata.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("reading export data of %q: %w", path, err)
	}
	return gcexportdata.Read(data, i.fset, i.packages, path)
}
