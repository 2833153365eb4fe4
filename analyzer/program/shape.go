package program

import (
	"crypto/sha256"
	"fmt"
	"go/token"
	"go/types"
	"hash"
	"path/filepath"
	"strings"
)

// digest is the hash of everything that something depends on.
type digest = [sha256.Size]byte

// shapeOf returns a digest of all that other packages can learn of a package through its types: what it declares, with the base names of
// the files that do, and without the bodies of functions, places in a file and comments. Other packages do not see what test files
// declare, unless they are the package's own external tests.
func shapeOf(fset *token.FileSet, pkg *types.Package, tests bool) digest {
	s := shaper{Hash: sha256.New(), fset: fset, tests: tests}
	fmt.Fprintf(s, "package %s %q\n", pkg.Name(), pkg.Path())
	for _, name := range pkg.Scope().Names() {
		s.object(pkg.Scope().Lookup(name))
	}
	return digest(s.Sum(nil))
}

type shaper struct {
	hash.Hash
	fset  *token.FileSet
	tests bool
}

// declares names the file of an object; ok is false where it does not count.
func (s shaper) declares(obj types.Object) (file string, ok bool) {
	if obj.Pos().IsValid() {
		file = filepath.Base(s.fset.PositionFor(obj.Pos(), false).Filename)
	}
	return file, s.tests || !strings.HasSuffix(file, "_test.go")
}

func (s shaper) object(obj types.Object) {
	file, ok := s.declares(obj)
	if !ok {
		return
	}
	fmt.Fprintf(s, "%T %s %s ", obj, obj.Name(), file)
	switch obj := obj.(type) {
	case *types.Const:
		fmt.Fprintf(s, "%s = %s", write(obj.Type()), obj.Val().ExactString())
	case *types.TypeName:
		s.typeName(obj)
	default:
		s.Write([]byte(write(obj.Type())))
	}
	s.Write([]byte("\n"))
}

func (s shaper) typeName(obj *types.TypeName) {
	switch t := obj.Type().(type) {
	case *types.Alias:
		s.params(t.TypeParams())
		fmt.Fprintf(s, "= %s", write(t.Rhs()))
	case *types.Named:
		if obj.IsAlias() {
			fmt.Fprintf(s, "= %s", write(t))
			return
		}
		s.params(t.TypeParams())
		s.Write([]byte(write(t.Underlying())))
		for i := range t.NumMethods() {
			method := t.Method(i)
			if file, ok := s.declares(method); ok {
				fmt.Fprintf(s, "\n\t%s %s %s %s", file, write(method.Signature().Recv().Type()), method.Name(), write(method.Type()))
			}
		}
	default:
		fmt.Fprintf(s, "= %s", write(t))
	}
}

func (s shaper) params(list *types.TypeParamList) {
	for i := range list.Len() {
		fmt.Fprintf(s, "[%s %s]", list.At(i).Obj().Name(), write(list.At(i).Constraint()))
	}
}

// write writes a type with full import paths, field tags and the names of parameters.
func write(t types.Type) string { return types.TypeString(t, nil) }
