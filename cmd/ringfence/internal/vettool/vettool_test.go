package vettool

import (
	"bytes"
	"encoding/json"
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
// command remember that. An own package that is only a dependency leaves no facts file, so that its turn still comes.
func TestDependencies(t *testing.T) {
	for _, test := range []struct {
		name   string
		unit   unit
		cached bool
	}{
		{"standard library", unit{ImportPath: "fmt", VetxOnly: true}, true},
		{"standard library, named by the user", unit{ImportPath: "fmt"}, true},
		{"downloaded module", unit{ImportPath: "example.com/x", ModulePath: "example.com/x", ModuleVersion: "v1.2.3", VetxOnly: true}, true},
		{"own package as a dependency", unit{ImportPath: "example.com/m/a", ModulePath: "example.com/m", VetxOnly: true}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			test.unit.GoFiles = []string{filepath.Join(dir, "nowhere.go")}
			test.unit.Dir = dir
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
	if !u.foreign() {
		t.Error("a downloaded package is taken for an own one")
	}
	if (&unit{ImportPath: "command-line-arguments"}).foreign() {
		t.Error("files named on the command line are the user's own")
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
		line, err := version()
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
	if _, err := version(); err == nil {
		t.Error("a broken map passes")
	}
}
