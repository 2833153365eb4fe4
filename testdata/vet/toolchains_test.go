//go:build integration

package vet

import (
	"encoding/json"
	"errors"
	"go/version"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// versions are go commands that treat vet tools differently: 1.25 reads standard error and caches no verdicts; 1.26 passes -json, reads the
// file that the config names, and keys its cache without VetxOnly up to 1.26.8; 1.27 names Go modules otherwise.
var versions = []string{"go1.25.14", "go1.26.8", "go1.26.11", "go1.27.1", "go1.27.4"}

// builders are the versions that ringfence is built with; no two have the same minor version.
var builders = []string{"go1.25.14", "go1.26.11", "go1.27.4"}

// TestToolchains runs ringfence as every version builds it under every version's go command: if the tool is not older, they find the same,
// each finding once; if it is, one sentence says so.
func TestToolchains(t *testing.T) {
	for _, builder := range builders {
		t.Run("built with "+builder, func(t *testing.T) {
			tool := fetched(t, builder).ringfence(t)
			for _, v := range versions {
				t.Run("under "+v, func(t *testing.T) {
					under := fetched(t, v)
					if version.Compare(version.Lang(v), version.Lang(builder)) > 0 {
						refuses(t, under, tool, builder)
						return
					}
					works(t, under, tool)
				})
			}
		})
	}
}

// TestLocal is TestToolchains with the Go at hand alone, so that something is tested wherever none can be fetched.
func TestLocal(t *testing.T) {
	here := local(t)
	works(t, here, here.ringfence(t))
}

func refuses(t *testing.T, under toolchain, tool, builder string) {
	dir, _ := tree(t)
	out, code := under.run(t, dir, nil, "vet", "-vettool="+tool, "./...")
	sentence := "ringfence: it was built with " + builder + " and cannot read what " + under.version + " compiles; build it again"
	// The go command adds a line of its own, and another one if it stops in the middle of something.
	if code == 0 || strings.Count(out, sentence) != 1 || len(findings(out)) > 0 || strings.Count(out, "exit status") != 1 {
		t.Errorf("exit code %d, want a failure that says once %q:\n%s", code, sentence, out)
	}
}

func works(t *testing.T, under toolchain, tool string) {
	dir, want := tree(t)
	vet := func(args ...string) (string, int) {
		t.Helper()
		return under.run(t, dir, nil, append([]string{"vet", "-vettool=" + tool}, args...)...)
	}

	// What is a mere dependency first is judged when its turn comes.
	if out, code := vet("./order/report"); code != 0 {
		t.Errorf("a package that breaks no rule, though those that it imports do: exit code %d:\n%s", code, out)
	}
	for range 2 { // the second time from the cache
		out, code := vet("./...")
		found(t, out, code, want)
	}
	if out, code := vet("./order/report"); code != 0 {
		t.Errorf("what was judged is a mere dependency again: exit code %d:\n%s", code, out)
	}

	out, code := vet("-json", "./...")
	if got := jsonFindings(t, dir, out); code != 0 || !slices.Equal(got, places(want)) {
		t.Errorf("-json: exit code %d, found %q, want %q:\n%s", code, got, places(want), out)
	}
	out, code = vet("-trimpath", "./...")
	found(t, out, code, want)

	// An edited map is a change.
	file := filepath.Join(dir, "modules.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, strings.Replace(string(text), "path: inventory,", "path: inventory, open: true,", 1))
	out, code = vet("./...")
	left := places(slices.DeleteFunc(slices.Clone(want), func(line string) bool { return strings.Contains(line, "private package") }))
	if got := places(findings(out)); code != 1 || !slices.Equal(got, left) {
		t.Errorf("an edited map: exit code %d, found %q, want %q:\n%s", code, got, left, out)
	}

	// A broken one stops the go command with its message, and none at all is told once.
	write(t, file, strings.Replace(string(text), "path: inventory,", "path: inventory, pubic: [],", 1))
	if out, code := vet("./..."); code == 0 || strings.Count(out, "did you mean `public`?") != 1 || len(findings(out)) > 0 {
		t.Errorf("a broken map: exit code %d:\n%s", code, out)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if out, code := vet("./..."); code == 0 || strings.Count(out, "no modules.yaml") != 1 {
		t.Errorf("no map: exit code %d:\n%s", code, out)
	}
}

// places returns findings without their messages.
func places(findings []string) []string {
	var list []string
	for _, line := range findings {
		place, _, _ := strings.Cut(line, ": ")
		list = append(list, place)
	}
	return list
}

// jsonFindings returns the places of what go vet -json prints: a JSON text for each package, behind comments.
func jsonFindings(t *testing.T, dir, out string) []string {
	t.Helper()
	var texts strings.Builder
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "#") {
			texts.WriteString(line)
		}
	}
	var list []string
	for decoder := json.NewDecoder(strings.NewReader(texts.String())); ; {
		var packages map[string]map[string][]struct{ Category, Posn, Message string }
		if err := decoder.Decode(&packages); errors.Is(err, io.EOF) {
			slices.Sort(list)
			return list
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, out)
		}
		for _, analyzers := range packages {
			for name, found := range analyzers {
				for _, f := range found {
					place, err := filepath.Rel(dir, f.Posn)
					if name != "ringfence" || f.Category == "" || f.Message == "" || err != nil {
						t.Errorf("%s: %+v, %v", name, f, err)
					}
					list = append(list, filepath.ToSlash(place))
				}
			}
		}
	}
}
