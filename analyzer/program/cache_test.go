package program

import (
	"bytes"
	"encoding/gob"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ringfence/ringfence/analyzer/sqluse"
)

// tree is a Go module on disk.
type tree struct {
	t     *testing.T
	build Build
	dir   string
	cache string
	sinks []sqluse.Sink
}

func newTree(t *testing.T, files map[string]string) *tree {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	tr := &tree{t: t, build: BuildNever, dir: dir, cache: t.TempDir()}
	for name, content := range files {
		tr.write(name, content)
	}
	return tr
}

func (tr *tree) write(name, content string) {
	tr.t.Helper()
	file := filepath.Join(tr.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		tr.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		tr.t.Fatal(err)
	}
}

// observe returns what is observed, as bytes, and the units that were looked at, sorted.
func (tr *tree) observe(cache string, build Build) (string, []string) {
	tr.t.Helper()
	var mu sync.Mutex
	var seen []string
	p, err := Observe(Config{
		Loads: []Load{{Dir: tr.dir, Patterns: []string{"./..."}, Whole: []string{tr.dir}}},
		Tests: true,
		Ours:  func(path string) bool { return strings.HasPrefix(path, "example.com/m") },
		SQL:   sqluse.Config{Sinks: tr.sinks},
		Build: build,
		Cache: cache, Tool: "test",
		seen: func(unit string) {
			mu.Lock()
			defer mu.Unlock()
			unit, _, _ = strings.Cut(unit, " ")
			seen = append(seen, strings.TrimPrefix(unit, "example.com/m/"))
		},
	})
	if err != nil {
		tr.t.Fatal(err)
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(p); err != nil {
		tr.t.Fatal(err)
	}
	slices.Sort(seen)
	return b.String(), seen
}

// same observes with and without what is kept, expects the same, and returns the units that were looked at with it.
func (tr *tree) same(what string) []string {
	tr.t.Helper()
	kept, seen := tr.observe(tr.cache, tr.build)
	anew, _ := tr.observe("", tr.build)
	if kept != anew {
		tr.t.Fatalf("%s: what was kept is not what there is", what)
	}
	return seen
}

var mono = map[string]string{
	"go.mod":         "module example.com/m\n\ngo 1.25\n",
	"db/db.go":       "package db\n\ntype Conn interface{ Exec(query string, args ...any) }\n\ntype DB struct{ c Conn }\n\nfunc (d *DB) Run(q string) { d.c.Exec(q) }\n\nconst Items = \"items\"\n",
	"kit/kit.go":     "package kit\n\nimport \"example.com/m/db\"\n\ntype Kit struct{ DB *db.DB }\n\nfunc (k Kit) Do(q string) { k.DB.Run(\"DELETE FROM \" + q) }\n",
	"use/use.go":     "package use\n\nimport \"example.com/m/kit\"\n\nfunc F(k kit.Kit) { k.Do(\"stock\") }\n",
	"use/in_test.go": "package use\n\nimport \"testing\"\n\nfunc TestF(t *testing.T) {}\n\nvar Hidden = \"SELECT a FROM hidden\"\n",
	"use/ex_test.go": "package use_test\n\nimport \"example.com/m/use\"\n\nvar _ = use.Hidden\n",
	"iface/i.go":     "package iface\n\ntype Store interface{ Put(name string) }\n\nfunc G(s Store) { s.Put(\"things\") }\n",
	"last/last.go":   "package last\n\nimport \"example.com/m/iface\"\n\nfunc H(s iface.Store) { s.Put(\"others\") }\n",
	"embed/e.go":     "package embed\n\nimport (\n\t_ \"embed\"\n\n\t\"example.com/m/db\"\n)\n\n//go:embed q.sql\nvar Q string\n\nfunc Run(c db.Conn) { c.Exec(Q) }\n",
	"embed/q.sql":    "SELECT a FROM embedded",
	"leaf/leaf.go":   "package leaf\n\nimport (\n\t\"example.com/m/db\"\n\t\"example.com/m/embed\"\n)\n\nvar _ = embed.Q + db.Items\n",
}

// What an edit makes ringfence look at again: the package, and what sees a difference in it.
func TestCacheEdits(t *testing.T) {
	t.Parallel()
	tr := newTree(t, mono)
	tr.build = BuildAuto
	whole := []string{"db", "embed", "iface", "kit", "last", "leaf", "use", "use_test"}
	if seen := tr.same("first"); !slices.Equal(seen, whole) {
		t.Fatalf("the first run looks at %q", seen)
	}
	for _, step := range []struct {
		what, file, content string
		want                []string
	}{
		{"nothing", "", "", nil},
		{"a leaf", "leaf/leaf.go", mono["leaf/leaf.go"] + "\nvar Q = \"SELECT b FROM stock\"\n", []string{"leaf"}},
		{"a comment", "db/db.go", "// Package db.\n" + mono["db/db.go"], []string{"db"}},
		{"a body that says the same", "db/db.go", strings.Replace(mono["db/db.go"], "d.c.Exec(q)", "x := q; d.c.Exec(x)", 1), []string{"db"}},
		{"a function that does something else", "db/db.go", strings.Replace(mono["db/db.go"], "d.c.Exec(q)", "", 1), []string{"db", "embed", "kit", "leaf", "use", "use_test"}},
		{"a constant", "db/db.go", strings.Replace(mono["db/db.go"], `"items"`, `"goods"`, 1), []string{"db", "embed", "kit", "leaf", "use", "use_test"}},
		{"an embedded file", "embed/q.sql", "SELECT a FROM elsewhere", []string{"embed"}},
		{"a test file", "use/in_test.go", strings.Replace(mono["use/in_test.go"], "hidden", "seen", 1), []string{"use", "use_test"}},
		{"a test that does not change what tests see", "use/in_test.go", strings.Replace(mono["use/in_test.go"], "{}", "{ t.Log() }", 1), []string{"use"}},
		{"another file in a package", "iface/j.go", "package iface\n\ntype Other int\n", []string{"iface", "last"}},
		{"a new package", "new/new.go", "package new\n\nimport _ \"example.com/m/db\"\n", []string{"new"}},
		{"an error", "leaf/leaf.go", "package leaf\n\nvar x int = \"\"\n", []string{"leaf"}},
		{"still an error", "", "", []string{"leaf"}},
		{"mended", "leaf/leaf.go", mono["leaf/leaf.go"], nil},
		{"the language", "go.mod", "module example.com/m\n\ngo 1.24\n", slices.Insert(slices.Clone(whole), 6, "new")},
	} {
		if step.file != "" {
			tr.write(step.file, step.content)
		}
		want := slices.Clone(step.want)
		if step.what == "mended" {
			want = tr.same(step.what) // it was seen like this before, unless what it imports changed
			if len(want) > 1 {
				t.Errorf("%s: looks at %q", step.what, want)
			}
			continue
		}
		if seen := tr.same(step.what); !slices.Equal(seen, want) {
			t.Errorf("%s: looks at %q, want %q", step.what, seen, want)
		}
	}
}

// A type elsewhere that comes to stand behind an interface changes what the interface's callers do, whether or not they import it.
func TestCacheImplementations(t *testing.T) {
	t.Parallel()
	tr := newTree(t, mono)
	tr.same("first")
	tr.write("aaa/impl.go", "package aaa\n\ntype Conn interface{ Exec(query string, args ...any) }\n\ntype S struct{ db Conn }\n\nfunc (s *S) Put(n string) { s.db.Exec(\"DELETE FROM \" + n) }\n")
	if seen := tr.same("a type with the interface's methods"); !slices.Contains(seen, "last") {
		t.Errorf("looks at %q: the caller through an interface is not among them", seen)
	}
	tr.write("aaa/impl.go", "package aaa\n\ntype S struct{}\n\nfunc (s *S) Put(n string) {}\n")
	if seen := tr.same("one that does nothing"); !slices.Contains(seen, "last") {
		t.Errorf("looks at %q: the caller through an interface is not among them", seen)
	}
}

// Sinks are part of what the packages that may call them are observed with, and of no other's.
func TestCacheSinks(t *testing.T) {
	t.Parallel()
	tr := newTree(t, mono)
	tr.same("first")
	tr.sinks = []sqluse.Sink{{Func: "(example.com/m/kit.Kit).Do", Arg: 0}}
	if seen := tr.same("a sink"); !slices.Equal(seen, []string{"kit", "use", "use_test"}) {
		t.Errorf("looks at %q", seen)
	}
	tr.sinks = []sqluse.Sink{{Func: "example.com/nowhere.Do", Arg: 0}}
	if seen := tr.same("a sink that nobody can call"); len(seen) > 0 {
		t.Errorf("looks at %q", seen)
	}
}

// Whatever stands on disk, what is observed is what there is.
func TestCacheCorrupt(t *testing.T) {
	t.Parallel()
	tr := newTree(t, mono)
	tr.same("first")
	random := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		files := 0
		err := filepath.WalkDir(tr.cache, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || random.IntN(3) > 0 {
				return err
			}
			files++
			data, err := os.ReadFile(path)
			if err != nil || len(data) == 0 {
				return err
			}
			if random.IntN(2) == 0 {
				data = data[:random.IntN(len(data))]
			} else {
				data[random.IntN(len(data))] ^= 1 << random.IntN(8)
			}
			return os.WriteFile(path, data, 0o644)
		})
		if err != nil || files == 0 {
			t.Fatalf("%d files damaged, %v", files, err)
		}
		if seen := tr.same("damaged"); len(seen) == 0 {
			t.Error("a damaged cache is believed")
		}
	}
}

// Several runs at once, with edits between them, never see anything else than what there is.
func TestCacheConcurrent(t *testing.T) {
	t.Parallel()
	tr := newTree(t, mono)
	want, _ := tr.observe("", tr.build)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got, _ := tr.observe(tr.cache, tr.build); got != want {
				t.Error("runs side by side see different things")
			}
		})
	}
	group.Wait()
}

// Random edits, one after the other: what is kept never differs from what is there.
func TestCacheRandomEdits(t *testing.T) {
	t.Parallel()
	tr := newTree(t, mono)
	random := rand.New(rand.NewPCG(3, 4))
	pieces := map[string][]string{
		"db/db.go":     {"\nfunc Free(q string) string { return \"SELECT x FROM \" + q }\n", "\nvar Table = \"loose\"\n", "\ntype Row struct{ A int `gorm:\"column:a\"` }\n\nfunc (Row) TableName() string { return \"rows\" }\n"},
		"kit/kit.go":   {"\nfunc Twice(k Kit, a string) { k.Do(a); k.Do(a) }\n", "\ntype T = Kit\n"},
		"use/use.go":   {"\nfunc Z(k kit.Kit) { k.Do(\"z\") }\n", "\nvar _ = kit.Kit.Do\n"},
		"iface/i.go":   {"\ntype Wide interface { Store; Get() }\n", "\nfunc I(s Store, n string) { s.Put(n) }\n"},
		"leaf/leaf.go": {"\nvar q = \"SELECT a FROM \" + db.Items\n"},
		"embed/q.sql":  {" WHERE a = 1"},
	}
	names := []string{"db/db.go", "embed/q.sql", "iface/i.go", "kit/kit.go", "leaf/leaf.go", "use/use.go"}
	for i := range 9 {
		name := names[random.IntN(len(names))]
		content := mono[name]
		for _, piece := range pieces[name] {
			if random.IntN(2) == 0 {
				content += piece
			}
		}
		tr.write(name, content)
		if i%3 == 0 {
			continue // two edits at once
		}
		tr.same(name)
	}
}

// However types are come by, the same is observed.
func TestBuilds(t *testing.T) {
	t.Parallel()
	tr := newTree(t, mono)
	want, _ := tr.observe("", BuildAlways)
	if got, _ := tr.observe("", BuildNever); got != want {
		t.Error("types from source differ")
	}
	if got, _ := tr.observe(tr.cache, BuildNever); got != want {
		t.Error("types from source differ, with a cache")
	}
	if got, seen := tr.observe(tr.cache, BuildAlways); got != want || len(seen) > 0 {
		t.Errorf("what was kept is of no use when built; looks at %q", seen)
	}
}
