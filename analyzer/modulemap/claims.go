package modulemap

import (
	"slices"
	"strconv"
)

// claimTables builds the index of each database and reports tables that are owned twice.
func (p *parser) claimTables() {
	for _, name := range sortedKeys(p.m.databases) {
		claims := p.m.claims(name)
		p.checkClaims(claims)
		p.m.tables[name] = newTableIndex(p.m.databases[name], claims)
	}
}

// claims returns all that the map says of the tables of one database, and what is known of every database.
func (m *Map) claims(databaseName string) []claim {
	d := m.databases[databaseName]
	var claims []claim
	for _, mod := range m.modules {
		if mod.database == databaseName {
			claims = append(claims, mod.claims(d)...)
		}
	}
	claims = append(claims, m.createdClaims(databaseName)...)
	for _, g := range d.globs(m.shared) {
		claims = append(claims, claim{tableGlob: g, kind: Shared})
	}
	for _, pattern := range systemTables {
		claims = append(claims, claim{tableGlob: d.glob(word{text: pattern}), kind: System})
	}
	return claims
}

// claims returns a module's tables. An exact name among its public tables is its own, too.
func (mod *Module) claims(d database) []claim {
	var claims []claim
	for _, g := range d.globs(mod.tables) {
		claims = append(claims, claim{tableGlob: g, kind: Owned, owner: mod})
	}
	for _, g := range d.globs(mod.publicTables) {
		if g.exact {
			claims = append(claims, claim{tableGlob: g, kind: Owned, owner: mod})
		}
	}
	return claims
}

// checkClaims reports equal claims of two owners on one table.
func (p *parser) checkClaims(claims []claim) {
	ordered := slices.DeleteFunc(slices.Clone(claims), func(c claim) bool { return c.kind == System })
	slices.SortStableFunc(ordered, func(a, b claim) int { return a.at.compare(b.at) })
	earlier := map[string][]claim{} // those that later ones may be equal to
	for _, later := range ordered {
		for _, other := range earlier[later.rankKey()] {
			if other.owner != later.owner && equalClaims(other, later) {
				p.faults.add(later.at, "", "the table `%s` is owned twice: by %s (line %d, `%s`) and by %s",
					later.text, other.whose(), other.at.line, other.text, later.whose())
				break
			}
		}
		earlier[later.rankKey()] = append(earlier[later.rankKey()], later)
	}
}

// rankKey is the same for claims that may be equal: a map has thousands of tables, and each is compared with few.
func (c claim) rankKey() string {
	if c.exact {
		return exactKey(c.schema, c.name)
	}
	return "*" + strconv.Itoa(c.literals)
}

func (c claim) whose() string {
	if c.owner == nil {
		return "shared_tables"
	}
	return "`" + c.owner.name + "`"
}

// equalClaims tells whether two claims of the same rankKey can meet in one table.
func equalClaims(a, b claim) bool {
	return a.exact || foldOverlap(a.schema, b.schema) && foldOverlap(a.name, b.name)
}
