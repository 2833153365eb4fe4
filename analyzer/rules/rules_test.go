package rules_test

import (
	"fmt"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/rules"
)

// parse reads a map for the Go module example.com/m, without looking at folders.
func parse(t *testing.T, yaml string) *modulemap.Map {
	t.Helper()
	m, err := modulemap.Parse(modulemap.Source{
		Name: "modules.yaml", Data: []byte(yaml),
		GoModules: []modulemap.GoModule{{Dir: ".", Path: "example.com/m"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// pkg is a package in folder dir that imports the given folders and says the given SQL.
func pkg(dir string, imports []string, texts ...rules.Text) *rules.Package {
	p := &rules.Package{
		Path: "example.com/m/" + dir, Name: "p", Dir: dir,
		Files:         []rules.File{{Name: "p.go", Clause: token.Position{Filename: "p.go", Line: 1, Column: 9}}},
		DeclarationAt: func(string, int) string { return "F" },
	}
	for i, path := range imports {
		p.Imports = append(p.Imports, rules.Import{
			Path: "example.com/m/" + path,
			Pos:  token.Position{Filename: "p.go", Line: 3 + i, Column: 8},
			End:  token.Position{Filename: "p.go", Line: 3 + i, Column: 20},
		})
	}
	for i, text := range texts {
		line := 100 + i
		text.Span = func(offset, length int) (start, end token.Position) {
			return token.Position{Filename: "p.go", Line: line, Column: offset + 1}, token.Position{Filename: "p.go", Line: line, Column: offset + length + 1}
		}
		p.Texts = append(p.Texts, text)
	}
	return p
}

// judge judges a package with nothing around it.
func judge(m *modulemap.Map, p *rules.Package) *rules.Result {
	return rules.Judge(m, p, rules.NewView(m, func() []*rules.API { return nil }, nil))
}

// verdicts renders findings as "line:column severity rule target access".
func verdicts(m *modulemap.Map, p *rules.Package) []string {
	found := judge(m, p).Findings
	var lines []string
	for _, f := range finding.Sort(found) {
		if f.Status != finding.New {
			continue
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%d:%d %s %s %s %s",
			f.Span.Start.Line, f.Span.Start.Column, f.Severity, f.Rule, f.Target, f.Access)))
	}
	return lines
}

func TestImportRules(t *testing.T) {
	const yaml = `
version: 1
layers: [app, domain, platform]
modules:
  a: {path: a, layer: domain, public: [".", "api/...", "events"], interfaces: {ev: [events]}}
  b: {path: b, layer: domain, depends_on: [a, {module: old, deprecated: use a}]}
  c: {path: c, layer: platform, depends_on: ["a::ev"]}
  old: {path: old}
  orders: {path: orders}
  order: {path: order}
  legacy: {path: order/legacy}
  kernel: {path: kernel, open: true}
  secret: {path: secret, visible_to: [b]}
  tools: {path: tools, unchecked: true}
  none: {path: none, depends_on: []}
  closed: {path: closed, public: []}
`
	tests := []struct {
		name, dir string
		imports   []string
		want      []string
	}{
		{"public packages", "old", []string{"a", "a/api", "a/api/v1", "a/events"}, nil},
		{"private package", "old", []string{"a/store"}, []string{"3:8 error private-package example.com/m/a/store"}},
		{"a folder whose name starts alike", "old", []string{"a/apix"}, []string{"3:8 error private-package example.com/m/a/apix"}},
		{"own private package", "a/api", []string{"a/store"}, nil},
		{"another Go module", "old", []string{"../other"}, nil},
		{"kernel", "old", []string{"kernel/x/y"}, nil},
		{"no module at all", "old", []string{"cmd"}, nil},
		{"order is not orders", "orders", []string{"order/store"}, []string{"3:8 error private-package example.com/m/order/store"}},
		{"orders is not order", "order", []string{"orders"}, nil},
		{"a module inside a module", "order/legacy", []string{"order/store"}, []string{"3:8 error private-package example.com/m/order/store"}},
		{"and the other way", "order", []string{"order/legacy/store"}, []string{"3:8 error private-package example.com/m/order/legacy/store"}},
		{"undeclared", "b", []string{"old", "orders"}, []string{"3:8 warning deprecated-dependency old", "4:8 error undeclared-dependency orders"}},
		{"nothing declared", "none", []string{"a"}, []string{"3:8 error undeclared-dependency a"}},
		{"named interface", "c", []string{"a/events", "kernel"}, []string{"3:8 error layer a", "4:8 error undeclared-dependency kernel"}},
		{"outside the named interface", "c", []string{"a"}, []string{"3:8 error layer a", "3:8 error undeclared-dependency a"}},
		{"hidden", "old", []string{"secret"}, []string{"3:8 error hidden-module secret"}},
		{"visible", "b", []string{"secret"}, []string{"3:8 error undeclared-dependency secret"}},
		{"unchecked", "tools", []string{"a/store", "secret"}, nil},
		{"in no module: what is public", "cmd", []string{"a", "a/store"}, []string{"4:8 error private-package example.com/m/a/store"}},
		{"no public side", "a", []string{"closed"}, []string{"3:8 error private-package example.com/m/closed"}},
	}
	m := parse(t, yaml)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := verdicts(m, pkg(test.dir, test.imports)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestUnassigned(t *testing.T) {
	const modules = "\nmodules:\n  a: {path: a, tables: [t]}\n"
	crossing := func() *rules.Package {
		return pkg("cmd/x", []string{"a/store"}, rules.Text{SQL: "SELECT * FROM t WHERE a = 1"})
	}
	tests := []struct {
		policy string
		want   []string
	}{
		{"public", []string{"3:8 error private-package example.com/m/a/store", "100:15 error foreign-table t read"}},
		{"free", nil},
		{"deny", []string{"1:9 error unassigned-package example.com/m/cmd/x", "3:8 error private-package example.com/m/a/store", "100:15 error foreign-table t read"}},
	}
	for _, test := range tests {
		t.Run(test.policy, func(t *testing.T) {
			m := parse(t, "version: 1\nunassigned: "+test.policy+modules)
			if got := verdicts(m, crossing()); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTableRules(t *testing.T) {
	const yaml = `
version: 1
sql: {dialect: postgres, default_schema: public, databases: {agent: {dialect: sqlite, default_schema: main}}}
shared_tables: [schema_migrations]
rules: {unowned-table: warning}
modules:
  a: {path: a, owner: team-a, tables: ["inv.*", stock, "a_*"], public_tables: [inv.v_stock]}
  b: {path: b, tables: [orders, "ord.*"]}
  c: {path: c, tables: [carts], rules: {dynamic-sql: error, unowned-table: "off"}}
  d: {path: d, tables: [stock], database: agent}
  kernel: {path: kernel, open: true}
grants:
  - {from: c, to: a, may: [read], tables: [stock], reason: report}
`
	text := func(sql string) rules.Text { return rules.Text{SQL: sql} }
	sink := func(sql string) rules.Text { return rules.Text{SQL: sql, Sink: "(*database/sql.DB).Query"} }
	tests := []struct {
		name, dir string
		text      rules.Text
		want      []string
	}{
		{"own table", "b", text("SELECT * FROM orders o JOIN ord.lines l ON l.o = o.id"), nil},
		{"read", "b", text("SELECT * FROM inv.items WHERE a = 1"), []string{"100:15 error foreign-table inv.items read"}},
		{"join with an own table", "b", text("SELECT * FROM orders JOIN stock ON true"), []string{"100:27 error foreign-table stock join"}},
		{"regclass", "b", text("SELECT 'inv.items'::regclass, 'nobody'::regclass FROM pg_class"), []string{"100:9 error foreign-table inv.items read"}},
		{"SQL in a string", "b", text("DO $$ BEGIN EXECUTE 'DELETE FROM stock'; END $$"), []string{"100:34 error foreign-table stock write"}},
		{"write", "b", text("UPDATE stock SET n = 1 WHERE id = 2"), []string{"100:8 error foreign-table stock write"}},
		{"ddl", "b", text("ALTER TABLE stock ADD COLUMN x int"), []string{"100:13 error foreign-table stock ddl"}},
		{"foreign key", "b", text("CREATE TABLE orders (id int REFERENCES stock (id))"), []string{"100:40 error foreign-key stock foreign-key"}},
		{"case, quotes and the default schema", "b", text(`SELECT * FROM "public".STOCK, Inv."items"`), []string{"100:15 error foreign-table stock read", "100:31 error foreign-table inv.items read"}},
		{"glob", "b", text("SELECT * FROM a_x WHERE a = 1"), []string{"100:15 error foreign-table a_x read"}},
		{"a CTE of the same name", "b", text("WITH stock AS (SELECT * FROM orders) SELECT * FROM stock"), nil},
		{"named twice", "b", text("SELECT * FROM stock s1, stock s2 WHERE s1.a = s2.b"), []string{"100:15 error foreign-table stock read", "100:25 error foreign-table stock read"}},
		{"published view", "b", text("SELECT * FROM inv.v_stock WHERE a = 1"), nil},
		{"published view, joined", "b", text("SELECT * FROM orders JOIN inv.v_stock v ON true"), nil},
		{"published view, written", "b", text("DELETE FROM inv.v_stock WHERE a = 1"), []string{"100:13 error foreign-table inv.v_stock write"}},
		{"granted read", "c", text("SELECT * FROM stock WHERE a = 1"), nil},
		{"a grant to read is none to join", "c", text("SELECT * FROM stock JOIN carts ON true"), []string{"100:15 error foreign-table stock join"}},
		{"a grant to read is none to write", "c", text("DELETE FROM stock WHERE a = 1"), []string{"100:13 error foreign-table stock write"}},
		{"nobody's", "b", text("SELECT * FROM lost WHERE a = 1"), []string{"100:15 warning unowned-table lost read"}},
		{"nobody's, rule off in the module", "c", text("SELECT * FROM lost WHERE a = 1"), nil},
		{"everybody's", "b", text("SELECT * FROM schema_migrations, pg_class, information_schema.tables"), nil},
		{"another database", "d", text("SELECT * FROM stock WHERE a = 1"), nil},
		{"fragment", "b", text(" LEFT JOIN stock s ON s.id = o.id"), []string{"100:12 error foreign-table stock read"}},
		{"prose", "b", text("select a file from stock, then press OK"), nil},
		{"exported constant of the kernel", "kernel", rules.Text{SQL: "SELECT * FROM stock WHERE a = 1", Exported: true}, nil},
		{"SQL that the kernel runs", "kernel", sink("SELECT * FROM stock WHERE a = 1"), []string{"100:15 error foreign-table stock read"}},

		{"unknown table", "b", sink("SELECT * FROM \x01"), []string{"100:15 warning dynamic-sql (*database/sql.DB).Query"}},
		{"unknown table, an error here", "c", sink("SELECT * FROM \x01"), []string{"100:15 error dynamic-sql (*database/sql.DB).Query"}},
		{"unknown table, no sink", "b", text("SELECT * FROM \x01 WHERE a = 1"), nil},
		{"unknown condition", "b", sink("SELECT * FROM orders WHERE \x01"), nil},
		{"unknown text", "b", sink("\x01"), []string{"100:1 warning dynamic-sql (*database/sql.DB).Query"}},
		{"forwarded text", "b", rules.Text{SQL: "\x01", Sink: "x", Elsewhere: func(int, int) bool { return true }}, nil},
		{"unknown name in an own schema", "b", sink("SELECT * FROM ord.\x01 WHERE a"), nil},
		{"unknown name in another's schema", "b", sink("SELECT * FROM inv.\x01 WHERE a"), []string{"100:15 error foreign-table inv.* read"}},
		{"perhaps a CTE of an unknown WITH", "b", sink("WITH \x01 SELECT * FROM stock"), []string{"100:22 warning dynamic-sql (*database/sql.DB).Query"}},
		{"perhaps a CTE of an unknown beginning", "b", sink("\x01 SELECT * FROM stock, inv.items"), []string{"100:1 warning dynamic-sql (*database/sql.DB).Query", "100:24 error foreign-table inv.items read"}},
		{"own table behind an unknown WITH", "b", sink("WITH \x01 SELECT * FROM orders"), nil},
		{"unknown schema, one owner", "c", sink("SELECT * FROM \x01.orders WHERE a"), []string{"100:15 error foreign-table orders read"}},
		{"unknown schema, own table", "c", sink("SELECT * FROM \x01.carts WHERE a"), nil},
		{"unknown schema, perhaps an own table", "b", sink("SELECT * FROM \x01.carts WHERE a"), []string{"100:15 warning dynamic-sql (*database/sql.DB).Query"}},
		{"unknown schema, perhaps anybody's", "c", sink("SELECT * FROM \x01.x WHERE a"), []string{"100:15 error dynamic-sql (*database/sql.DB).Query"}},
	}
	m := parse(t, yaml)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := verdicts(m, pkg(test.dir, nil, test.text)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestCoverage(t *testing.T) {
	m := parse(t, "version: 1\nmodules:\n  a: {path: a, tables: [t, u]}\n")
	sink := func(sql string) rules.Text { return rules.Text{SQL: sql, Sink: "x"} }
	got := judge(m, pkg("a", nil,
		sink("SELECT * FROM t"),                      // resolved
		sink("SELECT 1"),                             // resolved: no table is no unknown table
		sink("BEGIN; DELETE FROM t; COMMIT"),         // three, resolved
		sink("SELECT * FROM t JOIN \x01 ON true"),    // partial
		sink("SELECT * FROM \x01"),                   // dynamic
		sink("\x01"),                                 // dynamic
		rules.Text{SQL: "SELECT * FROM u WHERE a=1"}, // resolved
		rules.Text{SQL: " JOIN u ON u.a = t.a"},      // a fragment is no statement
		rules.Text{SQL: "SELECT * FROM t", Sink: "x", Cut: true},
	)).Coverage
	want := rules.Coverage{Statements: 10, Resolved: 6, Partial: 2, Dynamic: 2}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A message says who, what, whose, and what to do instead.
func TestMessages(t *testing.T) {
	m := parse(t, `
version: 1
modules:
  a: {path: internal/a, owner: team-a, tables: [stock], public: [".", "api/..."]}
  b: {path: b}
`)
	found := judge(m, pkg("b", []string{"internal/a/store"}, rules.Text{SQL: "SELECT * FROM stock WHERE a = 1"})).Findings
	var got []string
	for _, f := range finding.Sort(found) {
		got = append(got, f.Message)
		if f.Help == "" || f.URL == "" || f.Declaration != "F" || f.Package != "example.com/m/b" || f.Module != "b" || f.TargetModule != "a" {
			t.Errorf("incomplete: %+v", f)
		}
	}
	want := []string{
		"b imports example.com/m/internal/a/store, a private package of a (team-a); use its public side: internal/a, internal/a/api/...",
		"b reads stock, a table of a (team-a); go through its public side instead: internal/a, internal/a/api/...",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// The catalogue documents every rule that is judged, and README.md is made of it. UPDATE=1 writes it anew.
func TestREADME(t *testing.T) {
	got, err := os.ReadFile("README.md")
	if err != nil && os.Getenv("UPDATE") == "" {
		t.Fatal(err)
	}
	want := rules.Markdown()
	if string(got) == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatal("README.md is not what the catalogue says; run UPDATE=1 go test ./analyzer/rules")
	}
	if err := os.WriteFile("README.md", []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCatalogue(t *testing.T) {
	for _, info := range modulemap.Rules() {
		rule, ok := rules.Lookup(info.ID)
		if !ok {
			continue // judged by a later version
		}
		if rule.ID != info.ID || rule.Summary == "" || rule.Protects.Name == "" || rule.Why == "" || rule.Fix == "" || rule.Bad == "" || rule.Good == "" {
			t.Errorf("%s: its documentation is incomplete", info.ID)
		}
	}
}

// A directive inside SQL covers the texts that its literal is a part of, and is stale only if it is of use in none.
func TestDirectivesInSQL(t *testing.T) {
	m := parse(t, "version: 1\nmodules:\n  a: {path: a, tables: [t, u]}\n  b: {path: b}\n")
	const base = "SELECT 1 /* ringfence:allow foreign-table t -- why */"
	text := func(sql string) rules.Text { return rules.Text{SQL: sql, Sink: "x"} }
	p := pkg("b", nil, text(base+" WHERE x"), text(base+" FROM t, u"))
	span := p.Texts[1].Span
	p.Texts[0].Span = span // the same literal, with and without what is added to it
	want := []string{"101:63 error foreign-table u read"}
	if got := verdicts(m, p); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	want = []string{"100:13 warning stale-allow foreign-table t"}
	if got := verdicts(m, pkg("b", nil, text(base+" WHERE x"))); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
