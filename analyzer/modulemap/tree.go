package modulemap

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// tree is what one walk finds below the map's folder.
type tree struct {
	goDirs  map[string]bool // folders with Go files of ours at or below
	modules []GoModule      // the map's Go modules
	foreign []GoModule      // nested Go modules that have another map or none; Path may be ""
}

// Folders returns what was seen below the map's folder, nil if nobody looked.
func (m *Map) Folders() *Folders {
	if m.tree == nil {
		return nil
	}
	return &Folders{Go: sortedKeys(m.tree.goDirs), Modules: slices.Clone(m.tree.modules), Foreign: slices.Clone(m.tree.foreign)}
}

func (f *Folders) tree() *tree {
	if f == nil {
		return nil
	}
	t := &tree{goDirs: make(map[string]bool, len(f.Go)), modules: slices.Clone(f.Modules), foreign: slices.Clone(f.Foreign)}
	for _, dir := range f.Go {
		t.goDirs[dir] = true
	}
	return t
}

// Skipped tells folders that hold no package of the map.
func Skipped(name string) bool {
	switch name {
	case "vendor", "testdata", "node_modules":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// walkTree looks at all folders once. findModules: collect Go modules from go.mod and go.work.
func walkTree(fsys fs.FS, findModules bool) (*tree, error) {
	w := &walker{fs: fsys, tree: &tree{goDirs: map[string]bool{}}, find: findModules}
	if findModules {
		if err := w.readWork(); err != nil {
			return nil, err
		}
	}
	if err := w.walk(".", false, false); err != nil {
		return nil, err
	}
	sortModules(w.modules)
	sortModules(w.foreign)
	return w.tree, nil
}

func sortModules(modules []GoModule) {
	slices.SortFunc(modules, func(a, b GoModule) int { return cmp.Compare(a.Dir, b.Dir) })
}

type walker struct {
	*tree
	fs   fs.FS
	find bool
	work []string // folders that go.work uses
}

// walk looks at dir and below. otherMap: a folder around has a map of its own; foreign: the Go files are not ours.
func (w *walker) walk(dir string, otherMap, foreign bool) error {
	entries, err := fs.ReadDir(w.fs, dir)
	if err != nil {
		return fmt.Errorf("looking for Go files below the map: %w", err)
	}
	hasGo, hasMod := false, false
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir():
		case name == "go.mod":
			hasMod = true
		case name == FileName && dir != ".":
			otherMap = true
		case strings.HasSuffix(name, ".go"):
			hasGo = true
		}
	}
	if hasMod {
		if foreign, err = w.goMod(dir, otherMap); err != nil {
			return err
		}
	}
	if hasGo && !foreign && !w.aside(dir) {
		for at := dir; !w.goDirs[at]; at = path.Dir(at) {
			w.goDirs[at] = true
		}
	}
	for _, e := range entries {
		below := path.Join(dir, e.Name())
		if e.IsDir() && w.enters(below, e.Name()) {
			if err := w.walk(below, otherMap, foreign); err != nil {
				return err
			}
		}
	}
	return nil
}

// enters tells whether the walk goes into a folder: into none that is skipped, but for what go.work names.
func (w *walker) enters(dir, name string) bool {
	if !Skipped(name) && !w.aside(path.Dir(dir)) {
		return true
	}
	return slices.ContainsFunc(w.work, func(use string) bool { return within(use, dir) })
}

// aside tells whether a folder was entered only because go.work names one below it.
func (w *walker) aside(dir string) bool {
	for ; dir != "." && !slices.Contains(w.work, dir); dir = path.Dir(dir) {
		if Skipped(path.Base(dir)) {
			return true
		}
	}
	return false
}

// goMod records the Go module in dir and tells whether it is foreign.
func (w *walker) goMod(dir string, otherMap bool) (foreign bool, err error) {
	if !w.find {
		return otherMap, nil
	}
	data, err := fs.ReadFile(w.fs, path.Join(dir, "go.mod"))
	if err != nil {
		return false, fmt.Errorf("reading a Go module's name: %w", err)
	}
	mod := GoModule{Dir: dir, Path: modfile.ModulePath(data)}
	// An empty go.mod is a known way to keep a folder out of the Go module around it.
	if otherMap || mod.Path == "" {
		w.foreign = append(w.foreign, mod)
		return true, nil
	}
	w.modules = append(w.modules, mod)
	return false, nil
}

// readWork notes the folders that a go.work beside the map uses.
func (w *walker) readWork() error {
	data, err := fs.ReadFile(w.fs, "go.work")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("reading the workspace: %w", err)
	}
	work, err := modfile.ParseWork("go.work", data, nil)
	if err != nil {
		return fmt.Errorf("reading the workspace: %w", err)
	}
	for _, use := range work.Use {
		if dir := path.Clean(filepath.ToSlash(use.Path)); fs.ValidPath(dir) {
			w.work = append(w.work, dir)
		}
	}
	return nil
}

// within tells whether dir is parent or below it, by whole segments.
func within(dir, parent string) bool {
	if parent == "." || dir == parent {
		return true
	}
	return len(dir) > len(parent) && dir[len(parent)] == '/' && dir[:len(parent)] == parent
}

// enclosingModule looks for the Go module around the folder root, which has no go.mod: never past a repository's folder.
// The Path that it returns is that of the packages in root.
func enclosingModule(root string) (GoModule, bool) {
	sub := ""
	for at := root; ; at = filepath.Dir(at) {
		if data, err := os.ReadFile(filepath.Join(at, "go.mod")); err == nil {
			if name := modfile.ModulePath(data); name != "" {
				return GoModule{Dir: ".", Path: path.Join(name, sub)}, true
			}
			return GoModule{}, false
		}
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil || filepath.Dir(at) == at {
			return GoModule{}, false
		}
		sub = path.Join(filepath.Base(at), sub)
	}
}
