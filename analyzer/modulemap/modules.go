package modulemap

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// discoverEntry is an entry of `discover`.
type discoverEntry struct {
	value *value
	at    pos
	paths []discoverPath
}

// discoverPath is a folder in which one segment is {module}.
type discoverPath struct {
	word
	before, after []string // the segments around {module}
}

func parseDiscoverPath(w word) discoverPath {
	segments := strings.Split(path.Clean(w.text), "/")
	i := slices.Index(segments, placeholder)
	return discoverPath{w, segments[:i], segments[i+1:]}
}

// module returns the name of the module whose folder in this place is dir or one above it, and how many segments the folder has.
func (d discoverPath) module(dir string) (name string, segments int, ok bool) {
	s := strings.Split(dir, "/")
	n := len(d.before) + 1 + len(d.after)
	if len(s) < n || !slices.Equal(s[:len(d.before)], d.before) || !slices.Equal(s[len(d.before)+1:n], d.after) {
		return "", 0, false
	}
	name = s[len(d.before)]
	return name, n, !Skipped(name) && modulePattern.MatchString(name)
}

func (d discoverPath) dir(name string) string {
	return path.Join(path.Join(d.before...), name, path.Join(d.after...))
}

// pathWords returns path or paths.
func pathWords(v *value) []word {
	if one := stringOf(v.get("path")); one.text != "" {
		return []word{one}
	}
	return words(v.get("paths"))
}

// draft is a module before its keys are read.
type draft struct {
	name       word
	value      *value // nil: no keys
	paths      []word
	discovered bool
}

func (p *parser) readDiscover() {
	for _, v := range items(p.root.get("discover")) {
		if entry := (discoverEntry{value: v, at: v.at}); v.kind == kindMap {
			for _, w := range pathWords(v) {
				if discoverPattern.MatchString(w.text) && !slices.Contains(strings.Split(w.text, "/"), "..") {
					entry.paths = append(entry.paths, parseDiscoverPath(w))
				} else {
					p.faults.add(w.at, "", "`%s` is outside of the map's folder", w.text)
				}
			}
			p.discover = append(p.discover, entry)
		}
	}
}

// readModules makes the modules: those written down and those found.
func (p *parser) readModules() {
	drafts := map[string]*draft{}
	for _, entry := range pairs(p.root.get("modules")) {
		if entry.val.kind == kindMap {
			drafts[entry.key] = &draft{name: word{entry.key, entry.at}, value: entry.val, paths: pathWords(entry.val)}
		}
	}
	if p.tree != nil {
		p.addDiscovered(drafts)
	} else {
		p.addTemplates(drafts)
	}
	for _, name := range sortedKeys(drafts) {
		p.addModule(drafts[name])
	}
}

// addDiscovered finds the folders of all discover entries.
func (p *parser) addDiscovered(drafts map[string]*draft) {
	foundBy := map[string]string{} // module → the folder that made it
	dirs := sortedKeys(p.tree.goDirs)
	for _, entry := range p.discover {
		if len(entry.paths) == 0 {
			continue
		}
		first, any := entry.paths[0], false
		for _, dir := range dirs {
			name, segments, ok := first.module(dir)
			if !ok || segments != depth(dir) {
				continue
			}
			any = true
			if other, ok := foundBy[name]; ok {
				p.faults.add(first.at, "", "the module `%s` is found twice: in %s and in %s", name, other, dir)
				continue
			}
			foundBy[name] = dir
			p.inherit(drafts, name, entry)
		}
		if !any {
			p.faults.add(first.at, "", "no folder with Go files matches `%s`", first.text)
		}
	}
}

// inherit gives a found module the keys of its discover entry; those under `modules` win.
func (p *parser) inherit(drafts map[string]*draft, name string, entry discoverEntry) {
	d := drafts[name]
	if d == nil {
		d = &draft{name: word{name, entry.at}, discovered: true}
		drafts[name] = d
	}
	template := entry.value.substitute(name)
	if len(d.paths) == 0 {
		for i, path := range entry.paths {
			dir := path.dir(name)
			if i == 0 || p.tree == nil || p.tree.goDirs[dir] {
				d.paths = append(d.paths, word{dir, path.at})
			}
		}
	}
	d.value = mergeKeys(d.value, template, name)
}

// mergeKeys returns a module's own keys and those of a template that it does not have.
func mergeKeys(own, template *value, name string) *value {
	merged := &value{kind: kindMap}
	if own != nil {
		merged.at = own.at
		merged.pairs = slices.Clone(own.pairs)
	}
	for _, p := range pairs(template) {
		switch {
		case merged.has(p.key):
			continue
		case p.key == "depends_on":
			p.val = withoutSelf(p.val, name)
		}
		merged.pairs = append(merged.pairs, p)
	}
	return merged
}

// withoutSelf takes a module out of the depends_on that it shares with its siblings.
func withoutSelf(v *value, name string) *value {
	c := *v
	c.items = slices.DeleteFunc(slices.Clone(v.items), func(item *value) bool { return dependencyOf(item).Module == name })
	return &c
}

func (p *parser) addModule(d *draft) {
	mod := p.readModule(d.name, d.value)
	mod.discovered = d.discovered
	if len(d.paths) == 0 && !p.faults.form[d.pathsAt()] {
		p.faults.add(d.name.at, p.pathHelp(d), "the module `%s` has no path", d.name.text)
	}
	for _, w := range d.paths {
		if dir, ok := p.folder(w); ok {
			mod.paths = append(mod.paths, dir)
			mod.pathsAt = append(mod.pathsAt, word{dir, w.at})
		}
	}
	mod.paths = sortedCopy(mod.paths)
	p.m.byName[mod.name] = mod
	p.m.modules = append(p.m.modules, mod)
}

// pathsAt is where the paths stand, or would.
func (d *draft) pathsAt() pos {
	if v := cmp.Or(d.value.get("path"), d.value.get("paths")); v != nil {
		return v.at
	}
	return d.name.at
}

func (p *parser) pathHelp(d *draft) string {
	if len(p.discover) > 0 {
		return "give it a `path`: no discover entry finds a folder of that name"
	}
	return "give it a `path`"
}

// folder cleans a module's path and looks for Go files there.
func (p *parser) folder(w word) (string, bool) {
	dir := path.Clean(w.text)
	if !fs.ValidPath(dir) {
		p.faults.add(w.at, "", "`%s` is outside of the map's folder", w.text)
		return "", false
	}
	if p.tree != nil && !p.tree.goDirs[dir] {
		help := ""
		if near := Nearest(dir, sortedKeys(p.tree.goDirs)); near != "" {
			help = "did you mean `" + near + "`?"
		}
		p.faults.add(w.at, help, "there are no Go files at or below `%s`", w.text)
	}
	return dir, true
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
