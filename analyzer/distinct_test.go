package analyzer_test

import (
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/ringfence/ringfence/analyzer"
)

// Every finding of the example trees has a message of its own, with its rule in it, in a Go file, where New reports it.
func TestNewDistinct(t *testing.T) {
	for _, tree := range []string{"analysis", "public", "shop"} {
		t.Run(tree, func(t *testing.T) {
			t.Parallel()
			dir, err := filepath.Abs(filepath.Join("..", "testdata", tree))
			if err != nil {
				t.Fatal(err)
			}
			m := load(t, dir)
			var mu sync.Mutex
			messages := map[string]token.Position{}
			total, inAssembly := 0, 0
			both := func(pass *analysis.Pass) (any, error) {
				plain, distinct := reported(t, analyzer.New(m), pass), reported(t, analyzer.NewDistinct(m), pass)
				mu.Lock()
				defer mu.Unlock()
				if len(plain) != len(distinct) {
					t.Fatalf("New reports %d, NewDistinct %d", len(plain), len(distinct))
				}
				for i, d := range distinct {
					want, got := pass.Fset.PositionFor(plain[i].Pos, false), pass.Fset.PositionFor(d.Pos, false)
					// A package is analyzed without its tests, too.
					if before, known := messages[d.Message]; known && before.String() != got.String() {
						t.Errorf("at %s and %s: %s", before, got, d.Message)
					}
					messages[d.Message] = got
					if !strings.HasPrefix(d.Message, plain[i].Message) || !strings.Contains(d.Message, "["+d.Category+" in ") {
						t.Errorf("%s does not name its rule %s", d.Message, d.Category)
					}
					total++
					if filepath.Ext(want.Filename) == ".go" {
						if got != want || d.End != plain[i].End {
							t.Errorf("at %s, want %s: %s", got, want, d.Message)
						}
						continue
					}
					inAssembly++
					if first := pass.Fset.PositionFor(pass.Files[0].Name.Pos(), false); got != first || !strings.Contains(d.Message, filepath.Base(want.String())+"]") {
						t.Errorf("at %s, want %s: %s", got, first, d.Message)
					}
				}
				return nil, nil
			}
			analysistest.Run(quiet{t}, dir, &analysis.Analyzer{Name: "both", Doc: "both", Run: both}, "./...")
			if total == 0 || (inAssembly > 0) != (tree == "public") {
				t.Errorf("%d findings, %d of them in assembly", total, inAssembly)
			}
		})
	}
}

// reported returns what an analyzer reports of a package, sorted as findings are.
func reported(t *testing.T, a *analysis.Analyzer, pass *analysis.Pass) []analysis.Diagnostic {
	t.Helper()
	var list []analysis.Diagnostic
	own := *pass
	own.Report = func(d analysis.Diagnostic) { list = append(list, d) }
	if _, err := a.Run(&own); err != nil {
		t.Error(err)
	}
	return slices.Clip(list)
}
