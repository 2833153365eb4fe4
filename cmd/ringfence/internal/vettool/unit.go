package vettool

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// runUnit checks one package. What it leaves behind decides what the go command caches: it caches a result only beside a
// facts file, so a package whose verdict must not be kept leaves none.
func runUnit(u *unit, f flags, stdout, stderr io.Writer) int {
	goCommand := os.Getenv(goVersionVariable)
	var v verdict
	var fault error
	var keep, judged bool
	switch {
	case u.foreign():
		keep = true
	case u.VetxOnly: // Where it would be taken for a verdict, nothing may be kept: its turn may come.
		keep = tellsApart(goCommand)
	default:
		judged = true
		if fault = readable(runtime.Version(), goCommand); fault != nil {
			fault = everyones{"the tool", fault}
		} else {
			v, fault = judge(u, f)
		}
		if !u.first(fault) {
			return exitClean // The one that told it made the go command fail.
		}
		keep = fault == nil && !v.beyond && f.mapFile == ""
	}
	if keep {
		if err := os.WriteFile(u.VetxOutput, nil, 0o666); err != nil {
			fault = errors.Join(fault, err)
		}
	}
	if f.json && judged {
		return printJSON(u, v.found, fault, stdout, stderr)
	}
	if fault != nil {
		fmt.Fprintln(stderr, "ringfence:", fault)
		return exitFault
	}
	for _, d := range v.found {
		fmt.Fprintf(stderr, "%s: %s\n", d.Posn, d.Message)
	}
	if len(v.found) > 0 {
		return exitFindings
	}
	return exitClean
}

// verdict is what is found in a package.
type verdict struct {
	found []diagnostic
	// beyond: it rests on more than the go command knows to go into the package, so that it may be another one next time though the go
	// command sees no reason to ask.
	beyond bool
}

// diagnostic is one finding as the go command reads it.
type diagnostic struct {
	Category string `json:"category,omitempty"`
	Posn     string `json:"posn"`
	End      string `json:"end"`
	Message  string `json:"message"`
}

// printJSON writes the tree that go vet reads: package → analyzer → diagnostics, or an error. The exit code says only
// whether the tool itself worked.
func printJSON(u *unit, found []diagnostic, fault error, stdout, stderr io.Writer) int {
	tree := map[string]map[string]any{}
	switch {
	case fault != nil:
		tree[u.ID] = map[string]any{analyzer.Name: map[string]string{"error": "ringfence: " + fault.Error()}}
	case len(found) > 0:
		tree[u.ID] = map[string]any{analyzer.Name: found}
	}
	data, err := json.MarshalIndent(tree, "", "\t")
	if err == nil {
		if u.Stdout != "" {
			err = os.WriteFile(u.Stdout, append(data, '\n'), 0o666)
		} else {
			_, err = fmt.Fprintf(stdout, "%s\n", data)
		}
	}
	if err != nil {
		fmt.Fprintln(stderr, "ringfence:", err)
		return exitFault
	}
	return exitClean
}

// judge judges the package against the map above it.
func judge(u *unit, f flags) (verdict, error) {
	file, err := mapFor(u.Dir, f.mapFile)
	if err != nil {
		modulePath, _ := u.module()
		return verdict{}, everyones{"the Go module " + modulePath, err}
	}
	m, err := u.load(file)
	if err != nil {
		return verdict{}, everyones{file, err}
	}
	importPath, _, _ := strings.Cut(u.ImportPath, " ")
	importPath = strings.TrimSuffix(importPath, "_test")
	if importPath == filesNamed {
		importPath = pathOfDir(m, u.Dir)
		u.ImportPath = strings.Replace(u.ImportPath, filesNamed, importPath, 1)
	}
	if _, ours := m.DirOf(importPath); !ours {
		return verdict{}, nil
	}
	fset := token.NewFileSet()
	files, pkg, info, err := u.check(fset)
	if err != nil {
		return verdict{}, err
	}
	var v verdict
	found, err := analyzer.JudgeAlone(m, analyzer.Source{
		Fset: fset, Files: files, Pkg: pkg, Info: info, Other: u.NonGoFiles, ReadFile: os.ReadFile,
		Beyond: func() { v.beyond = true },
	})
	if err != nil {
		return verdict{}, err
	}
	for _, f := range found {
		v.found = append(v.found, diagnostic{f.Rule, posn(m, f.Span.Start), posn(m, f.Span.End), f.Message})
	}
	return v, nil
}

// pathOfDir returns the import path of the package in a folder, "" if no Go module of the map holds it.
func pathOfDir(m *modulemap.Map, dir string) string {
	rel, err := filepath.Rel(m.Root(), dir)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return m.ImportPath(filepath.ToSlash(rel))
}

// posn prints a place the way the go command expects it: with the file's full path, which it shortens.
func posn(m *modulemap.Map, at token.Position) string {
	return fmt.Sprintf("%s:%d:%d", filepath.Join(m.Root(), filepath.FromSlash(at.Filename)), at.Line, at.Column)
}

// mapFor returns the map that governs a package: the nearest above its folder, or the one named by -map. The go command
// runs the tool in the package's folder, so a relative name is looked for there and in the folders above.
func mapFor(dir, named string) (string, error) {
	if named == "" {
		return modulemap.Find(dir)
	}
	file, err := modulemap.FindNamed(dir, named)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("-map=%s: no such file in %s or above; go vet runs its tool in each package's folder, so give the full path", named, dir)
	}
	return file, err
}

// check parses and type-checks the package, its imports from the export data that the go command built.
func (u *unit) check(fset *token.FileSet) ([]*ast.File, *types.Package, *types.Info, error) {
	var files []*ast.File
	for _, name := range u.GoFiles {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, nil, err
		}
		files = append(files, file)
	}
	exports := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		file, ok := u.PackageFile[path]
		if !ok {
			return nil, fmt.Errorf("the go command named no export data for %q", path)
		}
		return os.Open(file)
	})
	config := types.Config{
		Importer: importerFunc(func(path string) (*types.Package, error) {
			resolved, ok := u.ImportMap[path]
			if !ok {
				return nil, fmt.Errorf("the go command did not resolve import %q", path)
			}
			return exports.Import(resolved)
		}),
		Sizes:     types.SizesFor("gc", build.Default.GOARCH),
		GoVersion: u.GoVersion,
	}
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	pkg, err := config.Check(u.ImportPath, fset, files, info)
	if err != nil {
		return nil, nil, nil, err
	}
	return files, pkg, info, nil
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }
