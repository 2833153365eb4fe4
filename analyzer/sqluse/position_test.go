package sqluse_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/sqltables"
	"github.com/ringfence/ringfence/analyzer/sqluse"
)

// observe type-checks one file and observes it.
func observe(t testing.TB, source string, config sqluse.Config) *sqluse.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	checker := types.Config{Importer: importer.Default()}
	pkg, err := checker.Check("example.com/x", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return sqluse.Observe([]*ast.File{file}, pkg, info, func(pos token.Pos) token.Position { return fset.Position(pos) }, config)
}

// places lists where the known tables of a package stand, as line:column-line:column, and what a text marked with ‹ and › says
// about that.
func places(p *sqluse.Package) []string {
	var got []string
	for i := range p.Texts {
		text := &p.Texts[i]
		for _, ref := range sqltables.Extract(text.SQL, sqltables.Any).References {
			if ref.Partial {
				continue
			}
			start, end := text.Span(ref.Offset, ref.Length)
			got = append(got, fmt.Sprintf("%d:%d-%d:%d", start.Line, start.Column, end.Line, end.Column))
		}
	}
	slices.Sort(got)
	return slices.Compact(got)
}

func unmark(marked string) (source string, want []string) {
	var b strings.Builder
	line, column, start := 1, 1, ""
	for _, r := range marked {
		switch r {
		case '‹':
			start = fmt.Sprintf("%d:%d", line, column)
			continue
		case '›':
			want = append(want, fmt.Sprintf("%s-%d:%d", start, line, column))
			continue
		case '\n':
			line, column = line+1, 0
		}
		b.WriteRune(r)
		if r == '\n' {
			column = 1
		} else {
			column += len(string(r))
		}
	}
	slices.Sort(want)
	return b.String(), want
}

// The place of a finding is the table's name in the literal, however the literal is written.
func TestPositions(t *testing.T) {
	tests := []struct{ name, body string }{
		{"literal", `var q = "SELECT id FROM ‹inventory.items› WHERE id = 1"`},
		{"raw string over lines", "var q = `\n\tSELECT id\n\tFROM ‹inventory.items› i\n\tJOIN ‹orders› o ON o.id = i.id`"},
		{"escapes before", `var q = "-- \"x\" \t\u00e9\n SELECT id FROM ‹items› WHERE id = 1"`},
		{"escapes inside", `var q = "SELECT id FROM ‹\"order\u0020items\"› WHERE id = 1"`},
		{"wide characters", `var q = "SELECT 'äöü日本' FROM ‹items› WHERE id = 1"`},
		{"concatenation over lines", "var q = \"SELECT id \" +\n\t\"FROM ‹items› \" +\n\t\"JOIN ‹orders› ON true \" + `WHERE x IN (SELECT y FROM\n ‹stock›)`"},
		{"name across pieces", "var q = \"SELECT id FROM ‹inventory.\" +\n\t\"items› WHERE id = 1\""},
		{"constant", "const table = \"‹items›\"\nvar q = \"SELECT id FROM \" + table + \" WHERE id = 1\""},
		{"constant of a function", "func f() { const table = \"‹items›\"; use(\"SELECT id FROM \" + table + \" WHERE id = 1\") }"},
		{"parentheses", `var q = ("SELECT id " + ("FROM ‹items› " + "WHERE id = 1"))`},
		{"named string type", "type text string\nconst q text = \"SELECT id FROM ‹items› WHERE id = 1\""},
		{"conversion", "type text string\nvar q = text(\"SELECT id FROM ‹items› WHERE id = 1\")"},
		{"crlf", "var q = `SELECT id\r\n FROM ‹items›\r\n WHERE id = 1`"},
		{"sprintf", `func f(x int) { use(fmt.Sprintf("SELECT id FROM ‹items› WHERE a = %d AND b IN (SELECT c FROM ‹stock› WHERE d = '%%')", x)) }`},
		{"sprintf with constant", "const table = \"‹items›\"\nfunc f(x int) { use(fmt.Sprintf(\"SELECT id FROM %[2]s WHERE a = %[1]d\", x, table)) }"},
		{"sink, local variable", "func f(db *sql.DB, x bool) {\n\tq := \"SELECT id FROM ‹items›\"\n\tif x {\n\t\tq += \" JOIN ‹orders› ON true\"\n\t}\n\tdb.Query(q)\n}"},
		{"sink, two assignments", "func f(db *sql.DB, x bool) {\n\tq := \"SELECT id FROM ‹items›\"\n\tif x {\n\t\tq = \"SELECT id FROM ‹orders›\"\n\t}\n\tdb.QueryRow(q)\n}"},
		{"sink, package variable", "var q = \"SELECT id FROM ‹items›\"\nfunc f(db *sql.DB) { db.Exec(q) }"},
		{"sink, transaction", "func f(ctx context.Context, tx *sql.Tx) { tx.ExecContext(ctx, `UPDATE ‹items› SET a = ?`, 1) }"},
		{"sink, method expression", "func f(db *sql.DB) { (*sql.DB).Exec(db, \"DELETE FROM ‹items›\") }"},
		{"sink, embedded handle", "type store struct{ *sql.DB }\nfunc f(s store) { s.Exec(\"DELETE FROM ‹items›\") }"},
		{"sink, wrapper", "func run(db *sql.DB, q string) { db.Exec(q) }\nfunc f(db *sql.DB) { run(db, \"DELETE FROM ‹items›\") }"},
		{"sink, wrapper of a wrapper", "func g(db *sql.DB, q string) { run(db, q+\" LIMIT 1\") }\nfunc run(db *sql.DB, q string) { db.Exec(strings.TrimSpace(q)) }\nfunc f(db *sql.DB) { g(db, \"DELETE FROM ‹items›\") }"},
		{"argument of a call", `func f() { use("UPDATE ‹items› SET a = 1 WHERE b = 2") }`},
		{"struct literal", "type s struct{ q string }\nvar v = []s{{q: \"DELETE FROM ‹items› WHERE a = 1\"}}"},

		{"prose", `func f(err error) error { return fmt.Errorf("select a file from items: %w", err) }`},
		{"log line", `func f() { log.Println("SELECT id FROM items failed") }`},
		{"struct tag", "type s struct{ a string `help:\"SELECT id FROM items WHERE id = 1\"` }"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source, want := unmark("package x\n" + prelude + test.body + "\n")
			if got := places(observe(t, source, sqluse.Config{})); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v in\n%s", got, want, source)
			}
		})
	}
}

const prelude = `
import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"strings"
)

var (
	_ context.Context
	_ *sql.DB
	_ = fmt.Sprint
	_ = log.Print
	_ = strings.TrimSpace
)

func use(string) {}
`

// An unknown part is the expression that fills it.
func TestHolePositions(t *testing.T) {
	for body, want := range map[string]string{
		`func f(db *sql.DB, tab string) { db.Query("SELECT a FROM " + tab) }`:                     "20:62-20:65",
		`func f(db *sql.DB, tab string) { db.Query("SELECT a FROM x_" + tab + "_y") }`:            "20:58-20:73",
		`func f(db *sql.DB, tab string) { db.Query(fmt.Sprintf("SELECT a FROM %s_roles", tab)) }`: "20:81-20:84",
		`func f(db *sql.DB, tab string) { db.Query(fmt.Sprintf("SELECT a FROM r_%s", tab)) }`:     "20:70-20:80",
	} {
		p := observe(t, "package x\n"+prelude+body+"\n", sqluse.Config{})
		text := &p.Texts[0]
		ref := sqltables.Extract(text.SQL, sqltables.Any).References[0]
		start, end := text.Span(ref.Offset, ref.Length)
		if got := fmt.Sprintf("%d:%d-%d:%d", start.Line, start.Column, end.Line, end.Column); got != want {
			t.Errorf("%s: got %s, want %s", body, got, want)
		}
	}
}
