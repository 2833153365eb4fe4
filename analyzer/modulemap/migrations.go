package modulemap

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// MigrationFiles returns the .sql files that a module's `migrations` name, sorted, relative to the map's folder. An entry that names
// nothing adds nothing: a discover entry has it for all siblings. Without folders (Source.FS nil) there are none. The error is one of
// reading a folder.
func (m *Map) MigrationFiles(mod *Module) ([]string, error) {
	if m.fs == nil {
		return nil, nil
	}
	var files []string
	for _, w := range mod.migrations {
		pattern := w.text
		if info, err := fs.Stat(m.fs, pattern); err == nil && info.IsDir() {
			pattern = strings.TrimPrefix(pattern+"/**/*.sql", "./")
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			return nil, fmt.Errorf("looking for the migrations of %s: %w", mod.name, err)
		}
		found, err := doublestar.Glob(m.fs, pattern, doublestar.WithFilesOnly(), doublestar.WithFailOnIOErrors())
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("looking for the migrations of %s: %w", mod.name, err)
		}
		for _, file := range found {
			if strings.HasSuffix(file, ".sql") {
				files = append(files, file)
			}
		}
	}
	return sortedCopy(files), nil
}

// Created is a table that a module's migration creates.
type Created struct {
	Module string
	Table  Table
	File   string // where, for Ownership.Pattern
}

// WithCreated returns a map in which the created tables belong to their modules, too. What the map says by name counts before
// what a migration does, and a migration before a glob; a table that the migrations of two modules create is Ambiguous. The
// new map has another digest. Tables of unknown name or schema and of modules that do not exist are passed over.
func (m *Map) WithCreated(created []Created) *Map {
	n := *m
	n.created = slices.DeleteFunc(slices.Clone(created), func(c Created) bool {
		return m.Module(c.Module) == nil || c.Table.Schema == UnknownSchema || strings.Contains(c.Table.Name, UnknownSchema)
	})
	if len(n.created) == 0 {
		return m
	}
	n.tables = map[string]*tableIndex{}
	for name, d := range m.databases {
		n.tables[name] = newTableIndex(d, n.claims(name))
	}
	sum := sha256.Sum256([]byte(m.digest + strings.Join(canonical(n.created), "\n")))
	n.digest = hex.EncodeToString(sum[:])
	return &n
}

func (m *Map) createdClaims(databaseName string) []claim {
	d := m.databases[databaseName]
	var claims []claim
	for _, c := range m.created {
		mod := m.Module(c.Module)
		if mod.database != databaseName {
			continue
		}
		g := tableGlob{word: word{text: c.File}, schema: d.canonicalSchema(c.Table.Schema), name: c.Table.Name, exact: true}
		claims = append(claims, claim{tableGlob: g, kind: Owned, owner: mod, migration: true})
	}
	return claims
}

// Entry is a string of the map that something should match.
type Entry struct {
	Key          string  // depends_on, tables, public_tables, migrations, shared_tables, exclude
	Module       *Module // nil for shared_tables and exclude
	Text         string
	Line, Column int // of the discover entry's string for modules that have it from there: several entries share a place then
}

// Entries returns the map's entries that should match something, sorted by place, then by module; for rules that tell dead ones.
// Grants have their own places.
func (m *Map) Entries() []Entry {
	var list []Entry
	add := func(key string, mod *Module, words []word) {
		for _, w := range words {
			list = append(list, Entry{key, mod, w.text, w.at.line, w.at.col})
		}
	}
	for _, mod := range m.modules {
		for _, d := range mod.depends {
			text := strings.Join(append([]string{d.Module}, d.Interfaces...), "::")
			list = append(list, Entry{"depends_on", mod, text, d.Line, d.Column})
		}
		add("tables", mod, mod.tables)
		add("public_tables", mod, mod.publicTables)
		add("migrations", mod, mod.migrations)
	}
	add("shared_tables", nil, m.shared)
	add("exclude", nil, m.exclude)
	slices.SortStableFunc(list, func(a, b Entry) int {
		return pos{a.Line, a.Column}.compare(pos{b.Line, b.Column})
	})
	return list
}
