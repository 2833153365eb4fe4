package analyzer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/ringfence/ringfence/analyzer"
)

// What a verdict depends on changes the hash, and nothing else does: a host that has it in its keys neither keeps an old verdict nor
// throws good ones away.
func TestSurroundings(t *testing.T) {
	files := map[string]string{
		"modules.yaml":           "version: 1\nmodules:\n  stock: {path: stock, public: [., api, view], expose: [Service]}\n  order: {path: order}\n",
		"go.mod":                 "module example.com/shop\n\ngo 1.25\n",
		"stock/stock.go":         "package stock\n\nimport \"example.com/shop/stock/view\"\n\ntype Service interface{ Item() view.Item }\n\nfunc Zero() {}\n",
		"stock/view/view.go":     "package view\n\ntype Item struct{ Qty int }\n\ntype Other struct{}\n",
		"stock/api/api.go":       "package api\n",
		"order/order.go":         "package order\n\nimport _ \"embed\"\n\n//go:embed testdata/all.sql\nvar all string\n\n//go:embed \"queries\"\nvar some embed.FS\n",
		"order/testdata/all.sql": "SELECT 1",
		"order/queries/one.sql":  "SELECT 1",
		"order/other.sql":        "SELECT 1",
		"order/asm.s":            "// nothing\n",
		"free/go.mod":            "",
		"free/free.go":           "package free\n\nimport _ \"embed\"\n\n//go:embed free.sql\nvar all string\n",
		"free/free.sql":          "SELECT 1",
	}
	write := func(t *testing.T, dir string, files map[string]string) {
		t.Helper()
		for name, text := range files {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	hash := func(t *testing.T, changed map[string]string) string {
		t.Helper()
		dir := t.TempDir()
		write(t, dir, files)
		write(t, dir, changed)
		got, err := analyzer.Surroundings(load(t, dir))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	before := hash(t, nil)
	for _, test := range []struct {
		name, file, text string
		changes          bool
	}{
		{"an embedded file", "order/testdata/all.sql", "SELECT 2", true},
		{"a file in an embedded folder", "order/queries/one.sql", "SELECT 2", true},
		{"another file in an embedded folder", "order/queries/two.sql", "SELECT 1", true},
		{"a file that nobody embeds", "order/other.sql", "SELECT 2", false},
		{"what an other module without a map embeds", "free/free.sql", "SELECT 2", false},
		{"assembly", "order/asm.s", "// count", true},
		{"what a public package shows of another one", "stock/stock.go",
			"package stock\n\nimport \"example.com/shop/stock/view\"\n\ntype Service interface{ Item() view.Other }\n\nfunc Zero() {}\n", true},
		{"a function body", "stock/stock.go",
			"package stock\n\nimport \"example.com/shop/stock/view\"\n\ntype Service interface{ Item() view.Item }\n\nfunc Zero() { _ = view.Other{} }\n", false},
		{"a public package that shows another one", "stock/api/api.go",
			"package api\n\nimport \"example.com/shop/stock/view\"\n\nvar Item view.Item\n", true},
		{"a public package that cannot be parsed", "stock/api/api.go", "package\n", true},
		{"a test", "stock/api/api_test.go", "package api\n\nimport \"example.com/shop/stock/view\"\n\nvar Item view.Item\n", false},
		{"a package that is not public", "stock/inside/inside.go", "package inside\n\nimport \"example.com/shop/stock/view\"\n\nvar Item view.Item\n", false},
		{"a lock of an editor", "order/.#order.go", "nobody@nowhere", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if after := hash(t, map[string]string{test.file: test.text}); (after != before) != test.changes {
				t.Errorf("the hash is another one: %v, want %v", after != before, test.changes)
			}
		})
	}
}
