package program

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer/program/internal/load"
	"github.com/ringfence/ringfence/analyzer/program/internal/store"
)

// exports knows where the go command's export data of packages lies. To ask the go command for it takes as long as all the rest of a run in
// which nothing changed, so it is remembered by what it depends on; files in the build cache never change, they only go.
type exports struct {
	config   Config
	load     Load
	kept     *store.Store
	keys     *keys
	building bool // the go command builds what is missing
	fresh    bool // the go command has built next to nothing, so that it is not worth asking

	mu         sync.Mutex
	listed     map[string]string // by ID, once the go command was asked
	remembered map[digest]string // paths below the build cache, by content
	found      map[*packages.Package]string
}

func newExports(config Config, one Load, kept *store.Store) *exports {
	e := &exports{config: config, load: one, kept: kept, found: map[*packages.Package]string{}}
	e.building = config.Build == BuildAlways || config.Build == BuildAuto && len(config.Probe) == 0
	if data, ok := kept.Get(e.key()); ok && config.Build != BuildNever {
		remembered := map[digest]string{}
		if gob.NewDecoder(bytes.NewReader(data)).Decode(&remembered) == nil {
			e.remembered = remembered
		}
	}
	return e
}

// first returns what the first listing asks for: nothing, if this program was looked at before, so that all may be known.
func (e *exports) first() load.Exports {
	switch {
	case e.config.Build == BuildNever, e.config.Build == BuildAuto && e.remembered != nil:
		return load.NoExports
	case !e.building:
		e.fresh = isFresh(e.config.listing(e.load, load.NoExports))
	}
	if e.fresh {
		return load.NoExports
	}
	return e.allowed()
}

// allowed returns the most that a listing may ask for.
func (e *exports) allowed() load.Exports {
	if e.building {
		return load.AllExports
	}
	return load.BuiltExports
}

// isFresh tells whether the go command's build cache is new, as on a CI runner that kept none, by a sample of its 256 folders: the go command,
// ringfence and a few tools built with it leave some entries in each, a program's dependencies dozens. To ask it for export data costs more
// than to read the source of the few packages that are built.
func isFresh(listing load.Config) bool {
	env, err := load.Env(listing)
	if err != nil {
		return false // the listing says what is wrong
	}
	const folders, few = 4, 32
	entries := 0
	for i := range folders {
		found, err := os.ReadDir(filepath.Join(env.GOCACHE, fmt.Sprintf("%02x", i*256/folders)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false
		}
		entries += len(found)
	}
	return entries < few
}

// use takes the listing's answer.
func (e *exports) use(g *load.Graph, asked load.Exports, k *keys) {
	e.keys = k
	if e.fresh {
		e.listed = map[string]string{}
		return
	}
	if asked == load.NoExports {
		return
	}
	e.listed = make(map[string]string, len(g.All))
	for _, pkg := range g.All {
		e.listed[pkg.ID] = pkg.ExportFile
	}
}

// file returns the file with a package's export data, "" if there is none. Test variants have none: what they import is the user's own, and
// read from source.
func (e *exports) file(pkg *packages.Package) string {
	if e.config.Build == BuildNever || pkg.ID != pkg.PkgPath {
		return ""
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.listed != nil {
		return e.listed[pkg.ID]
	}
	if known, ok := e.found[pkg]; ok {
		return known
	}
	file := ""
	if content, err := e.keys.content(pkg); err == nil && e.remembered[content] != "" {
		file = filepath.Join(e.keys.env.GOCACHE, e.remembered[content])
		if _, err := os.Stat(file); err != nil {
			file = ""
		}
	}
	e.found[pkg] = file
	return file
}

// prepare asks the go command, if it was not asked yet, where units import packages of others whose export data is not known. It has to be
// called before any of their files is asked for.
func (e *exports) prepare(units []*packages.Package, own func(*packages.Package) bool) error {
	if e.listed != nil || e.config.Build == BuildNever {
		return nil
	}
	unknown := func(unit *packages.Package) bool {
		for _, imported := range unit.Imports {
			if !own(imported) && imported.PkgPath != "unsafe" && e.file(imported) == "" {
				return true
			}
		}
		return false
	}
	if !slices.ContainsFunc(units, unknown) {
		return nil
	}
	g, err := load.List(e.config.listing(e.load, e.allowed()))
	if err != nil {
		return err
	}
	e.use(g, e.allowed(), e.keys)
	return nil
}

// remember keeps what the go command said.
func (e *exports) remember(g *load.Graph) {
	if e.kept == nil || e.listed == nil {
		return
	}
	remembered := map[digest]string{}
	for _, pkg := range g.All {
		file := e.listed[pkg.ID]
		if file == "" || pkg.ID != pkg.PkgPath {
			continue
		}
		rel, err := filepath.Rel(g.Go.GOCACHE, file)
		if content, keyErr := e.keys.content(pkg); err == nil && keyErr == nil && filepath.IsLocal(rel) {
			remembered[content] = rel
		}
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(remembered) == nil {
		e.kept.Put(e.key(), b.Bytes())
	}
}

// key names what is remembered, before the go command is asked anything: by the files that say which modules there are.
func (e *exports) key() store.Key {
	h := sha256.New()
	fmt.Fprintf(h, "exports %d %q %s %q %v %q\n", format, e.config.Tool, runtime.Version(), e.config.Tags, e.load.NoWorkspace, e.load.Patterns)
	for _, name := range []string{"go.mod", "go.work"} {
		for at := e.load.Dir; ; at = filepath.Dir(at) {
			if data, err := os.ReadFile(filepath.Join(at, name)); err == nil {
				fmt.Fprintf(h, "%s %d\n%s", name, strings.Count(e.load.Dir[len(at):], string(filepath.Separator)), data)
				break
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return store.Key(h.Sum(nil))
}
