package modulemap

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"gopkg.in/yaml.v3"
)

// ordered lists keep their order when a map is shuffled.
var orderedLists = map[string]bool{"layers": true, "discover": true, "paths": true}

// shuffle changes what means nothing: the order of keys and lists, comments, flow and block style.
func shuffle(n *yaml.Node, key string, r *rand.Rand) {
	n.LineComment, n.HeadComment = "", ""
	if r.IntN(3) == 0 {
		n.HeadComment = "# a comment"
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			shuffle(n.Content[i+1], n.Content[i].Value, r)
		}
		r.Shuffle(len(n.Content)/2, func(i, j int) {
			for k := range 2 {
				n.Content[2*i+k], n.Content[2*j+k] = n.Content[2*j+k], n.Content[2*i+k]
			}
		})
		n.Style = 0
	case yaml.SequenceNode:
		for _, item := range n.Content {
			shuffle(item, "", r)
		}
		if !orderedLists[key] {
			r.Shuffle(len(n.Content), func(i, j int) { n.Content[i], n.Content[j] = n.Content[j], n.Content[i] })
		}
		n.Style = 0
	case yaml.ScalarNode:
		if n.ShortTag() == "!!str" && n.Style == 0 && r.IntN(2) == 0 {
			n.Style = yaml.DoubleQuotedStyle
		}
	}
}

func TestDigestIgnoresFormAndOrder(t *testing.T) {
	for name, src := range map[string]Source{"folders": {FS: shop()}, "sealed": sealed} {
		t.Run(name, func(t *testing.T) {
			want := mustParse(t, contractMap, src).Digest()
			if len(want) != 64 {
				t.Fatalf("Digest() = %q", want)
			}
			for seed := range uint64(200) {
				var document yaml.Node
				if err := yaml.Unmarshal([]byte(contractMap), &document); err != nil {
					t.Fatal(err)
				}
				shuffle(document.Content[0], "", rand.New(rand.NewPCG(seed, 1)))
				var text bytes.Buffer
				if err := yaml.NewEncoder(&text).Encode(&document); err != nil {
					t.Fatal(err)
				}
				if got := mustParse(t, text.String(), src).Digest(); got != want {
					t.Fatalf("seed %d: the digest has changed with\n%s", seed, &text)
				}
			}
		})
	}
}

func TestDigestOfEqualMaps(t *testing.T) {
	base := mustParse(t, "version: 1\nmodules:\n  order: {path: order}\n", sealed).Digest()
	for _, text := range []string{
		"# comment\nmodules: {order: {paths: [./order/]}}\nversion: 1.0\n",
		"version: 1\nmodules:\n  order: {path: order, public: [./], open: false, unchecked: false, tables: [], rules: {layer: error}}\n",
		"version: 1\nunassigned: public\nsql: {dialect: any}\nlayers: []\nmodules:\n  order: {path: order}\nrules: {private-package: error}\ngrants: []\n",
	} {
		if mustParse(t, text, sealed).Digest() != base {
			t.Errorf("another digest for\n%s", text)
		}
	}
}

// TestDigestSeesMeaning changes one value of the map at a time.
func TestDigestSeesMeaning(t *testing.T) {
	seen := map[string]string{mustParse(t, contractMap, Source{FS: shop()}).Digest(): "the map itself"}
	check := func(what, digest string) {
		t.Helper()
		if other, ok := seen[digest]; ok {
			t.Errorf("%s: same digest as %s", what, other)
		}
		seen[digest] = what
	}
	for _, change := range []string{
		"dialect: postgres→dialect: mysql", "default_schema: public→default_schema: app", "dialect: sqlite→dialect: any",
		"Store).Run→Store).Exec", "arg: 1→arg: 2", "arg: 0→arg: 3", "access: read→access: write", "app, domain→domain, app",
		"team-warehouse→me", "layer: domain→layer: app", `"api/..."→"api/*"`, "Service→Svc", `events: ["events"]→events: ["spi"]`,
		`[catalog, →[catalog, order, `, `users::events→users`, "use catalog instead→gone", "visible_to: [order]→visible_to: []",
		"visible_to: [order]→visible_to: [order, users]", `"stock", "inv_*"→"stock2", "inv_*"`, "inventory.v_stock→inventory.v2",
		"inventory/migrations→inventory/sql", "database: agent→owner: team-warehouse", "open: false→open: true",
		"unchecked: false→unchecked: true", "dynamic-sql: error→dynamic-sql: off", "from: reporting→from: order",
		"[read, join]→[read]", `    tables: ["stock"]→    tables: ["stock", "x"]`, "monthly→weekly", "ISSUE-12→ISSUE-13", "2027-06-30→2028-06-30",
		"unassigned: public→unassigned: deny", "goose_db_version→goose", "mocks→fakes", "dependency: warning→dependency: error",
		`"{module}_*"→"{module}-*"`,
	} {
		from, to, _ := strings.Cut(change, "→")
		if !strings.Contains(contractMap, from) {
			t.Fatalf("%s is not in the map", from)
		}
		text := strings.Replace(contractMap, from, to, 1)
		if from == "database: agent" { // there may be one owner only
			text = strings.Replace(text, "    owner: team-warehouse\n", "", 1)
		}
		check(change, mustParse(t, text, Source{FS: shop()}).Digest())
	}
	tree := shop()
	tree["internal/tomorrow/a.go"] = &fstest.MapFile{}
	check("a new sibling", mustParse(t, contractMap, Source{FS: tree}).Digest())
	tree = shop()
	tree["go.mod"] = &fstest.MapFile{Data: []byte("module example.com/market\n")}
	check("another Go module path", mustParse(t, contractMap, Source{FS: tree}).Digest())
	tree = shop()
	tree["tool/go.mod"] = &fstest.MapFile{Data: []byte("module example.com/tool\n")}
	check("another Go module", mustParse(t, contractMap, Source{FS: tree}).Digest())

	absent := mustParse(t, head, sealed).Digest()
	for _, key := range []string{"depends_on", "visible_to", "expose", "public"} {
		text := "version: 1\nmodules:\n  order: {path: order, " + key + ": []}\n"
		if mustParse(t, text, sealed).Digest() == absent {
			t.Errorf("an empty %s is as none", key)
		}
	}
}
