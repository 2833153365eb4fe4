package surface

import (
	"go/token"
	"go/types"
	"strings"
)

// A Symbol names a declaration at the level of its package.
type Symbol struct {
	Package     string // import path
	PackageName string
	Name        string
	File        string // base name of the file that declares it, "" if that is not known
}

// String returns package.Name, as the symbol is written where its package is imported.
func (s Symbol) String() string { return s.PackageName + "." + s.Name }

// symbols names the package-level objects of the user's own packages.
type symbols struct {
	fset  *token.FileSet
	own   func(importPath string) bool
	known map[*types.Package]bool
	named map[types.Object]*Symbol
	// handles remembers which types are database handles.
	handles handles
	shared  *Shared
	// methods are the names of those that a type and a pointer to it have.
	methods map[*types.Named]map[string]bool
}

func newSymbols(fset *token.FileSet, own func(string) bool, shared *Shared) *symbols {
	if shared == nil {
		shared = &Shared{}
	}
	return &symbols{
		fset: fset, own: own, known: map[*types.Package]bool{}, named: map[types.Object]*Symbol{}, handles: handles{},
		shared: shared, methods: map[*types.Named]map[string]bool{},
	}
}

// isOwn tells whether a package is the user's own.
func (s *symbols) isOwn(pkg *types.Package) bool {
	if pkg == nil || s.own == nil {
		return false
	}
	own, known := s.known[pkg]
	if !known {
		own = s.own(pathOf(pkg))
		s.known[pkg] = own
	}
	return own
}

// pathOf returns a package's import path without the mark of a test build.
func pathOf(pkg *types.Package) string {
	path, _, _ := strings.Cut(pkg.Path(), " ")
	return path
}

// of names a package-level object.
func (s *symbols) of(obj types.Object) *Symbol {
	if known := s.named[obj]; known != nil {
		return known
	}
	symbol := &Symbol{Package: pathOf(obj.Pkg()), PackageName: obj.Pkg().Name(), Name: obj.Name(), File: s.fileOf(obj)}
	s.named[obj] = symbol
	return symbol
}

// fileOf returns the base name of the file that declares an object. Export data of a package that uses cgo may name what cgo made of it.
func (s *symbols) fileOf(obj types.Object) string {
	if !obj.Pos().IsValid() {
		return ""
	}
	file := Position(s.fset, obj.Pos()).Filename
	if written, ok := strings.CutSuffix(file, ".cgo1.go"); ok {
		return written + ".go"
	}
	return file
}

// isPackageLevel tells objects that others can name by their package from fields, methods and locals.
func isPackageLevel(obj types.Object) bool {
	return obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope()
}

// typeName returns the declaration of a type that has a name, through pointers and aliases; nil for others, for type parameters and for
// types that a function declares.
func typeName(t types.Type) *types.TypeName {
	for {
		switch named := types.Unalias(t).(type) {
		case *types.Pointer:
			t = named.Elem()
		case *types.Named:
			obj := named.Origin().Obj()
			if obj.Pkg() == nil || !isPackageLevel(obj) {
				return nil
			}
			return obj
		default:
			return nil
		}
	}
}

// implemented returns the exported interfaces that a concrete type implements, of those in its package and in the user's packages that this
// one imports.
func (s *symbols) implemented(name *types.TypeName) []Symbol {
	named, ok := name.Type().(*types.Named)
	if !ok || types.IsInterface(named) || named.TypeParams().Len() > 0 {
		return nil
	}
	var found []Symbol
	add := func(pkg *types.Package) {
		interfaces, _ := s.shared.of(pkg).exported()
		for _, other := range interfaces {
			iface := other.Underlying().(*types.Interface)
			if s.mayImplement(named, iface) && types.Implements(types.NewPointer(named), iface) {
				found = append(found, *s.of(other.Obj()))
			}
		}
	}
	add(name.Pkg())
	for _, imported := range name.Pkg().Imports() {
		if s.isOwn(imported) {
			add(imported)
		}
	}
	return found
}

// methodNames returns the names of the methods of a type and of a pointer to it.
func (s *symbols) methodNames(named *types.Named) map[string]bool {
	names, known := s.methods[named]
	if known {
		return names
	}
	names = map[string]bool{}
	s.methods[named] = names
	embeds := false
	if t, ok := named.Underlying().(*types.Struct); ok {
		for i := range t.NumFields() {
			embeds = embeds || t.Field(i).Embedded()
		}
	}
	if !embeds {
		for i := range named.NumMethods() {
			names[named.Method(i).Name()] = true
		}
		return names
	}
	set := types.NewMethodSet(types.NewPointer(named))
	for i := range set.Len() {
		names[set.At(i).Obj().Name()] = true
	}
	return names
}

// mayImplement looks at names only, which tell most types apart.
func (s *symbols) mayImplement(named *types.Named, iface *types.Interface) bool {
	methods := s.methodNames(named)
	for i := range iface.NumMethods() {
		if !methods[iface.Method(i).Name()] {
			return false
		}
	}
	return true
}
