package rules

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"strings"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

var apiLeakDoc = Rule{
	ID:       "api-leak",
	Summary:  "a public declaration whose type mentions a non-public type (result, parameter, field, alias, embedded, type argument)",
	Protects: publicInterfaces,
	Why: "An interface is only as private as the types that it mentions. A private type in a public signature, or under another name as in " +
		"`type Row = store.Row`, is public in all but name, and a change inside becomes a change for everybody.",
	Fix: "Give the public side a type of its own that holds what others need, and convert to it; or expose the type, if it is meant to be " +
		"part of the public side.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory}
-- inventory/store/store.go --
package store

type Row struct{ Qty int }

func Find(sku string) Row { return Row{} }
`,
	Bad: `-- inventory/inventory.go --
package inventory

import "example.com/shop/inventory/store"

func Find(sku string) store.Row { return store.Find(sku) }
`,
	Good: `-- inventory/inventory.go --
package inventory

import "example.com/shop/inventory/store"

type Item struct{ Qty int }

func Find(sku string) Item { return Item{store.Find(sku).Qty} }
`,
}

// leaks follows the types that one package shows to other modules.
type leaks struct {
	*judge
	seen    map[string]bool // types that are exposed by a signature only, as targets
	told    map[string]bool
	entries []*Entry // everything that is exposed
}

// publicDeclarations judges what the exposed declarations of a public package show: private types, and database handles.
func (j *judge) publicDeclarations() {
	if j.p.API == nil || j.user == nil || !j.user.IsPublic(j.p.Dir) {
		return
	}
	l := &leaks{judge: j, seen: map[string]bool{}, told: map[string]bool{}}
	for i := range j.p.API.Entries {
		if entry := &j.p.API.Entries[i]; j.view.ownRight(j.user, j.p.Dir, entry.Symbol) {
			l.follow(entry, nil, nil)
		}
	}
	for _, entry := range l.entries {
		j.handedOut(entry)
	}
}

// follow looks at every type that a declaration mentions. way is how it was reached, from the declaration at which a leak is reported.
func (l *leaks) follow(entry *Entry, way []string, from *finding.Span) {
	if entry.Package == l.p.API.Package {
		l.entries = append(l.entries, entry)
	}
	for _, m := range entry.Mentions {
		step := entry.Name
		if entry.Package != l.p.API.Package {
			step = entry.String()
		}
		if m.Via != "" {
			step += "." + m.Via
		}
		at := from
		if at == nil {
			at = &finding.Span{Start: m.Pos, End: m.End}
		}
		next := append(way[:len(way):len(way)], step)
		if m.In && !ast.IsExported(m.Name) {
			if owner, dir := l.view.owner(m.Package); owner == l.user && owner.IsPublic(dir) {
				continue // nobody else can make one, or write a function that takes one: type Option func(*options)
			}
		}
		if !m.Alias {
			l.symbol(m.Symbol, next, at)
			continue
		}
		// An alias in a public package is a name of its own, which shows what it stands for; another one is nothing but that.
		if owner, dir := l.view.owner(m.Package); owner != nil && owner.IsPublic(dir) && l.view.ownRight(owner, dir, m.Symbol) {
			continue
		}
		for _, s := range m.Of {
			l.symbol(s, next, at)
		}
	}
}

func (l *leaks) symbol(s Symbol, way []string, at *finding.Span) {
	stands, owner := l.view.standing(s, true)
	if owner == l.user && stands == free && owner != nil {
		// What has a place in the public side of its own is judged there.
		dir, _ := l.m.DirOf(s.Package)
		if l.view.ownRight(owner, dir, s) || l.seen[s.target()] {
			return
		}
		l.seen[s.target()] = true
		if entry := l.view.api(s.Package).Entry(s.Name); entry != nil {
			l.follow(entry, way, at)
		}
		return
	}
	if stands == privatePackage || stands == unexposed && owner != l.user {
		l.leak(s, stands, owner, append(way, s.String()), at)
	}
}

func (l *leaks) leak(s Symbol, stands standing, owner *modulemap.Module, way []string, at *finding.Span) {
	key := fmt.Sprint(place(at.Start), s.target())
	if l.told[key] {
		return
	}
	l.told[key] = true
	what := fmt.Sprintf("a type that %s does not expose", whose(owner))
	if stands == privatePackage {
		dir, _ := l.m.DirOf(s.Package)
		what = fmt.Sprintf("a type of the private package %s of %s", path.Clean(dir), whose(owner))
	}
	l.report(finding.Finding{
		Rule: "api-leak", TargetModule: owner.Name(), Target: s.target(), Span: *at,
		Message: fmt.Sprintf("%s shows %s, %s: %s; let the public side have a type of its own",
			l.who(), s.String(), what, strings.Join(way, " → ")),
	})
}

func place(at token.Position) string {
	return fmt.Sprintf("%s:%d:%d ", at.Filename, at.Line, at.Column)
}
