package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var small = shape{packages: minPackages, texts: 4, seed: 7, deps: 3, lines: 40, violations: 1}

// TestGenerate builds and vets a small monolith, and asks ringfence for the violations in it: all of them, and no others.
func TestGenerate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	violations, err := generate(small, dir)
	if err != nil {
		t.Fatal(err)
	}
	command(t, dir, "go", "build", "./...")
	command(t, dir, "go", "vet", "./...")
	if out := command(t, dir, "gofmt", "-l", "."); out != "" {
		t.Errorf("not formatted: %s", out)
	}
	if packages := strings.Fields(command(t, dir, "go", "list", "./...")); len(packages) != small.packages {
		t.Errorf("%d packages, want %d", len(packages), small.packages)
	}

	ringfence := filepath.Join(t.TempDir(), "ringfence")
	command(t, filepath.Join("..", ".."), "go", "build", "-buildvcs=false", "-o", ringfence, "./cmd/ringfence")
	check := exec.Command(ringfence, "check", "--format", "json")
	check.Dir = dir
	out, err := check.Output()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("check: %v, want exit code 1\n%s", err, out)
	}
	var report struct {
		Findings []struct{ Rule, File, Module string }
		Coverage struct {
			Packages int
			SQL      struct{ Statements int }
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	if n := report.Coverage.SQL.Statements; report.Coverage.Packages != small.packages || n < small.packages {
		t.Errorf("coverage: %+v", report.Coverage)
	}
	type place struct{ rule, file string }
	want, got := map[place]bool{}, map[place]bool{}
	for _, p := range violations {
		want[place(p)] = true
	}
	for _, f := range report.Findings {
		if f.Rule == "deprecated-dependency" {
			f.File = "internal/" + f.Module + "/service.go" // one edge, which many files go along
		}
		got[place{f.Rule, f.File}] = true
	}
	if !maps.Equal(got, want) {
		t.Errorf("findings: %v\nplanted: %v", got, want)
	}
	for _, s := range seedlings {
		if !slices.ContainsFunc(violations, func(p planted) bool { return p.rule == s.rule }) {
			t.Errorf("no violation of %s was planted", s.rule)
		}
	}
}

// TestShapes looks for sizes and seeds at which there is no place for a violation.
func TestShapes(t *testing.T) {
	for seed := range uint64(100) {
		s := small
		s.seed, s.packages = seed, minPackages+int(seed)*3
		tree := newTree(s)
		tree.write()
		if got := len(seen(tree)); got != s.packages {
			t.Errorf("seed %d: %d packages, want %d", seed, got, s.packages)
		}
	}
}

// seen returns the folders with Go files.
func seen(t *tree) map[string]bool {
	dirs := map[string]bool{}
	for name := range t.files {
		if strings.HasSuffix(name, ".go") {
			dirs[filepath.Dir(name)] = true
		}
	}
	return dirs
}

func TestSameSeedSameBytes(t *testing.T) {
	read := func(s shape) map[string]string {
		dir := t.TempDir()
		if _, err := generate(s, dir); err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(filepath.Join(dir, name))
			files[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	other := small
	other.seed++
	first := read(small)
	if !maps.Equal(first, read(small)) {
		t.Error("the same seed gave other bytes")
	}
	if maps.Equal(first, read(other)) {
		t.Error("another seed gave the same bytes")
	}
}

func TestGenerateRefuses(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "file"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := generate(small, full); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("a folder that is not empty: %v", err)
	}
	tiny := small
	tiny.packages = minPackages - 1
	if _, err := generate(tiny, t.TempDir()); err == nil || !strings.Contains(err.Error(), "at least") {
		t.Errorf("too few packages: %v", err)
	}
}

// command runs a command and returns what it printed.
func command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}
