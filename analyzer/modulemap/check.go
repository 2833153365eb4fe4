package modulemap

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// checkReferences reports names that name nothing.
func (p *parser) checkReferences() {
	names := sortedKeys(p.m.byName)
	for _, mod := range p.m.modules {
		p.checkScalars(mod)
		for _, w := range mod.visible {
			p.checkModule(w, names)
		}
		p.checkDepends(mod, names)
	}
	for i, places := range p.grantsAt {
		for _, w := range []word{places.from, places.to} {
			if w.text != "" {
				p.checkModule(w, names)
			}
		}
		to := p.m.grants[i].To
		database := ""
		if mod := p.m.byName[to]; mod != nil {
			database = mod.database
		}
		p.m.grants[i].patterns = p.m.databases[database].globs(places.tables)
	}
}

// checkModule tells whether a module of that name exists; where no folders are looked at, a discover entry could still find it.
func (p *parser) checkModule(w word, names []string) bool {
	if p.m.byName[w.text] != nil {
		return true
	}
	if p.m.lazy == nil {
		p.faults.add(w.at, suggest(w.text, names), "unknown module `%s`", w.text)
	}
	return false
}

// checkScalars looks up the layer and the database.
func (p *parser) checkScalars(mod *Module) {
	if mod.layer != "" && !slices.Contains(p.m.layers, mod.layer) {
		p.faults.add(mod.layerAt, suggest(mod.layer, p.m.layers), "unknown layer `%s`", mod.layer)
	}
	if _, ok := p.m.databases[mod.database]; !ok {
		known := slices.DeleteFunc(sortedKeys(p.m.databases), func(name string) bool { return name == "" })
		p.faults.add(mod.databaseAt, suggest(mod.database, known), "unknown database `%s`", mod.database)
	}
}

func (p *parser) checkDepends(mod *Module, names []string) {
	type part struct{ module, name string }
	seen := map[part]bool{}
	for _, d := range mod.depends {
		at := pos{d.Line, d.Column}
		if d.Module == "" {
			continue // wrong form, reported before
		}
		entry := part{d.Module, strings.Join(d.Interfaces, "")}
		switch {
		case d.Module == mod.name:
			p.faults.add(at, "take it out", "`%s` depends on itself", mod.name)
			continue
		case seen[entry]:
			p.faults.add(at, "", "`%s` is listed twice", d.Module)
		}
		seen[entry] = true
		if !p.checkModule(word{d.Module, at}, names) || len(d.Interfaces) == 0 {
			continue
		}
		target := p.m.byName[d.Module]
		if !slices.Contains(target.Interfaces(), d.Interfaces[0]) {
			help := suggest(d.Interfaces[0], target.Interfaces())
			if help == "" {
				help = "name it under `interfaces` of `" + d.Module + "`"
			}
			p.faults.add(at, help, "unknown interface `%s` of module `%s`", d.Interfaces[0], d.Module)
		}
	}
}

// claimPaths reports folders that two modules, or one of them twice, say are theirs.
func (p *parser) claimPaths() {
	for _, mod := range slices.SortedStableFunc(slices.Values(p.m.modules), byPlace) {
		for _, w := range mod.pathsAt {
			other := p.m.byPath[w.text]
			if found := p.foundAt(w.text); found != "" && found != mod.name {
				p.faults.add(w.at, "", "the path `%s` is owned twice: by `%s`, which discover finds, and by `%s`", w.text, found, mod.name)
			}
			switch {
			case other == nil:
				p.m.byPath[w.text] = mod
			case other == mod:
				p.faults.add(w.at, "", "the path `%s` is listed twice", w.text)
			default:
				p.faults.add(w.at, "", "the path `%s` is owned twice: by `%s` (line %d) and by `%s`",
					w.text, other.name, other.at.line, mod.name)
			}
		}
	}
}

// foundAt returns the name of the module that a discover entry makes of a folder, where no folders are looked at.
func (p *parser) foundAt(dir string) string {
	if p.m.lazy == nil {
		return ""
	}
	for _, entry := range p.discover {
		if len(entry.paths) == 0 {
			continue
		}
		if name, segments, ok := entry.paths[0].module(dir); ok && segments == depth(dir) {
			return name
		}
	}
	return ""
}

// byPlace orders modules as they stand in the text. Those that were found come first, so that an error stands at the one that was
// written down.
func byPlace(a, b *Module) int {
	switch {
	case a.discovered != b.discovered && a.discovered:
		return -1
	case a.discovered != b.discovered:
		return 1
	}
	return cmp.Or(a.at.compare(b.at), strings.Compare(a.name, b.name))
}

// checkCycles reports loops in depends_on, the shortest one of each knot of modules.
func (p *parser) checkCycles() {
	done := map[string]bool{}
	for _, mod := range p.m.modules {
		if done[mod.name] {
			continue
		}
		loop := p.shortestLoop(mod)
		if loop == nil {
			continue
		}
		names := []string{mod.name}
		for _, d := range loop {
			names = append(names, d.Module)
		}
		p.faults.add(pos{loop[0].Line, loop[0].Column}, "take one of them out", "cycle in depends_on: %s", strings.Join(names, " -> "))
		// One loop for each knot: the others often vanish with it.
		maps.Copy(done, p.knot(mod))
	}
}

// shortestLoop returns the edges of a shortest way from a module back to it, nil if there is none.
func (p *parser) shortestLoop(mod *Module) []Dependency {
	from := map[string][]Dependency{}
	for queue := []*Module{mod}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, d := range at.depends {
			way := append(slices.Clone(from[at.name]), d)
			if d.Module == mod.name && at != mod {
				return way
			}
			next := p.m.byName[d.Module]
			if next == nil || next == mod || from[d.Module] != nil {
				continue
			}
			from[d.Module] = way
			queue = append(queue, next)
		}
	}
	return nil
}

// knot returns the modules that a module reaches and that reach it.
func (p *parser) knot(mod *Module) map[string]bool {
	members := map[string]bool{}
	for name := range p.reach(mod) {
		if p.reach(p.m.byName[name])[mod.name] {
			members[name] = true
		}
	}
	return members
}

func (p *parser) reach(mod *Module) map[string]bool {
	seen := map[string]bool{}
	for stack := []*Module{mod}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, d := range at.depends {
			if next := p.m.byName[d.Module]; next != nil && !seen[d.Module] {
				seen[d.Module] = true
				stack = append(stack, next)
			}
		}
	}
	return seen
}
