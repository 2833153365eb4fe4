package modulemap

import (
	"slices"
	"strings"
	"sync"
)

// lazyModules makes modules of discover entries when they are asked for, where no folders can be looked at. What it makes depends
// on the name alone, never on what was asked before.
type lazyModules struct {
	discover []discoverEntry
	written  map[string]*Module // those under `modules`
	known    map[string]bool    // names that the map mentions

	mu   sync.Mutex
	made map[string]*Module
}

func newLazyModules(p *parser) *lazyModules {
	l := &lazyModules{discover: p.discover, written: p.m.byName, known: map[string]bool{}, made: map[string]*Module{}}
	for _, g := range p.m.grants {
		l.known[g.From], l.known[g.To] = true, true
	}
	return l
}

// addTemplates gives the modules under `modules` the keys of the discover entries that would find them, and checks what the
// entries say.
func (p *parser) addTemplates(drafts map[string]*draft) {
	for _, entry := range p.discover {
		p.checkScalars(p.readModule(word{placeholder, entry.at}, entry.value))
	}
	for name, d := range drafts {
		for _, ref := range slices.Concat(items(d.value.get("depends_on")), items(d.value.get("visible_to"))) {
			if p.m.lazy != nil {
				p.m.lazy.known[dependencyOf(ref).Module] = true
			}
		}
		pathless := len(d.paths) == 0
		for _, entry := range p.discover {
			if len(entry.paths) == 0 {
				continue
			}
			first := entry.paths[0].dir(name)
			if pathless || slices.ContainsFunc(d.paths, func(w word) bool { return w.text == first }) {
				if pathless {
					d.paths = append(d.paths, entry.dirs(name)...)
				}
				d.value = mergeKeys(d.value, entry.value.substitute(name), name)
			}
		}
	}
}

// dirs returns the folders that an entry names for a module.
func (e discoverEntry) dirs(name string) []word {
	list := make([]word, len(e.paths))
	for i, path := range e.paths {
		list[i] = word{path.dir(name), path.at}
	}
	return list
}

// module returns the module of that name, nil if no folder could have it.
func (l *lazyModules) module(name string) *Module {
	if mod := l.written[name]; mod != nil {
		return mod
	}
	if !modulePattern.MatchString(name) || strings.ContainsAny(name, `/\{}`) || Skipped(name) {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if mod := l.made[name]; mod != nil {
		return mod
	}
	var value *value
	var paths []string
	for _, entry := range l.discover {
		value = mergeKeys(value, entry.value.substitute(name), name)
		paths = append(paths, texts(entry.dirs(name))...)
	}
	// What is wrong with the entries was reported when the map was read.
	mod := (&parser{faults: newFaults("")}).readModule(word{name, l.discover[0].at}, value)
	mod.discovered = true
	mod.paths = sortedCopy(paths)
	l.made[name] = mod
	return mod
}

// moduleAt returns the module that a discover entry finds at or above dir, with the depth of its folder.
func (l *lazyModules) moduleAt(dir string) (found *Module, deepest int) {
	deepest = -1
	for _, entry := range l.discover {
		for _, path := range entry.paths {
			name, segments, ok := path.module(dir)
			if !ok || segments <= deepest {
				continue
			}
			if mod := l.module(name); mod != nil && slices.Contains(mod.paths, path.dir(name)) {
				found, deepest = mod, segments
			}
		}
	}
	return found, deepest
}

// tables adds to an index the claims of modules that a table's name speaks of. Of several that could be meant, those that the map
// mentions count before others; if no name tells, all have an equal claim. In a valid map two modules have no equal claims, so where the
// map itself gives a table to somebody, a module with no better claim is not there.
func (l *lazyModules) tables(m *Map, in *Module, x *tableIndex, t Table) *tableIndex {
	var claims []claim
	add := func(mod *Module) {
		if mod != nil && mod.discovered && mod.database == m.Database(in) {
			claims = append(claims, mod.claims(x.database)...)
		}
	}
	add(in)
	names := l.candidates(x.database, t)
	isKnown := func(name string) bool { return l.known[name] || in != nil && in.name == name }
	if slices.ContainsFunc(names, isKnown) {
		names = slices.DeleteFunc(names, func(name string) bool { return !isKnown(name) })
	} else if len(names) > 1 {
		claims = l.equal(x.database, names, t)
		names = nil
	}
	for _, name := range names {
		if in == nil || name != in.name {
			add(l.module(name))
		}
	}
	if len(claims) == 0 || x.outranks(claims, t) {
		return x
	}
	return newTableIndex(x.database, append(m.claims(m.Database(in)), claims...))
}

// outranks tells whether what is in the index has a claim on a table that is as good as any of these.
func (x *tableIndex) outranks(claims []claim, t Table) bool {
	if t.Schema == UnknownSchema {
		return false
	}
	schema := x.canonicalSchema(t.Schema)
	best := x.best(schema, t.Name, true)
	return len(best) > 0 && best[0].kind != System && !slices.ContainsFunc(claims, func(c claim) bool {
		return c.rank() > best[0].rank() && x.match(c.tableGlob, schema, t.Name, true)
	})
}

// equal returns the matching claims of several modules as if they had the same rank.
func (l *lazyModules) equal(d database, names []string, t Table) []claim {
	var claims []claim
	rank := 0
	for _, name := range names {
		if mod := l.module(name); mod != nil {
			for _, c := range mod.claims(d) {
				if d.match(c.tableGlob, d.canonicalSchema(t.Schema), t.Name, true) {
					claims = append(claims, c)
					rank = max(rank, c.literals)
				}
			}
		}
	}
	for i := range claims {
		claims[i].literals = rank
	}
	return claims
}

// candidates returns the names of modules not written down that could own a table by a pattern with {module} in it, sorted.
func (l *lazyModules) candidates(d database, t Table) []string {
	if t.Schema == UnknownSchema || len(t.Name)+len(t.Schema) > 200 {
		return nil
	}
	schema := d.canonicalSchema(t.Schema)
	var names []string
	for _, entry := range l.discover {
		for _, w := range words(entry.value.get("tables")) {
			if !strings.Contains(w.text, placeholder) {
				continue
			}
			for _, name := range substrings(strings.ToLower(t.Schema), strings.ToLower(t.Name)) {
				glob := d.glob(word{text: strings.ReplaceAll(w.text, placeholder, name)})
				if d.match(glob, schema, t.Name, true) && l.written[name] == nil {
					names = append(names, name)
				}
			}
		}
	}
	return sortedCopy(names)
}

// substrings returns the parts of names that end where a word does.
func substrings(names ...string) []string {
	var parts []string
	for _, name := range names {
		boundary := func(i int) bool {
			return i == 0 || i == len(name) || name[i] == '_' || name[i-1] == '_'
		}
		for i := range name {
			for j := i + 1; j <= len(name); j++ {
				if boundary(i) && boundary(j) {
					parts = append(parts, name[i:j])
				}
			}
		}
	}
	return parts
}
