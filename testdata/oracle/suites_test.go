package oracle

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// moduleDir returns a folder of a module this one depends on, as the go command keeps it, or skips the test.
func moduleDir(t *testing.T, module string) string {
	cache := os.Getenv("GOMODCACHE")
	if cache == "" {
		home, _ := os.UserHomeDir()
		cache = filepath.Join(home, "go", "pkg", "mod")
		if p := os.Getenv("GOPATH"); p != "" {
			cache = filepath.Join(p, "pkg", "mod")
		}
	}
	dir := filepath.Join(cache, filepath.FromSlash(module))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s in the module cache", module)
	}
	return dir
}

// TestPostgresSuite compares on the statements that come with the PostgreSQL grammar's own tests, which include PostgreSQL's
// regression suite.
func TestPostgresSuite(t *testing.T) {
	dir := filepath.Join(moduleDir(t, "github.com/sqlc-dev/oliphant@v0.2.0"), "parser", "testdata", "parse")
	var s score
	seen := map[string]bool{}
	_ = filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || filepath.Ext(path) != ".test" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, c := range strings.Split(string(data), "\n== ") {
			_, c, _ = strings.Cut(c, "\n")
			sql, tree, ok := strings.Cut(c, "\n--\n{")
			if !ok || seen[sql] {
				continue
			}
			sql = strings.ReplaceAll("\n"+sql, "\n|", "\n")[1:] // lines that the format would take for its own marks
			seen[sql] = true
			tree, _, _ = strings.Cut("{"+tree, "\n")
			want, opaque, ok := postgresTree(tree)
			if !ok {
				continue
			}
			s.add(t, sql, sqltables.Postgres, want, opaque)
		}
		return nil
	})
	s.report(t)
}

// score counts how answers compare with a grammar's.
type score struct {
	r                                       sqltables.Result
	total, names, access, offsets, invented int
}

func (s *score) add(t *testing.T, sql string, d sqltables.Dialect, want []table, opaque bool) {
	s.r.Extract(sql, d)
	v := compare(want, s.r.References, opaque)
	s.total++
	s.names += count(v.names)
	s.access += count(v.access)
	s.offsets += count(v.offsets)
	s.invented += count(v.invented)
	if testing.Verbose() && (!v.access || !v.offsets) {
		t.Logf("%s\nwant %v\ngot  %s", sql, want, show(s.r.References))
	}
}

func (s *score) report(t *testing.T) {
	percent := func(k int) float64 { return 100 * float64(k) / float64(max(1, s.total)) }
	t.Logf("figures: %d statements: names %.3f %%, access %.3f %%, offsets %.3f %%; a table too many in %.3f %%", s.total,
		percent(s.names), percent(s.access), percent(s.offsets), percent(s.invented))
	if percent(s.names) < 99.95 || percent(s.access) < 99.95 || percent(s.offsets) < 99.9 {
		t.Error("below the threshold of 99.95 % (offsets 99.9 %)")
	}
}

// TestSQLiteSuite compares on the scripts that come with the SQLite grammar's own tests, which include SQLite's.
func TestSQLiteSuite(t *testing.T) {
	dir := filepath.Join(moduleDir(t, "github.com/sqlc-dev/meyer@v0.1.2"), "parser", "testdata")
	files, err := filepath.Glob(filepath.Join(dir, "*.test"))
	if err != nil {
		t.Fatal(err)
	}
	var s score
	seen := map[string]bool{}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split(string(data), "\n==== ") {
			_, c, _ = strings.Cut(c, "\n")
			sql, _, _ := strings.Cut(c, "\n----\n")
			for _, sql := range append(strings.SplitAfter(sql, ";\n"), sql) {
				if seen[sql] {
					continue
				}
				seen[sql] = true
				if want, ok := sqliteTables(sql); ok {
					s.add(t, sql, sqltables.SQLite, want, false)
				}
			}
		}
	}
	s.report(t)
}
