package rules

import (
	"go/ast"
	"slices"
	"sync"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// A View is what is known of the program around the packages that are judged with it: the APIs of other packages. It may be used from
// several goroutines.
type View struct {
	m *modulemap.Map
	// apis returns the APIs by import path.
	apis   func() map[string]*API
	unseen Unseen
	owners sync.Map // by import path: home

	mu      sync.Mutex
	exposed map[string][]*Entry        // by module
	shared  map[string]map[string]bool // by module: types that are exposed in a signature, as targets
	asked   map[string]answer          // of unseen, by import path
}

// Unseen returns the names of a package's declarations that the declarations of a module's public packages may mention, those that are
// known apart. ok is false if nobody can tell.
type Unseen func(module *modulemap.Module, importPath, packageName string, known func(importPath string) bool) (names []string, ok bool)

// answer holds the types of a package that others may expose, as targets.
type answer struct {
	types map[string]bool
	ok    bool
}

// NewView returns a view of packages, whose APIs are asked for when they are first needed. unseen is asked about packages that are not
// among them; nil: there are none.
func NewView(m *modulemap.Map, apis func() []*API, unseen Unseen) *View {
	return &View{
		m: m, unseen: unseen, exposed: map[string][]*Entry{}, shared: map[string]map[string]bool{}, asked: map[string]answer{},
		apis: sync.OnceValue(func() map[string]*API {
			byPath := map[string]*API{}
			for _, api := range apis() {
				byPath[api.Package] = api
			}
			return byPath
		}),
	}
}

// api returns the API of a package, nil if it is not in view.
func (v *View) api(importPath string) *API { return v.apis()[importPath] }

// standing is how a symbol stands to those outside of its module.
type standing uint8

const (
	free           standing = iota // it is in no module, or may be used
	privatePackage                 // its package is not public
	unexposed                      // its package is public, but the symbol is not exposed
	unknown                        // a package that is not in view may expose it
)

// owner returns the module of a package and the package's folder; nil for packages in no module and those that are not the user's.
func (v *View) owner(importPath string) (*modulemap.Module, string) {
	known, ok := v.owners.Load(importPath)
	if !ok {
		var h home
		if dir, ours := v.m.DirOf(importPath); ours {
			h = home{v.m.ModuleAt(dir), dir}
		}
		known, _ = v.owners.LoadOrStore(importPath, h)
	}
	h := known.(home)
	return h.module, h.dir
}

// home is the module of a package and its folder.
type home struct {
	module *modulemap.Module
	dir    string
}

// standing tells how a symbol stands to those outside of its module.
func (v *View) standing(s Symbol, isType bool) (standing, *modulemap.Module) {
	owner, dir := v.owner(s.Package)
	switch {
	case owner == nil || owner.Open():
		return free, owner
	case !owner.IsPublic(dir):
		return privatePackage, owner
	case owner.Exposes(dir, s.PackageName, s.File, s.Name):
		return free, owner
	case !isType:
		return unexposed, owner
	case v.sharedTypes(owner)[s.target()]:
		return free, owner
	case v.perhaps(owner, s):
		return unknown, owner
	}
	return unexposed, owner
}

// perhaps tells whether a public package that is not in view may expose a type.
func (v *View) perhaps(owner *modulemap.Module, s Symbol) bool {
	if v.unseen == nil {
		return false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	known, asked := v.asked[s.Package]
	if !asked {
		var names []string
		names, known.ok = v.unseen(owner, s.Package, s.PackageName, func(other string) bool {
			api := v.api(other)
			return api != nil && api.Complete
		})
		known.types = map[string]bool{}
		for _, name := range names {
			if entry := v.api(s.Package).Entry(name); entry != nil {
				known.types[entry.target()] = true
				v.mentioned(owner, entry, known.types)
			}
		}
		v.asked[s.Package] = known
	}
	return !known.ok || known.types[s.target()]
}

// ownRight tells whether a declaration is exposed by its name or file, and not only because another one mentions it.
func (v *View) ownRight(owner *modulemap.Module, dir string, s Symbol) bool {
	return ast.IsExported(s.Name) && owner.Exposes(dir, s.PackageName, s.File, s.Name)
}

// implemented returns the interfaces that a concrete type's own module exposes and that the type implements.
func (v *View) implemented(s Symbol) []Symbol {
	entry := v.api(s.Package).Entry(s.Name)
	if entry == nil {
		return nil
	}
	owner, _ := v.owner(s.Package)
	var found []Symbol
	for _, iface := range entry.Implements {
		if stands, of := v.standing(iface, true); of == owner && stands == free {
			found = append(found, iface)
		}
	}
	return found
}

// sharedTypes returns the types of a module's public packages that the signatures of its exposed declarations name.
func (v *View) sharedTypes(owner *modulemap.Module) map[string]bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if known := v.shared[owner.Name()]; known != nil {
		return known
	}
	found := map[string]bool{}
	for _, entry := range v.exposedBy(owner) {
		v.mentioned(owner, entry, found)
	}
	v.shared[owner.Name()] = found
	return found
}

// mentioned adds the types of a module's public packages that a declaration names, and that these name in turn.
func (v *View) mentioned(owner *modulemap.Module, entry *Entry, found map[string]bool) {
	for _, m := range entry.Mentions {
		for _, s := range append([]Symbol{m.Symbol}, m.Of...) {
			mod, dir := v.owner(s.Package)
			if mod != owner || found[s.target()] || !mod.IsPublic(dir) {
				continue
			}
			found[s.target()] = true
			if next := v.api(s.Package).Entry(s.Name); next != nil {
				v.mentioned(owner, next, found)
			}
		}
	}
}

// exposedEntries returns what a module exposes by name in the packages in view: interfaces first, then functions, then the rest, each
// sorted.
func (v *View) exposedEntries(owner *modulemap.Module) []*Entry {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.exposedBy(owner)
}

// exposedBy is exposedEntries for those who hold the lock.
func (v *View) exposedBy(owner *modulemap.Module) []*Entry {
	found, known := v.exposed[owner.Name()]
	if known {
		return found
	}
	for _, api := range v.apis() {
		if mod, dir := v.owner(api.Package); mod == owner && mod.IsPublic(dir) {
			for i := range api.Entries {
				if entry := &api.Entries[i]; v.ownRight(owner, dir, entry.Symbol) {
					found = append(found, entry)
				}
			}
		}
	}
	slices.SortFunc(found, compareEntries)
	v.exposed[owner.Name()] = found
	return found
}
