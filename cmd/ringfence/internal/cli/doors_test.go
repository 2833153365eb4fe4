package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// Every door finds the same at the same places: check, go vet, and the analyzer in a driver that is not ours, as golangci-lint is. Rules
// that need the whole program are check's alone.
func TestDoorsAgree(t *testing.T) {
	tool := filepath.Join(t.TempDir(), "ringfence")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", tool, "github.com/ringfence/ringfence/cmd/ringfence")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, tree := range []struct {
		name string
		// program are the findings of go vet's rules that take more of other packages than their export data tells: what a package that is
		// imported through another one declares, or what functions do with their arguments.
		program []string
	}{
		{"public", []string{"billing/billing.go:18:30 concrete-dependency"}},
		{"analysis", nil},
		{"shop", []string{"internal/billing/violation_dynamic_sql.go:10:83 dynamic-sql"}},
	} {
		t.Run(tree.name, func(t *testing.T) {
			t.Parallel()
			dir, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "testdata", tree.name))
			if err != nil {
				t.Fatal(err)
			}
			fromCheck := checkFindings(t, dir)
			if len(fromCheck) == 0 {
				t.Fatal("check finds nothing, so that there is nothing to compare")
			}
			for door, found := range map[string][]string{"go vet": vetFindings(t, tool, dir), "the analyzer": driverFindings(t, dir)} {
				if missing := without(without(fromCheck, found), tree.program); len(missing) > 0 {
					t.Errorf("%s does not find %q", door, missing)
				}
				if more := without(found, fromCheck); len(more) > 0 {
					t.Errorf("only %s finds %q", door, more)
				}
			}
		})
	}
}

// without returns the lines that are not among others.
func without(lines, others []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return slices.Contains(others, line) })
}

// plain is the environment without what this machine, or a verbose test run, asks of the go command.
func plain() []string { return append(os.Environ(), "GOFLAGS=") }

func sorted(lines []string) []string {
	slices.Sort(lines)
	return slices.Compact(lines)
}

// checkFindings renders what check finds as file:line:column rule.
func checkFindings(t *testing.T, dir string) []string {
	t.Helper()
	var out, stderr bytes.Buffer
	code := Main([]string{"check", "-C", dir, "--format", "json"}, &Host{Out: &out, Err: &stderr, Env: plain()})
	if code == exitFault {
		t.Fatalf("check: %s", &stderr)
	}
	var report struct {
		Findings []struct {
			Rule, File, Status string
			Line, Column       int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	vet := map[string]bool{}
	for _, rule := range modulemap.Rules() {
		vet[rule.ID] = rule.Vet
	}
	var lines []string
	for _, f := range report.Findings {
		if vet[f.Rule] && f.Status == "new" {
			lines = append(lines, fmt.Sprintf("%s:%d:%d %s", f.File, f.Line, f.Column, f.Rule))
		}
	}
	return sorted(lines)
}

func vetFindings(t *testing.T, tool, dir string) []string {
	t.Helper()
	vet := exec.Command("go", "vet", "-json", "-vettool="+tool, "./...")
	vet.Dir, vet.Env = dir, plain()
	out, err := vet.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	var kept bytes.Buffer
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "#") {
			kept.WriteString(line)
		}
	}
	var lines []string
	for decoder := json.NewDecoder(&kept); ; {
		var tree map[string]map[string][]struct{ Category, Posn string }
		if err := decoder.Decode(&tree); errors.Is(err, io.EOF) {
			return sorted(lines)
		} else if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, byAnalyzer := range tree {
			for _, d := range byAnalyzer[analyzer.Name] {
				lines = append(lines, strings.TrimPrefix(d.Posn, dir+"/")+" "+d.Category)
			}
		}
	}
}

// driverFindings runs the analyzer in the driver of x/tools.
func driverFindings(t *testing.T, dir string) []string {
	t.Helper()
	m, err := modulemap.Load(filepath.Join(dir, modulemap.FileName))
	if err != nil {
		t.Fatal(err)
	}
	roots, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Env: plain(), Tests: true}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(m)}, roots, nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Fatal(action.Err)
		}
		for _, d := range action.Diagnostics {
			at := action.Package.Fset.PositionFor(d.Pos, false)
			lines = append(lines, fmt.Sprintf("%s:%d:%d %s", strings.TrimPrefix(at.Filename, dir+"/"), at.Line, at.Column, d.Category))
		}
	}
	return sorted(lines)
}
