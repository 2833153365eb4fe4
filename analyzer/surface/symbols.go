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
	// handles remembers which types are database handles.
	handles handles
}

func newSymbols(fset *token.FileSet, own func(string) bool) *symbols {
	return &symbols{fset: fset, own: own, known: map[*types.Package]bool{}, handles: handles{}}
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
func (s *symbols) of(obj types.Object) Symbol {
	return Symbol{Package: pathOf(obj.Pkg()), PackageName: obj.Pkg().Name(), Name: obj.Name(), File: s.fileOf(obj)}
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
