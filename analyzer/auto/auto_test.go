package auto

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// TestAnalyzer judges two trees with one analyzer at the same time: each package finds the map above it. Each line that crosses a boundary
// says so in a want comment; all the others are innocent.
func TestAnalyzer(t *testing.T) {
	a := newAnalyzer()
	var group sync.WaitGroup
	for _, tree := range []string{"analysis", "public", "analysis", "public"} {
		group.Go(func() {
			dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", tree))
			if err != nil {
				t.Error(err)
				return
			}
			if results := analysistest.Run(t, dir, a, "./..."); len(results) < 5 {
				t.Errorf("%s: %d packages were judged", tree, len(results))
			}
		})
	}
	group.Wait()
}

func TestValid(t *testing.T) {
	if err := analysis.Validate([]*analysis.Analyzer{Analyzer}); err != nil {
		t.Error(err)
	}
	if len(Analyzer.FactTypes) > 0 || len(Analyzer.Requires) > 0 {
		t.Error("facts or requirements make drivers load every dependency from source")
	}
	if Analyzer.Flags.Lookup("map") == nil {
		t.Error("there is no flag -map")
	}
}

// write writes the files of a txtar-like list, name and content in turns, and returns their folder.
func write(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// judged runs the analyzer on the files of a folder as a driver does that sets no more than it must.
func judged(t *testing.T, a *analysis.Analyzer, importPath, dir string, module *analysis.Module) ([]string, error) {
	t.Helper()
	fset := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	pkg, err := (&types.Config{Importer: nothing{}}).Check(importPath, fset, files, info)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	_, err = a.Run(&analysis.Pass{
		Analyzer: a, Fset: fset, Files: files, Pkg: pkg, TypesInfo: info, Module: module,
		Report: func(d analysis.Diagnostic) { found = append(found, d.Category+": "+d.Message) },
	})
	return found, err
}

// nothing imports empty packages.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	pkg := types.NewPackage(path, filepath.Base(path))
	pkg.MarkComplete()
	return pkg, nil
}

const mapOfTwo = "version: 1\nmodules:\n  order: {path: order}\n  stock: {path: stock}\n"

// shop is a tree with one violation, in order.
func shop(t *testing.T, mapText string) string {
	return write(t, "go.mod", "module example.com/shop\n", "modules.yaml", mapText,
		"order/order.go", "package order\n\nimport _ \"example.com/shop/stock/store\"\n",
		"order/order_test.go", "package order_test\n\nimport _ \"example.com/shop/stock/store\"\n",
		"stock/store/store.go", "package store\n",
		"testdata/case/case.go", "package case_\n")
}

func TestMinimalDriver(t *testing.T) {
	dir := shop(t, mapOfTwo)
	os.Remove(filepath.Join(dir, "order", "order_test.go"))
	a := newAnalyzer()
	for range 2 {
		found, err := judged(t, a, "example.com/shop/order", filepath.Join(dir, "order"), nil)
		if err != nil || len(found) != 1 || !strings.HasPrefix(found[0], "private-package: order imports example.com/shop/stock/store") {
			t.Errorf("got %q, %v", found, err)
		}
	}
}

// A map with another name, or of another place, is that of the flag, for every package.
func TestMapFlag(t *testing.T) {
	dir := shop(t, mapOfTwo)
	os.Remove(filepath.Join(dir, "order", "order_test.go"))
	order := filepath.Join(dir, "order")
	open := strings.Replace(mapOfTwo, "stock}", "stock, open: true}", 1)
	if err := os.WriteFile(filepath.Join(dir, "open.yaml"), []byte(open), 0o666); err != nil {
		t.Fatal(err)
	}
	flagged := func(file string) *analysis.Analyzer {
		a := newAnalyzer()
		if err := a.Flags.Set("map", file); err != nil {
			t.Fatal(err)
		}
		return a
	}
	if found, err := judged(t, flagged(filepath.Join(dir, "open.yaml")), "example.com/shop/order", order, nil); err != nil || len(found) > 0 {
		t.Errorf("everything is open, got %q, %v", found, err)
	}
	foreign := write(t, "a.go", "package a\n")
	if found, err := judged(t, flagged(filepath.Join(dir, "modules.yaml")), "example.com/a", foreign, nil); err != nil || len(found) > 0 {
		t.Errorf("a package that is not the map's: %q, %v", found, err)
	}
	for _, missing := range []string{filepath.Join(dir, "none.yaml"), "none.yaml"} {
		if _, err := judged(t, flagged(missing), "example.com/shop/order", order, nil); err == nil || !strings.Contains(err.Error(), "none.yaml") {
			t.Errorf("a map that is not there: %v", err)
		}
	}
	t.Chdir(order) // as the go command does
	if found, err := judged(t, flagged("open.yaml"), "example.com/shop/order", order, nil); err != nil || len(found) > 0 {
		t.Errorf("a name that is relative to a folder above: %q, %v", found, err)
	}
}

func TestErrors(t *testing.T) {
	tree := shop(t, mapOfTwo)
	broken := shop(t, "version: 1\nmodules:\n  order: {path: ordre}\n  stock: {path: stock, pubic: []}\n")
	none := write(t, "go.mod", "module example.com/shop\n", "order/order.go", "package order\n")
	for _, test := range []struct {
		name, path, dir string
		want            []string // parts of the error; none: there is none
	}{
		{"no map", "example.com/shop/order", none + "/order", []string{"no modules.yaml from", "ringfence init"}},
		{"a broken map", "example.com/shop/stock/store", broken + "/stock/store", []string{"`ordre`", "`pubic`", "did you mean"}},
		{"another import path", "corp/order", tree + "/stock/store", []string{"corp/order", "go.mod says that it is example.com/shop/stock/store"}},
		{"files one by one", "command-line-arguments", tree + "/stock/store", []string{"name their package instead: example.com/shop/stock/store"}},
		{"test data", "corp/case", tree + "/testdata/case", nil},
		{"a package of the map", "example.com/shop/stock/store", tree + "/stock/store", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, err := judged(t, newAnalyzer(), test.path, filepath.FromSlash(test.dir), nil)
			if len(found) > 0 || (err == nil) != (test.want == nil) {
				t.Fatalf("got %q, %v", found, err)
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q is not in: %v", part, err)
				}
			}
		})
	}
}

// What has no map above it passes only if it is known to be somebody else's.
func TestForeign(t *testing.T) {
	dir := write(t, "go.mod", "module example.com/lib\n", "a.go", "package lib\n")
	if _, err := judged(t, newAnalyzer(), "example.com/lib", dir, &analysis.Module{Path: "example.com/lib", Version: "v1.2.3"}); err != nil {
		t.Errorf("a dependency: %v", err)
	}
	if _, err := judged(t, newAnalyzer(), "example.com/lib", dir, &analysis.Module{Path: "example.com/lib"}); err == nil {
		t.Error("the main module, and no map: no error")
	}
	std := write(t, "go.mod", "module std\n", "errors/errors.go", "package errors\n", "cmd/go.mod", "module cmd\n", "cmd/go/main.go", "package main\n")
	for path, dir := range map[string]string{"errors": "errors", "cmd/go": "cmd/go"} {
		if _, err := judged(t, newAnalyzer(), path, filepath.Join(std, dir), nil); err != nil {
			t.Errorf("the standard library: %v", err)
		}
	}
}

// Bazel names files relative to its execution root, and runs its tools there.
func TestBazelFolders(t *testing.T) {
	files := []string{
		"go.mod", "module example.com/shop\n", "order/order.go", "package order\n", "external/lib/lib.go", "package lib\n",
		"bazel-out/k8/bin/external/lib/pb/pb.go", "package pb\n", "bazel-out/k8/bin/order/pb/pb.go", "package pb\n",
	}
	for _, test := range []struct {
		path, dir string
		without   bool // a map, is it an error?
	}{
		{"example.com/shop/order", "order", true},
		{"example.com/lib", "external/lib", false},
		{"example.com/lib/pb", "bazel-out/k8/bin/external/lib/pb", false},
		{"example.com/shop/order/pb", "bazel-out/k8/bin/order/pb", true},
		{"corp/pb", "bazel-out/k8/bin/order/pb", true},
	} {
		for _, withMap := range []bool{false, true} {
			dir := write(t, files...)
			if withMap {
				if err := os.WriteFile(filepath.Join(dir, "modules.yaml"), []byte("version: 1\nmodules: {order: {path: order}}\n"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			t.Chdir(dir)
			_, err := judged(t, newAnalyzer(), test.path, filepath.FromSlash(test.dir), nil)
			if want := test.without && !withMap; (err != nil) != want {
				t.Errorf("%s, map: %v: %v", test.dir, withMap, err)
			}
			if err != nil && !strings.Contains(err.Error(), "embed the map in an analyzer of your own") {
				t.Errorf("the error does not say what to do: %v", err)
			}
		}
	}
	if isExternal("/external/lib") || isExternal("externals/lib") || !isExternal("../lib") || isExternal(".") {
		t.Error("external folders are told wrongly")
	}
}

// A pass without files says nothing of a map.
func TestNoFiles(t *testing.T) {
	pass := &analysis.Pass{Fset: token.NewFileSet(), Pkg: types.NewPackage("example.com/empty", "empty"), TypesInfo: &types.Info{}}
	if _, err := newAnalyzer().Run(pass); err != nil {
		t.Error(err)
	}
}
