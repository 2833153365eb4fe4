package load

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
)

// importsC tells whether files are written with cgo. Without running it, every type that is made of C's is invalid in the eyes of the type
// checker, which says nothing about what is done with it.
func importsC(files []*ast.File) bool {
	return slices.ContainsFunc(files, func(file *ast.File) bool {
		return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"C"` })
	})
}

// usesC returns an error if a package uses something of another one whose type is made of C's; of several the first by name.
func usesC(pkg *types.Package, info *types.Info) error {
	var found []string
	for _, obj := range info.Uses {
		if _, builtin := obj.(*types.Builtin); !builtin && obj.Pkg() != nil && obj.Pkg() != pkg && invalid(obj.Type()) {
			found = append(found, obj.Pkg().Path()+": "+obj.Name())
		}
	}
	if len(found) == 0 {
		return nil
	}
	return fmt.Errorf("%s has a type of C's in it", slices.Min(found))
}

// invalid tells whether a type has a part that is not known. The fields and methods of a named type are looked at where they are used.
func invalid(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() == types.Invalid
	case *types.Named:
		for i := range t.TypeArgs().Len() {
			if invalid(t.TypeArgs().At(i)) {
				return true
			}
		}
		switch t.Underlying().(type) {
		case *types.Struct, *types.Interface, *types.Signature:
			return false
		}
		return invalid(t.Underlying())
	case *types.Struct:
		for i := range t.NumFields() {
			if invalid(t.Field(i).Type()) {
				return true
			}
		}
	case *types.Interface:
		for i := range t.NumExplicitMethods() {
			if invalid(t.ExplicitMethod(i).Type()) {
				return true
			}
		}
	case *types.Signature:
		return invalidTuple(t.Params()) || invalidTuple(t.Results())
	case *types.Map:
		return invalid(t.Key()) || invalid(t.Elem())
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
		return invalid(t.Elem())
	}
	return false
}

func invalidTuple(t *types.Tuple) bool {
	for i := range t.Len() {
		if invalid(t.At(i).Type()) {
			return true
		}
	}
	return false
}
