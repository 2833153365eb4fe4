package analyzer_test

import (
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

func load(t *testing.T, dir string) *modulemap.Map {
	t.Helper()
	m, err := modulemap.Load(filepath.Join(dir, modulemap.FileName))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Each line that crosses a boundary says so in a want comment; all the others are innocent.
func TestAnalyzer(t *testing.T) {
	for _, tree := range []string{"analysis", "public"} {
		t.Run(tree, func(t *testing.T) {
			dir, err := filepath.Abs(filepath.Join("..", "testdata", tree))
			if err != nil {
				t.Fatal(err)
			}
			analysistest.Run(t, dir, analyzer.New(load(t, dir)), "./...")
		})
	}
}

// One process may hold several analyzers with several maps, and use them at the same time.
func TestConcurrentMaps(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("..", "testdata", "analysis"))
	if err != nil {
		t.Fatal(err)
	}
	open, err := modulemap.Parse(modulemap.Source{
		Name: "open.yaml", Data: []byte("version: 1\nmodules: {all: {path: \".\"}}\n"),
		GoModules: []modulemap.GoModule{{Dir: ".", Path: "example.com/mono"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 2 {
		group.Add(2)
		go func() {
			defer group.Done()
			analysistest.Run(t, dir, analyzer.New(load(t, dir)), "./orders")
		}()
		go func() {
			defer group.Done()
			for _, result := range analysistest.Run(quiet{t}, dir, analyzer.New(open), "./orders") {
				if len(result.Diagnostics) > 0 {
					t.Errorf("a map of one module has no boundaries, got %v", result.Diagnostics)
				}
			}
		}()
	}
	group.Wait()
}

// quiet hides that the want comments, which are for the other map, are not met.
type quiet struct{ *testing.T }

func (quiet) Errorf(string, ...any) {}
