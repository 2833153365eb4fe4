package nogo

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMultichecker runs the real program on the shop, on a package of it from a folder below, and where there is no map.
func TestMultichecker(t *testing.T) {
	tr := shop(t)
	want := tr.expected(t)
	check := build(t, ".", "./cmd/check")
	if got := places(tr.dir, command(t, tr.dir, 3, check, "./...")); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	here := func(line string) bool { return strings.HasPrefix(line, "internal/billing/") }
	below := places(tr.dir, command(t, filepath.Join(tr.dir, "internal", "notify"), 3, check, "../billing"))
	if len(below) == 0 || !slices.Equal(below, slices.DeleteFunc(slices.Clone(want), func(line string) bool { return !here(line) })) {
		t.Errorf("from a folder below: got\n%s", strings.Join(below, "\n"))
	}
	one := "version: 1\nmodules: {all: {path: \".\", open: true}}\nrules: {stale-allow: off}\n"
	if err := os.WriteFile(filepath.Join(tr.dir, "one.yaml"), []byte(one), 0o666); err != nil {
		t.Fatal(err)
	}
	command(t, tr.dir, 0, check, "-ringfence.map=one.yaml", "./...")
	command(t, tr.dir, 0, check, "errors", "sort") // the standard library is nobody's to judge
	// An edited map counts at once: nothing is kept.
	if err := os.WriteFile(filepath.Join(tr.dir, "modules.yaml"), []byte(one), 0o666); err != nil {
		t.Fatal(err)
	}
	command(t, tr.dir, 0, check, "./...")
	if err := os.Remove(filepath.Join(tr.dir, "modules.yaml")); err != nil {
		t.Fatal(err)
	}
	if out := command(t, tr.dir, 1, check, "./..."); !strings.Contains(out, "no modules.yaml") {
		t.Errorf("no map: %s", out)
	}
}

// TestVetTool runs the go command with a vet tool that has the map in it.
func TestVetTool(t *testing.T) {
	tr := shop(t)
	want := tr.expected(t)
	tool := build(t, ".", "./cmd/vet")
	for range 2 { // the second time from the go command's cache
		if got := places(tr.dir, command(t, tr.dir, 1, "go", "vet", "-vettool="+tool, "./...")); !slices.Equal(got, want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
