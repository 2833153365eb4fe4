package modulemap

import (
	"maps"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
)

func names(modules []*Module) []string {
	var list []string
	for _, mod := range modules {
		list = append(list, mod.Name())
	}
	return list
}

// moduleNameAt returns "" for no module.
func moduleNameAt(m *Map, dir string) string {
	if mod := m.ModuleAt(dir); mod != nil {
		return mod.Name()
	}
	return ""
}

func TestModuleAt(t *testing.T) {
	m := mustParse(t, `version: 1
modules:
  order: {path: modules/order}
  legacy: {path: modules/order/legacy/}
  orders: {paths: [modules/orders, ./shared//orders]}
`, sealed)
	for dir, want := range map[string]string{
		"modules/order": "order", "modules/order/": "order", "./modules/order/store": "order",
		"modules/orders": "orders", "modules/orders/store": "orders", "shared/orders/x": "orders", // order is no prefix of orders
		"modules/order2":       "",                                             // nor of anything else
		"modules/order/legacy": "legacy", "modules/order/legacy/x/y": "legacy", // the longest path wins
		"modules/order/legacy2": "order", "modules/order/store/legacy": "order", // and takes nothing of order away
		"modules": "", ".": "", "": "", "shared": "",
	} {
		if got := moduleNameAt(m, dir); got != want {
			t.Errorf("ModuleAt(%q) = %q, want %q", dir, got, want)
		}
	}
	if got := m.Module("orders").Paths(); !slices.Equal(got, []string{"modules/orders", "shared/orders"}) {
		t.Errorf("Paths() = %q", got)
	}
	if got := names(m.Modules()); !slices.Equal(got, []string{"legacy", "order", "orders"}) {
		t.Errorf("Modules() = %q", got)
	}

	whole := mustParse(t, "version: 1\nmodules:\n  all: {path: .}\n  a: {path: a}\n", sealed)
	for dir, want := range map[string]string{".": "all", "x/y": "all", "a/b": "a", "ab": "all"} {
		if got := moduleNameAt(whole, dir); got != want {
			t.Errorf("ModuleAt(%q) = %q, want %q", dir, got, want)
		}
	}
}

func TestPublic(t *testing.T) {
	m := mustParse(t, `version: 1
modules:
  inventory: {paths: [internal/inventory, api/inventory], public: [., api/...], interfaces: {events: [events], spi: ["spi/*", events]}}
  plain: {path: plain}
  closed: {path: closed, public: []}
  kernel: {path: kernel, open: true}
`, sealed)
	for dir, want := range map[string]bool{
		"internal/inventory": true, "internal/inventory/api/v1": true, "internal/inventory/store": false,
		"internal/inventory/events": true, "internal/inventory/spi/a": true, "internal/inventory/spi": false,
		"api/inventory": true, "api/inventory/x": false, "internal/inventory2": false, "plain": false,
	} {
		if got := m.Module("inventory").IsPublic(dir); got != want {
			t.Errorf("IsPublic(%s) = %v", dir, got)
		}
	}
	for dir, want := range map[string]bool{"plain": true, "plain/x": false, "closed": false, "kernel": true, "kernel/x/y": true} {
		if got := m.ModuleAt(dir).IsPublic(dir); got != want {
			t.Errorf("IsPublic(%s) = %v", dir, got)
		}
	}
	inventory := m.Module("inventory")
	for dir, want := range map[string][]string{
		"internal/inventory/events": {"events", "spi"}, "api/inventory/spi/b": {"spi"}, "internal/inventory": nil, "plain": nil,
	} {
		if got := inventory.InterfacesOf(dir); !slices.Equal(got, want) {
			t.Errorf("InterfacesOf(%s) = %q", dir, got)
		}
	}
	if got := inventory.PublicDirs(); !slices.Equal(got, []string{".", "api/...", "events", "spi/*"}) {
		t.Errorf("PublicDirs() = %q", got)
	}
	if got := m.Module("kernel").PublicDirs(); !slices.Equal(got, []string{"..."}) {
		t.Errorf("PublicDirs() = %q", got)
	}
}

func TestDependsOn(t *testing.T) {
	m := mustParse(t, `version: 1
modules:
  a: {path: a, interfaces: {x: [x], y: [y]}, visible_to: [b]}
  b: {path: b, depends_on: ["a::y", "a::x", {module: c, deprecated: use d}, {module: "d::old", deprecated: use new}, "d::new"]}
  c: {path: c, depends_on: []}
  d: {path: d, interfaces: {old: [old], new: [new]}}
  e: {path: e, depends_on: [{module: d, deprecated: all of it}, {module: "d::old", deprecated: use new}, a, "a::x"], visible_to: []}
`, sealed)
	tests := []struct {
		from, to string
		want     Dependency
		declared Declared
	}{
		{"a", "b", Dependency{Module: "b"}, Free},
		{"b", "a", Dependency{"a", []string{"x", "y"}, "", 4, 29}, Allowed},
		{"b", "b", Dependency{Module: "b"}, Allowed},
		{"b", "c", Dependency{"c", nil, "use d", 4, 54}, Allowed},
		{"b", "d", Dependency{"d", []string{"new", "old"}, "", 4, 86}, Allowed},
		{"b", "e", Dependency{Module: "e"}, NotListed},
		{"c", "a", Dependency{Module: "a"}, NotListed},
		{"e", "d", Dependency{"d", nil, "all of it", 7, 38}, Allowed},
		{"e", "a", Dependency{"a", nil, "", 7, 106}, Allowed},
	}
	for _, test := range tests {
		got, declared := m.Module(test.from).DependsOn(test.to)
		if len(got.Interfaces) == 0 {
			got.Interfaces = nil
		}
		if !reflect.DeepEqual(got, test.want) || declared != test.declared {
			t.Errorf("%s on %s: got %+v, %v", test.from, test.to, got, declared)
		}
	}
	packages := []struct {
		from, dir, deprecated string
		declared              Declared
	}{
		{"b", "a/x", "", Allowed}, {"b", "a", "", NotListed}, {"b", "d/old", "use new", Allowed}, {"b", "d/new", "", Allowed},
		{"e", "d", "all of it", Allowed}, {"e", "d/old", "use new", Allowed}, {"e", "a/y", "", Allowed}, {"c", "a", "", NotListed},
		{"a", "b", "", Free}, {"b", "b/x", "", Allowed},
	}
	for _, test := range packages {
		got, declared := m.Module(test.from).DependsOnPackage(m.ModuleAt(test.dir), test.dir)
		if got.Deprecated != test.deprecated || declared != test.declared {
			t.Errorf("%s on package %s: got %+v, %v", test.from, test.dir, got, declared)
		}
	}
	visible := []struct {
		from, to string
		want     bool
	}{{"b", "a", true}, {"c", "a", false}, {"a", "a", true}, {"", "a", false}, {"", "b", true}, {"c", "b", true}, {"a", "e", false}}
	for _, test := range visible {
		if got := m.Module(test.to).VisibleTo(m.Module(test.from)); got != test.want {
			t.Errorf("%s.VisibleTo(%s) = %v", test.to, test.from, got)
		}
	}
	if !m.Module("c").HasDependsOn() || m.Module("a").HasDependsOn() || len(m.Module("b").Dependencies()) != 5 {
		t.Error("HasDependsOn or Dependencies is wrong")
	}
}

func TestLevel(t *testing.T) {
	m := mustParse(t, head+"  b: {path: b, rules: {layer: off, cycle: warning}}\nlayers: [x, y]\nrules: {layer: warning, unowned-table: error}\n", sealed)
	b := m.Module("b")
	for _, test := range []struct {
		rule string
		in   *Module
		want string
	}{
		{"layer", nil, "warning"}, {"layer", b, "off"}, {"cycle", b, "warning"}, {"cycle", nil, "error"}, {"unowned-table", b, "error"},
		{"dynamic-sql", b, "warning"}, {"concrete-dependency", nil, "off"}, {"no-such-rule", nil, "off"},
	} {
		if got := m.Level(test.rule, test.in).String(); got != test.want {
			t.Errorf("Level(%s) = %s, want %s", test.rule, got, test.want)
		}
	}
	if m.LayerIndex("x") != 0 || m.LayerIndex("y") != 1 || m.LayerIndex("z") != -1 || m.LayerIndex("") != -1 {
		t.Error("LayerIndex is wrong")
	}
}

func TestDiscover(t *testing.T) {
	text := `version: 1
discover:
  - paths: ["internal/{module}", "api/{module}"]
    owner: "team-{module}"
    public: [".", "events"]
    depends_on: [kernel]
    tables: ["{module}.*", "{module}_*"]
    interfaces: {"{module}-spi": [spi]}
modules:
  kernel: {open: true, depends_on: []}
  users: {owner: me, tables: []}
  pay: {path: services/pay, public: []}
`
	m := mustParse(t, text, Source{FS: goFiles("internal/order/store/deep", "internal/users", "api/users", "api/lone", "internal/kernel",
		"internal/pay", "services/pay", "internal/testdata/x", "internal/_old", "internal/.hidden", "internal/vendor/x", "internal")})
	if got := names(m.Modules()); !slices.Equal(got, []string{"kernel", "order", "pay", "users"}) {
		t.Fatalf("Modules() = %q", got)
	}
	order, users, pay := m.Module("order"), m.Module("users"), m.Module("pay")
	if !order.Discovered() || users.Discovered() || order.Owner() != "team-order" || users.Owner() != "me" {
		t.Errorf("owners %q and %q", order.Owner(), users.Owner())
	}
	if got := [][]string{order.Tables(), order.Paths(), order.Interfaces(), users.Tables(), users.Paths(), pay.Paths(), pay.Tables(), pay.PublicDirs()}; !reflect.DeepEqual(got, [][]string{
		{"order.*", "order_*"}, {"internal/order"}, {"order-spi"}, {}, {"api/users", "internal/users"}, {"services/pay"}, {"pay.*", "pay_*"}, {"spi"},
	}) {
		t.Errorf("got %q", got)
	}
	for dir, want := range map[string]string{
		"internal/order/store/deep": "order", "api/users/x": "users", "api/lone": "", "internal/tomorrow": "", "internal/pay": "",
		"services/pay": "pay", "internal": "",
	} {
		if got := moduleNameAt(m, dir); got != want {
			t.Errorf("ModuleAt(%s) = %q, want %q", dir, got, want)
		}
	}
	if _, declared := m.Module("kernel").DependsOn("kernel"); declared != Allowed {
		t.Error("what all siblings depend on depends on itself")
	}
	if order.Line() != 3 || users.Line() != 11 {
		t.Errorf("lines %d and %d", order.Line(), users.Line())
	}
}

func TestGoModules(t *testing.T) {
	mod := func(path string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("module " + path + "\n")} }
	goFile := &fstest.MapFile{Data: []byte("package x\n")}
	tree := fstest.MapFS{
		"go.mod": mod("example.com/shop"), "order/a.go": goFile,
		"go.work":        {Data: []byte("go 1.25\n\nuse (\n\t.\n\t./testdata/tool\n\t../outside\n)\n")},
		"nested/go.mod":  mod("example.com/shop/nested"),
		"renamed/go.mod": mod("example.com/other"), "renamed/pay/a.go": goFile,
		"island/go.mod": mod("example.com/shop/island"), "island/modules.yaml": {}, "island/a.go": goFile, "island/deep/go.mod": mod("example.com/deep"),
		"empty/go.mod": {}, "empty/a.go": goFile,
		"testdata/tool/go.mod": mod("example.com/tool"), "testdata/other/go.mod": mod("example.com/no"), "vendor/x/go.mod": mod("example.com/no"),
		"node_modules/x/go.mod": mod("example.com/no"), ".cache/go.mod": mod("example.com/no"), "_x/go.mod": mod("example.com/no"),
	}
	m := mustParse(t, head+"  pay: {path: renamed/pay}\n", Source{FS: tree})
	want := []GoModule{
		{".", "example.com/shop"}, {"nested", "example.com/shop/nested"}, {"renamed", "example.com/other"}, {"testdata/tool", "example.com/tool"},
	}
	if got := m.GoModules(); !slices.Equal(got, want) {
		t.Errorf("GoModules() = %v", got)
	}
	dirs := map[string]string{
		"example.com/shop": ".", "example.com/shop/order": "order", "example.com/shop/order/x": "order/x",
		"example.com/shop/nested": "nested", "example.com/shop/nested/x": "nested/x", "example.com/shop/nested2": "nested2",
		"example.com/other/pay": "renamed/pay",
		// Not ours.
		"example.com/shop/renamed/pay": "", "example.com/shop2": "", "example.com": "", "fmt": "", "": "", "example.com/no": "",
		"example.com/shop/island": "", "example.com/shop/island/x": "", "example.com/deep": "", "example.com/shop/empty": "",
		"example.com/shop/testdata/x": "", "example.com/shop/a/vendor/b": "", "example.com/shop/order/testdata": "",
	}
	for _, path := range slices.Sorted(maps.Keys(dirs)) {
		dir, ok := m.DirOf(path)
		if dir != dirs[path] || ok != (dirs[path] != "") {
			t.Errorf("DirOf(%s) = %q, %v", path, dir, ok)
		}
	}

	given := mustParse(t, "version: 1\nmodules:\n  order: {path: order}\n", Source{FS: tree, GoModules: []GoModule{{"order", "b"}, {".", "a"}}})
	if got := given.GoModules(); !slices.Equal(got, []GoModule{{".", "a"}, {"order", "b"}}) {
		t.Errorf("GoModules() = %v", got)
	}
}

func TestSinks(t *testing.T) {
	m := mustParse(t, head+`sql:
  sinks:
    - {func: "(*gopkg.in/db.v3.Store).Run", arg: 1}
    - {func: "(example.com/db.Runner).Run", arg: [0, 2]}
    - {func: gopkg.in/db.v3.Run, arg: 1.0}
  table_args:
    - {func: example.com/db.From, arg: 0}
    - {func: example.com/db.Into, arg: 3, access: write}
`, sealed)
	want := []Sink{
		{"(*gopkg.in/db.v3.Store).Run", FuncName{"gopkg.in/db.v3", "Store", true, "Run"}, 1},
		{"(example.com/db.Runner).Run", FuncName{"example.com/db", "Runner", false, "Run"}, 0},
		{"(example.com/db.Runner).Run", FuncName{"example.com/db", "Runner", false, "Run"}, 2},
		{"gopkg.in/db.v3.Run", FuncName{"gopkg.in/db.v3", "", false, "Run"}, 1},
	}
	if got := m.Sinks(); !slices.Equal(got, want) {
		t.Errorf("Sinks() = %+v", got)
	}
	wantArgs := []TableArg{
		{"example.com/db.From", FuncName{"example.com/db", "", false, "From"}, 0, "read"},
		{"example.com/db.Into", FuncName{"example.com/db", "", false, "Into"}, 3, "write"},
	}
	if got := m.TableArgs(); !slices.Equal(got, wantArgs) {
		t.Errorf("TableArgs() = %+v", got)
	}
}
