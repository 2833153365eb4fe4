package analyzer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"hash"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/sqluse"
)

// Surroundings returns a hash, in hex, over what the verdict on a package depends on besides the map, the package's Go files and its
// imports: the files that packages embed, their assembly, and what public packages that nobody imported show of each other. It is for the
// keys of hosts that cache verdicts and know of Go files only, and the same for every copy of a tree. Comments, function bodies and whatever
// else no verdict looks at do not change it. A map that was not read from a file has no surroundings. The error is for files that cannot
// be read.
func Surroundings(m *modulemap.Map) (string, error) {
	if m.Root() == "" {
		return "", nil
	}
	s := &surroundings{m: m, hash: sha256.New(), roots: map[string]bool{}}
	for _, mod := range m.GoModules() {
		s.roots[mod.Dir] = true
	}
	for _, root := range slices.Sorted(maps.Keys(s.roots)) {
		err := fs.WalkDir(os.DirFS(m.Root()), root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil || !entry.IsDir():
				return err
			case name != root && (s.roots[name] || modulemap.Skipped(path.Base(name))):
				return fs.SkipDir
			}
			return s.folder(name)
		})
		if err != nil {
			return "", fmt.Errorf("looking for what packages embed: %w", err)
		}
	}
	return hex.EncodeToString(s.hash.Sum(nil)), nil
}

type surroundings struct {
	m     *modulemap.Map
	hash  hash.Hash
	roots map[string]bool // folders of the map's Go modules
}

func (s *surroundings) folder(dir string) error {
	if s.m.ImportPath(dir) == "" {
		return nil
	}
	osDir := filepath.Join(s.m.Root(), filepath.FromSlash(dir))
	entries, err := os.ReadDir(osDir)
	if err != nil {
		return err
	}
	patterns, shown := map[string]bool{}, map[string]bool{}
	for _, entry := range entries {
		name := entry.Name()
		isGo, isAssembly := strings.HasSuffix(name, ".go"), strings.HasSuffix(name, ".s")
		if entry.IsDir() || !isGo && !isAssembly || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
			continue
		}
		source, err := os.ReadFile(filepath.Join(osDir, name))
		if err != nil {
			return err
		}
		if isAssembly {
			s.add("assembly", path.Join(dir, name), string(source))
			continue
		}
		embedPatterns(source, patterns)
		if owner := s.m.ModuleAt(dir); owner != nil && !owner.Open() && owner.IsPublic(dir) && !strings.HasSuffix(name, "_test.go") {
			s.shown(owner, source, shown)
		}
	}
	if len(shown) > 0 {
		s.add(append([]string{"shown", dir}, slices.Sorted(maps.Keys(shown))...)...)
	}
	for _, pattern := range slices.Sorted(maps.Keys(patterns)) {
		if err := s.embedded(dir, pattern); err != nil {
			return err
		}
	}
	return nil
}

// add adds texts, each behind its length, so that no two lists have the same bytes.
func (s *surroundings) add(texts ...string) {
	for _, text := range texts {
		fmt.Fprintf(s.hash, "%d\n%s", len(text), text)
	}
	fmt.Fprintln(s.hash)
}

// embedPatterns notes what the //go:embed directives of a file name. A line in a text that looks like one does no harm.
func embedPatterns(source []byte, patterns map[string]bool) {
	directive := []byte("//go:embed ")
	for {
		_, rest, found := bytes.Cut(source, directive)
		if !found {
			return
		}
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		for _, pattern := range strings.Fields(string(line)) {
			patterns[strings.TrimPrefix(strings.Trim(pattern, "\"`"), "all:")] = true
		}
		source = after
	}
}

// embedded adds the files of a pattern, as far as they are small enough to be read for SQL.
func (s *surroundings) embedded(dir, pattern string) error {
	below := os.DirFS(filepath.Join(s.m.Root(), filepath.FromSlash(dir)))
	matches, err := fs.Glob(below, pattern)
	if err != nil {
		return nil // not a pattern: the compiler says so
	}
	for _, match := range matches {
		err := fs.WalkDir(below, match, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			info, err := entry.Info()
			if err != nil {
				return err
			}
			if info.Size() > sqluse.MaxEmbedded {
				return nil
			}
			text, err := fs.ReadFile(below, name)
			if err != nil {
				return err
			}
			s.add("embedded", path.Join(dir, name), string(text))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// shown notes what a file of a public package shows of the other public packages of its module: more than what unseen looks for, which
// knows what the packages are called.
func (s *surroundings) shown(owner *modulemap.Module, source []byte, shown map[string]bool) {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ImportsOnly)
	if err != nil {
		shown["broken "+err.Error()] = true
		return
	}
	var imported []string
	for _, spec := range file.Imports {
		importPath, _ := strconv.Unquote(spec.Path.Value)
		if dir, ours := s.m.DirOf(importPath); ours && s.m.ModuleAt(dir) == owner && owner.IsPublic(dir) {
			local := ""
			if spec.Name != nil {
				local = spec.Name.Name
			}
			imported = append(imported, local+" "+importPath)
		}
	}
	if len(imported) == 0 {
		return
	}
	if file, err = parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution); err != nil {
		shown["broken "+err.Error()] = true
		return
	}
	for _, text := range imported {
		shown["import "+text] = true
	}
	inspectShown(file, func(selector *ast.SelectorExpr, x *ast.Ident) { shown[x.Name+"."+selector.Sel.Name] = true })
}
