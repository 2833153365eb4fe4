package modulemap

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestAllErrorsAtOnce: one run tells everything that is wrong, in the order of the text.
func TestAllErrorsAtOnce(t *testing.T) {
	src := errorFolders()
	src.Data = []byte(`version: 3
layers: [app, domain]
modules:
  order:
    path: odrer
    pubic: ["."]
    layer: domian
    depends_on: [usres, "users::evnts"]
    tables: [stock, "inv_["]
  users:
    path: users
    interfaces: {events: [events]}
    depends_on: [order]
    tables: [stock]
    rules: {foreign-tabel: error, layer: warn}
  legacy: {path: users, public: x}
grants:
  - {from: order, to: nobody, may: [reed]}
exclude: ["a["]
unassigned: deni
`)
	m, err := Parse(src)
	want := strings.Split(`1:10: want version 1, not `+"`3`"+`
5:11: there are no Go files at or below 'odrer'; did you mean 'order'?
6:5: unknown key 'pubic'; did you mean 'public'?
7:12: unknown layer 'domian'; did you mean 'domain'?
8:18: unknown module 'usres'; did you mean 'users'?
8:25: cycle in depends_on: order -> users -> order; take one of them out
8:25: unknown interface 'evnts' of module 'users'; did you mean 'events'?
9:21: want a table or glob: name, schema.name, * for any characters, not 'inv_['
14:14: the table 'stock' is owned twice: by 'order' (line 9, 'stock') and by 'users'
15:13: unknown rule 'foreign-tabel'; did you mean 'foreign-table'?
15:42: unknown level 'warn'; known: error, off, warning
16:18: the path 'users' is owned twice: by 'users' (line 10) and by 'legacy'
16:33: want a list of strings, not 'x'
18:5: missing key 'reason' (a reason)
18:23: unknown module 'nobody'; known: legacy, order, users
18:37: unknown access 'reed'; did you mean 'read'?
19:11: unparsable glob 'a['
20:13: unknown policy 'deni'; did you mean 'deny'?`, "\n")
	for i := range want {
		want[i] = FileName + ":" + strings.ReplaceAll(want[i], "'", "`")
	}
	if m != nil || err == nil {
		t.Fatal("the map is accepted")
	}
	if got := strings.Split(err.Error(), "\n"); !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", err, strings.Join(want, "\n"))
	}
	var list Errors
	if !errors.As(err, &list) || len(list) != len(want) {
		t.Fatalf("the error is a %T", err)
	}
	if e := list[2]; e.File != FileName || e.Line != 6 || e.Column != 5 || e.Message != "unknown key `pubic`" || e.Help != "did you mean `public`?" {
		t.Errorf("got %+v", e)
	}
}

func TestAnchors(t *testing.T) {
	m := mustParse(t, `version: 1
modules:
  a: &base
    path: a
    tables: &tables [x, y]
    owner: team
  b: {<<: *base, path: b, tables: [z]}
  c:
    <<: [{layer: top}, {layer: bottom, owner: other}]
    path: c
    public: &none []
    depends_on: *none
layers: [top, bottom]
shared_tables: [s]
`, sealed)
	b, c := m.Module("b"), m.Module("c")
	if b.Owner() != "team" || !slices.Equal(b.Tables(), []string{"z"}) || !slices.Equal(b.Paths(), []string{"b"}) {
		t.Errorf("b is %+v", b)
	}
	if c.Layer() != "top" || c.Owner() != "other" || !c.HasDependsOn() {
		t.Errorf("c is %+v", c)
	}
	bomb := "version: 1\nmodules: {a: {path: a}}\nx0: &x0 [a,a,a,a,a,a,a,a,a,a]\n"
	for i := range 9 {
		bomb += strings.NewReplacer("N", string(rune('1'+i)), "O", string(rune('0'+i))).
			Replace("xN: &xN [*xO,*xO,*xO,*xO,*xO,*xO,*xO,*xO,*xO,*xO]\n")
	}
	if _, err := Parse(Source{Data: []byte(bomb), GoModules: sealed.GoModules}); err == nil || !strings.Contains(err.Error(), "aliases blow") {
		t.Errorf("got %v", err)
	}
}

// TestSchemaHasTheParsersKeys reads a map with every key of the schema, and looks for the field of the Map that each has set.
func TestSchemaHasTheParsersKeys(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	var keys []string
	collect(schema, "", &keys)
	var want []string
	collectShape(grammar(), "", &want)
	slices.Sort(keys)
	slices.Sort(want)
	if !slices.Equal(keys, want) || len(keys) < 60 {
		t.Errorf("the schema has\n%q\nthe parser\n%q", keys, want)
	}
	contract := strings.Fields(`version sql layers discover modules grants unassigned shared_tables exclude rules
		sql/dialect sql/default_schema sql/databases sql/databases/*/dialect sql/databases/*/default_schema
		sql/sinks sql/sinks/*/func sql/sinks/*/arg sql/table_args sql/table_args/*/func sql/table_args/*/arg sql/table_args/*/access
		grants/*/from grants/*/to grants/*/may grants/*/tables grants/*/reason grants/*/issue grants/*/until`)
	for _, key := range strings.Fields(`path paths owner layer public expose interfaces depends_on visible_to tables public_tables
		migrations database open unchecked rules depends_on/*/module depends_on/*/deprecated`) {
		contract = append(contract, "modules/*/"+key, "discover/*/"+key)
	}
	slices.Sort(contract)
	if !slices.Equal(keys, contract) {
		t.Errorf("the schema has\n%q\nthe contract\n%q", keys, contract)
	}
}

// collect lists the keys of a JSON Schema as paths.
func collect(node any, at string, keys *[]string) {
	object, ok := node.(map[string]any)
	if !ok {
		return
	}
	properties, _ := object["properties"].(map[string]any)
	for name, property := range properties {
		*keys = append(*keys, at+name)
		collect(property, at+name+"/", keys)
	}
	for _, word := range []string{"items", "additionalProperties"} {
		collect(object[word], at+"*/", keys)
	}
	alternatives, _ := object["oneOf"].([]any)
	for _, alternative := range alternatives {
		collect(alternative, at, keys)
	}
}

func collectShape(s *shape, at string, keys *[]string) {
	for _, f := range s.fields {
		*keys = append(*keys, at+f.name)
		collectShape(f.shape, at+f.name+"/", keys)
	}
	if s.item != nil {
		collectShape(s.item, at+"*/", keys)
	}
	for _, alternative := range s.alternatives {
		collectShape(alternative, at, keys)
	}
}

func TestEveryKeyIsDocumented(t *testing.T) {
	var walk func(s *shape)
	walk = func(s *shape) {
		if s.noun == "" {
			t.Errorf("a shape without a noun: %+v", s)
		}
		for _, f := range s.fields {
			if len(f.doc) < 10 || !strings.HasSuffix(f.doc, ".") {
				t.Errorf("%s: %q", f.name, f.doc)
			}
			walk(f.shape)
		}
		if s.item != nil {
			walk(s.item)
		}
		for _, alternative := range s.alternatives {
			walk(alternative)
		}
	}
	walk(grammar())
}

func TestRules(t *testing.T) {
	list := Rules()
	if len(list) != 25 || list[0] != (RuleInfo{"private-package", LevelError, true}) || list[24].ID != "blind-module" {
		t.Errorf("Rules() = %v", list)
	}
	list[0].ID = "changed"
	if reflect.DeepEqual(list, Rules()) {
		t.Error("a caller can change the rules")
	}
}

func TestNearest(t *testing.T) {
	names := []string{"public", "path", "paths", "order", "orders"}
	for name, want := range map[string]string{"pubic": "public", "pulbic": "public", "PUBLIC": "public", "pth": "path", "odrer": "order", "zzz": "", "": ""} {
		if got := Nearest(name, names); got != want {
			t.Errorf("Nearest(%s) = %q, want %q", name, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(contractMap)
	f.Add(lazyMap)
	f.Add(tablesMap)
	for _, test := range errorTests {
		f.Add(test.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, src := range []Source{errorFolders(), sealed} {
			src.Data = []byte(text)
			m, err := Parse(src)
			if (m == nil) == (err == nil) {
				t.Fatalf("got %v and %v", m, err)
			}
			if err != nil {
				var list Errors
				if !errors.As(err, &list) || len(list) == 0 {
					t.Fatalf("the error is %#v", err)
				}
				continue
			}
			m.ModuleAt("order/x")
			m.TableOwner(m.Module("order"), Table{Name: "stock"})
			m.TableOwner(nil, Table{Schema: UnknownSchema, Name: "order_x"})
			again, err := Parse(src)
			if err != nil || again.Digest() != m.Digest() {
				t.Fatalf("the second time: %v", err)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	src := Source{Name: FileName, Data: []byte(contractMap), FS: shop()}
	for b.Loop() {
		if _, err := Parse(src); err != nil {
			b.Fatal(err)
		}
	}
}
