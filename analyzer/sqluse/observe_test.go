package sqluse_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/sqluse"
)

// sent lists what reaches a sink, a hole as ▢.
func sent(p *sqluse.Package) []string {
	var texts []string
	for _, text := range p.Texts {
		if text.Sink == "" {
			continue
		}
		line := strings.ReplaceAll(text.SQL, "\x01", "▢")
		if at := strings.IndexByte(text.SQL, 1); at >= 0 && text.Elsewhere(at, 1) {
			line += " (forwarded)"
		}
		texts = append(texts, line)
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

func TestTextsAtSinks(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"unknown table", `func f(db *sql.DB, t string) { db.Query("SELECT a FROM " + t + " WHERE b") }`, []string{"SELECT a FROM ▢ WHERE b"}},
		{"unknown condition", `func f(db *sql.DB, w string) { db.Query("SELECT a FROM t WHERE " + w) }`, []string{"SELECT a FROM t WHERE ▢"}},
		{"sprintf verbs", `func f(db *sql.DB, t string) { db.Query(fmt.Sprintf("SELECT a FROM %s, %q, %d%%", t, "x y", 7)) }`, []string{`SELECT a FROM ▢, "x y", 7%`}},
		{"sprintf slice", `func f(db *sql.DB, a []any) { db.Query(fmt.Sprintf("SELECT a FROM %s", a...)) }`, []string{"SELECT a FROM ▢"}},
		{"sprintf width", `func f(db *sql.DB, t string) { db.Query(fmt.Sprintf("SELECT a FROM %*d %-3s %s", 4, 5, t, "u")) }`, []string{"SELECT a FROM ▢ ▢ u"}},
		{"parameter forwarded", `func F(db *sql.DB, q string) { db.Query(q) }`, []string{"▢ (forwarded)"}},
		{"a parameter that nobody fills", `func f(db *sql.DB, q string) { db.Query(q) }`, []string{"▢"}},
		{"unknown call", `func f(db *sql.DB, g func() string) { db.Query(g()) }`, []string{"▢"}},
		{"branches", `func f(db *sql.DB, x bool) { var q string; if x { q = "SELECT 1" } else { q = "SELECT 2" }; db.Query(q) }`, []string{"SELECT 1", "SELECT 2"}},
		{"reassigned to itself", `func f(db *sql.DB) { q := "SELECT 1"; q = q + " FROM t"; db.Query(q) }`, []string{"SELECT 1 FROM t"}},
		{"reassigned to itself in a branch", `func f(db *sql.DB, x bool) { q := "SELECT 1"; if x { q = q + " FROM t" }; db.Query(q) }`, []string{"SELECT 1", "SELECT 1 FROM t"}},
		{"formatted into itself", `func f(db *sql.DB, t string) { q := "SELECT %s FROM a"; q = fmt.Sprintf(q, t); db.Query(q) }`, []string{"SELECT ▢ FROM a"}},
		{"replaced by something unknown", `func f(db *sql.DB, t string) { db.Query(strings.Replace("SELECT a FROM t WHERE b IN ($1)", "($1)", t, 1)) }`, []string{"SELECT a FROM t WHERE b IN ▢"}},
		{"replaced by a constant", `const tab = "t"; func f(db *sql.DB) { db.Query(strings.ReplaceAll("SELECT a FROM {t} JOIN {t} b", "{t}", tab)) }`, []string{"SELECT a FROM t JOIN t b"}},
		{"something unknown replaced", `func f(db *sql.DB, t string) { db.Query(strings.Replace("SELECT a FROM t", t, "x", 1)) }`, []string{"▢"}},
		{"parameter trimmed", `func F(db *sql.DB, q string) { q = strings.TrimSpace(q); db.Query(q) }`, []string{"▢ (forwarded)"}},
		{"declared empty", `func f(db *sql.DB, x bool) { var q string; q += "SELECT 1"; if x { q += " FROM t" }; db.Query(q) }`, []string{"SELECT 1 FROM t"}},
		{"replaced after it grew", `func f(db *sql.DB, x bool) { q := "SELECT 1"; q += " FROM t"; if x { q = "SELECT 2" }; db.Query(q) }`, []string{"SELECT 1 FROM t", "SELECT 2"}},
		{"address taken", `func f(db *sql.DB) { q := "SELECT 1"; g(&q); db.Query(q) }; func g(*string) {}`, []string{"SELECT 1", "▢"}},
		{"package variable that changes", `var q = "SELECT 1"; func f(db *sql.DB) { db.Query(q) }; func g() { q = "SELECT 2" }`, []string{"SELECT 1", "SELECT 2"}},
		{"package variable whose address is taken", `var q = "SELECT 1"; func f(db *sql.DB) { db.Query(q) }; func g(*string) {}; func h() { g(&q) }`, []string{"SELECT 1", "▢"}},
		{"closure", `func f(db *sql.DB) { q := "SELECT 1"; func() { db.Query(q) }() }`, []string{"SELECT 1"}},
		{"closure in a package variable", `var h = func(db *sql.DB) { q := "SELECT 1"; db.Query(q) }`, []string{"SELECT 1"}},
		{"statement arguments are no SQL", `func f(s *sql.Stmt) { s.Query("a", "b"); s.Exec("c") }`, nil},
		{"own driver interface", `type d interface { ExecIt(ctx context.Context, sql string, args ...any) (sql.Result, error) }; func f(x d) { x.ExecIt(nil, "DELETE FROM t") }`, []string{"DELETE FROM t"}},
		{"own interface with named arguments", `type d interface { NamedExecContext(ctx context.Context, q string, arg any) (sql.Result, error) }; func f(x d) { x.NamedExecContext(nil, "DELETE FROM t", 1) }`, []string{"DELETE FROM t"}},
		{"a command is no SQL", `type r struct{}; func (r) Exec(name string, args ...any) error { return nil }; func f(x r) { x.Exec("rm", "-r") }`, nil},
		{"generic wrapper", `func run[T any](db *sql.DB, q string) (t T) { db.Query(q); return }; func f(db *sql.DB) { run[int](db, "SELECT 3") }`, []string{"SELECT 3", "▢ (forwarded)"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := observe(t, "package x\n"+prelude+test.body+"\n", sqluse.Config{})
			if got := sent(p); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestConfiguredSinks(t *testing.T) {
	const body = "package x\n" + prelude + `
type store struct{}
func (*store) Do(what, q string) {}
func from(table string) {}
func f(s *store) {
	s.Do("x", "DELETE FROM a")
	from("b")
	from("c AS d")
}
`
	p := observe(t, body, sqluse.Config{
		Sinks:     []sqluse.Sink{{Func: "(*example.com/x.store).Do", Arg: 1}},
		TableArgs: []sqluse.TableArg{{Func: "example.com/x.from", Arg: 0, Access: "write"}},
	})
	want := []string{"DELETE FROM a", "DELETE FROM b", "DELETE FROM c AS d"}
	if got := sent(p); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is bounded is marked: 2^20 texts are not followed, and not passed over in silence either.
func TestBounds(t *testing.T) {
	var body strings.Builder
	body.WriteString("package x\n" + prelude + "func f(db *sql.DB, x bool) {\n")
	for _, name := range "abcdefghijklmnopqrst" {
		v := string(name)
		body.WriteString(v + " := \"1\"; if x { " + v + " = \"2\" }\n")
	}
	body.WriteString("db.Query(a + b + c + d + e + f2(g) + h + i + j + k + l + m + n + o + p + q + r + s + t)\n_ = f\n}\nfunc f2(s string) string { return s }\n")
	source := strings.ReplaceAll(body.String(), "f := \"1\"; if x { f = \"2\" }", "f := \"1\"")
	p := observe(t, source, sqluse.Config{})
	if len(p.Texts) == 0 || len(p.Texts) > 64 || !p.Texts[0].Cut {
		t.Errorf("got %d texts, cut %v", len(p.Texts), len(p.Texts) > 0 && p.Texts[0].Cut)
	}
}

// A chain of names, each made of the next one twice, stands for 2^40 evaluations if nothing stops them.
func TestChains(t *testing.T) {
	var body strings.Builder
	body.WriteString("package x\n" + prelude + "func f(db *sql.DB, t string) {\nv0 := t\n")
	for i := range 40 {
		fmt.Fprintf(&body, "v%d := v%d + v%[2]d\n", i+1, i)
	}
	body.WriteString("db.Query(v40)\n}\n")
	p := observe(t, body.String(), sqluse.Config{})
	if len(p.Texts) != 1 || !p.Texts[0].Cut {
		t.Errorf("got %d texts", len(p.Texts))
	}
}

// Names may lead back to themselves through branches; evaluation ends all the same.
func TestLoops(t *testing.T) {
	observe(t, "package x\n"+prelude+`
func f(db *sql.DB, n int) {
	a, b := "x", "y"
	for i := 0; i < n; i++ {
		a, b = b+a, a+b
		a += b
		b += a
	}
	db.Query(a + b)
}
`, sqluse.Config{})
}
