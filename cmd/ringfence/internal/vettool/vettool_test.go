package vettool

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWanted(t *testing.T) {
	for line, want := range map[string]bool{
		"": false, "check": false, "check --format json": false, "-V=full": true, "-flags": true, "/tmp/x/vet.cfg": true,
		"-json -map=x.yaml /tmp/x/vet.cfg": true, "--help": false, "version": false,
	} {
		if got := Wanted(strings.Fields(line)); got != want {
			t.Errorf("Wanted(%q) = %v", line, got)
		}
	}
}

func TestParseFlags(t *testing.T) {
	f, err := parseFlags([]string{"-json", "-map", "a.yaml", "-c=3", "x.cfg"})
	if err != nil || !f.json || f.mapFile != "a.yaml" || f.config != "x.cfg" {
		t.Errorf("got %+v, %v", f, err)
	}
	for _, args := range [][]string{{"-nonsense", "x.cfg"}, {"-json"}, {"-map"}} {
		if _, err := parseFlags(args); err == nil {
			t.Errorf("%q passes", args)
		}
	}
}

// The go command asks which flags the tool has, and wants JSON that it can read.
func TestDescribeFlags(t *testing.T) {
	var out, stderr bytes.Buffer
	if code := Main([]string{"-flags"}, &out, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	var flags []struct {
		Name  string
		Bool  bool
		Usage string
	}
	if err := json.Unmarshal(out.Bytes(), &flags); err != nil || len(flags) == 0 {
		t.Errorf("%v in %s", err, &out)
	}
}

// What is not the user's own costs nothing: no map is looked for, no file is read, and an empty facts file makes the go
// command remember that. An own package that is only a dependency leaves no facts file where its turn would not come then.
func TestDependencies(t *testing.T) {
	own := unit{ImportPath: "example.com/m/a", ModulePath: "example.com/m", Dir: "/src/m/a", VetxOnly: true}
	replaced := own
	replaced.ModuleVersion = "v0.0.0"
	for _, test := range []struct {
		name      string
		unit      unit
		goCommand string
		cached    bool
	}{
		{"standard library", unit{ImportPath: "fmt", VetxOnly: true}, "", true},
		{"standard library, named by the user", unit{ImportPath: "fmt"}, "", true},
		{"downloaded module", unit{ImportPath: "example.com/x", ModulePath: "example.com/x", ModuleVersion: "v1.2.3",
			Dir: "/home/me/go/pkg/mod/example.com/x@v1.2.3", VetxOnly: true}, "", true},
		{"own package as a dependency", own, "", false},
		{"own package as a dependency, and the cache tells", own, "go1.27.2", true},
		{"own package as a dependency, and the cache does not tell", own, "go1.26.8", false},
		{"module in a folder of the user's", replaced, "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("GOVERSION", test.goCommand)
			test.unit.GoFiles = []string{filepath.Join(dir, "nowhere.go")}
			test.unit.VetxOutput = filepath.Join(dir, "vet.out")
			config, err := json.Marshal(test.unit)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, "vet.cfg")
			if err := os.WriteFile(file, config, 0o644); err != nil {
				t.Fatal(err)
			}
			var out, stderr bytes.Buffer
			if code := Main([]string{"-json", file}, &out, &stderr); code != 0 || out.Len() > 0 || stderr.Len() > 0 {
				t.Errorf("exit code %d, printed %q and %q", code, &out, &stderr)
			}
			facts, err := os.ReadFile(test.unit.VetxOutput)
			if cached := err == nil && len(facts) == 0; cached != test.cached {
				t.Errorf("cached: %v, want %v", cached, test.cached)
			}
		})
	}
}

// Modules are told from Go 1.27's Module field, too.
func TestForeign(t *testing.T) {
	u := unit{ImportPath: "example.com/m/a", Module: &struct{ Path, Version string }{"example.com/m", ""}}
	if u.foreign() {
		t.Error("an own package is taken for a foreign one")
	}
	u.Module.Version = "v1.0.0"
	for _, dir := range []string{"/home/me/go/pkg/mod/example.com/m@v1.0.0/a", "/home/me/src/vendor/example.com/m/a"} {
		if u.Dir = dir; !u.foreign() {
			t.Errorf("a downloaded package in %s is taken for an own one", dir)
		}
	}
	if u.Dir = "/home/me/src/m/a"; u.foreign() {
		t.Error("a module that a folder of the user's replaces is taken for a downloaded one")
	}
	if (&unit{ImportPath: "command-line-arguments"}).foreign() {
		t.Error("files named on the command line are the user's own")
	}
}

// A tool must not be older than the go command; a newer one is fine, and so is what nobody can tell.
func TestReadable(t *testing.T) {
	for _, test := range []struct {
		built, goCommand string
		ok               bool
	}{
		{"go1.26.8", "go1.26.8", true}, {"go1.26.0", "go1.26.11", true}, {"go1.27.4", "go1.25.14", true}, {"go1.26.8", "", true},
		{"devel go1.28-0123456 Mon Nov 2 2026", "go1.27.1", true}, {"go1.27rc1", "go1.27.0", true}, {"go1.26.1 X:boringcrypto", "go1.26.2", true},
		{"go1.25.14", "go1.26.0", false}, {"go1.9", "go1.10", false}, {"go1.27.4", "devel go1.28-0123456 Mon Nov 2 2026", false},
		{"go1.26.8-fork", "go1.27.0-fork", false},
	} {
		err := readable(test.built, test.goCommand)
		if (err == nil) != test.ok {
			t.Errorf("built with %s, called by %s: %v", test.built, test.goCommand, err)
		}
		if err != nil && (!strings.Contains(err.Error(), "go install") || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%v is no sentence that says what to do", err)
		}
	}
}

func TestTellsApart(t *testing.T) {
	for v, want := range map[string]bool{
		"": false, "go1.25.14": true, "go1.26rc1": false, "go1.26.0": false, "go1.26.8": false, "go1.26.9": true, "go1.26.11 X:jsonv2": true,
		"go1.27rc1": false, "go1.27.1": false, "go1.27.2": true, "go1.28rc1": true, "devel go1.28-0123456 Mon Nov 2 2026": false,
	} {
		if got := tellsApart(v); got != want {
			t.Errorf("%q: %v", v, got)
		}
	}
}

// What has nothing to do with a package is told by one process of a run; what has, by each.
func TestFirst(t *testing.T) {
	run := t.TempDir()
	a, b := &unit{VetxOutput: filepath.Join(run, "b001", "vet.out")}, &unit{VetxOutput: filepath.Join(run, "b002", "vet.out")}
	fault := everyones{"a", errors.New("no map above b001")}
	if !a.first(fault) || b.first(everyones{"a", errors.New("no map above b002")}) {
		t.Error("a fault that all have is not told once")
	}
	if !b.first(everyones{"b", errors.New("another one")}) {
		t.Error("another fault is not told")
	}
	if !a.first(fault.error) || !a.first(nil) {
		t.Error("a fault of one package is not told")
	}
	elsewhere := &unit{VetxOutput: filepath.Join(run, "vet.out")}
	for range 2 {
		if !elsewhere.first(fault) {
			t.Error("without a folder for the run, a fault is not told by each")
		}
	}
}

// The folders below a map are looked at by one process of a run; what it leaves to the others makes the same map.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod": "module example.com/m\n", "a/a.go": "package a\n", "modules.yaml": "version: 1\ndiscover: [{paths: [\"{module}\"]}]\n",
		"inner/go.mod": "module example.com/inner\n", "inner/b/b.go": "package b\n", "run/b001/vet.cfg": "",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "modules.yaml")
	u := &unit{VetxOutput: filepath.Join(dir, "run", "b001", "vet.out")}
	first, err := u.load(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "inner")); err != nil {
		t.Fatal(err)
	}
	second, err := u.load(file)
	if err != nil || second.Digest() != first.Digest() || second.Module("inner") == nil {
		t.Errorf("the second process does not have what the first one saw: %v", err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, "run", "ringfence-folders-*"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept: %q, %v", kept, err)
	}
	if err := os.WriteFile(kept[0], []byte("{\"Go\": [\"a\""), 0o644); err != nil {
		t.Fatal(err)
	}
	if third, err := u.load(file); err != nil || third.Module("inner") != nil {
		t.Errorf("what cannot be read counts: %v", err)
	}
}

// -map is found from any package's folder, or by its full path.
func TestMapFor(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	named := filepath.Join(dir, "other.yaml")
	if err := os.WriteFile(named, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"other.yaml", named} {
		if got, err := mapFor(deep, name); err != nil || got != named {
			t.Errorf("%s: got %s, %v", name, got, err)
		}
	}
	if _, err := mapFor(deep, "nowhere.yaml"); err == nil || !strings.Contains(err.Error(), "nowhere.yaml") {
		t.Errorf("a map that is not there: %v", err)
	}
}

// The tool id has the form that the go command wants, and changes with the map's meaning and with nothing else of it.
func TestVersion(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	id := func() string {
		t.Helper()
		line, err := toolID()
		if err != nil {
			t.Fatal(err)
		}
		fields := strings.Fields(line)
		if len(fields) != 4 || fields[1] != "version" || fields[2] != "devel" || !strings.HasPrefix(fields[3], "buildID=") {
			t.Fatalf("the go command does not take %q", line)
		}
		return fields[3]
	}
	write("go.mod", "module example.com/m\n")
	write("a/a.go", "package a\n")
	write("modules.yaml", "version: 1\nmodules: {a: {path: a}}\n")
	t.Chdir(filepath.Join(dir, "a"))
	first := id()
	write("modules.yaml", "# a comment\nversion: 1\nmodules:\n  a:\n    path: a\n")
	if id() != first {
		t.Error("a comment changed the id")
	}
	write("modules.yaml", "version: 1\nmodules: {a: {path: a, open: true}}\n")
	second := id()
	if second == first {
		t.Error("another meaning, the same id")
	}
	write("inner/modules.yaml", "version: 1\n")
	if id() == second {
		t.Error("a map further down is not in the id")
	}
	write("modules.yaml", "version: 1\nmodules: {a: {pth: a}}\n")
	if _, err := toolID(); err == nil {
		t.Error("a broken map passes")
	}
}
