package analyzer

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/rules"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// NewView returns what is known of the packages around those that are judged with it: the APIs of the packages themselves and of all
// others that could be seen. apis is called when they are first needed.
func NewView(m *modulemap.Map, apis func() []*surface.API) *rules.View {
	return rules.NewView(m, func() []*rules.API { return convert(apis(), convertAPI) }, func(owner *modulemap.Module, importPath string, known func(string) bool) bool {
		return mayExpose(m, owner, importPath, known)
	})
}

// mayExpose tells whether a public package of a module, other than those that are known, imports a package, so that its signatures may
// name the package's types. It reads no more than import declarations. What cannot be read may.
func mayExpose(m *modulemap.Map, owner *modulemap.Module, importPath string, known func(string) bool) bool {
	if m.Root() == "" {
		return true
	}
	for _, root := range owner.Paths() {
		found := false
		err := fs.WalkDir(os.DirFS(m.Root()), root, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			base := path.Base(name)
			if name != root && (base == "vendor" || base == "testdata" || base == "node_modules" || base[0] == '.' || base[0] == '_') {
				return fs.SkipDir
			}
			other := m.ImportPath(name)
			if other == "" || other == importPath || m.ModuleAt(name) != owner || !owner.IsPublic(name) || known(other) {
				return nil
			}
			if found, err = imports(filepath.Join(m.Root(), filepath.FromSlash(name)), importPath); found {
				return fs.SkipAll
			}
			return err
		})
		if found || err != nil {
			return true
		}
	}
	return false
}

// imports tells whether a Go file in a folder, tests apart, imports a package.
func imports(dir, importPath string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, err
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.ImportsOnly)
		if err != nil {
			return false, err
		}
		for _, spec := range file.Imports {
			if written, err := strconv.Unquote(spec.Path.Value); err == nil && written == importPath {
				return true, nil
			}
		}
	}
	return false, nil
}
