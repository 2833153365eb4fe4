package modulemap

import (
	"slices"
	"testing"
	"testing/fstest"
)

const contractMap = `version: 1

sql:
  dialect: postgres
  default_schema: public
  databases:
    agent: {dialect: sqlite, default_schema: main}
  sinks:
    - func: "(*example.com/shop/platform/db.Store).Run"
      arg: 1
  table_args:
    - {func: "example.com/shop/platform/db.From", arg: 0, access: read}

layers: [app, domain, platform]

discover:
  - paths: ["internal/{module}", "api/{module}"]
    public: [".", "events"]
    tables: ["{module}.*", "{module}_*"]

modules:
  inventory:
    path: internal/inventory
    owner: team-warehouse
    layer: domain
    public: [".", "api/..."]
    expose: ["Service", "New*", "public_api.go", "api.Item"]
    interfaces:
      events: ["events"]
    depends_on: [catalog, "users::events", {module: legacy, deprecated: "use catalog instead"}]
    visible_to: [order]
    tables: ["inventory.*", "stock", "inv_*"]
    public_tables: ["inventory.v_stock"]
    migrations: ["internal/inventory/migrations"]
    database: agent
    open: false
    unchecked: false
    rules: {dynamic-sql: error}
  users:
    interfaces:
      events: ["events"]

grants:
  - from: reporting
    to: inventory
    may: [read, join]
    tables: ["stock"]
    reason: monthly report until the read model exists
    issue: https://example.com/ISSUE-12
    until: 2027-06-30

unassigned: public
shared_tables: ["schema_migrations", "goose_db_version"]
exclude: ["**/mocks/**"]
rules: {concrete-dependency: warning}
`

// goFiles returns a tree with a go.mod for example.com/shop and a Go file in each folder.
func goFiles(dirs ...string) fstest.MapFS {
	tree := fstest.MapFS{"go.mod": {Data: []byte("module example.com/shop\n\ngo 1.25\n")}}
	for _, dir := range dirs {
		tree[dir+"/a.go"] = &fstest.MapFile{Data: []byte("package a\n")}
	}
	return tree
}

func shop() fstest.MapFS {
	return goFiles("internal/inventory", "internal/inventory/api", "internal/catalog", "internal/users/events", "internal/legacy",
		"internal/order", "internal/reporting", "api/users", "cmd/shop")
}

// TestContractMap reads the documented map, which has every key.
func TestContractMap(t *testing.T) {
	m := mustParse(t, contractMap, Source{FS: shop()})
	if got := names(m.Modules()); !slices.Equal(got, []string{"catalog", "inventory", "legacy", "order", "reporting", "users"}) {
		t.Errorf("Modules() = %q", got)
	}
	inventory := m.Module("inventory")
	if inventory.Owner() != "team-warehouse" || inventory.Layer() != "domain" || inventory.Line() != 22 || inventory.Column() != 3 ||
		inventory.Open() || inventory.Unchecked() || m.Unassigned() != UnassignedPublic ||
		!slices.Equal(inventory.Expose(), []string{"Service", "New*", "public_api.go", "api.Item"}) ||
		!slices.Equal(inventory.Migrations(), []string{"internal/inventory/migrations"}) ||
		!slices.Equal(inventory.PublicTables(), []string{"inventory.v_stock"}) ||
		!slices.Equal(m.Layers(), []string{"app", "domain", "platform"}) {
		t.Errorf("inventory is %+v", inventory)
	}
	if got := m.Module("users").Paths(); !slices.Equal(got, []string{"api/users", "internal/users"}) {
		t.Errorf("Paths() = %q", got)
	}
	if !m.Excluded("order/mocks/store.go") || m.Name() != FileName || m.Root() != "" {
		t.Error("Excluded, Name or Root is wrong")
	}
	mustParse(t, contractMap, sealed)
}
