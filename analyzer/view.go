package analyzer

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/rules"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// NewView returns what is known of the packages around those that are judged with it: the APIs of the packages themselves and of all
// others that could be seen. apis is called when they are first needed.
func NewView(m *modulemap.Map, apis func() []*surface.API) *rules.View {
	return newView(m, apis, nil)
}

// newView is NewView for those who want to know when files of packages are read that are not among the APIs.
func newView(m *modulemap.Map, apis func() []*surface.API, beyond func()) *rules.View {
	return rules.NewView(m, func() []*rules.API { return convert(apis(), convertAPI) },
		func(owner *modulemap.Module, importPath, packageName string, known func(string) bool) (names []string, ok bool) {
			if m.Root() == "" {
				return nil, false
			}
			if beyond != nil {
				beyond()
			}
			u := &unseen{m: m, owner: owner, importPath: importPath, packageName: packageName, known: known, names: map[string]bool{}}
			if err := u.walk(); err != nil {
				return nil, false
			}
			return slices.Sorted(maps.Keys(u.names)), true
		})
}

// unseen looks into the public packages of a module of which nothing is known, for what their declarations name of one package. It reads
// syntax only, and no more of it than tells.
type unseen struct {
	m                       *modulemap.Map
	owner                   *modulemap.Module
	importPath, packageName string
	known                   func(importPath string) bool
	names                   map[string]bool
}

// walk looks into the folders of the module.
func (u *unseen) walk() error {
	for _, root := range u.owner.Paths() {
		err := fs.WalkDir(os.DirFS(u.m.Root()), root, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			if name != root && modulemap.Skipped(path.Base(name)) {
				return fs.SkipDir
			}
			other := u.m.ImportPath(name)
			if other == "" || other == u.importPath || u.m.ModuleAt(name) != u.owner || !u.owner.IsPublic(name) || u.known(other) {
				return nil
			}
			return u.folder(filepath.Join(u.m.Root(), filepath.FromSlash(name)))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (u *unseen) folder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if err := u.file(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// file notes what a file shows of the package.
func (u *unseen) file(name string) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil || !slices.ContainsFunc(file.Imports, u.imports) {
		return err
	}
	if file, err = parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution); err != nil {
		return err
	}
	local := map[string]bool{}
	for _, spec := range file.Imports {
		switch {
		case !u.imports(spec):
		case spec.Name == nil:
			local[u.packageName] = true
		case spec.Name.Name == ".":
			return errors.New("a dot import hides which names are the package's")
		default:
			local[spec.Name.Name] = true
		}
	}
	inspectShown(file, func(selector *ast.SelectorExpr, x *ast.Ident) {
		if local[x.Name] {
			u.names[selector.Sel.Name] = true
		}
	})
	return nil
}

// inspectShown calls visit for what the exported declarations and the types of a file, unexported fields and the bodies of functions apart,
// select of a package or of anything else that has a name. The file is not of use afterwards.
func inspectShown(file *ast.File, visit func(selector *ast.SelectorExpr, x *ast.Ident)) {
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.BlockStmt:
			return false
		case *ast.FuncDecl:
			return node.Name.IsExported()
		case *ast.ValueSpec:
			return slices.ContainsFunc(node.Names, (*ast.Ident).IsExported)
		case *ast.StructType: // of a copy that is thrown away
			node.Fields.List = slices.DeleteFunc(node.Fields.List, func(field *ast.Field) bool {
				return len(field.Names) > 0 && !slices.ContainsFunc(field.Names, (*ast.Ident).IsExported)
			})
		case *ast.SelectorExpr:
			if x, ok := node.X.(*ast.Ident); ok {
				visit(node, x)
			}
		}
		return true
	})
}

func (u *unseen) imports(spec *ast.ImportSpec) bool {
	written, err := strconv.Unquote(spec.Path.Value)
	return err == nil && written == u.importPath
}
