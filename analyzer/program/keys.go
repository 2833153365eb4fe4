package program

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer/program/internal/load"
	"github.com/ringfence/ringfence/analyzer/sqluse"
)

// format is raised when what is kept, or what a key is made of, changes its meaning.
const format = 1

// keys works out what packages depend on, each once. It may be used from several goroutines.
type keys struct {
	config Config
	env    load.GoEnv
	own    func(pkg *packages.Package) bool
	// observed returns what was observed of a package, nil if it was not yet.
	observed func(pkg *packages.Package) *observation

	files sync.Map // by full name: func() (digest, error)

	mu       sync.Mutex
	contents map[*packages.Package]digest
	visible  map[*packages.Package]digest
	reaches  map[string]map[*packages.Package]bool
}

func newKeys(config Config, g *load.Graph, own func(*packages.Package) bool, observed func(*packages.Package) *observation) *keys {
	return &keys{
		config: config, env: g.Go, own: own, observed: observed, contents: map[*packages.Package]digest{},
		visible: map[*packages.Package]digest{}, reaches: map[string]map[*packages.Package]bool{},
	}
}

// base begins a key with what everything depends on: the tool, the language and the machine that is built for.
func base(config Config, env load.GoEnv) hash.Hash {
	h := sha256.New()
	fmt.Fprintf(h, "%d %q %s %q\n", format, config.Tool, runtime.Version(),
		[]string{env.GOVERSION, env.GOOS, env.GOARCH, env.CGO_ENABLED, env.GOEXPERIMENT})
	return h
}

// observation returns the key under which the observation of a unit is kept. The error is for files that cannot be read.
func (k *keys) observation(unit *packages.Package) (digest, error) {
	for _, file := range unit.GoFiles {
		if _, err := k.file(file); err != nil { // side by side with others, before it is their turn to wait
			return digest{}, err
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	h := base(k.config, k.env)
	fmt.Fprintf(h, "observation %q %q %v\n", unit.PkgPath, unit.Name, isExternalTest(unit))
	writeModule(h, unit)
	for _, sink := range k.config.SQL.Sinks {
		if k.concerns(sink.Func, unit) {
			fmt.Fprintf(h, "sink %+v\n", sink)
		}
	}
	for _, arg := range k.config.SQL.TableArgs {
		if k.concerns(arg.Func, unit) {
			fmt.Fprintf(h, "table %+v\n", arg)
		}
	}
	if err := k.writeFiles(h, unit, true); err != nil {
		return digest{}, err
	}
	err := writeImports(h, unit, func(imported *packages.Package) (digest, error) {
		sees, _, err := k.sees(imported)
		return sees, err
	})
	return digest(h.Sum(nil)), err
}

// content returns a digest of all that export data of a package depends on: its files and what it imports.
func (k *keys) content(pkg *packages.Package) (digest, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.contentOf(pkg)
}

func (k *keys) contentOf(pkg *packages.Package) (digest, error) {
	if known, ok := k.contents[pkg]; ok {
		return known, nil
	}
	h := base(k.config, k.env)
	fmt.Fprintf(h, "content %q\n", pkg.PkgPath)
	writeModule(h, pkg)
	if err := k.writeFiles(h, pkg, !k.env.Standard(pkg) && !k.env.Downloaded(pkg)); err != nil {
		return digest{}, err
	}
	if err := writeImports(h, pkg, k.contentOf); err != nil {
		return digest{}, err
	}
	k.contents[pkg] = digest(h.Sum(nil))
	return k.contents[pkg], nil
}

// sees returns a digest of all that importers of a package can see of it and of what it imports. whole is false if something was not
// observed yet, as with tests that need each other's packages.
func (k *keys) sees(pkg *packages.Package) (sees digest, whole bool, err error) {
	if known, ok := k.visible[pkg]; ok {
		return known, true, nil
	}
	if !k.own(pkg) {
		sees, err = k.contentOf(pkg)
		return sees, true, err
	}
	whole = true
	h := sha256.New()
	fmt.Fprintf(h, "own %q\n", pkg.PkgPath)
	if o := k.observed(pkg); o == nil {
		whole = false
	} else {
		shape := o.Shape
		if pkg.ForTest == pkg.PkgPath {
			shape = o.InTests
		}
		fmt.Fprintf(h, "%x %x\n", shape, o.Says)
	}
	err = writeImports(h, pkg, func(imported *packages.Package) (digest, error) {
		sees, known, err := k.sees(imported)
		whole = whole && known
		return sees, err
	})
	if err != nil {
		return digest{}, false, err
	}
	sees = digest(h.Sum(nil))
	if whole {
		k.visible[pkg] = sees
	}
	return sees, whole, nil
}

// writeModule adds what a package's module says of the language.
func writeModule(h hash.Hash, pkg *packages.Package) {
	if m := pkg.Module; m != nil {
		fmt.Fprintf(h, "module %q %q %q\n", m.Path, m.Version, m.GoVersion)
		if m.Replace != nil {
			fmt.Fprintf(h, "replaced by %q\n", m.Replace.Version)
		}
	}
}

// writeImports adds what a package imports, each with a digest of it.
func writeImports(h hash.Hash, pkg *packages.Package, of func(imported *packages.Package) (digest, error)) error {
	for _, path := range slices.Sorted(maps.Keys(pkg.Imports)) {
		sum, err := of(pkg.Imports[path])
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "import %q %x\n", path, sum)
	}
	return nil
}

// writeFiles adds a package's files by name, and by content where that may change.
func (k *keys) writeFiles(h hash.Hash, pkg *packages.Package, contents bool) error {
	for _, files := range [][]string{pkg.GoFiles, pkg.OtherFiles} {
		for _, file := range files {
			var sum digest
			if contents {
				var err error
				if sum, err = k.file(file); err != nil {
					return err
				}
			}
			fmt.Fprintf(h, "file %q %x\n", filepath.Base(file), sum)
		}
	}
	return nil
}

// file returns the digest of a file's content.
func (k *keys) file(name string) (digest, error) {
	once, _ := k.files.LoadOrStore(name, sync.OnceValues(func() (digest, error) {
		data, err := os.ReadFile(name)
		return sha256.Sum256(data), err
	}))
	return once.(func() (digest, error))()
}

// concerns tells whether a package may call a function that the map names: it is the function's own or depends on it. Other packages are
// observed alike whatever the map says of the function.
func (k *keys) concerns(function string, pkg *packages.Package) bool {
	path := sqluse.PackageOf(function)
	if k.reaches[path] == nil {
		k.reaches[path] = map[*packages.Package]bool{}
	}
	return reaches(pkg, path, k.reaches[path])
}

func reaches(pkg *packages.Package, path string, known map[*packages.Package]bool) bool {
	if reached, ok := known[pkg]; ok {
		return reached
	}
	known[pkg] = false
	found := pkg.PkgPath == path || strings.TrimSuffix(pkg.PkgPath, "_test") == path
	for _, imported := range pkg.Imports {
		found = found || reaches(imported, path, known)
	}
	known[pkg] = found
	return found
}
