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
)

// What is used counts, and nothing else of a package with types of C's.
func TestUsesC(t *testing.T) {
	for name, test := range map[string]struct {
		source, use string
		want        string // what has a type of C's, "" for nothing
	}{
		"unexported field":        {"type DB struct { handle *C.db }", "var _ x.DB", ""},
		"exported field":          {"type DB struct { Handle *C.db }", "var _ = x.DB{}.Handle", "Handle"},
		"another field":           {"type DB struct { Handle *C.db; Name string }", "var _ = x.DB{}.Name", ""},
		"promoted field":          {"type in struct { X C.int }; type DB struct { in }", "var _ = x.DB{}.X", "X"},
		"result":                  {"func F() C.int { return 0 }", "var _ = x.F()", "F"},
		"another function":        {"func F() C.int { return 0 }; func G() {}", "var _ = x.G", ""},
		"parameter":               {"func F(x map[string][]C.int) {}", "var _ = x.F", "F"},
		"method":                  {"type DB int; func (DB) F() C.int { return 0 }", "var _ = x.DB(0).F()", "F"},
		"method of a hidden type": {"type db int; func (db) F() C.int { return 0 }; func Open() db { return 0 }", "var _ = x.Open().F", "F"},
		"hidden type":             {"type db C.int; func Open() db { return 0 }", "var _ = x.Open()", "Open"},
		"defined":                 {"type DB C.int", "var _ x.DB", "DB"},
		"alias":                   {"type DB = C.int", "var _ x.DB", "DB"},
		"size of an array":        {"type DB [C.N]byte", "var _ x.DB", "DB"},
		"interface":               {"type DB interface { F(C.int) }", "var _ = x.DB.F", "F"},
		"variable":                {"var X = C.f()", "var _ = x.X", "X"},
		"constant":                {"const X = C.X", "var _ = x.X", "X"},
		"type argument":           {"type G[T any] struct{}; func F() G[C.int] { return G[C.int]{} }", "var _ = x.F()", "F"},
		"unsafe":                  {"func F() {}", "var a int; var _ = unsafe.Slice(&a, 1)", ""},
		"recursive":               {"type DB struct { Next *DB; c C.int }", "var _ = x.DB{}.Next", ""},
	} {
		t.Run(name, func(t *testing.T) {
			fset := token.NewFileSet()
			parse := func(src string) []*ast.File {
				file, err := parser.ParseFile(fset, "x.go", src, 0)
				if err != nil {
					t.Fatal(err)
				}
				return []*ast.File{file}
			}
			source := parse("package x\n\nimport \"C\"\n\n" + test.source + "\n")
			if !importsC(source) {
				t.Error("cgo is not recognised")
			}
			config := types.Config{FakeImportC: true, IgnoreFuncBodies: true, Error: func(error) {}}
			typed, _ := config.Check("example.com/x", fset, source, nil)
			config.Importer = importer(func(path string) (*types.Package, error) {
				if path == "unsafe" {
					return types.Unsafe, nil
				}
				return typed, nil
			})
			info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
			user, _ := config.Check("example.com/user", fset, parse("package user\n\nimport (\n\t\"example.com/x\"\n\t\"unsafe\"\n)\n\n"+test.use+"\n"), info)
			switch err := usesC(user, info); {
			case test.want == "" && err != nil:
				t.Errorf("got %v", err)
			case test.want != "" && (err == nil || err.Error() != "example.com/x: "+test.want+" has a type of C's in it"):
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
