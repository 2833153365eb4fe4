package load

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// What importers can reach counts, and only that.
func TestHidesC(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		want   string // the name that shows it, "" for none
	}{
		"unexported field":        {"type DB struct { handle *C.db }", ""},
		"exported field":          {"type DB struct { Handle *C.db }", "DB"},
		"embedded":                {"type in struct { X C.int }; type DB struct { in }", "DB"},
		"result":                  {"func F() C.int { return 0 }", "F"},
		"unexported function":     {"func f() C.int { return 0 }", ""},
		"parameter":               {"func F(x map[string][]C.int) {}", "F"},
		"method":                  {"type DB int; func (DB) F() C.int { return 0 }", "DB"},
		"unexported method":       {"type DB int; func (DB) f() C.int { return 0 }", ""},
		"method of a hidden type": {"type db int; func (db) F() C.int { return 0 }; func Open() db { return 0 }", "Open"},
		"hidden type":             {"type db C.int", ""},
		"defined":                 {"type DB C.int", "DB"},
		"alias":                   {"type DB = C.int", "DB"},
		"size of an array":        {"type DB [C.N]byte", "DB"},
		"interface":               {"type DB interface { F(C.int) }", "DB"},
		"variable":                {"var X = C.f()", "X"},
		"recursive":               {"type DB struct { Next *DB; c C.int }", ""},
	} {
		t.Run(name, func(t *testing.T) {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, "x.go", "package x\n\nimport \"C\"\n\n"+test.source+"\n", 0)
			if err != nil {
				t.Fatal(err)
			}
			config := types.Config{FakeImportC: true, IgnoreFuncBodies: true, Error: func(error) {}}
			typed, _ := config.Check("example.com/x", fset, []*ast.File{file}, nil)
			err = hidesC(&packages.Package{PkgPath: "example.com/x"}, typed, []*ast.File{file})
			switch {
			case test.want == "" && err != nil:
				t.Errorf("got %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), ": "+test.want+" has")):
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// A probe answers what a tool's version is as the tool does, and compiles nothing.
func TestProbe(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOTOOLDIR").Output()
	if err != nil {
		t.Fatal(err)
	}
	compile := filepath.Join(strings.TrimSpace(string(goroot)), "compile")
	want, err := exec.Command(compile, "-V=full").Output()
	if err != nil {
		t.Fatal(err)
	}
	var out, stderr bytes.Buffer
	if code := ProbeMain([]string{compile, "-V=full"}, &out, &stderr); code != 0 || out.String() != string(want) {
		t.Errorf("exit code %d, %q, %q; want %q", code, &out, &stderr, want)
	}
	object := filepath.Join(t.TempDir(), "x.o")
	source := filepath.Join(t.TempDir(), "x.go")
	if err := os.WriteFile(source, []byte("package x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code := ProbeMain([]string{compile, "-p", "x", "-o", object, source}, &out, &stderr); code == 0 || !strings.Contains(stderr.String(), ProbeSays) {
		t.Errorf("exit code %d, %q", code, &stderr)
	}
	if _, err := os.Stat(object); err == nil {
		t.Error("it compiled")
	}
	for _, command := range [][]string{nil, {filepath.Join(t.TempDir(), "nowhere"), "-V=full"}} {
		if code := ProbeMain(command, &out, &stderr); code == 0 {
			t.Errorf("%q passes", command)
		}
	}
}
