package schema

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// TestExamples puts every map of testdata through the library and the parser. The folder tells what they are to say: good (both
// accept), bad (both refuse), parseronly (names that name nothing, loops and the like: only the parser refuses).
func TestExamples(t *testing.T) {
	compiled := compile(t)
	count := 0
	for folder, want := range map[string][2]bool{"good": {true, true}, "bad": {false, false}, "parseronly": {true, false}} {
		files, err := filepath.Glob(filepath.Join("testdata", folder, "*.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		count += len(files)
		for _, file := range files {
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := compiled.Validate(asJSON(t, data)); (err == nil) != want[0] {
					t.Errorf("the schema says: %v", err)
				}
				_, err = modulemap.Parse(modulemap.Source{Name: file, Data: data, FS: folders()})
				if (err == nil) != want[1] {
					t.Errorf("the parser says: %v", err)
				}
			})
		}
	}
	if count < 30 {
		t.Errorf("%d examples are too few", count)
	}
}

// TestMutations takes away, renames and replaces every value of the good maps, one at a time: whatever the schema refuses, the
// parser does too.
func TestMutations(t *testing.T) {
	compiled := compile(t)
	files, err := filepath.Glob(filepath.Join("testdata", "good", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	count, refused := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		mutate(t, data, func(text []byte) {
			count++
			_, parserErr := modulemap.Parse(modulemap.Source{Name: file, Data: text, FS: folders()})
			schemaErr := compiled.Validate(asJSON(t, text))
			if schemaErr != nil {
				refused++
				if parserErr == nil {
					t.Errorf("only the schema refuses (%v):\n%s", schemaErr, text)
				}
				return
			}
			if parserErr != nil && isForm(parserErr) {
				t.Errorf("the schema accepts what has the wrong form (%v):\n%s", parserErr, text)
			}
		})
	}
	t.Logf("%d mutations, %d refused", count, refused)
	if count < 500 || refused < 200 {
		t.Errorf("%d mutations, of which the schema refuses %d, are too few", count, refused)
	}
}

// isForm tells errors that a schema can express.
func isForm(err error) bool {
	for _, part := range []string{
		": want ", "unknown key", "missing key", "unknown rule", "unknown level", "unknown dialect", "unknown access", "unknown policy",
		"names no module", "keep one of them",
	} {
		if strings.Contains(err.Error(), part) {
			return true
		}
	}
	return false
}

// mutate calls try with texts in which one node is another one.
func mutate(t *testing.T, data []byte, try func([]byte)) {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	write := func() {
		text, err := yaml.Marshal(&document)
		if err != nil {
			t.Fatal(err)
		}
		try(text)
	}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		before := *n
		for _, other := range []yaml.Node{
			{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"},
			{Kind: yaml.ScalarNode, Tag: "!!str", Value: "x"},
			{Kind: yaml.ScalarNode, Tag: "!!str", Value: "[ {"},
			{Kind: yaml.ScalarNode, Tag: "!!int", Value: "-1"},
			{Kind: yaml.ScalarNode, Tag: "!!float", Value: "1.5"},
			{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"},
			{Kind: yaml.SequenceNode}, {Kind: yaml.MappingNode},
		} {
			*n = other
			write()
			*n = before
		}
		if n.Kind == yaml.AliasNode || n.Kind == yaml.ScalarNode {
			return
		}
		step := map[yaml.Kind]int{yaml.MappingNode: 2, yaml.SequenceNode: 1, yaml.DocumentNode: 1}[n.Kind]
		content := n.Content
		for i := 0; i < len(content); i += step {
			n.Content = append(append([]*yaml.Node{}, content[:i]...), content[i+step:]...)
			if n.Kind != yaml.DocumentNode && content[i].Anchor == "" && content[i+step-1].Anchor == "" {
				write()
			}
			n.Content = content
			if step == 2 && content[i].Value != "<<" {
				name := content[i].Value
				content[i].Value = name + "x"
				write()
				content[i].Value = name
			}
			walk(content[i+step-1])
		}
	}
	root := document.Content[0]
	if bytes.Contains(data, []byte("&")) {
		return // an alias without its anchor is no map
	}
	walk(root)
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(modulemap.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("modules.schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("modules.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// asJSON reads YAML as editors do: a date is a string.
func asJSON(t *testing.T, data []byte) any {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	var untime func(n *yaml.Node)
	untime = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!timestamp" {
			n.Tag = "!!str"
		}
		for _, c := range n.Content {
			untime(c)
		}
	}
	untime(&document)
	var v any
	if err := document.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// folders is the tree beside every example.
func folders() fstest.MapFS {
	tree := fstest.MapFS{"go.mod": {Data: []byte("module example.com/shop\n")}}
	for _, dir := range []string{"order", "order/legacy", "orders", "users", "x", "internal/inventory", "internal/catalog", "api/inventory"} {
		tree[dir+"/a.go"] = &fstest.MapFile{Data: []byte("package a\n")}
	}
	return tree
}
