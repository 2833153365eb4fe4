package modulemap

import (
	"testing"
)

func mustParse(t testing.TB, text string, src Source) *Map {
	t.Helper()
	src.Name, src.Data = FileName, []byte(text)
	m, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var sealed = Source{GoModules: []GoModule{{".", "example.com/shop"}}}

const tablesMap = `version: 1
sql: {dialect: postgres, databases: {agent: {dialect: sqlite}, free: {}, my: {dialect: mysql}, ms: {dialect: sqlserver}}}
modules:
  inventory: {path: inventory, tables: ["inventory.*", stock, "inv_*"], public_tables: ["inventory.v_*", v_prices]}
  audit: {path: audit, tables: ["inv_audit_*", "inventory.audit", "*.log", Mixed]}
  jobs: {path: jobs, tables: ["pg_jobs_*", "*"]}
  agent: {path: agent, database: agent, tables: [stock, main.cache]}
  free: {path: free, database: free, tables: [public.stock, cache]}
  my: {path: my, database: my, tables: [users, shop.orders]}
  ms: {path: ms, database: ms, tables: [users, "Order Details"]}
shared_tables: [schema_migrations, "goose_*"]
`

func TestTableOwner(t *testing.T) {
	m := mustParse(t, tablesMap, sealed)
	tests := []struct {
		name, in string
		table    Table
		kind     OwnerKind
		owner    string
	}{
		{"bare name", "", Table{"", "stock", false}, Owned, "inventory"},
		{"default schema", "", Table{"public", "stock", false}, Owned, "inventory"},
		{"case", "", Table{"PUBLIC", "Stock", false}, Owned, "inventory"},
		{"quoted in another case", "", Table{"", "Stock", true}, Owned, "jobs"}, // exactly only * fits
		{"quoted exactly", "", Table{"", "Mixed", true}, Owned, "audit"},
		{"schema glob", "", Table{"inventory", "items", false}, Owned, "inventory"},
		{"exact beats schema glob", "", Table{"inventory", "audit", false}, Owned, "audit"},
		{"longer schema glob", "", Table{"inventory", "log", false}, Owned, "inventory"}, // 10 literals against 3
		{"any schema", "", Table{"other", "log", false}, Owned, "audit"},
		{"name glob", "", Table{"", "inv_x", false}, Owned, "inventory"},
		{"longer name glob", "", Table{"", "inv_audit_x", false}, Owned, "audit"},
		{"a bare glob means the default schema", "", Table{"other", "inv_x", false}, Unowned, ""},
		{"everything in the default schema", "", Table{"", "whatever", false}, Owned, "jobs"},
		{"public table by name", "", Table{"", "v_prices", false}, Owned, "inventory"},
		{"stock is not stocks", "", Table{"other", "stocks", false}, Unowned, ""},

		{"shared", "", Table{"", "schema_migrations", false}, Shared, ""},
		{"shared by glob", "", Table{"", "goose_db_version", false}, Shared, ""},
		{"pg_catalog", "", Table{"pg_catalog", "pg_class", false}, System, ""},
		{"information_schema", "", Table{"INFORMATION_SCHEMA", "TABLES", false}, System, ""},
		{"pg_", "", Table{"", "pg_stat_activity", false}, System, ""},
		{"pg_ that a module claims", "", Table{"", "pg_jobs_queue", false}, Owned, "jobs"},
		{"pg_toast", "", Table{"pg_toast", "x", false}, System, ""},
		{"mysql", "my", Table{"mysql", "user", false}, System, ""},
		{"sys", "ms", Table{"sys", "tables", false}, System, ""},
		{"sqlite_", "agent", Table{"", "sqlite_master", false}, System, ""},
		{"sqlite_ with schema", "agent", Table{"main", "sqlite_sequence", false}, System, ""},

		{"another database", "agent", Table{"", "stock", false}, Owned, "agent"},
		{"its default schema", "agent", Table{"", "cache", false}, Owned, "agent"},
		{"not in this database", "agent", Table{"", "inv_x", false}, Unowned, ""},
		{"any: bare", "free", Table{"", "stock", false}, Owned, "free"},
		{"any: dbo", "free", Table{"dbo", "stock", false}, Owned, "free"},
		{"any: main", "free", Table{"main", "cache", false}, Owned, "free"},
		{"any: another schema", "free", Table{"x", "cache", false}, Unowned, ""},
		{"mysql has no default schema", "my", Table{"shop", "users", false}, Unowned, ""},
		{"mysql: other database", "my", Table{"shop", "orders", false}, Owned, "my"},
		{"sqlserver", "ms", Table{"dbo", "users", false}, Owned, "ms"},
		{"name with a space", "ms", Table{"", "Order Details", true}, Owned, "ms"},

		{"unknown schema: own", "audit", Table{UnknownSchema, "log", false}, Owned, "audit"},
		{"unknown schema: own by glob", "audit", Table{UnknownSchema, "inv_audit_x", false}, Owned, "audit"},
		{"unknown schema: claimed exactly", "audit", Table{UnknownSchema, "stock", false}, Owned, "inventory"},
		{"unknown schema: globs only", "", Table{UnknownSchema, "whatever", false}, Ambiguous, ""},
		{"unknown schema: nobody", "my", Table{UnknownSchema, "whatever", false}, Unowned, ""},
		{"unknown schema: shared", "my", Table{UnknownSchema, "schema_migrations", false}, Shared, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := m.TableOwner(m.Module(test.in), test.table)
			if got.Kind != test.kind || got.Kind == Owned != (got.Owner != nil) || got.Owner != nil && got.Owner.Name() != test.owner {
				t.Errorf("TableOwner(%q, %+v) = %+v", test.in, test.table, got)
			}
		})
	}
	got := m.TableOwner(nil, Table{"inventory", "V_Stock", false})
	if want := (Ownership{Owned, m.Module("inventory"), true, "inventory.*", 4}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if m.TableOwner(nil, Table{"inventory", "items", false}).Public {
		t.Error("inventory.items is public")
	}
}

func TestAmbiguousMigrations(t *testing.T) {
	m := mustParse(t, "version: 1\nmodules:\n  a: {path: a, tables: [x]}\n  b: {path: b, tables: [\"ship*\"]}\n", sealed)
	n := m.WithCreated([]Created{
		{"a", Table{Name: "shipments"}, "a/1.sql"}, {"b", Table{Name: "x"}, "b/1.sql"},
		{"a", Table{Name: "both"}, "a/2.sql"}, {"b", Table{Name: "both"}, "b/2.sql"},
		{"nobody", Table{Name: "lost"}, "c/1.sql"}, {"a", Table{Schema: UnknownSchema, Name: "lost"}, "a/3.sql"},
	})
	tests := []struct {
		table string
		kind  OwnerKind
		owner *Module
	}{
		{"shipments", Owned, m.Module("a")}, // a migration before a glob
		{"x", Owned, m.Module("a")},         // the map's name before a migration
		{"both", Ambiguous, nil},
		{"lost", Unowned, nil},
		{"shipped", Owned, m.Module("b")},
	}
	for _, test := range tests {
		if got := n.TableOwner(nil, Table{Name: test.table}); got.Kind != test.kind || got.Owner != test.owner {
			t.Errorf("%s: %+v", test.table, got)
		}
	}
	if n.Digest() == m.Digest() || m.TableOwner(nil, Table{Name: "shipments"}).Owner != m.Module("b") {
		t.Error("the first map has changed, or the digest has not")
	}
	if m.WithCreated(nil) != m {
		t.Error("nothing created makes another map")
	}
}

func TestCanonicalTable(t *testing.T) {
	m := mustParse(t, tablesMap, sealed)
	tests := []struct {
		in    string
		table Table
		want  string
	}{
		{"", Table{"", "Stock", false}, "stock"},
		{"", Table{"Public", "Stock", false}, "stock"},
		{"", Table{"public", "Stock", true}, "Stock"},
		{"", Table{"Inventory", "Items", false}, "inventory.items"},
		{"agent", Table{"main", "cache", false}, "cache"},
		{"free", Table{"dbo", "cache", false}, "cache"},
		{"my", Table{"shop", "orders", false}, "shop.orders"},
		{"", Table{UnknownSchema, "Orders", false}, UnknownSchema + ".orders"},
	}
	for _, test := range tests {
		if got := m.CanonicalTable(m.Module(test.in), test.table); got != test.want {
			t.Errorf("CanonicalTable(%q, %+v) = %q, want %q", test.in, test.table, got, test.want)
		}
	}
}

func TestDatabases(t *testing.T) {
	m := mustParse(t, tablesMap, sealed)
	for in, want := range map[string][3]string{
		"": {"", "postgres", "public"}, "inventory": {"", "postgres", "public"}, "agent": {"agent", "sqlite", "main"},
		"free": {"free", "any", ""}, "my": {"my", "mysql", ""}, "ms": {"ms", "sqlserver", "dbo"},
	} {
		mod := m.Module(in)
		if got := [3]string{m.Database(mod), m.Dialect(mod), m.DefaultSchema(mod)}; got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestMayTouch(t *testing.T) {
	m := mustParse(t, `version: 1
sql: {dialect: postgres, databases: {agent: {}}}
modules:
  a: {path: a, tables: [stock]}
  b: {path: b}
  c: {path: c, database: agent, tables: ["*"]}
grants:
  - {from: b, to: a, may: [read, join], tables: [stock, "v.*"], reason: report}
  - {from: b, to: c, may: [write], reason: all of it}
`, sealed)
	a, b, c := m.Module("a"), m.Module("b"), m.Module("c")
	tests := []struct {
		from, to                        *Module
		database, schema, table, access string
		want                            bool
	}{
		{b, a, "", "", "stock", "read", true},
		{b, a, "", "public", "STOCK", "join", true},
		{b, a, "", "", "stock", "write", false},
		{b, a, "", "", "stocks", "read", false},
		{b, a, "", "v", "x", "read", true},
		{b, a, "", UnknownSchema, "stock", "read", true},
		{a, b, "", "", "stock", "read", false},
		{b, c, "", "", "any", "write", true},
		{b, c, "agent", "x", "any", "write", true},
		{b, c, "other", "", "any", "write", false},
		{nil, a, "", "", "stock", "read", false},
	}
	for i, test := range tests {
		grant, got := m.MayTouch(test.from, test.to, test.database, test.schema, test.table, test.access)
		if got != test.want || got != (grant != nil) {
			t.Errorf("%d: MayTouch = %v, %v", i, grant, got)
		}
	}
	if grants := m.Grants(); len(grants) != 2 || grants[0].Reason != "report" || grants[0].Line != 8 || grants[0].Column != 5 {
		t.Errorf("Grants() = %+v", grants)
	}
}
