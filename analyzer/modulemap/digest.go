package modulemap

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// meaning is what a map says, without places and with everything sorted whose order says nothing.
type meaning struct {
	Format     int // to be raised when the same words come to mean something else
	Databases  map[string][2]string
	Sinks      []string
	TableArgs  []string
	Layers     []string
	Modules    []moduleMeaning
	Grants     []string
	Unassigned Unassigned
	Shared     []string
	Exclude    []string
	Rules      []Level
	GoModules  []GoModule
	Foreign    []GoModule
	Discover   []string
}

type moduleMeaning struct {
	Name, Owner, Layer, Database     string
	Open, Unchecked, Discovered      bool
	Paths, Public                    []string
	Interfaces                       map[string][]string
	Expose                           *[]string
	DependsOn                        *[]string
	VisibleTo                        *[]string
	Tables, PublicTables, Migrations []string
	Rules                            []Level
}

func (p *parser) digest() string {
	m := p.m
	all := meaning{
		Format: 1, Databases: map[string][2]string{}, Layers: m.layers, Unassigned: m.unassigned,
		Shared: sortedCopy(texts(m.shared)), Exclude: sortedCopy(texts(m.exclude)), Rules: m.levels(nil),
		GoModules: m.goModules, Foreign: m.foreign,
	}
	for name, d := range m.databases {
		all.Databases[name] = [2]string{d.dialect, d.schema}
	}
	all.Sinks = canonical(m.sinks)
	all.TableArgs = canonical(m.tableArgs)
	for _, mod := range m.modules {
		all.Modules = append(all.Modules, m.meaningOf(mod))
	}
	for _, g := range m.grants {
		g.Tables = sortedCopy(g.Tables)
		g.Line, g.Column = 0, 0
		all.Grants = append(all.Grants, encode(g))
	}
	slices.Sort(all.Grants)
	if m.lazy != nil {
		for _, entry := range p.discover {
			mod := m.meaningOf(p.readModule(word{text: placeholder}, entry.value))
			mod.Paths = texts(pathWords(entry.value)) // the first one makes the module
			all.Discover = append(all.Discover, encode(mod))
		}
		slices.Sort(all.Discover)
	}
	sum := sha256.Sum256([]byte(encode(all)))
	return hex.EncodeToString(sum[:])
}

func (m *Map) levels(in *Module) []Level {
	list := make([]Level, len(rules))
	for i, r := range rules {
		list[i] = m.Level(r.ID, in)
	}
	return list
}

func (m *Map) meaningOf(mod *Module) moduleMeaning {
	mean := moduleMeaning{
		Name: mod.name, Owner: mod.owner, Layer: mod.layer, Database: mod.database,
		Open: mod.open, Unchecked: mod.unchecked, Discovered: mod.discovered,
		Paths: mod.paths, Public: globTexts(mod.public), Interfaces: map[string][]string{},
		Tables: sortedCopy(mod.Tables()), PublicTables: sortedCopy(mod.PublicTables()), Migrations: sortedCopy(mod.Migrations()),
		Rules: m.levels(mod),
	}
	for _, in := range mod.interfaces {
		mean.Interfaces[in.name] = globTexts(in.packages)
	}
	if mod.expose != nil {
		mean.Expose = sortedPointer(mod.Expose())
	}
	if mod.hasVisible {
		mean.VisibleTo = sortedPointer(texts(mod.visible))
	}
	if mod.hasDepends {
		var list []string
		for _, d := range mod.depends {
			list = append(list, d.Module+"::"+strings.Join(d.Interfaces, ",")+"\x00"+d.Deprecated)
		}
		mean.DependsOn = sortedPointer(list)
	}
	return mean
}

// globTexts returns the globs in one spelling each: ./api/ is api.
func globTexts(globs []packageGlob) []string {
	list := make([]string, len(globs))
	for i, g := range globs {
		list[i] = strings.Join(g.segments, "/")
	}
	return sortedCopy(list)
}

func sortedPointer(list []string) *[]string {
	list = append([]string{}, sortedCopy(list)...) // never nil: an empty list is not an absent one
	return &list
}

func canonical[T any](list []T) []string {
	encoded := make([]string, len(list))
	for i, item := range list {
		encoded[i] = encode(item)
	}
	return sortedCopy(encoded)
}

// encode writes a value of strings, numbers, lists and maps, which cannot fail; maps come sorted.
func encode(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("modulemap: " + err.Error())
	}
	return string(data)
}
