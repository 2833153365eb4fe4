package modulemap

import "testing"

func TestPackageGlobs(t *testing.T) {
	tests := []struct {
		glob     string
		yes, not []string
	}{
		{".", []string{"."}, []string{"a", "a/b"}},
		{"./", []string{"."}, []string{"a"}},
		{"events", []string{"events"}, []string{".", "events/v2", "events2", "event", "a/events"}},
		{"./events/", []string{"events"}, []string{".", "events/v2"}},
		{"api/...", []string{"api", "api/v1", "api/v1/dto"}, []string{".", "apis", "api2/v1", "x/api"}},
		{"api/**", []string{"api", "api/v1", "api/v1/dto"}, []string{".", "apis"}},
		{"...", []string{".", "a", "a/b/c"}, nil},
		{"./...", []string{".", "a", "a/b/c"}, nil},
		{"**", []string{".", "a", "a/b/c"}, nil},
		{"*", []string{"a", "bc"}, []string{".", "a/b"}},
		{"api/*", []string{"api/v1"}, []string{"api", "api/v1/dto"}},
		{"v*", []string{"v1", "v"}, []string{"av1", "v1/x"}},
		{"**/dto", []string{"dto", "a/dto", "a/b/dto"}, []string{".", "dto/x", "xdto"}},
		{"a/**/z", []string{"a/z", "a/b/z", "a/b/c/z"}, []string{"a", "z", "a/b"}},
		{"a/**/z/...", []string{"a/z", "a/b/z/y"}, []string{"a", "z", "a/b"}},
		{"*/**/x*y", []string{"a/xy", "a/b/x-y"}, []string{"xy", "a/xyz"}},
	}
	for _, test := range tests {
		g, fault := parsePackageGlob(word{text: test.glob})
		if fault != "" {
			t.Errorf("%s: %s", test.glob, fault)
		}
		for _, rel := range test.yes {
			if !g.match(rel) {
				t.Errorf("%s does not match %s", test.glob, rel)
			}
		}
		for _, rel := range test.not {
			if g.match(rel) {
				t.Errorf("%s matches %s", test.glob, rel)
			}
		}
	}
}

func TestStars(t *testing.T) {
	tests := []struct {
		glob, text string
		want       bool
	}{
		{"", "", true}, {"", "a", false}, {"a", "a", true}, {"a", "ab", false}, {"*", "", true}, {"*", "abc", true},
		{"a*", "a", true}, {"a*", "ba", false}, {"*a", "ba", true}, {"*a", "ab", false}, {"a*a", "a", false}, {"a*a", "aa", true},
		{"a*b*c", "abbc", true}, {"a*b*c", "acb", false}, {"a**c", "abc", true}, {"*a*", "bab", true}, {"*ab*ab", "ab", false},
	}
	for _, test := range tests {
		if got := matchStars(test.glob, test.text); got != test.want {
			t.Errorf("matchStars(%q, %q) = %v", test.glob, test.text, got)
		}
	}
}

// TestStarsOverlap compares with trying all short texts.
func TestStarsOverlap(t *testing.T) {
	var globs, texts []string
	letters := func(alphabet string, length int) []string {
		all := []string{""}
		for from := 0; length > 0; length-- {
			end := len(all)
			for _, s := range all[from:end] {
				for _, c := range alphabet {
					all = append(all, s+string(c))
				}
			}
			from = end
		}
		return all
	}
	globs, texts = letters("ab*", 4), letters("ab", 7)
	for _, a := range globs {
		for _, b := range globs {
			want := false
			for _, s := range texts {
				if matchStars(a, s) && matchStars(b, s) {
					want = true
					break
				}
			}
			if got := starsOverlap(a, b); got != want {
				t.Fatalf("starsOverlap(%q, %q) = %v", a, b, got)
			}
		}
	}
}

func TestExposes(t *testing.T) {
	m := mustParse(t, `version: 1
modules:
  inventory: {path: inventory, public: [., api/...], expose: [Service, "New*", public_api.go, api.Item, api/v1.Order, gen/types.go]}
  all: {path: all}
  none: {path: none, expose: []}
  open: {path: open, open: true, expose: []}
`, sealed)
	tests := []struct {
		module, dir, pkg, file, symbol string
		want                           bool
	}{
		{"inventory", "inventory", "inventory", "x.go", "Service", true},
		{"inventory", "inventory", "inventory", "x.go", "Services", false},
		{"inventory", "inventory/api", "api", "x.go", "Service", true},
		{"inventory", "inventory", "inventory", "x.go", "NewService", true},
		{"inventory", "inventory", "inventory", "x.go", "ReNew", false},
		{"inventory", "inventory", "inventory", "public_api.go", "Anything", true},
		{"inventory", "inventory/api", "api", "x.go", "Item", true},
		{"inventory", "inventory", "inventory", "x.go", "Item", false},
		{"inventory", "inventory/api/v1", "apiv1", "x.go", "Order", true},
		{"inventory", "inventory/api/v2", "v1", "x.go", "Order", false},
		{"inventory", "inventory/gen", "gen", "types.go", "T", true},
		{"inventory", "inventory", "inventory", "types.go", "T", false},
		{"inventory", "elsewhere", "inventory", "x.go", "Service", false},
		{"all", "all", "all", "x.go", "T", true},
		{"none", "none", "none", "x.go", "T", false},
		{"open", "open", "open", "x.go", "T", true},
	}
	for _, test := range tests {
		if got := m.Module(test.module).Exposes(test.dir, test.pkg, test.file, test.symbol); got != test.want {
			t.Errorf("%+v: got %v", test, got)
		}
	}
}

func TestExcluded(t *testing.T) {
	m := mustParse(t, head+"exclude: [\"**/mocks/**\", \"./gen/*.go\", \"**/*_{mock,fake}.go\"]\n", sealed)
	for file, want := range map[string]bool{
		"mocks/a.go": true, "x/mocks/y/a.go": true, "x/mock/a.go": false, "gen/a.go": true, "gen/b/a.go": false, "x/a_fake.go": true,
		"x/fake.go": false,
	} {
		if got := m.Excluded(file); got != want {
			t.Errorf("Excluded(%s) = %v", file, got)
		}
	}
}
