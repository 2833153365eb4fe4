package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// root is the import path of every generated monolith.
const root = "example.com/monolith"

// layers from top to bottom, and which layer each module of a cluster is in. The late support module is one that a module above it
// precedes, so that a violation of the layers is possible without a cycle of imports.
var (
	layers  = []string{"edge", "domain", "support", "platform"}
	cluster = []string{"support", "domain", "domain", "edge", "support", "domain", "domain", "edge"}
)

const late = 4 // the place in a cluster of the module that is hidden from all but its users

// fanIn is how many modules use one, at most.
const fanIn = 8

// A tree is a monolith in the making.
type tree struct {
	shape
	rng     *rand.Rand
	modules []*module
	files   map[string]*file
	planted []planted
}

// A module of the monolith. It uses only modules that come before it, so that there is no cycle.
type module struct {
	index, place int // of all, and in its cluster
	name, layer  string
	uses         []*module
	usedBy       []*module
	declared     []dependency // in the map
	expose       bool         // it lists what it exposes
	reaches      bool         // a violation of it uses a private type
	packages     []string     // folders below its own, the first is "."
}

type dependency struct {
	*module
	deprecated bool
}

func (m *module) path(dir string) string {
	if dir == "." {
		return root + "/internal/" + m.name
	}
	return root + "/internal/" + m.name + "/" + dir
}

func (m *module) table(name string) string { return m.name + "_" + name }

func (m *module) declares(other *module) bool {
	return slices.ContainsFunc(m.declared, func(d dependency) bool { return d.module == other })
}

func (m *module) level() int { return slices.Index(layers, m.layer) }

// around are the packages in no domain: two of the platform, and the composition root.
const around = 3

func newTree(s shape) *tree {
	t := &tree{shape: s, rng: rand.New(rand.NewPCG(s.seed, uint64(s.packages))), files: map[string]*file{}}
	count := max(len(cluster), (s.packages+5)/10)
	left := s.packages - around
	for i := range count {
		m := &module{index: i, place: i % len(cluster), name: fmt.Sprintf("m%04d", i), layer: cluster[i%len(cluster)]}
		m.expose = m.place == 1 || m.place == 5
		size := left / (count - i)
		left -= size
		m.packages = []string{".", "api", "store", "events", "jobs"}
		for k := len(m.packages); k < size; k++ {
			m.packages = append(m.packages, fmt.Sprintf("part%d", k))
		}
		t.modules = append(t.modules, m)
		t.connect(m)
	}
	return t
}

// connect chooses the modules that one uses: neighbours in its cluster, and some of the cluster at half of the way to the first. So
// what a module reaches grows with the logarithm of their number, and who uses it has a bound.
func (t *tree) connect(m *module) {
	at := m.index / len(cluster)
	var candidates []*module
	for _, other := range t.modules[:m.index] {
		place := other.index / len(cluster)
		if (place == at || place == at/2) && other.level() >= m.level() && len(other.usedBy) < fanIn && (other.place != late || place == at) {
			candidates = append(candidates, other)
		}
	}
	t.rng.Shuffle(len(candidates), func(i, j int) { candidates[i], candidates[j] = candidates[j], candidates[i] })
	m.uses = candidates[:min(len(candidates), 1+t.rng.IntN(t.deps))]
	slices.SortFunc(m.uses, func(a, b *module) int { return cmp.Compare(a.index, b.index) })
	for _, other := range m.uses {
		other.usedBy = append(other.usedBy, m)
		m.declared = append(m.declared, dependency{module: other})
	}
}

// goFile returns the file of that name, new or as it was left.
func (t *tree) goFile(name, pkg string) *file {
	f := t.files[name]
	if f == nil {
		f = &file{pkg: pkg, imports: map[string]string{}}
		t.files[name] = f
	}
	return f
}

// file returns a file of a module's package.
func (t *tree) file(m *module, dir, name string) *file {
	pkg := dir
	if dir == "." {
		pkg = m.name
	}
	return t.goFile(strings.TrimPrefix(m.path(dir), root+"/")+"/"+name, pkg)
}

func (t *tree) write() {
	t.goFile("go.mod", "").printf("module %s\n\ngo 1.25\n", root)
	t.platform()
	for _, m := range t.modules {
		for _, dir := range m.packages {
			t.writePackage(m, dir)
		}
	}
	t.plant()
	t.compositionRoot()
	t.writeMap()
}

func (t *tree) writeMap() {
	f := t.goFile("modules.yaml", "")
	f.printf("version: 1\nsql: {dialect: postgres, default_schema: public}\nlayers: [%s]\nmodules:\n", strings.Join(layers, ", "))
	f.printf("  app:\n    path: cmd/app\n    layer: edge\n    unchecked: true\n")
	f.printf("  platform:\n    path: platform\n    owner: team-platform\n    layer: platform\n    open: true\n")
	for _, m := range t.modules {
		f.printf("  %s:\n    path: internal/%s\n    owner: team-%d\n    layer: %s\n", m.name, m.name, m.index%23, m.layer)
		f.printf("    public: [\".\", \"api\", \"events\"]\n    tables: [%q]\n", m.table("*"))
		if m.expose {
			f.printf("    expose: [Service, New, \"api.*\", \"events.*\"]\n")
		}
		if m.place == late {
			names := []string{"app"}
			for _, user := range m.usedBy {
				names = append(names, user.name)
			}
			f.printf("    visible_to: [%s]\n", strings.Join(names, ", "))
		}
		names := []string{"platform"}
		for _, d := range m.declared {
			if d.deprecated {
				names = append(names, fmt.Sprintf("{module: %s, deprecated: its successor}", d.name))
			} else {
				names = append(names, d.name)
			}
		}
		f.printf("    depends_on: [%s]\n", strings.Join(names, ", "))
	}
	f.printf("rules: {unowned-table: warning}\n")
}
