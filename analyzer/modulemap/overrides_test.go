package modulemap

import (
	"path/filepath"
	"testing"
)

const levelsMap = head + `  users: {path: users, rules: {dynamic-sql: error, layer: off}}
rules: {unowned-table: warning}
exclude: ["gen/*.go"]
`

func TestOverrides(t *testing.T) {
	src := sealed
	src.Overrides = Overrides{Name: "settings", Values: map[string]any{
		"rules":   map[string]any{"dynamic-sql": "off", "layer": "warning", "concrete-dependency": "error"},
		"exclude": []any{"**/*_gen.go"},
	}}
	m, plain := mustParse(t, levelsMap, src), mustParse(t, levelsMap, sealed)
	for _, test := range []struct {
		rule         string
		users, order Level
	}{
		{"dynamic-sql", LevelOff, LevelOff},
		{"layer", LevelWarning, LevelWarning},
		{"concrete-dependency", LevelError, LevelError},
		{"unowned-table", LevelWarning, LevelWarning},
		{"private-package", LevelError, LevelError},
	} {
		if got := m.Level(test.rule, m.Module("users")); got != test.users {
			t.Errorf("%s in users: %v", test.rule, got)
		}
		for _, in := range []*Module{m.Module("order"), nil} {
			if got := m.Level(test.rule, in); got != test.order {
				t.Errorf("%s elsewhere: %v", test.rule, got)
			}
		}
	}
	for file, want := range map[string]bool{"gen/a.go": true, "order/x_gen.go": true, "order/x.go": false} {
		if m.Excluded(file) != want {
			t.Errorf("Excluded(%s) = %v", file, !want)
		}
	}
	if m.Digest() == plain.Digest() {
		t.Error("the digest does not know of the overrides")
	}
	src.Overrides.Values = map[string]any{}
	if mustParse(t, levelsMap, src).Digest() != plain.Digest() {
		t.Error("no overrides, and another digest")
	}
}

// What is wrong with overrides is told together with what is wrong with the map.
func TestOverridesErrors(t *testing.T) {
	src := sealed
	src.Data = []byte(head + "rulez: {}\n")
	src.Name = FileName
	for _, test := range []struct {
		name   string
		values map[string]any
		want   string
	}{
		{"key", map[string]any{"rule": map[string]any{}}, "settings: unknown key `rule`; did you mean `rules`?\n"},
		{"key of the map that is none here", map[string]any{"modules": map[string]any{}}, "settings: unknown key `modules`; known: exclude, rules\n"},
		{"rule", map[string]any{"rules": map[string]any{"dinamic-sql": "off"}}, "settings: unknown rule `dinamic-sql`; did you mean `dynamic-sql`?\n"},
		{"level", map[string]any{"rules": map[string]any{"layer": "warn"}}, "settings: unknown level `warn`; known: error, off, warning\n"},
		{"no level", map[string]any{"rules": map[string]any{"layer": false}}, "settings: want level, not `false`\n"},
		{"no mapping", map[string]any{"rules": []any{"layer"}}, "settings: want a mapping of rules to levels, not a list\n"},
		{"nothing", map[string]any{"exclude": nil}, "settings: want a list of strings, not nothing; write [] for none or take the key out\n"},
		{"several", map[string]any{"exclude": []any{"a[", "b[", 3}, "rules": map[string]any{"layer": "on"}},
			"settings: unknown level `on`; known: error, off, warning\nsettings: unparsable glob `a[`\nsettings: unparsable glob `b[`\n" +
				"settings: want a file glob relative to the map, with /, not `3`\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			src.Overrides = Overrides{Name: "settings", Values: test.values}
			_, err := Parse(src)
			want := test.want + FileName + ":4:1: unknown key `rulez`; did you mean `rules`?"
			if err == nil || err.Error() != want {
				t.Errorf("got:\n%v\nwant:\n%s", err, want)
			}
		})
	}
}

func TestFindNamed(t *testing.T) {
	root := write(t, map[string]string{"repo/.git/": "", "repo/config/map.yaml": head, "repo/a/b/": "", "outside.yaml": head})
	file, err := FindNamed(filepath.Join(root, "repo", "a", "b"), "config/map.yaml")
	if want := filepath.Join(root, "repo", "config", "map.yaml"); err != nil || file != want {
		t.Errorf("FindNamed = %s, %v; want %s", file, err, want)
	}
	if file, err := FindNamed(filepath.Join(root, "repo"), "outside.yaml"); err == nil {
		t.Errorf("found %s outside of the repository", file)
	}
}
