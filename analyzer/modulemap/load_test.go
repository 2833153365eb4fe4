package modulemap

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write makes files below a new folder; a name ending in "/" is a folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(file, 0o755); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFind(t *testing.T) {
	root := write(t, map[string]string{
		FileName: head, "a/b/": "", "repo/.git/": "", "repo/x/": "", "work/.git": "gitdir: elsewhere", "work/" + FileName: head, "work/x/": "",
		"folder/" + FileName + "/": "",
	})
	for dir, want := range map[string]string{".": ".", "a/b": ".", "work": "work", "work/x": "work", "folder": ".", "a/none": "."} {
		file, err := Find(filepath.Join(root, dir))
		if err != nil || file != filepath.Join(root, want, FileName) {
			t.Errorf("Find(%s) = %s, %v", dir, file, err)
		}
	}
	file, err := Find(filepath.Join(root, "repo/x"))
	if file != "" || !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("Find = %s, %v", file, err)
	}
	for _, part := range []string{filepath.Join(root, "repo/x"), "up to " + filepath.Join(root, "repo"), "ringfence init", "-map"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

func TestLoad(t *testing.T) {
	root := write(t, map[string]string{
		FileName: head, "go.mod": "module example.com/shop\n", "order/a.go": "package order\n",
		"sub/" + FileName: head, "sub/order/a_test.go": "package order\n",
		"many/" + FileName: head, "many/order/a.go": "package order\n", "many/tool/go.mod": "module example.com/tool\n",
		"lost/.git": "", "lost/" + FileName: head, "lost/order/a.go": "package order\n",
		"broken/" + FileName: head, "broken/go.work": "use (", "broken/order/a.go": "package order\n",
	})
	m, err := Load(filepath.Join(root, FileName))
	if err != nil {
		t.Fatal(err)
	}
	if m.Root() != root || m.Name() != filepath.Join(root, FileName) || !slices.Equal(m.GoModules(), []GoModule{{".", "example.com/shop"}}) {
		t.Errorf("%s %s %v", m.Root(), m.Name(), m.GoModules())
	}
	// The map of a folder inside a Go module knows that module.
	m, err = Load(filepath.Join(root, "sub", FileName))
	if err != nil {
		t.Fatal(err)
	}
	if dir, ok := m.DirOf("example.com/shop/sub/order/x"); dir != "order/x" || !ok {
		t.Errorf("DirOf = %s, %v", dir, ok)
	}
	if _, ok := m.DirOf("example.com/shop/order"); ok {
		t.Error("a folder beside the map's is its own")
	}
	m, err = Load(filepath.Join(root, "many", FileName))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.GoModules(), []GoModule{{".", "example.com/shop/many"}, {"tool", "example.com/tool"}}) {
		t.Errorf("GoModules() = %v", m.GoModules())
	}

	var list Errors
	if _, err := Load(filepath.Join(root, "lost", FileName)); !errors.As(err, &list) || !strings.Contains(err.Error(), "no Go module") {
		t.Errorf("without a Go module: %v", err)
	}
	if _, err := Load(filepath.Join(root, "broken", FileName)); err == nil || !strings.Contains(err.Error(), "go.work:1") {
		t.Errorf("with a broken workspace: %v", err)
	}
	if _, err := Load(filepath.Join(root, "none.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a map: %v", err)
	}
}

func TestMigrationFiles(t *testing.T) {
	tree := goFiles("order", "users")
	for _, file := range []string{"order/migrations/2.sql", "order/migrations/1.sql", "order/migrations/old/0.sql", "order/migrations/x.go", "db/users_1.sql", "db/order_1.sql", "db/users.txt"} {
		tree[file] = tree["order/a.go"]
	}
	m := mustParse(t, `version: 1
modules:
  order: {path: order, migrations: [order/migrations/, ./order/migrations, nowhere]}
  users: {path: users, migrations: ["db/users*"]}
`, Source{FS: tree})
	for mod, want := range map[string][]string{
		"order": {"order/migrations/1.sql", "order/migrations/2.sql", "order/migrations/old/0.sql"}, "users": {"db/users_1.sql"},
	} {
		got, err := m.MigrationFiles(m.Module(mod))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", mod, got, err)
		}
	}
}

func TestEntries(t *testing.T) {
	m := mustParse(t, `version: 1
exclude: ["**/mocks/**"]
modules:
  a: {path: a, tables: [x, y], public_tables: [x], depends_on: [b, "b::c"]}
  b: {path: b, interfaces: {c: [c]}, migrations: [sql]}
shared_tables: [goose]
`, sealed)
	a, b := m.Module("a"), m.Module("b")
	want := []Entry{
		{"exclude", nil, "**/mocks/**", 2, 11}, {"tables", a, "x", 4, 25}, {"tables", a, "y", 4, 28}, {"public_tables", a, "x", 4, 48},
		{"depends_on", a, "b", 4, 65}, {"depends_on", a, "b::c", 4, 68}, {"migrations", b, "sql", 5, 51}, {"shared_tables", nil, "goose", 6, 17},
	}
	if got := m.Entries(); !slices.Equal(got, want) {
		t.Errorf("Entries() = %+v", got)
	}
}

// What an earlier look at the folders saw, written down and read again, makes the same map without another look.
func TestLoadKnowing(t *testing.T) {
	dir := write(t, map[string]string{
		"modules.yaml": "version: 1\ndiscover: [{paths: [\"internal/{module}\"]}]\n", "go.mod": "module example.com/m\n",
		"internal/a/a.go": "package a\n", "internal/b/b.go": "package b\n", "other/go.mod": "module example.com/other\n",
		"other/modules.yaml": "version: 1\n", "nested/go.mod": "module example.com/nested\n",
	})
	file := filepath.Join(dir, FileName)
	seen, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(seen.Folders())
	if err != nil {
		t.Fatal(err)
	}
	var folders Folders
	if err := json.Unmarshal(written, &folders); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "internal", "b")); err != nil {
		t.Fatal(err)
	}
	known, err := LoadKnowing(file, &folders)
	if err != nil || known.Digest() != seen.Digest() || known.Module("b") == nil {
		t.Errorf("not the same map: %v", err)
	}
	if again, err := Load(file); err != nil || again.Module("b") != nil {
		t.Errorf("the folder is gone and still found: %v", err)
	}
	if m, err := Parse(Source{Data: []byte("version: 1\nmodules: {a: {path: a}}\n"), GoModules: []GoModule{{Dir: ".", Path: "m"}}}); err != nil || m.Folders() != nil {
		t.Errorf("a map that looked at no folder has seen some: %v", err)
	}
}
