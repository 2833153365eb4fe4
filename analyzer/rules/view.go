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
	apis func() map[string]*API
	// mayExpose tells whether a public package of a module that is not in the view may mention types of a package.
	mayExpose func(module *modulemap.Module, importPath string, known func(importPath string) bool) bool

	mu     sync.Mutex
	shared map[string]map[string]bool // by module: types that are exposed in a signature, as targets
	asked  map[string]bool            // answers of mayExpose, by import path
}

// NewView returns a view of packages, whose APIs are asked for when they are first needed. mayExpose is asked about packages that are not
// among them: whether any that is public in the module may mention a type of the package. nil: there are no others.
func NewView(m *modulemap.Map, apis func() []*API, mayExpose func(*modulemap.Module, string, func(string) bool) bool) *View {
	return &View{
		m: m, mayExpose: mayExpose, shared: map[string]map[string]bool{}, asked: map[string]bool{},
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
	dir, ours := v.m.DirOf(importPath)
	if !ours {
		return nil, ""
	}
	return v.m.ModuleAt(dir), dir
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
	case v.hidden(owner, s.Package):
		return unknown, owner
	}
	return unexposed, owner
}

// hidden tells whether a public package that is not in view may mention a package's types.
func (v *View) hidden(owner *modulemap.Module, importPath string) bool {
	if v.mayExpose == nil {
		return false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	answer, asked := v.asked[importPath]
	if !asked {
		answer = v.mayExpose(owner, importPath, func(other string) bool { return v.api(other) != nil })
		v.asked[importPath] = answer
	}
	return answer
}

// ownRight tells whether a declaration is exposed by its name or file, and not only because another one mentions it.
func (v *View) ownRight(owner *modulemap.Module, dir string, s Symbol) bool {
	return ast.IsExported(s.Name) && owner.Exposes(dir, s.PackageName, s.File, s.Name)
}

// sharedTypes returns the types of a module's public packages that the signatures of its exposed declarations name.
func (v *View) sharedTypes(owner *modulemap.Module) map[string]bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if known := v.shared[owner.Name()]; known != nil {
		return known
	}
	found := map[string]bool{}
	var visit func(entry *Entry)
	visit = func(entry *Entry) {
		for _, m := range entry.Mentions {
			for _, s := range append([]Symbol{m.Symbol}, m.Of...) {
				mod, dir := v.owner(s.Package)
				if mod != owner || found[s.target()] || !mod.IsPublic(dir) {
					continue
				}
				found[s.target()] = true
				if next := v.api(s.Package).Entry(s.Name); next != nil {
					visit(next)
				}
			}
		}
	}
	for _, api := range v.apis() {
		if mod, dir := v.owner(api.Package); mod == owner && mod.IsPublic(dir) {
			for i := range api.Entries {
				if entry := &api.Entries[i]; v.ownRight(owner, dir, entry.Symbol) {
					visit(entry)
				}
			}
		}
	}
	v.shared[owner.Name()] = found
	return found
}

// exposedEntries returns what a module exposes by name in the packages in view: interfaces first, then functions, then the rest, each
// sorted.
func (v *View) exposedEntries(owner *modulemap.Module) []*Entry {
	var found []*Entry
	for _, api := range v.apis() {
		if mod, dir := v.owner(api.Package); mod == owner && mod.IsPublic(dir) {
			for i := range api.Entries {
				if entry := &api.Entries[i]; !entry.Helper && v.ownRight(owner, dir, entry.Symbol) {
					found = append(found, entry)
				}
			}
		}
	}
	slices.SortFunc(found, compareEntries)
	return found
}
