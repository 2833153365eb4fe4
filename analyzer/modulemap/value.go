package modulemap

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

type kind uint8

const (
	kindNull kind = iota
	kindString
	kindInt
	kindBool
	kindOther // a scalar that no key of a map takes: a fraction, binary data
	kindList
	kindMap
	kindBroken // reported already; stands where something should
)

// value is a node of a map's text with aliases and merge keys put in: what remains is what JSON knows, with places.
type value struct {
	kind  kind
	at    pos
	text  string // of a scalar, as written
	num   int
	items []*value // of a list
	pairs []pair   // of a mapping
}

type pair struct {
	key string
	at  pos
	val *value
}

// get returns the value of a key, nil if it is absent. A nil value has no keys.
func (v *value) get(key string) *value {
	if v == nil {
		return nil
	}
	for _, p := range v.pairs {
		if p.key == key {
			return p.val
		}
	}
	return nil
}

func (v *value) has(key string) bool { return v.get(key) != nil }

// substitute returns a copy in which {module} is replaced in every string and key.
func (v *value) substitute(name string) *value {
	if v == nil {
		return nil
	}
	c := *v
	if v.kind == kindString {
		c.text = strings.ReplaceAll(v.text, placeholder, name)
	}
	c.items = make([]*value, len(v.items))
	for i, item := range v.items {
		c.items[i] = item.substitute(name)
	}
	c.pairs = make([]pair, len(v.pairs))
	for i, p := range v.pairs {
		c.pairs[i] = pair{strings.ReplaceAll(p.key, placeholder, name), p.at, p.val.substitute(name)}
	}
	return &c
}

// placeholder stands for the module's name in a discover entry.
const placeholder = "{module}"

var (
	yamlLine   = newPattern(`line (\d+): `)
	yamlParser = newPattern(`^(did not find expected (key|node content|'|<)|found (duplicate|incompatible|undefined))`)
	yamlAnchor = newPattern(`^unknown anchor '(.*)' referenced$`)
)

// readYAML returns the map's one document; nil if there is none or it could not be read, with the reason in f.
func readYAML(data []byte, f *faults) *value {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document yaml.Node
	if err := decoder.Decode(&document); err != nil {
		if errors.Is(err, io.EOF) {
			f.addForm(pos{1, 1}, "run `ringfence init` to write one", "the map is empty")
		} else {
			addSyntax(f, data, err)
		}
		return nil
	}
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		f.addForm(pos{max(second.Line, 1), max(second.Column, 1)}, "put everything into one", "the map has more than one YAML document")
		return nil
	} else if !errors.Is(err, io.EOF) {
		addSyntax(f, data, err)
		return nil
	}
	r := &yamlReader{faults: f, open: map[*yaml.Node]bool{}, budget: maxNodes}
	root := r.read(document.Content[0])
	if root.kind == kindNull {
		f.addForm(pos{1, 1}, "run `ringfence init` to write one", "the map is empty")
		return nil
	}
	return root
}

// addSyntax turns an error of the YAML library into one with a place.
func addSyntax(f *faults, data []byte, err error) {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	at := pos{1, 1}
	if m := yamlLine.compiled().FindStringSubmatchIndex(message); m != nil {
		at.line, _ = strconv.Atoi(message[m[2]:m[3]])
		message = message[:m[0]] + message[m[1]:]
	} else if m := yamlAnchor.compiled().FindStringSubmatch(message); m != nil {
		before, _, _ := bytes.Cut(data, []byte("*"+m[1]))
		at.line += bytes.Count(before, []byte("\n"))
		at.col += len(before) - (bytes.LastIndexByte(before, '\n') + 1)
	}
	if yamlParser.MatchString(message) {
		if found, ok := lastBroken(data, message); ok {
			at = found
		}
	}
	f.addForm(at, "", "not YAML: %s", message)
}

// lastBroken returns the line without which the text would not be broken in that way: for such errors the library names no more
// than where the block around begins. A line far from the text's end is not looked for: each try reads the text again.
func lastBroken(data []byte, message string) (pos, bool) {
	lines := bytes.SplitAfter(data, []byte("\n"))
	for n := len(lines); n > max(0, len(lines)-maxTries); n-- {
		err := yaml.Unmarshal(bytes.Join(lines[:n-1], nil), &yaml.Node{})
		if err == nil || !strings.HasSuffix(err.Error(), message) {
			line := lines[n-1]
			return pos{n, 1 + len(line) - len(bytes.TrimLeft(line, " "))}, true
		}
	}
	return pos{}, false
}

const maxTries = 500

// maxNodes bounds what aliases may blow a small text up to.
const maxNodes = 200_000

type yamlReader struct {
	faults *faults
	open   map[*yaml.Node]bool // anchors around the current node: one of them again would be a loop
	budget int
}

func (r *yamlReader) read(n *yaml.Node) *value {
	at := pos{n.Line, n.Column}
	if r.budget--; r.budget < 0 {
		if r.budget == -1 {
			r.faults.addForm(at, "", "aliases blow the map up to more than %d values", maxNodes)
		}
		return &value{kind: kindBroken, at: at}
	}
	switch n.Kind {
	case yaml.AliasNode:
		if r.open[n.Alias] {
			r.faults.addForm(at, "", "the anchor `%s` contains itself", n.Value)
			return &value{kind: kindBroken, at: at}
		}
		return r.read(n.Alias)
	case yaml.SequenceNode:
		r.open[n] = true
		defer delete(r.open, n)
		v := &value{kind: kindList, at: at}
		for _, item := range n.Content {
			v.items = append(v.items, r.read(item))
		}
		return v
	case yaml.MappingNode:
		r.open[n] = true
		defer delete(r.open, n)
		return r.readMap(n)
	}
	return readScalar(n)
}

func (r *yamlReader) readMap(n *yaml.Node) *value {
	v := &value{kind: kindMap, at: pos{n.Line, n.Column}}
	seen := map[string]pos{}
	var merges []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		at := pos{n.Content[i].Line, n.Content[i].Column}
		if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!null" {
			r.faults.addForm(at, "", "a key must be a name")
			continue
		}
		if key.ShortTag() == "!!merge" {
			merges = append(merges, val)
			continue
		}
		if first, ok := seen[key.Value]; ok {
			r.faults.addForm(at, "", "duplicate key `%s`, first on line %d", key.Value, first.line)
			continue
		}
		seen[key.Value] = at
		v.pairs = append(v.pairs, pair{key.Value, at, r.read(val)})
	}
	for _, merge := range merges {
		r.merge(v, merge)
	}
	return v
}

// merge puts in what a merge key (<<) names; keys that are already there win.
func (r *yamlReader) merge(into *value, n *yaml.Node) {
	from := r.read(n)
	maps := []*value{from}
	if from.kind == kindList {
		maps = from.items
	}
	for _, m := range maps {
		if m.kind == kindBroken {
			continue
		}
		if m.kind != kindMap {
			r.faults.addForm(m.at, "", "a merge key (<<) wants a mapping or a list of mappings")
			continue
		}
		for _, p := range m.pairs {
			if !into.has(p.key) {
				into.pairs = append(into.pairs, p)
			}
		}
	}
}

func readScalar(n *yaml.Node) *value {
	v := &value{kind: kindOther, at: pos{n.Line, n.Column}, text: n.Value}
	switch n.ShortTag() {
	case "!!null":
		v.kind = kindNull
	case "!!str", "!!timestamp": // a date is text here: until is the only key that takes one
		v.kind = kindString
	case "!!bool":
		v.kind = kindBool
	case "!!int":
		if n.Decode(&v.num) == nil {
			v.kind = kindInt
		}
	case "!!float":
		var number float64
		if n.Decode(&number) == nil && number == float64(int32(number)) {
			v.kind, v.num = kindInt, int(number) // 1.0 is the integer 1, as in JSON Schema
		}
	}
	return v
}

// describe names a value's kind for an error.
func (v *value) describe() string {
	switch v.kind {
	case kindNull:
		return "nothing"
	case kindList:
		return "a list"
	case kindMap:
		return "a mapping"
	}
	return fmt.Sprintf("`%s`", v.text)
}
