//go:build integration

package golangci

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"
)

// shop are the findings in the example monolith that one package and its imports show: all but the table that a parameter names, which takes
// the function's callers.
var shop = []string{
	"internal/billing/violation_deprecated_dependency.go:9:2 deprecated-dependency",
	"internal/billing/violation_foreign_table.go:15:43 foreign-table",
	"internal/billing/violation_undeclared_dependency.go:10:2 undeclared-dependency",
	"internal/notify/violation_layer.go:9:2 layer",
	"internal/order/violation_api_leak.go:10:21 api-leak",
	"internal/order/violation_db_handle.go:16:28 db-handle",
	"internal/order/violation_foreign_table.go:11:7 foreign-table",
	"internal/order/violation_private_package.go:7:2 private-package",
	"internal/order/violation_private_symbol.go:10:65 private-symbol",
	"violation_private_type.go:11:47 private-type",
}

// without returns the shop's findings but for those of some files.
func without(parts ...string) []string {
	return slices.DeleteFunc(slices.Clone(shop), func(place string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(place, part) })
	})
}

// below returns the shop's findings below a folder.
func below(dir string) []string {
	return slices.DeleteFunc(slices.Clone(shop), func(place string) bool { return !strings.HasPrefix(place, dir+"/") })
}

func TestShop(t *testing.T) {
	t.Parallel()
	dir, lint := copied(t, "shop"), standard(t)
	expect(t, "the shop", lint.run(t, dir), shop...)
	expect(t, "a package without findings", lint.run(t, dir, "./internal/users/..."))
	expect(t, "a subdirectory", lint.run(t, filepath.Join(dir, "internal", "order")), below("internal/order")...)
	edit(t, dir, ".golangci.yml", "map: modules.yaml", "{}")
	expect(t, "a subdirectory, without the map's name", lint.run(t, filepath.Join(dir, "internal", "order")), below("internal/order")...)

	configured := copied(t, "shop")
	write(t, configured, "../elsewhere.yml", strings.Replace(block(t, "golangci"), "map: modules.yaml",
		"map: modules.yaml\n          rules: {layer: off, deprecated-dependency: off}\n          exclude: ['**/*_api_*.go']", 1))
	expect(t, "settings elsewhere, which go before the map",
		lint.run(t, configured, "-c", filepath.Join(configured, "..", "elsewhere.yml"), "--path-prefix="),
		prefixed(filepath.Base(configured)+"/", without("layer", "deprecated-dependency", "_api_"))...)
}

func prefixed(prefix string, places []string) []string {
	for i := range places {
		places[i] = prefix + places[i]
	}
	return places
}

// Results come from golangci-lint's cache as long as nothing that they depend on changes, and not a moment longer.
func TestEdits(t *testing.T) {
	t.Parallel()
	dir, lint := copied(t, "shop"), only(t)
	expect(t, "at first", lint.run(t, dir), shop...)
	again := lint.run(t, dir)
	expect(t, "unedited", again, shop...)
	if n := again.analyzed(t); n != "0" {
		t.Fatalf("%s packages are analyzed again, so that the cache is not what this test is about", n)
	}

	edit(t, dir, "modules.yaml", "version: 1", "# a comment\nversion: 1")
	commented := lint.run(t, dir)
	expect(t, "a comment in the map", commented, shop...)
	if n := commented.analyzed(t); n != "0" {
		t.Errorf("a comment in the map has %s packages analyzed", n)
	}
	edit(t, dir, "modules.yaml", "path: internal/inventory\n", "path: internal/inventory\n    open: true\n")
	expect(t, "a looser map", lint.run(t, dir), without("private_package", "private_symbol")...)
	edit(t, dir, "modules.yaml", "path: internal/inventory\n    open: true\n", "path: internal/inventory\n")
	expect(t, "the map of before", lint.run(t, dir), shop...)
	edit(t, dir, "modules.yaml", "unowned-table: error", "unowned-table: error\n  layer: \"off\"")
	expect(t, "a rule that is off", lint.run(t, dir), without("layer")...)
	edit(t, dir, "modules.yaml", "  layer: \"off\"", "")

	write(t, dir, "internal/order/report.go", `package order

import (
	"context"
	_ "embed"
)

//go:embed report.sql
var report string

func (r *Reports) report(ctx context.Context) ([]string, error) {
	return column(r.conn.QueryContext(ctx, report))
}
`)
	write(t, dir, "internal/order/report.sql", "SELECT id FROM orders.orders")
	expect(t, "an innocent embedded file", lint.run(t, dir), shop...)
	write(t, dir, "internal/order/report.sql", "SELECT id FROM inventory.items")
	expect(t, "an embedded file with another module's table", lint.run(t, dir), append(without(), "internal/order/report.go:9:5 foreign-table")...)
}

// A type may be exposed by the signature of a package that the user of the type does not import: when that is edited, what golangci-lint
// keeps of the user is no longer true.
func TestEditOfAnUnimportedPackage(t *testing.T) {
	t.Parallel()
	dir, lint := t.TempDir(), only(t)
	exposing := "package stock\n\nimport \"example.com/shop/stock/view\"\n\ntype Service interface{ Item() view.Item }\n"
	for name, text := range map[string]string{
		".golangci.yml":      block(t, "golangci"),
		"go.mod":             "module example.com/shop\n\ngo 1.25\n",
		"modules.yaml":       "version: 1\nmodules:\n  stock: {path: stock, public: [., view], expose: [Service]}\n  order: {path: order}\n",
		"stock/stock.go":     exposing,
		"stock/view/view.go": "package view\n\ntype Item struct{ Qty int }\n",
		"order/order.go":     "package order\n\nimport \"example.com/shop/stock/view\"\n\nvar Last view.Item\n",
	} {
		write(t, dir, name, text)
	}
	expect(t, "a type that is exposed", lint.run(t, dir))
	write(t, dir, "stock/stock.go", "package stock\n\ntype Service interface{}\n")
	expect(t, "not exposed any more", lint.run(t, dir), "order/order.go:5:5 api-leak", "order/order.go:5:15 private-symbol")
	write(t, dir, "stock/stock.go", exposing)
	expect(t, "exposed again", lint.run(t, dir))
}

func TestNolint(t *testing.T) {
	t.Parallel()
	dir, lint := copied(t, "shop"), standard(t)
	edit(t, dir, ".golangci.yml", "[ringfence]\n  settings:", "[ringfence, nolintlint]\n  settings:")
	edit(t, dir, "internal/order/violation_private_package.go", `store"`, `store" //nolint:ringfence // for now`)
	edit(t, dir, "internal/order/violation_foreign_table.go", "const shortOnHand", "//nolint:ringfence // the finding is inside of a raw string\nconst shortOnHand")
	edit(t, dir, "internal/order/violation_private_symbol.go", "inventory.MaxLines }", "inventory.MaxLines } //nolint:ringfence,errcheck // for now")
	edit(t, dir, "internal/order/processor.go", "package order", "package order //nolint:ringfence // excuses nothing")
	got := lint.run(t, dir)
	expect(t, "nolint", got, without("private_package", "private_symbol", "order/violation_foreign_table")...)
	want := "nolintlint: directive `//nolint:ringfence // excuses nothing` is unused for linter \"ringfence\""
	if !slices.Contains(got.others, want) {
		t.Errorf("nolintlint says %q, want %q", got.others, want)
	}
}

// Alike findings are all shown, however many golangci-lint would hide if they said the same.
func TestAlike(t *testing.T) {
	t.Parallel()
	dir, lint := copied(t, "shop"), only(t)
	var code strings.Builder
	code.WriteString("package order\n\nimport (\n")
	want := without()
	for i := range 5 {
		fmt.Fprintf(&code, "\ts%d \"example.com/shop/internal/inventory/store\"\n", i)
		want = append(want, fmt.Sprintf("internal/order/alike.go:%d:5 private-package", 4+i))
	}
	code.WriteString(")\n\nvar _ = []any{s0.NormalizeSKU, s1.NormalizeSKU, s2.NormalizeSKU, s3.NormalizeSKU, s4.NormalizeSKU}\n\nvar _ = []string{\n")
	for i := range 5 {
		code.WriteString("\t\"SELECT sku FROM inventory.items\", \"SELECT sku FROM inventory.items\",\n")
		want = append(want, fmt.Sprintf("internal/order/alike.go:%d:19 foreign-table", 14+i), fmt.Sprintf("internal/order/alike.go:%d:54 foreign-table", 14+i))
	}
	code.WriteString("}\n")
	write(t, dir, "internal/order/alike.go", code.String())
	got := lint.run(t, dir)
	expect(t, "alike", got, want...)
	slices.Sort(got.messages)
	if n := len(slices.Compact(got.messages)); n != len(want) {
		t.Errorf("%d different messages on %d findings", n, len(want))
	}
}

// What is wrong with the map or the settings ends the run, and all of it is told.
func TestBroken(t *testing.T) {
	t.Parallel()
	dir, lint := copied(t, "shop"), only(t)
	broken := func(what string, parts ...string) {
		t.Helper()
		got := lint.run(t, dir)
		if got.code != exitcodes.Failure {
			t.Errorf("%s: exit code %d, want %d", what, got.code, exitcodes.Failure)
		}
		for _, part := range parts {
			if !strings.Contains(got.stderr, part) {
				t.Errorf("%s: the message lacks %q:\n%s", what, part, got.stderr)
			}
		}
	}
	edit(t, dir, "modules.yaml", "unowned-table: error", "unowned-tabel: eror")
	broken("a broken map", "modules.yaml:82:3: unknown rule `unowned-tabel`; did you mean `unowned-table`?\n",
		"modules.yaml:82:18: unknown level `eror`; did you mean `error`?\n")
	edit(t, dir, ".golangci.yml", "map: modules.yaml", "rules: {layr: off}")
	broken("and settings", "linters.settings.custom.ringfence.settings: unknown rule `layr`; did you mean `layer`?\n", "modules.yaml:82:3:")
	edit(t, dir, ".golangci.yml", "rules: {layr: off}", "mpa: modules.yaml")
	broken("a key of the settings", "linters.settings.custom.ringfence.settings: unknown key `mpa`; did you mean `map`?")
	edit(t, dir, ".golangci.yml", "mpa: modules.yaml", "map: none.yaml")
	broken("a map that is not there", "no none.yaml in "+dir+" or above")
}

// golangci-lint shows nothing that stands in assembly: such a finding is shown at the package clause.
func TestAssembly(t *testing.T) {
	t.Parallel()
	dir, lint := copied(t, "public"), only(t)
	got := lint.run(t, dir, "./links/...")
	expect(t, "links", got, "links/links.go:2:9 linkname", "links/links.go:12:20 linkname", "links/links.go:17:20 linkname")
	if !slices.ContainsFunc(got.messages, func(m string) bool { return strings.HasSuffix(m, "[linkname in links/stub.s:5:6]") }) {
		t.Errorf("no message names the place in assembly: %q", got.messages)
	}
}
