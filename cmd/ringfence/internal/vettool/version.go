package vettool

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/cmd/ringfence/internal/self"
)

// toolID returns the answer to -V=full, from which the go command makes the key of its cache. A verdict depends on the
// tool and on the map, so the id covers both. The go command asks in the folder it was called in, before it names any
// package; so the id covers the map above that folder by its meaning, and every other modules.yaml below the same root,
// whose packages may be named too, by its bytes. A broken map ends here, with its message, before anything is judged; so
// does a tool that is too old for the go command.
func toolID() (string, error) {
	if err := readable(runtime.Version(), os.Getenv(goVersionVariable)); err != nil {
		return "", err
	}
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	tool, err := self.ID(program)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintln(h, tool)
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	root, governing := moduleRoot(here), ""
	if file, err := modulemap.Find(here); err == nil {
		m, err := modulemap.Load(file)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, m.Digest())
		governing = file
		if rel, err := filepath.Rel(m.Root(), root); err != nil || !filepath.IsLocal(rel) {
			root = m.Root()
		}
	}
	if err := hashMaps(h, root, governing); err != nil {
		return "", err
	}
	return "ringfence version devel buildID=" + hex.EncodeToString(h.Sum(nil)), nil
}

// moduleRoot returns the outermost folder above dir that holds a go.work, else the nearest that holds a go.mod, else dir.
func moduleRoot(dir string) string {
	root, found := dir, false
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.work")); err == nil {
			return at
		}
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil && !found {
			root, found = at, true
		}
		if at == filepath.Dir(at) {
			return root
		}
	}
}

// hashMaps adds the bytes of every module map below root but the governing one, which is there by its meaning.
func hashMaps(h hash.Hash, root, governing string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if path == root {
				return err
			}
			return nil // a folder that cannot be read has no packages either
		}
		switch name := d.Name(); {
		case d.IsDir() && path != root && (name == "node_modules" || name == ".git"):
			return filepath.SkipDir
		case !d.IsDir() && name == modulemap.FileName && path != governing:
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			rel, _ := filepath.Rel(root, path)
			fmt.Fprintf(h, "%s %d\n", filepath.ToSlash(rel), len(data))
			h.Write(data)
		}
		return nil
	})
}
