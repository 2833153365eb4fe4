package modulemap

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Load reads a map from a file and looks at the folders beside it. If something is wrong with the map, the error is of type
// Errors and names all of it.
func Load(file string) (*Map, error) { return load(file, Source{}) }

// LoadWith is Load with settings that go before what the file says.
func LoadWith(file string, overrides Overrides) (*Map, error) {
	return load(file, Source{Overrides: overrides})
}

// LoadKnowing is Load for those who kept what an earlier one saw (Map.Folders), and know that it is so still. nil: the folders are looked at.
func LoadKnowing(file string, folders *Folders) (*Map, error) {
	return load(file, Source{Folders: folders})
}

// load fills in what src lacks from the file and the folders beside it.
func load(file string, src Source) (*Map, error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("reading the module map: %w", err)
	}
	data, err := os.ReadFile(absolute)
	if err != nil {
		return nil, fmt.Errorf("reading the module map: %w", err)
	}
	root := filepath.Dir(absolute)
	src.Name, src.Data, src.FS = file, data, os.DirFS(root)
	return parse(src, root)
}

// Parse is Load for a text: it reads only what src gives it. If something is wrong with the map, the error is of type Errors and
// names all of it.
func Parse(src Source) (*Map, error) { return parse(src, "") }

func parse(src Source, root string) (*Map, error) {
	p := &parser{src: src, faults: newFaults(src.Name), m: &Map{
		name:      src.Name,
		fs:        src.FS,
		root:      root,
		byName:    map[string]*Module{},
		byPath:    map[string]*Module{},
		databases: map[string]database{},
		tables:    map[string]*tableIndex{},
	}}
	p.readOverrides()
	p.root = readYAML(src.Data, p.faults)
	if p.root == nil {
		return nil, p.faults.err()
	}
	grammar().check(p.root, p.faults)
	if err := p.lookAround(); err != nil {
		return nil, err
	}
	p.readTop()
	p.readDiscover()
	if p.tree == nil && len(p.discover) > 0 {
		p.m.lazy = newLazyModules(p)
	}
	p.readModules()
	p.checkReferences()
	p.claimPaths()
	p.claimTables()
	p.checkCycles()
	if err := p.faults.err(); err != nil {
		return nil, err
	}
	p.m.digest = p.digest()
	return p.m, nil
}

// parser is the state of one Parse. All that it reads has been checked for its form before: what has the wrong one is passed over.
type parser struct {
	src    Source
	root   *value
	faults *faults
	tree   *tree // nil if no folders are looked at
	m      *Map

	discover []discoverEntry
	grantsAt []grantPlaces
}

// lookAround finds the Go modules and the folders with Go files.
func (p *parser) lookAround() error {
	p.m.goModules = slices.Clone(p.src.GoModules)
	if p.src.FS != nil {
		tree := p.src.Folders.tree()
		if tree == nil {
			var err error
			if tree, err = walkTree(p.src.FS, p.src.GoModules == nil); err != nil {
				return err
			}
		}
		p.tree, p.m.tree = tree, tree
		p.m.foreign = tree.foreign
		if p.src.GoModules == nil {
			p.m.goModules = slices.Clone(tree.modules)
			atRoot := func(mod GoModule) bool { return mod.Dir == "." }
			if p.m.root != "" && !slices.ContainsFunc(p.m.goModules, atRoot) {
				if mod, ok := enclosingModule(p.m.root); ok {
					p.m.goModules = append(p.m.goModules, mod)
				}
			}
		}
	}
	sortModules(p.m.goModules)
	if len(p.m.goModules) == 0 {
		p.faults.put(pos{}, "put the map into a Go module's folder or above it", "there is no Go module (go.mod) at, below or around the map")
	}
	return nil
}

func (p *parser) readTop() {
	p.readSQL(p.root.get("sql"))
	for _, w := range words(p.root.get("layers")) {
		if slices.Contains(p.m.layers, w.text) {
			p.faults.add(w.at, "", "the layer `%s` is listed twice", w.text)
		}
		p.m.layers = append(p.m.layers, w.text)
	}
	for _, v := range items(p.root.get("grants")) {
		p.readGrant(v)
	}
	if v := p.root.get("unassigned"); v != nil {
		p.m.unassigned = Unassigned(max(0, slices.Index(unassignedList, v.text)))
	}
	p.m.shared = words(p.root.get("shared_tables"))
	p.m.exclude = append(p.fileWords(p.root.get("exclude")), p.m.exclude...)
	p.m.rules = levelsOf(p.root.get("rules"))
	p.refusePlaceholders(p.root)
}

// refusePlaceholders reports {module} outside of discover, where it would silently match nothing.
func (p *parser) refusePlaceholders(v *value) {
	if v.kind == kindString && strings.Contains(v.text, placeholder) {
		p.faults.add(v.at, "", "`%s` stands for a name under `discover` only", placeholder)
	}
	for _, item := range v.items {
		p.refusePlaceholders(item)
	}
	for _, pair := range v.pairs {
		if v == p.root && pair.key == "discover" {
			continue
		}
		if strings.Contains(pair.key, placeholder) {
			p.faults.add(pair.at, "", "`%s` stands for a name under `discover` only", placeholder)
		}
		p.refusePlaceholders(pair.val)
	}
}

// items returns the items of a list, none of anything else.
func items(v *value) []*value {
	if v == nil || v.kind != kindList {
		return nil
	}
	return v.items
}

// pairs returns the pairs of a mapping, none of anything else.
func pairs(v *value) []pair {
	if v == nil || v.kind != kindMap {
		return nil
	}
	return v.pairs
}

// words returns the strings of a list.
func words(v *value) []word {
	var list []word
	for _, item := range items(v) {
		if item.kind == kindString {
			list = append(list, word{item.text, item.at})
		}
	}
	return list
}

// stringOf returns the string of a value, with a place; the zero word if it is no string.
func stringOf(v *value) word {
	if v == nil || v.kind != kindString {
		return word{}
	}
	return word{v.text, v.at}
}

func isTrue(v *value) bool {
	return v != nil && v.kind == kindBool && strings.EqualFold(v.text, "true")
}

func levelsOf(v *value) map[string]Level {
	list := map[string]Level{}
	for _, p := range pairs(v) {
		list[p.key] = parseLevel(p.val.text)
	}
	return list
}
