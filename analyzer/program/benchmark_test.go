package program

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// BenchmarkObserve shows what observing symbols, and then finding SQL, adds to the time of loading a program and finding its imports: go test -run xxx -bench
// Observe ./analyzer/program. RINGFENCE_BENCH_TREE names a Go module to do it on, and RINGFENCE_BENCH_PATTERNS its packages.
func BenchmarkObserve(b *testing.B) {
	dir := os.Getenv("RINGFENCE_BENCH_TREE")
	if dir == "" {
		dir = filepath.Join("..", "..", "testdata", "shop")
	}
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		b.Fatal(err)
	}
	module := modfile.ModulePath(data)
	patterns := strings.Fields(os.Getenv("RINGFENCE_BENCH_PATTERNS"))
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	for _, c := range []struct {
		name string
		only part
	}{{"imports", imports}, {"symbols", symbols}, {"all", all}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := Observe(Config{
					Loads: []Load{{Dir: dir, Patterns: patterns}},
					Tests: true,
					Ours:  func(path string) bool { return path == module || strings.HasPrefix(path, module+"/") },
					only:  c.only,
				})
				if err != nil || len(p.Packages) == 0 {
					b.Fatal(err, len(p.Packages))
				}
			}
		})
	}
}
