package modulemap

import (
	"path"
	"slices"
	"strings"
)

// Name returns the module's name.
func (mod *Module) Name() string { return mod.name }

// Owner returns who looks after the module: free text, perhaps empty.
func (mod *Module) Owner() string { return mod.owner }

// Layer returns the module's layer, "" for none.
func (mod *Module) Layer() string { return mod.layer }

// Line returns the line of the map where the module, or the discover entry that found it, stands.
func (mod *Module) Line() int { return mod.at.line }

// Column returns the column beside Line.
func (mod *Module) Column() int { return mod.at.col }

// Paths returns the module's folders, sorted, relative to the map's.
func (mod *Module) Paths() []string { return slices.Clone(mod.paths) }

// Open tells whether every package of the module is public.
func (mod *Module) Open() bool { return mod.open }

// Unchecked tells whether findings inside the module are left out.
func (mod *Module) Unchecked() bool { return mod.unchecked }

// Discovered tells whether the module was found by a discover entry and is not under `modules`.
func (mod *Module) Discovered() bool { return mod.discovered }

// rel returns dir relative to the longest of the module's paths that contains it.
func (mod *Module) rel(dir string) (string, bool) {
	found, ok := "", false
	for _, p := range mod.paths {
		if within(dir, p) && (!ok || len(p) > len(found)) {
			found, ok = p, true
		}
	}
	switch {
	case !ok:
		return "", false
	case found == dir:
		return ".", true
	case found == ".":
		return dir, true
	}
	return dir[len(found)+1:], true
}

// IsPublic tells whether others may import the package in dir, a folder relative to the map's: it is listed under `public` or in
// an interface, or the module is open. A folder outside of the module is not public.
func (mod *Module) IsPublic(dir string) bool {
	rel, ok := mod.rel(path.Clean(dir))
	if !ok {
		return false
	}
	return mod.open || matchAny(mod.public, rel) ||
		slices.ContainsFunc(mod.interfaces, func(i namedInterface) bool { return matchAny(i.packages, rel) })
}

func matchAny(globs []packageGlob, rel string) bool {
	return slices.ContainsFunc(globs, func(g packageGlob) bool { return g.match(rel) })
}

// PublicDirs returns the patterns of the public packages as the map has them, those of interfaces included; for help texts.
func (mod *Module) PublicDirs() []string {
	if mod.open {
		return []string{"..."}
	}
	var dirs []string
	add := func(globs []packageGlob) {
		for _, g := range globs {
			if !slices.Contains(dirs, g.text) {
				dirs = append(dirs, g.text)
			}
		}
	}
	add(mod.public)
	for _, i := range mod.interfaces {
		add(i.packages)
	}
	return dirs
}

// Interfaces returns the names of the module's named interfaces, sorted.
func (mod *Module) Interfaces() []string {
	names := make([]string, len(mod.interfaces))
	for i, in := range mod.interfaces {
		names[i] = in.name
	}
	return names
}

// InterfacesOf returns the named interfaces that contain the package in dir, sorted.
func (mod *Module) InterfacesOf(dir string) []string {
	rel, ok := mod.rel(path.Clean(dir))
	if !ok {
		return nil
	}
	var names []string
	for _, in := range mod.interfaces {
		if matchAny(in.packages, rel) {
			names = append(names, in.name)
		}
	}
	return names
}

// VisibleTo tells whether `visible_to` lets a module use this one: it is absent, or lists the module, or they are the same. A user
// in no module (nil) is let in only where it is absent.
func (mod *Module) VisibleTo(user *Module) bool {
	if !mod.hasVisible || user == mod {
		return true
	}
	return user != nil && slices.Contains(texts(mod.visible), user.name)
}

// HasDependsOn tells whether the module lists what it depends on; an empty list counts.
func (mod *Module) HasDependsOn() bool { return mod.hasDepends }

// Dependencies returns `depends_on` as listed: a module may be there more than once, with different interfaces.
func (mod *Module) Dependencies() []Dependency { return slices.Clone(mod.depends) }

// DependsOn tells whether the module may use target. The Dependency unites all entries for it: with an entry for the whole module
// there are no Interfaces, and it is deprecated if every entry is.
func (mod *Module) DependsOn(target string) (Dependency, Declared) {
	if !mod.hasDepends {
		return Dependency{Module: target}, Free
	}
	if target == mod.name {
		return Dependency{Module: target}, Allowed
	}
	var all Dependency
	whole, current := false, false
	for _, d := range mod.depends {
		if d.Module != target {
			continue
		}
		if all.Module == "" {
			all = Dependency{Module: target, Deprecated: d.Deprecated, Line: d.Line, Column: d.Column}
		}
		whole = whole || len(d.Interfaces) == 0
		current = current || d.Deprecated == ""
		all.Interfaces = append(all.Interfaces, d.Interfaces...)
	}
	if all.Module == "" {
		return Dependency{Module: target}, NotListed
	}
	all.Interfaces = sortedCopy(all.Interfaces)
	if whole {
		all.Interfaces = nil
	}
	if current {
		all.Deprecated = ""
	}
	return all, Allowed
}

// DependsOnPackage is DependsOn for one package of target, by its folder: the entry that lets it in, one that is not deprecated
// before one that is. If target is listed but none of its entries names an interface with that package, the Dependency is that
// of DependsOn and Declared is NotListed.
func (mod *Module) DependsOnPackage(target *Module, dir string) (Dependency, Declared) {
	all, declared := mod.DependsOn(target.name)
	if declared != Allowed || target == mod {
		return all, declared
	}
	within := target.InterfacesOf(dir)
	var found *Dependency
	for i, d := range mod.depends {
		if d.Module != target.name || len(d.Interfaces) > 0 && !slices.Contains(within, d.Interfaces[0]) {
			continue
		}
		if d.Deprecated == "" {
			return d, Allowed
		}
		// `users::events` says more of a package than `users`.
		if found == nil || len(d.Interfaces) > len(found.Interfaces) {
			found = &mod.depends[i]
		}
	}
	if found == nil {
		return all, NotListed
	}
	return *found, Allowed
}

// Expose returns the entries of `expose` as written; none: every exported symbol is exposed.
func (mod *Module) Expose() []string {
	var list []string
	for _, e := range mod.expose {
		list = append(list, e.text)
	}
	return list
}

// Exposes tells whether `expose` names a package-level symbol: dir is its package's folder relative to the map, pkg the package's
// name, file the base name of the file that declares it. Without `expose` every exported symbol is exposed. That types in the
// signature of an exposed declaration are exposed with it is not looked at here.
func (mod *Module) Exposes(dir, pkg, file, symbol string) bool {
	rel, ok := mod.rel(path.Clean(dir))
	if !ok {
		return false
	}
	return mod.expose == nil || mod.open ||
		slices.ContainsFunc(mod.expose, func(e exposed) bool { return e.match(rel, pkg, file, symbol) })
}

// Tables returns the patterns of the module's tables as written.
func (mod *Module) Tables() []string { return texts(mod.tables) }

// PublicTables returns the patterns of the tables that others may read, as written.
func (mod *Module) PublicTables() []string { return texts(mod.publicTables) }

// Migrations returns the folders and globs of the module's migrations as written, relative to the map's folder.
func (mod *Module) Migrations() []string { return texts(mod.migrations) }

// Module returns the module of that name, nil if there is none. Where no folders were looked at, any name that a discover entry
// could find has a module.
func (m *Map) Module(name string) *Module {
	if mod := m.byName[name]; mod != nil || m.lazy == nil {
		return mod
	}
	return m.lazy.module(name)
}

// ModuleAt returns the module whose path is the longest one that contains dir, a folder relative to the map's; nil if it is in
// none.
func (m *Map) ModuleAt(dir string) *Module {
	dir = path.Clean(dir)
	var found *Module
	at := dir
	for ; ; at = path.Dir(at) {
		if found = m.byPath[at]; found != nil || at == "." || at == "/" {
			break
		}
	}
	if m.lazy == nil {
		return found
	}
	length := -1
	if found != nil {
		length = depth(at)
	}
	if other, d := m.lazy.moduleAt(dir); other != nil && d > length {
		return other
	}
	return found
}

// depth counts the segments of a clean path.
func depth(dir string) int {
	if dir == "." {
		return 0
	}
	return strings.Count(dir, "/") + 1
}

// DirOf returns the folder of a package, relative to the map's. ok is false for packages that the map does not cover: those of other
// Go modules, of the standard library, in vendor or testdata, and of nested Go modules that have another map.
func (m *Map) DirOf(importPath string) (dir string, ok bool) {
	for _, segment := range strings.Split(importPath, "/") {
		if segment == "vendor" || segment == "testdata" {
			return "", false
		}
	}
	best := longestModule(m.goModules, importPath)
	if best == nil {
		return "", false
	}
	if other := longestModule(m.foreign, importPath); other != nil && len(other.Path) > len(best.Path) {
		return "", false
	}
	dir = path.Join(best.Dir, strings.TrimPrefix(importPath[len(best.Path):], "/"))
	// A folder with a go.mod of its own has no packages of the Go module around it.
	for _, others := range [2][]GoModule{m.goModules, m.foreign} {
		for _, other := range others {
			if other.Dir != best.Dir && within(dir, other.Dir) && within(other.Dir, best.Dir) {
				return "", false
			}
		}
	}
	return dir, true
}

// ImportPath returns the import path of the package in a folder, relative to the map's; "" if no Go module that the map covers holds it.
func (m *Map) ImportPath(dir string) string {
	var best *GoModule
	for i, mod := range m.goModules {
		if within(dir, mod.Dir) && (best == nil || depth(mod.Dir) > depth(best.Dir)) {
			best = &m.goModules[i]
		}
	}
	if best == nil {
		return ""
	}
	importPath := path.Join(best.Path, strings.TrimPrefix(strings.TrimPrefix(dir, best.Dir), "/"))
	if best.Dir == "." {
		importPath = path.Join(best.Path, dir)
	}
	if found, ours := m.DirOf(importPath); !ours || path.Clean(found) != path.Clean(dir) {
		return ""
	}
	return importPath
}

func longestModule(modules []GoModule, importPath string) *GoModule {
	var best *GoModule
	for i, mod := range modules {
		if mod.Path != "" && within(importPath, mod.Path) && (best == nil || len(mod.Path) > len(best.Path)) {
			best = &modules[i]
		}
	}
	return best
}
