package nogo

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/auto"
	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/testdata/nogo/boundaries"
)

// A job is what a process of its own does: run an analyzer on packages, in the folder that it was started in, with no environment at all.
type job struct {
	Embedded bool   // the example's analyzer, not auto's
	Map      string // auto's -map
	Units    []unit
}

// An answer is what the process found, and how many packages failed with which errors.
type answer struct {
	Found  []string
	Failed int
	Errors []string
}

const asNogo = "RINGFENCE_TEST_AS_NOGO"

func TestMain(m *testing.M) {
	if os.Getenv(asNogo) == "" {
		os.Exit(m.Run())
	}
	os.Clearenv()
	var j job
	if err := json.NewDecoder(os.Stdin).Decode(&j); err != nil {
		panic(err)
	}
	json.NewEncoder(os.Stdout).Encode(j.run())
}

func (j job) run() (a answer) {
	one := auto.Analyzer
	if j.Embedded {
		one = boundaries.Analyzer
	}
	if j.Map != "" {
		if err := one.Flags.Set("map", j.Map); err != nil {
			panic(err)
		}
	}
	for _, u := range j.Units {
		found, err := u.run(one)
		a.Found = append(a.Found, found...)
		if err != nil {
			a.Failed++
			a.Errors = append(a.Errors, fmt.Sprintf("%s: %v", u.Path, err))
		}
	}
	return a
}

// in runs the job in a process of its own.
func (j job) in(t *testing.T, dir string) answer {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	input, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Dir, cmd.Env, cmd.Stdin = dir, []string{asNogo + "=1"}, strings.NewReader(string(input))
	out, err := cmd.Output()
	var a answer
	if err == nil {
		err = json.Unmarshal(out, &a)
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		t.Fatalf("%v: %s", err, exit.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	return a
}

func (a answer) places(dir string) []string { return places(dir, strings.Join(a.Found, "\n")+"\n") }

// TestSandbox runs both analyzers as nogo does, in a sandbox that holds what a rule names, with relative names and an empty environment.
func TestSandbox(t *testing.T) {
	tr := shop(t)
	want := tr.expected(t)
	for _, test := range []struct {
		name   string
		job    job
		others []string // in the sandbox, beside the sources
	}{
		{"the map in the program", job{Embedded: true}, nil},
		{"the map beside the sources", job{}, []string{"go.mod", "modules.yaml"}},
		{"the map by -map", job{Map: "modules.yaml"}, []string{"go.mod", "modules.yaml"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.job.Units = tr.units
			dir := tr.sandbox(t, test.others...)
			got := test.job.in(t, dir)
			if got.Failed > 0 || !slices.Equal(got.places(dir), want) {
				t.Errorf("got\n%s\nerrors: %q\nwant\n%s", strings.Join(got.places(dir), "\n"), got.Errors, strings.Join(want, "\n"))
			}
		})
	}
	// Without a map every package fails, and says what to do.
	got := job{Units: tr.units}.in(t, tr.sandbox(t))
	if got.Failed != len(tr.units) || len(got.Found) > 0 {
		t.Errorf("no map: %d of %d packages failed, and %q was found", got.Failed, len(tr.units), got.Found)
	}
	for _, text := range got.Errors {
		if !strings.Contains(text, "no modules.yaml") || !strings.Contains(text, "embed the map") {
			t.Errorf("the error does not say what to do: %s", text)
		}
	}
}

// TestEmptyFolder starts where there is nothing.
func TestEmptyFolder(t *testing.T) {
	tr := shop(t)
	want := tr.expected(t)
	for _, embedded := range []bool{false, true} {
		got := job{Embedded: embedded, Units: tr.absolute()}.in(t, t.TempDir())
		if got.Failed > 0 || !slices.Equal(got.places(tr.dir), want) {
			t.Errorf("embedded: %v: got\n%s\nerrors: %q", embedded, strings.Join(got.places(tr.dir), "\n"), got.Errors)
		}
	}
}

// TestSideBySide uses analyzers with three maps at the same time in one process, twice on each package; the race detector looks on.
func TestSideBySide(t *testing.T) {
	tr := shop(t)
	want := tr.expected(t)
	one, err := modulemap.Parse(modulemap.Source{
		Name: "one.yaml", Data: []byte("version: 1\nmodules: {all: {path: \".\", open: true}}\nrules: {stale-allow: off}\n"), GoModules: []modulemap.GoModule{{Dir: ".", Path: own}},
	})
	if err != nil {
		t.Fatal(err)
	}
	analyzers := []*analysis.Analyzer{auto.Analyzer, boundaries.Analyzer, analyzer.New(one)}
	found := make([][]string, len(analyzers))
	var mu sync.Mutex
	var group sync.WaitGroup
	for range 2 {
		for _, u := range tr.absolute() {
			for i, a := range analyzers {
				group.Go(func() {
					lines, err := u.run(a)
					mu.Lock()
					defer mu.Unlock()
					found[i] = append(found[i], lines...)
					if err != nil {
						t.Errorf("%s: %v", u.Path, err)
					}
				})
			}
		}
	}
	group.Wait()
	for i, want := range [][]string{want, want, nil} {
		if got := (answer{Found: found[i]}).places(tr.dir); !slices.Equal(got, want) {
			t.Errorf("analyzer %d: got\n%s\nwant\n%s", i, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	// Two in one pass, as two nogo deps are.
	for _, u := range tr.absolute() {
		lines, err := u.run(analyzers[0], analyzers[2])
		alone, _ := u.run(analyzers[0])
		if err != nil || !slices.Equal(lines, alone) {
			t.Errorf("%s: %q, %v, want %q", u.Path, lines, err, alone)
		}
	}
}

// TestDiscoverWithoutFolders compares a map whose modules are made when they are asked for, since no folder can be looked at, with the same
// map beside the code.
func TestDiscoverWithoutFolders(t *testing.T) {
	const text = `version: 1
discover:
  - paths: ["internal/{module}"]
    public: [".", "events"]
    tables: ["{module}.*"]
modules:
  app: {unchecked: true}
  platform: {open: true}
  order: {tables: ["orders.*"]}
`
	tr := shop(t)
	if err := os.WriteFile(filepath.Join(tr.dir, "modules.yaml"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	m, err := modulemap.Parse(modulemap.Source{Name: "modules.yaml", Data: []byte(text), GoModules: []modulemap.GoModule{{Dir: ".", Path: own}}})
	if err != nil {
		t.Fatal(err)
	}
	lazy := analyzer.New(m)
	want := tr.expected(t)
	var got []string
	for _, u := range tr.absolute() {
		lines, err := u.run(lazy)
		if err != nil {
			t.Errorf("%s: %v", u.Path, err)
		}
		got = append(got, lines...)
	}
	if got := (answer{Found: got}).places(tr.dir); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestForeign passes what belongs to others.
func TestForeign(t *testing.T) {
	dir := t.TempDir()
	external := filepath.Join("external", "com_example_lib", "lib.go")
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, external)), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, external), []byte("package lib\n\nconst query = \"SELECT id FROM orders.orders WHERE id = 1\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, embedded := range []bool{false, true} {
		got := job{Embedded: embedded, Units: []unit{{Path: "example.com/lib", Files: []string{external}}}}.in(t, dir)
		if got.Failed > 0 || len(got.Found) > 0 {
			t.Errorf("embedded: %v: %+v", embedded, got)
		}
	}
}
