package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// maxOffers is how many ways out a message names.
const maxOffers = 2

// compareEntries puts what others should depend on first: interfaces, then functions, then types, then values.
func compareEntries(a, b *Entry) int {
	rank := func(e *Entry) int {
		return slices.Index([]EntryKind{InterfaceEntry, FuncEntry, TypeEntry, AliasEntry, VarEntry}, e.Kind)
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Package, b.Package), cmp.Compare(a.Name, b.Name))
}

// wayOut tells what to use instead of a symbol: an exposed interface that the type implements, what is named alike, or what the module
// exposes at all.
func (j *judge) wayOut(owner *modulemap.Module, s Symbol) string {
	if entry := j.view.api(s.Package).Entry(s.Name); entry != nil {
		for _, name := range entry.Implements {
			iface := j.view.api(s.Package).Entry(name)
			if iface == nil {
				continue
			}
			if stands, _ := j.view.standing(iface.Symbol, true); stands == free {
				return "use " + iface.String() + ", which it implements"
			}
		}
	}
	entries := j.view.exposedEntries(owner)
	if len(entries) == 0 {
		if public := publicSide(owner); public != "" {
			return "use its public side: " + public
		}
		return "let it offer what you need"
	}
	if alike := namedAlike(entries, s.Name); alike != nil {
		return "use " + alike.String()
	}
	names := make([]string, 0, maxOffers)
	for _, entry := range entries[:min(len(entries), maxOffers)] {
		names = append(names, entry.String())
	}
	if len(entries) > maxOffers {
		names = append(names, "…")
	}
	return "use what it exposes: " + strings.Join(names, ", ")
}

// namedAlike returns the exposed function, interface or interface with a method that is called like a symbol but for a prefix or a suffix.
func namedAlike(entries []*Entry, name string) *Entry {
	if len(name) < 4 {
		return nil
	}
	alike := func(other string) bool {
		return len(other) >= 4 && (strings.Contains(other, name) || strings.Contains(name, other))
	}
	for _, entry := range entries {
		if entry.Kind == InterfaceEntry && slices.Contains(entry.Methods, name) || entry.Kind != VarEntry && alike(entry.Name) {
			return entry
		}
	}
	return nil
}
