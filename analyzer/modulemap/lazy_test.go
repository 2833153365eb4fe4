package modulemap

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

const lazyMap = `version: 1
sql: {dialect: postgres}
discover:
  - paths: ["internal/{module}", "api/{module}"]
    public: [".", "events"]
    tables: ["{module}.*", "{module}_*"]
    depends_on: [kernel]
  - paths: ["{module}/core"]
    tables: ["core_{module}"]
modules:
  kernel: {depends_on: [], tables: [settings]}
  pay: {path: services/pay, visible_to: [order]}
  deep: {path: internal/order/deep}
  shop: {path: services/shop, tables: ["carts.*", "cart_*"]}
shared_tables: ["jobs_*"]
`

func TestWithoutFolders(t *testing.T) {
	m := mustParse(t, lazyMap, sealed)
	if got := names(m.Modules()); !slices.Equal(got, []string{"deep", "kernel", "pay", "shop"}) {
		t.Errorf("Modules() = %q", got)
	}
	for dir, want := range map[string]string{
		"internal/order/store": "order", "api/order": "order", "internal/order/deep/x": "deep", "internal/kernel": "kernel",
		"internal/pay": "", "services/pay/x": "pay", "internal": "", "internal/testdata": "", "x/core/y": "x", "x": "",
	} {
		if got := moduleNameAt(m, dir); got != want {
			t.Errorf("ModuleAt(%s) = %q, want %q", dir, got, want)
		}
	}
	order := m.ModuleAt("internal/order")
	if order != m.Module("order") || !order.Discovered() || !order.IsPublic("internal/order/events") || order.IsPublic("internal/order/store") {
		t.Errorf("order is %+v", order)
	}
	if m.Module("no such") != nil || m.Module("a/b") != nil {
		t.Error("a folder cannot have this name")
	}
	if _, declared := order.DependsOn("kernel"); declared != Allowed {
		t.Error("order does not depend on kernel")
	}
	tests := []struct {
		in    *Module
		table Table
		kind  OwnerKind
		owner string
	}{
		{order, Table{Name: "order_items"}, Owned, "order"},
		{nil, Table{Schema: "users", Name: "x"}, Owned, "users"},
		{nil, Table{Name: "order_items"}, Owned, "order"}, // order is mentioned in the map, order_items is not
		{nil, Table{Name: "a_b_c"}, Ambiguous, ""},        // a or a_b?
		{m.ModuleAt("internal/a"), Table{Name: "a_b_c"}, Owned, "a"},
		{nil, Table{Name: "settings"}, Owned, "kernel"},
		{nil, Table{Name: "lonely"}, Unowned, ""},
		// The map gives these to shop, or to all: there is no module carts, cart or jobs.
		{order, Table{Schema: "carts", Name: "lines"}, Owned, "shop"},
		{order, Table{Name: "cart_lines"}, Owned, "shop"},
		{m.Module("shop"), Table{Name: "cart_lines"}, Owned, "shop"},
		{nil, Table{Name: "jobs_done"}, Shared, ""},
		// A better claim than the map's own is one.
		{order, Table{Schema: "carts", Name: "order_lines"}, Owned, "shop"},
		{order, Table{Name: "cart_order_x"}, Ambiguous, ""}, // cart_order's, if there is one, or shop's
		{order, Table{Schema: UnknownSchema, Name: "order_items"}, Owned, "order"},
	}
	for _, test := range tests {
		got := m.TableOwner(test.in, test.table)
		if got.Kind != test.kind || got.Owner != nil && got.Owner.Name() != test.owner {
			t.Errorf("TableOwner(%+v) = %+v", test.table, got)
		}
	}
}

func TestWithoutFoldersErrors(t *testing.T) {
	text := strings.Replace(lazyMap, "path: services/pay", "path: internal/x", 1) + "rules: {layers: off}\n"
	_, err := Parse(Source{Name: "m", Data: []byte(text)})
	want := "m: there is no Go module (go.mod) at, below or around the map; put the map into a Go module's folder or above it\n" +
		"m:12:15: the path `internal/x` is owned twice: by `x`, which discover finds, and by `pay`\n" +
		"m:16:9: unknown rule `layers`; did you mean `layer`?"
	if err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
	_, err = Parse(Source{Name: "m", Data: []byte("version: 1\ndiscover: [{path: \"{module}\", layer: x, public: [\"a...\"]}]\n"), GoModules: sealed.GoModules})
	if err == nil || !strings.Contains(err.Error(), "m:2:38: unknown layer") || !strings.Contains(err.Error(), "m:2:50: unparsable glob") {
		t.Errorf("got:\n%v", err)
	}
}

// TestConcurrent runs all that a shared Map makes when asked, for the race detector.
func TestConcurrent(t *testing.T) {
	m := mustParse(t, lazyMap, sealed)
	var group sync.WaitGroup
	found := make([]*Module, 8)
	for i := range found {
		group.Go(func() {
			found[i] = m.ModuleAt("internal/order/x")
			m.TableOwner(found[i], Table{Name: "users_x"})
		})
	}
	group.Wait()
	for _, mod := range found {
		if mod != found[0] {
			t.Fatal("two modules of one name")
		}
	}
}
