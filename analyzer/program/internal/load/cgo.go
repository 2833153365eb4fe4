package load

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"
)

// hidesC returns an error if importers of a package can see types in it that are made of C's: these are not known without running cgo.
func hidesC(pkg *packages.Package, typed *types.Package, files []*ast.File) error {
	if !slices.ContainsFunc(files, func(file *ast.File) bool {
		return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"C"` })
	}) {
		return nil
	}
	v := &viewer{pkg: typed, seen: map[types.Type]bool{}}
	for _, name := range typed.Scope().Names() {
		obj := typed.Scope().Lookup(name)
		if !obj.Exported() {
			continue // it counts where others mention it
		}
		if v.invalid(obj.Type()) {
			return fmt.Errorf("%s: %s has a type of C's in it", pkg.PkgPath, name)
		}
	}
	return nil
}

// viewer looks at a package's types as importers do.
type viewer struct {
	pkg  *types.Package
	seen map[types.Type]bool
}

// invalid tells whether a type has a part that is not known and that importers can reach.
func (v *viewer) invalid(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() == types.Invalid
	case *types.Named:
		return v.named(t)
	case *types.Struct:
		for i := range t.NumFields() {
			if field := t.Field(i); (field.Exported() || field.Embedded()) && v.invalid(field.Type()) {
				return true
			}
		}
	case *types.Interface:
		for i := range t.NumExplicitMethods() {
			if method := t.ExplicitMethod(i); method.Exported() && v.invalid(method.Type()) {
				return true
			}
		}
	case *types.Signature:
		return v.tuple(t.Params()) || v.tuple(t.Results())
	case *types.Map:
		return v.invalid(t.Key()) || v.invalid(t.Elem())
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
		return v.invalid(t.Elem())
	}
	return false
}

func (v *viewer) named(t *types.Named) bool {
	if v.seen[t] || t.Obj().Pkg() != v.pkg {
		return false
	}
	v.seen[t] = true
	if v.invalid(t.Underlying()) {
		return true
	}
	for i := range t.NumMethods() {
		if method := t.Method(i); method.Exported() && v.invalid(method.Type()) {
			return true
		}
	}
	return false
}

func (v *viewer) tuple(t *types.Tuple) bool {
	for i := range t.Len() {
		if v.invalid(t.At(i).Type()) {
			return true
		}
	}
	return false
}
