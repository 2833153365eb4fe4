//go:build integration

package vet

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// BenchmarkGoVet compares ringfence with the go command's own vet, in turn, on a tree that is built: cold, when nothing is known of any
// package, dependencies included, and warm, when nothing has changed. It reports the median of the ratios of the pairs:
//
//	RINGFENCE_TREE=/path/to/a/tree/with/a/map go -C testdata/vet test -tags integration -run '^$' -bench GoVet -benchtime 5x .
//
// Without RINGFENCE_TREE the tree is the shop, which is small, so that what takes the go command its time counts for most.
func BenchmarkGoVet(b *testing.B) {
	dir := os.Getenv("RINGFENCE_TREE")
	if dir == "" {
		dir = filepath.Join("..", "shop")
	}
	tool := filepath.Join(b.TempDir(), "ringfence")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", tool, "./cmd/ringfence")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	binary, err := os.ReadFile(tool)
	if err != nil {
		b.Fatal(err)
	}
	round := time.Now().UnixNano()
	vet := func(args ...string) time.Duration {
		cmd := exec.Command("go", append(append([]string{"vet"}, args...), "./...")...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS=")
		start := time.Now()
		out, err := cmd.CombinedOutput()
		if err != nil && len(findings(string(out))) == 0 {
			b.Fatalf("go vet %q: %v\n%s", args, err, out)
		}
		return time.Since(start)
	}
	// A flag with a value that was never there makes the go command forget, for its own vet, and a byte behind the binary for ringfence.
	unknown := func() string { return fmt.Sprintf("-printf.funcs=f%d", round) }
	forget := func() {
		round++
		if err := os.WriteFile(tool, strconv.AppendInt(slices.Clone(binary), round, 10), 0o755); err != nil {
			b.Fatal(err)
		}
	}
	vet(unknown()) // builds what is not built
	for _, situation := range []string{"cold", "warm"} {
		b.Run(situation, func(b *testing.B) {
			if situation == "warm" {
				vet(unknown())
				vet("-vettool=" + tool)
			}
			var ratios []float64
			for b.Loop() {
				if situation == "cold" {
					forget()
				}
				ours, stock := vet("-vettool="+tool), vet(unknown())
				ratios = append(ratios, float64(ours)/float64(stock))
			}
			slices.Sort(ratios)
			b.ReportMetric(ratios[len(ratios)/2], "ours/stock")
		})
	}
}
