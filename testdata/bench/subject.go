package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A subject is a tree that is measured: a generated one, or a copy of a real one, since it gets edited.
type subject struct {
	name     string
	dir      string
	packages int // the user's own, as ringfence counts them
	findings int
	leaf     string
	edits    int
	mapText  string
	leafText string
}

// copyTree copies a tree without what Go does not look at.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(target, 0o777)
		case d.Type()&fs.ModeSymlink != 0:
			link, err := os.Readlink(path)
			if err != nil {
				return err
			}
			return os.Symlink(link, target)
		case !d.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o666)
	})
}

// ensureMap gives a tree that has none a map: every folder at the top with Go files is a module.
func ensureMap(dir string) (written bool, err error) {
	file := filepath.Join(dir, "modules.yaml")
	if _, err := os.Stat(file); err == nil {
		return false, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, err
	}
	var b strings.Builder
	b.WriteString("version: 1\nmodules:\n")
	count := 0
	for _, entry := range entries {
		if entry.IsDir() && nameOfModule.MatchString(entry.Name()) && holdsGo(filepath.Join(dir, entry.Name())) {
			fmt.Fprintf(&b, "  %s: {path: %s, tables: [%q]}\n", entry.Name(), entry.Name(), entry.Name()+"_*")
			count++
		}
	}
	if count == 0 {
		return false, fmt.Errorf("%s has no modules.yaml, and no folder that could be a module; write one", dir)
	}
	return true, os.WriteFile(file, []byte(b.String()), 0o666)
}

var nameOfModule = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

func holdsGo(dir string) bool {
	found := errors.New("found")
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir():
			_, err := os.Stat(filepath.Join(path, "go.mod")) // another Go module
			if err == nil || name == "testdata" || name == "vendor" || path != dir && strings.HasPrefix(name, ".") {
				return filepath.SkipDir
			}
		case strings.HasSuffix(name, ".go"):
			return found
		}
		return nil
	})
	return err == found
}

// open looks at what the edits need: the map, and a package that no other imports.
func (s *subject) open() error {
	text, err := os.ReadFile(filepath.Join(s.dir, "modules.yaml"))
	if err != nil {
		return err
	}
	s.mapText = string(text)
	_, out, err := step{name: "go list", dir: s.dir, args: []string{"go", "list", "-json=ImportPath,Name,Dir,GoFiles,Imports,TestImports,XTestImports", "./..."}}.run()
	if err != nil {
		return err
	}
	type goPackage struct {
		ImportPath, Name, Dir                       string
		GoFiles, Imports, TestImports, XTestImports []string
	}
	imported := map[string]bool{}
	var all []goPackage
	for decoder := json.NewDecoder(strings.NewReader(out.stdout)); decoder.More(); {
		var p goPackage
		if err := decoder.Decode(&p); err != nil {
			return err
		}
		for _, path := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			imported[path] = imported[path] || path != p.ImportPath
		}
		all = append(all, p)
	}
	leaf := ""
	for _, p := range all {
		if len(p.GoFiles) == 0 || imported[p.ImportPath] {
			continue
		}
		if leaf == "" || p.Name != "main" {
			leaf = filepath.Join(p.Dir, p.GoFiles[0])
		}
		if p.Name != "main" {
			break
		}
	}
	if leaf == "" {
		return errors.New("there is no package that no other imports")
	}
	data, err := os.ReadFile(leaf)
	s.leaf, s.leafText = leaf, string(data)
	return err
}

// editMap changes what the map says, in another way each time.
func (s *subject) editMap() error {
	s.edits++
	text, err := withEdit(s.mapText, fmt.Sprintf("bench_edit_%d", s.edits))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, "modules.yaml"), []byte(text), 0o666)
}

var sharedTables = regexp.MustCompile(`(?m)^shared_tables:[ \t]*(\[|$)`)

// withEdit adds a table to those that are nobody's.
func withEdit(text, table string) (string, error) {
	at := sharedTables.FindStringSubmatchIndex(text)
	switch {
	case at == nil && strings.Contains(text, "shared_tables:"):
		return "", errors.New("write shared_tables in modules.yaml as a list, so that a table can be added")
	case at == nil:
		return strings.TrimRight(text, "\n") + "\nshared_tables: [" + table + "]\n", nil
	case at[2] < at[3]:
		return text[:at[3]] + table + ", " + text[at[3]:], nil
	}
	indent := ""
	if rest := text[at[1]:]; strings.HasPrefix(rest, "\n ") {
		indent = rest[1 : len(rest)-len(strings.TrimLeft(rest[1:], " "))]
	}
	return text[:at[1]] + "\n" + indent + "- " + table + text[at[1]:], nil
}

// editLeaf adds another function to the leaf each time.
func (s *subject) editLeaf() error {
	s.edits++
	return os.WriteFile(s.leaf, fmt.Appendf(nil, "%s\nfunc benchEdit%d() int { return %d }\n\nvar _ = benchEdit%d\n", s.leafText, s.edits, s.edits, s.edits), 0o666)
}
