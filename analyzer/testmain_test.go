package analyzer_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer"
)

// The go command writes a main package for each tested package. It imports a module without being in one, and is nobody's to answer for.
func TestMainOfTests(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":              "module example.com/shop\n\ngo 1.25\n",
		"modules.yaml":        "version: 1\nmodules:\n  order: {path: order, visible_to: []}\nunassigned: deny\n",
		"order/order.go":      "package order\n",
		"order/order_test.go": "package order\n\nimport \"testing\"\n\nfunc TestNothing(*testing.T) {}\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	config := &packages.Config{Mode: packages.LoadSyntax, Dir: dir, Tests: true, Env: append(os.Environ(), "GOFLAGS=", "GOWORK=off")}
	roots, err := packages.Load(config, "./...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(load(t, dir))}, roots, nil)
	if err != nil {
		t.Fatal(err)
	}
	mains := 0
	for _, action := range graph.Roots {
		if action.Package.PkgPath == "example.com/shop/order.test" {
			mains++
		}
		if action.Err != nil || len(action.Diagnostics) > 0 {
			t.Errorf("%s: %v, %v", action, action.Err, action.Diagnostics)
		}
	}
	if mains != 1 {
		t.Errorf("%d main packages of tests", mains)
	}
}
