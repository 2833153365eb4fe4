package golangci

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// tree is a small monolith with one crossing, and a Go module with a map of its own below it.
var tree = map[string]string{
	".git/HEAD":         "",
	"go.mod":            "module example.com/shop\n\ngo 1.25\n",
	"go.work":           "go 1.25\n\nuse (\n\t.\n\t./tool\n)\n",
	"modules.yaml":      "version: 1\nmodules:\n  stock: {path: stock}\n  order: {path: order}\n",
	"config/other.yaml": "",
	"stock/db/db.go":    "package db\n",
	"order/order.go":    "package order\n\nimport (\n\t_ \"embed\"\n\n\t_ \"example.com/shop/stock/db\"\n)\n\n//go:embed q.sql\nvar q string\n",
	"order/q.sql":       "SELECT 1",
	"tool/go.mod":       "module example.com/tool\n\ngo 1.25\n",
	"tool/modules.yaml": "version: 1\nmodules: {a: {path: a}, b: {path: b}}\n",
	"tool/a/in/in.go":   "package in\n",
	"tool/b/b.go":       "package b\n\nimport _ \"example.com/tool/a/in\"\n",
}

func write(t *testing.T, dir string, files map[string]string) {
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

// grow writes the tree with changes and makes one of its folders the working directory.
func grow(t *testing.T, workdir string, changed map[string]string) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, tree)
	write(t, dir, changed)
	t.Chdir(filepath.Join(dir, filepath.FromSlash(workdir)))
}

func build(t *testing.T, settings any) ([]*analysis.Analyzer, error) {
	t.Helper()
	constructor, err := register.GetPlugin("ringfence")
	if err != nil {
		t.Fatal(err)
	}
	plugin, err := constructor(settings)
	if err != nil {
		return nil, err
	}
	if plugin.GetLoadMode() != register.LoadModeTypesInfo {
		t.Errorf("load mode %s", plugin.GetLoadMode())
	}
	return plugin.BuildAnalyzers()
}

// found returns the messages on packages of the working directory's workspace.
func found(t *testing.T, settings any, patterns ...string) []string {
	t.Helper()
	analyzers, err := build(t, settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(analyzers); err != nil {
		t.Fatal(err)
	}
	roots, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Env: append(os.Environ(), "GOFLAGS=")}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(analyzers, roots, nil)
	if err != nil {
		t.Fatal(err)
	}
	var messages []string
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Fatal(action.Err)
		}
		for _, d := range action.Diagnostics {
			if action.Analyzer != analyzers[0] {
				t.Errorf("%s is not silent: %s", action.Analyzer, d.Message)
			}
			messages = append(messages, d.Message)
		}
	}
	return messages
}

func TestFinds(t *testing.T) {
	const shop, tool = "[private-package in order/order.go]", "[private-package in b/b.go]"
	open := "version: 1\nmodules:\n  stock: {path: stock, open: true}\n  order: {path: order}\n"
	for _, test := range []struct {
		name, workdir, pattern string
		settings               any
		want                   []string
	}{
		{"the map of the working directory", ".", "./order", nil, []string{shop}},
		{"the nearest above it", "order", ".", map[string]any{}, []string{shop}},
		{"a Go module with a map of its own", ".", "./tool/b", nil, []string{tool}},
		{"its own map is the nearest there", "tool/b", ".", nil, []string{tool}},
		{"a map by its name", ".", "./order", map[string]any{"map": "open.yaml"}, nil},
		{"found above the working directory", "order", ".", map[string]any{"map": "open.yaml"}, nil},
		{"a level", ".", "./order", map[string]any{"rules": map[string]any{"private-package": "off"}}, nil},
		{"files left out", ".", "./order", map[string]any{"exclude": []any{"order/*.go"}}, nil},
		{"other files left out", ".", "./order", map[string]any{"exclude": []any{"orders/*.go"}}, []string{shop}},
	} {
		t.Run(test.name, func(t *testing.T) {
			grow(t, test.workdir, map[string]string{"open.yaml": open})
			got := found(t, test.settings, test.pattern)
			if len(got) != len(test.want) || len(got) > 0 && !strings.HasSuffix(got[0], test.want[0]) {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

// Everything that is wrong is an error, and all of it is told.
func TestErrors(t *testing.T) {
	broken := map[string]string{"modules.yaml": "version: 1\nmodules:\n  stock: {pth: stock}\n  order: {path: order, pubic: []}\n"}
	for _, test := range []struct {
		name, workdir string
		changed       map[string]string
		settings      any
		want          []string
	}{
		{"no mapping", ".", nil, []any{"map"}, []string{settingsName + ": want a mapping with some of exclude, map, rules"}},
		{"keys", ".", nil, map[string]any{"mpa": "x", "tests": false, "map": 3}, []string{
			settingsName + ": want the path of a map under `map`, not `3`", ": unknown key `mpa`; did you mean `map`?",
			": unknown key `tests`; known: exclude, map, rules",
		}},
		{"the map", "order", broken, nil, []string{
			"\n../modules.yaml:3:11: unknown key `pth`; did you mean `path`?", "\n../modules.yaml:4:24: unknown key `pubic`; did you mean `public`?",
		}},
		{"settings and the map", ".", broken, map[string]any{"rules": map[string]any{"layr": "off"}}, []string{
			"\n" + settingsName + ": unknown rule `layr`; did you mean `layer`?", "\nmodules.yaml:3:11: unknown key `pth`",
		}},
		{"another map below", ".", map[string]string{"tool/modules.yaml": "version: 2\n"}, nil, []string{"\ntool/modules.yaml:1:10: want version 1"}},
		{"a name that is not there", "order", nil, map[string]any{"map": "maps/none.yaml"}, []string{
			"no maps/none.yaml in ", "order or above", "`map` in " + settingsName,
		}},
		{"a full path that is not there", ".", nil, map[string]any{"map": "/none/of/it.yaml"}, []string{"it.yaml: no such file"}},
		{"an empty map", ".", nil, map[string]any{"map": "config/other.yaml"}, []string{"\nconfig/other.yaml:1:1: the map is empty"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			grow(t, test.workdir, test.changed)
			_, err := build(t, test.settings)
			if err == nil {
				t.Fatal("no error")
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
	t.Run("no map", func(t *testing.T) {
		t.Chdir(t.TempDir())
		_, err := build(t, nil)
		if err == nil || !strings.Contains(err.Error(), "no modules.yaml in ") || !strings.Contains(err.Error(), "ringfence init") {
			t.Errorf("got %v", err)
		}
	})
}

// The silent analyzer's name is the same for every copy of a tree, and another one when a verdict may be.
func TestKey(t *testing.T) {
	key := func(settings any, changed map[string]string) string {
		t.Helper()
		grow(t, ".", changed)
		analyzers, err := build(t, settings)
		if err != nil {
			t.Fatal(err)
		}
		return analyzers[1].Name
	}
	before := key(nil, nil)
	for _, test := range []struct {
		name     string
		settings any
		changed  map[string]string
		changes  bool
	}{
		{"another copy", nil, nil, false},
		{"a comment in the map", nil, map[string]string{"modules.yaml": "# a comment\n" + tree["modules.yaml"]}, false},
		{"the map", nil, map[string]string{"modules.yaml": strings.Replace(tree["modules.yaml"], "path: stock", "path: stock, open: true", 1)}, true},
		{"the map below", nil, map[string]string{"tool/modules.yaml": strings.Replace(tree["tool/modules.yaml"], "path: a", "path: a, open: true", 1)}, true},
		{"an embedded file", nil, map[string]string{"order/q.sql": "SELECT 2"}, true},
		{"a level", map[string]any{"rules": map[string]any{"layer": "warning"}}, nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if after := key(test.settings, test.changed); (after != before) != test.changes {
				t.Errorf("%s, before %s", after, before)
			}
		})
	}
}
