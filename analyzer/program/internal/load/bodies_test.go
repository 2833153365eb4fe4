package load

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// outline prints a file's declarations without the bodies of its functions and without comments.
func outline(t testing.TB, src []byte) (string, bool) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", src, parser.SkipObjectResolution)
	if err != nil {
		return "", false
	}
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
			fn.Body = &ast.BlockStmt{}
		}
	}
	var b bytes.Buffer
	for _, decl := range file.Decls {
		// Where its tokens stand does not matter.
		if err := printer.Fprint(&b, token.NewFileSet(), decl); err != nil {
			t.Fatal(err)
		}
		b.WriteByte('\n')
	}
	return b.String(), true
}

func TestWithoutBodies(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"func f() { g() }\n", "func f() {}\n"},
		{"func f() (x struct{ A int }, y interface{ M() }) { if x { y } }\nvar x = T{1}\n", "func f() (x struct{ A int }, y interface{ M() }) {}\nvar x = T{1}\n"},
		{"func f() struct{ A int } { return }\n", "func f() struct{ A int } {}\n"},
		{"func f() struct { A int } { return }\n", "func f() struct { A int } {}\n"},
		{"func f() map[string]struct{} { return }\n", "func f() map[string]struct{} {}\n"},
		{"func f() func() interface{} { return }\n", "func f() func() interface{} {}\n"},
		{"func f[T interface{ ~int | ~string }](x T) []T { return nil }\n", "func f[T interface{ ~int | ~string }](x T) []T {}\n"},
		{"func (t *T[K]) f() { '{' }\n", "func (t *T[K]) f() {}\n"},
		{"func f() { \"}\" + `}` + '}' + '\\'' /* } */ // }\n}\n", "func f() {}\n"},
		{"func f()\n\nvar x = T{1}\n", "func f()\n\nvar x = T{1}\n"},
		{"func f() int // in assembly\n\nvar x = T{1}\n", "func f() int // in assembly\n\nvar x = T{1}\n"},
		{"func f() /* in\nassembly */\nvar x = T{1}\n", "func f() /* in\nassembly */\nvar x = T{1}\n"},
		{"func f(a int,\n\tb int,\n) (\n\tint,\n) {\n\treturn 1\n}\n", "func f(a int,\n\tb int,\n) (\n\tint,\n) {}\n"},
		{"var x = [...]func(){f, g}\n", "var x = [...]func(){f, g}\n"},
		{"var x = func() { g() }\n", "var x = func() { g() }\n"},
		{"type F func() struct{}\n\nfunc f() { g() }\n", "type F func() struct{}\n\nfunc f() {}\n"},
		{"func f() { func() { func() {}() }() }; func g() { h() }\n", "func f() {}; func g() { h() }\n"},
		{"\tfunc f() { g() }\n", "\tfunc f() {}\n"},
		{"func f() {\n", "func f() {\n"},
		{"func f() { \"\n", "func f() { \"\n"},
		{"func", "func"},
	} {
		if got := string(withoutBodies([]byte(test.src))); got != test.want {
			t.Errorf("%q\ngot  %q\nwant %q", test.src, got, test.want)
		}
	}
}

// All of the standard library declares the same with and without bodies.
func TestWithoutBodiesStandardLibrary(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, before, after := 0, 0, 0
	for _, pattern := range []string{"*/*.go", "*/*/*.go", "*/*/*/*.go"} {
		names, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(goroot)), "src", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			if i%4 != 0 {
				continue // it takes its time
			}
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want, ok := outline(t, src)
			if !ok {
				continue // a test's broken file
			}
			short := withoutBodies(src)
			if got, ok := outline(t, short); !ok || got != want {
				t.Errorf("%s is something else without bodies", name)
			}
			files, before, after = files+1, before+len(src), after+len(short)
		}
	}
	if files < 500 || after > before*2/3 {
		t.Errorf("%d files, %d of %d bytes are left", files, after, before)
	}
}

func FuzzWithoutBodies(f *testing.F) {
	for _, seed := range []string{"func f() { g() }\n", "func f() struct{ A int } { return }\nvar x = T{1}\n", "func f()\nvar x = `a\n`\n", "type F func()\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		src = "package x\n" + src
		want, ok := outline(t, []byte(src))
		if !ok {
			withoutBodies([]byte(src))
			return
		}
		if got, ok := outline(t, withoutBodies([]byte(src))); !ok || got != want {
			t.Errorf("%q declares something else without bodies:\n%s", src, withoutBodies([]byte(src)))
		}
	})
}

func BenchmarkWithoutBodies(b *testing.B) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		b.Fatal(err)
	}
	src, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "src", "net", "http", "server.go"))
	if err != nil {
		b.Fatal(err)
	}
	for name, read := range map[string]func() []byte{"whole": func() []byte { return src }, "bodiless": func() []byte { return withoutBodies(src) }} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := parser.ParseFile(token.NewFileSet(), "x.go", read(), parser.SkipObjectResolution); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
