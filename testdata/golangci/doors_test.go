//go:build integration

package golangci

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/auto"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// wrapped is the reason why only check sees some dynamic SQL.
const wrapped = "the text goes to a wrapper in another package, and what that does with it takes its body, which is not in export data"

// All doors find the same at the same places, as far as one package and its imports show it.
func TestDoorsAgree(t *testing.T) {
	t.Parallel()
	// generated grows a monolith with violations of many rules.
	generated := func(flags ...string) func(*testing.T) string {
		return func(t *testing.T) string {
			dir, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			args := append([]string{"-C", filepath.Join("..", "bench"), "run", ".", "generate"}, flags...)
			cmd := exec.Command("go", append(args, dir)...)
			cmd.Env = plain()
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", cmd, err, out)
			}
			write(t, dir, ".golangci.yml", block(t, "golangci"))
			return dir
		}
	}
	for _, tree := range []struct {
		name string
		grow func(*testing.T) string
		// rules that have to be found, so that there is something to agree on
		rules int
		// onlyCheck are the findings of check alone, as a pattern, and reason says why the other doors do not have them.
		onlyCheck, reason string
	}{
		{
			"shop", func(t *testing.T) string { return copied(t, "shop") }, 10,
			"internal/billing/violation_dynamic_sql.go:*:* dynamic-sql", wrapped,
		},
		{
			"generated 1", generated("-packages", "80", "-texts", "4", "-lines", "40", "-seed", "1"), 15,
			"internal/*/jobs/*.go:*:* dynamic-sql", wrapped,
		},
		{
			"generated 2", generated("-packages", "130", "-texts", "8", "-lines", "20", "-seed", "2", "-violations", "20"), 15,
			"internal/*/jobs/*.go:*:* dynamic-sql", wrapped,
		},
	} {
		t.Run(tree.name, func(t *testing.T) {
			t.Parallel()
			dir := tree.grow(t)
			fromCheck := checked(t, dir)
			rules := map[string]bool{}
			for _, line := range fromCheck {
				_, rule, _ := strings.Cut(line, " ")
				rules[rule] = true
			}
			t.Logf("figures: check finds %d crossings of %d rules", len(fromCheck), len(rules))
			if len(rules) < tree.rules {
				t.Fatalf("check finds %v", rules)
			}
			want := slices.DeleteFunc(slices.Clone(fromCheck), func(line string) bool {
				matched, err := path.Match(tree.onlyCheck, line)
				return matched && err == nil
			})
			if len(want) == len(fromCheck) {
				t.Errorf("check does not find %s (%s): take it out", tree.onlyCheck, tree.reason)
			}
			for door, found := range map[string][]string{
				"go vet": vetted(t, dir), "golangci-lint": only(t).run(t, dir).places, "auto.Analyzer": analyzed(t, dir),
			} {
				for _, line := range want {
					if !slices.Contains(found, line) {
						t.Errorf("%s does not find %s", door, line)
					}
				}
				for _, line := range found {
					if !slices.Contains(want, line) {
						t.Errorf("%s alone finds %s", door, line)
					}
				}
			}
		})
	}
}

// analyzed returns what auto.Analyzer finds in the driver of golang.org/x/tools, which is that of multichecker.
func analyzed(t *testing.T, dir string) []string {
	t.Helper()
	roots, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir, Env: plain(), Tests: true}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{auto.Analyzer}, roots, nil)
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
			lines = append(lines, fmt.Sprintf("%s:%d:%d %s", within(t, dir, at.Filename), at.Line, at.Column, d.Category))
		}
	}
	return set(lines)
}

// checked returns what `ringfence check` finds by rules that one package and its imports show.
func checked(t *testing.T, dir string) []string {
	t.Helper()
	cmd := exec.Command(tool(t, "ringfence"), "check", "--format", "json")
	cmd.Dir, cmd.Env = dir, plain()
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("%v\n%s", err, out)
	}
	var report struct {
		Findings []struct {
			Rule, File, Status string
			Line, Column       int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
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
	return set(lines)
}

// vetted returns what go vet finds with ringfence as its tool.
func vetted(t *testing.T, dir string) []string {
	t.Helper()
	vet := exec.Command("go", "vet", "-json", "-vettool="+tool(t, "ringfence"), "./...")
	vet.Dir, vet.Env = dir, plain()
	out, err := vet.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	var kept bytes.Buffer // without the headings of packages
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "#") {
			kept.WriteString(line)
		}
	}
	var lines []string
	for decoder := json.NewDecoder(&kept); ; {
		var tree map[string]map[string][]struct{ Category, Posn string }
		if err := decoder.Decode(&tree); errors.Is(err, io.EOF) {
			return set(lines)
		} else if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, byAnalyzer := range tree {
			for _, d := range byAnalyzer[analyzer.Name] {
				lines = append(lines, within(t, dir, d.Posn)+" "+d.Category)
			}
		}
	}
}

// within returns a path relative to a folder that it is in.
func within(t *testing.T, dir, file string) string {
	t.Helper()
	rel, err := filepath.Rel(dir, file)
	if err != nil || !filepath.IsLocal(rel) {
		t.Fatalf("%s is not in %s", file, dir)
	}
	return filepath.ToSlash(rel)
}

// set sorts lines and drops repeats: a package is seen without its tests, too.
func set(lines []string) []string {
	slices.Sort(lines)
	return slices.Compact(lines)
}
