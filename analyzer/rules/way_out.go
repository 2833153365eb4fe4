package rules

import (
	"cmp"
	"slices"
	"strings"
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

// implementedBy offers an exposed interface that a type implements, "" if there is none.
func (j *judge) implementedBy(s Symbol) string {
	if interfaces := j.view.implemented(s); len(interfaces) > 0 {
		return "use " + interfaces[0].String() + ", which it implements"
	}
	return ""
}

// wayOut tells what to use instead of a symbol: an exposed interface that the type implements, what is named alike, or what the module
// exposes at all.
func (j *judge) wayOut(u symbolUse) string {
	if offer := j.implementedBy(*u.Symbol); offer != "" {
		return offer
	}
	entries := slices.DeleteFunc(slices.Clone(j.view.exposedEntries(u.owner)), func(e *Entry) bool { return e.Helper })
	if alike := namedAlike(entries, u.Use); alike != nil {
		return "use " + alike.String()
	}
	if len(entries) == 0 {
		if public := publicSide(u.owner); public != "" {
			return "use its public side: " + public
		}
		return "let it offer what you need"
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

// namedAlike returns what is exposed under nearly the same name: all but a short prefix or suffix, or as a method of an interface. An
// alias for the symbol is no way out of using it.
func namedAlike(entries []*Entry, s *Use) *Entry {
	name := s.Name
	alike := func(other string) bool {
		short, long := min(len(name), len(other)), max(len(name), len(other))
		return short >= 4 && 3*short >= 2*long && (strings.Contains(other, name) || strings.Contains(name, other))
	}
	for _, entry := range entries {
		if entry.Kind == AliasEntry && slices.ContainsFunc(entry.Mentions, func(m Mention) bool {
			return m.target() == s.target() || slices.ContainsFunc(m.Of, func(of Symbol) bool { return of.target() == s.target() })
		}) {
			continue
		}
		sameKind := s.Type == (entry.Kind != FuncEntry && entry.Kind != VarEntry)
		if entry.Kind == InterfaceEntry && slices.Contains(entry.Methods, name) || sameKind && alike(entry.Name) {
			return entry
		}
	}
	return nil
}
