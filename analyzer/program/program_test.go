package program_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/program"
)

// write makes a Go module of files, named by path, and returns its folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func observe(t *testing.T, dir string, patterns ...string) (*program.Program, error) {
	t.Helper()
	load := program.Load{Dir: dir, Patterns: patterns}
	if slices.Equal(patterns, []string{"./..."}) {
		load.Whole = []string{dir}
	}
	return program.Observe(program.Config{
		Loads: []program.Load{load},
		Tests: true,
		Ours:  func(path string) bool { return strings.HasPrefix(path, "example.com/m") },
	})
}

// A function that hands its parameter on to a database is a sink for the packages that import it, however many hands the
// text goes through.
func TestWrappersAcrossPackages(t *testing.T) {
	p, err := observe(t, write(t, map[string]string{
		"go.mod":       "module example.com/m\n\ngo 1.25\n",
		"db/db.go":     "package db\n\nimport \"database/sql\"\n\nvar conn *sql.DB\n\nfunc Run(q string) { conn.Exec(q) }\n",
		"kit/kit.go":   "package kit\n\nimport \"example.com/m/db\"\n\nfunc Do(q string) { db.Run(q) }\n",
		"use/use.go":   "package use\n\nimport \"example.com/m/kit\"\n\nfunc f(t string) { kit.Do(\"DELETE FROM \" + t) }\n",
		"aaa/first.go": "package aaa\n\nimport _ \"example.com/m/use\"\n",
	}), "./...")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, pkg := range p.Packages {
		for _, text := range pkg.SQL.Texts {
			got = append(got, pkg.Surface.Path+" "+text.Sink+" "+strings.ReplaceAll(text.SQL, "\x01", "▢"))
		}
	}
	want := []string{
		"example.com/m/db (*database/sql.DB).Exec ▢",
		"example.com/m/kit example.com/m/db.Run ▢",
		"example.com/m/use example.com/m/kit.Do DELETE FROM ▢",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestFaultsAndSkips(t *testing.T) {
	dir := write(t, map[string]string{
		"go.mod":            "module example.com/m\n\ngo 1.25\n",
		"good/good.go":      "package good\n",
		"good/in_test.go":   "package good\n",
		"good/ex_test.go":   "package good_test\n",
		"bad/bad.go":        "package bad\n\nvar x int = \"\"\n",
		"user/user.go":      "package user\n\nimport _ \"example.com/m/bad\"\n",
		"os/x_plan9.go":     "package os\n",
		"os/x_other.go":     "//go:build never\n\npackage os\n",
		"testdata/t.go":     "package t\n",
		"inner/go.mod":      "module example.com/inner\n",
		"inner/inner.go":    "package inner\n",
		"good/never_amd.go": "//go:build never\n\npackage good\n",
	})
	p, err := observe(t, dir, "./...")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, pkg := range p.Packages {
		paths = append(paths, pkg.Surface.Path+" "+pkg.Surface.Name)
	}
	if want := []string{"example.com/m/bad bad", "example.com/m/good good", "example.com/m/good good_test", "example.com/m/user user"}; !slices.Equal(paths, want) {
		t.Errorf("packages %q, want %q", paths, want)
	}
	if len(p.Faults) == 0 || p.Faults[0].Package != "example.com/m/bad" || !strings.HasSuffix(p.Faults[0].Pos, "bad.go:3:13") {
		t.Errorf("faults %+v", p.Faults)
	}
	var skipped []string
	for _, skip := range p.Skipped {
		rel, _ := filepath.Rel(dir, skip.Path)
		skipped = append(skipped, filepath.ToSlash(rel))
	}
	if want := []string{"good/never_amd.go", "os/x_other.go", "os/x_plan9.go"}; !slices.Equal(skipped, want) {
		t.Errorf("skipped %q, want %q", skipped, want)
	}
}

func TestPatterns(t *testing.T) {
	dir := write(t, map[string]string{
		"go.mod":        "module example.com/m\n\ngo 1.25\n",
		"order/a.go":    "package order\n",
		"orders/b.go":   "package orders\n",
		"order/x/c.go":  "package x\n",
		"empty/doc.txt": "no Go here\n",
	})
	for _, test := range []struct {
		pattern string
		want    int // packages; -1: an error or a fault
	}{
		{"./...", 3}, {"./order/...", 2}, {"./orders", 1}, {"example.com/m/order", 1}, {"example.com/m/...", 3},
		{"./ord...", 3}, {"./nowhere", -1}, {"./nowhere/...", -1}, {"./orde/...", -1}, {"example.com/m/orde/...", -1}, {"./empty", -1}, {"./empty/...", -1}, {"example.com/m/nowhere/...", -1}, {"fmt", -1},
	} {
		t.Run(test.pattern, func(t *testing.T) {
			p, err := observe(t, dir, test.pattern)
			switch {
			case test.want < 0 && err == nil && len(p.Faults) == 0:
				t.Error("passed")
			case test.want >= 0 && (err != nil || len(p.Faults) > 0 || len(p.Packages) != test.want):
				t.Errorf("got %d packages, faults %v, error %v", len(p.Packages), p.Faults, err)
			}
		})
	}
}

// A folder without Go files is not passed over because another's name starts alike.
func TestPatternsOfLikeNames(t *testing.T) {
	dir := write(t, map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.25\n", "order/doc.txt": "no Go here\n", "orders/b.go": "package orders\n",
	})
	if p, err := observe(t, dir, "./orders/...", "./order/..."); err == nil && len(p.Faults) == 0 {
		t.Error("a pattern that matches nothing passes")
	}
}

func TestLoads(t *testing.T) {
	dir := write(t, map[string]string{
		"go.work":  "go 1.25\n\nuse (\n\t./a\n\t./b\n)\n",
		"a/go.mod": "module example.com/a\n", "b/go.mod": "module example.com/b\n", "c/go.mod": "module example.com/c\n",
	})
	a, b, c := filepath.Join(dir, "a"), filepath.Join(dir, "b"), filepath.Join(dir, "c")
	loads, err := program.Loads(dir, []string{a, b, c}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(loads) != 2 || loads[0].Dir != c || !loads[0].NoWorkspace || loads[1].Dir != a || loads[1].NoWorkspace ||
		!slices.Equal(loads[1].Patterns, []string{"././...", "./../b/..."}) || !slices.Equal(loads[1].Whole, []string{a, b}) {
		t.Errorf("got %+v", loads)
	}
	if loads, err = program.Loads(dir, []string{a, b, c}, "off"); err != nil || len(loads) != 3 {
		t.Errorf("without the workspace: %+v, %v", loads, err)
	}
}
