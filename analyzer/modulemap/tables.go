package modulemap

import (
	"cmp"
	"slices"
	"strings"
)

// A Table is a table's name as SQL has it.
type Table struct {
	Schema string // "" if none was written, UnknownSchema if it is not known
	Name   string
	Quoted bool // the case of its letters means something
}

// UnknownSchema is the schema of a table that was written with one that cannot be known.
const UnknownSchema = "\x01"

// An OwnerKind says whose a table is.
type OwnerKind uint8

// The kinds of owners.
const (
	Unowned   OwnerKind = iota // no module's
	Owned                      // a module's
	Shared                     // everybody's: one of shared_tables
	System                     // the database's own
	Ambiguous                  // one of several modules'
)

// Ownership is the answer to whose a table is.
type Ownership struct {
	Kind    OwnerKind
	Owner   *Module // if Owned
	Public  bool    // others may read it: it is one of the owner's public_tables
	Pattern string  // the entry of the map that decided, as written; the file if a migration did
	Line    int     // where it stands, 0 for System and migrations
}

// anySchemas are one and the same with dialect any and no default_schema.
var anySchemas = []string{"public", "main", "dbo"}

// systemTables belong to the databases themselves.
var systemTables = []string{
	"pg_catalog.*", "information_schema.*", "performance_schema.*", "mysql.*", "sys.*", "pg_*.*", "pg_*", "*.sqlite_*",
}

// tableGlob is an entry of a list of tables, read for one database.
type tableGlob struct {
	word
	schema, name string
	literals     int // characters that are not *
	exact        bool
}

func (d database) glob(w word) tableGlob {
	g := tableGlob{word: w, name: w.text}
	if schema, name, ok := strings.Cut(w.text, "."); ok {
		g.schema, g.name = schema, name
	}
	g.schema = d.canonicalSchema(g.schema)
	g.exact = !strings.Contains(g.schema+g.name, "*")
	g.literals = len(g.schema) + len(g.name) - strings.Count(g.schema, "*") - strings.Count(g.name, "*")
	return g
}

func (d database) globs(words []word) []tableGlob {
	list := make([]tableGlob, len(words))
	for i, w := range words {
		list[i] = d.glob(w)
	}
	return list
}

// canonicalSchema puts in the default schema; with dialect any, "" is put for its possible names.
func (d database) canonicalSchema(schema string) string {
	if schema == "" {
		return d.schema
	}
	if d.dialect == "any" && d.schema == "" && slices.Contains(anySchemas, strings.ToLower(schema)) {
		return ""
	}
	return schema
}

// match tells whether the glob matches a table whose schema is canonical.
func (d database) match(g tableGlob, schema, name string, fold bool) bool {
	if fold {
		g.schema, g.name = strings.ToLower(g.schema), strings.ToLower(g.name)
		schema, name = strings.ToLower(schema), strings.ToLower(name)
	}
	if !matchStars(g.name, name) {
		return false
	}
	if matchStars(g.schema, schema) {
		return true
	}
	return schema == "" && d.dialect == "any" && slices.ContainsFunc(anySchemas, func(s string) bool { return matchStars(g.schema, s) })
}

// claim is a glob with its owner.
type claim struct {
	tableGlob
	kind      OwnerKind
	owner     *Module
	migration bool // not from the map but from a CREATE TABLE
}

// rank orders claims: an exact name, one that a migration creates, then globs by literal characters.
func (c claim) rank() int {
	switch {
	case c.exact && !c.migration:
		return 1 << 30
	case c.exact:
		return 1<<30 - 1
	}
	return c.literals
}

// tableIndex holds the claims on the tables of one database.
type tableIndex struct {
	database
	exact  map[string][]claim // by schema.name in lower case
	globs  []claim            // highest rank first
	public map[*Module][]tableGlob
}

func newTableIndex(d database, claims []claim) *tableIndex {
	x := &tableIndex{database: d, exact: map[string][]claim{}, public: map[*Module][]tableGlob{}}
	for _, c := range claims {
		if _, ok := x.public[c.owner]; !ok && c.owner != nil {
			x.public[c.owner] = d.globs(c.owner.publicTables)
		}
		if c.exact {
			key := exactKey(c.schema, c.name)
			x.exact[key] = append(x.exact[key], c)
		} else {
			x.globs = append(x.globs, c)
		}
	}
	slices.SortStableFunc(x.globs, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.rank(), a.rank()), cmp.Compare(ownRank(a), ownRank(b)))
	})
	return x
}

// ownRank puts what the map says before what is known of all databases.
func ownRank(c claim) int {
	if c.kind == System {
		return 1
	}
	return 0
}

func exactKey(schema, name string) string { return strings.ToLower(schema + "." + name) }

// best returns the claims of the highest rank on a table; more than one: they are equal.
func (x *tableIndex) best(schema, name string, fold bool) []claim {
	var found []claim
	add := func(c claim) bool {
		if !x.match(c.tableGlob, schema, name, fold) {
			return true
		}
		if len(found) > 0 && (c.rank() < found[0].rank() || c.kind == System) {
			return false
		}
		if len(found) > 0 && c.rank() > found[0].rank() {
			found = found[:0]
		}
		found = append(found, c)
		return true
	}
	for _, c := range x.exact[exactKey(schema, name)] {
		add(c)
	}
	if len(found) > 0 {
		return found
	}
	for _, c := range x.globs {
		if !add(c) {
			break
		}
	}
	return found
}

// owner returns whose a table is whose schema is known and canonical.
func (x *tableIndex) owner(schema, name string, quoted bool) Ownership {
	var found []claim
	if quoted {
		found = x.best(schema, name, false)
	}
	if found == nil {
		found = x.best(schema, name, true)
	}
	return x.decide(found, func(public tableGlob) bool {
		return x.match(public, schema, name, true)
	})
}

// decide makes one answer of equal claims.
func (x *tableIndex) decide(found []claim, public func(tableGlob) bool) Ownership {
	if len(found) == 0 {
		return Ownership{Kind: Unowned}
	}
	first := found[0]
	for _, c := range found[1:] {
		if c.kind != first.kind || c.owner != first.owner {
			return Ownership{Kind: Ambiguous, Pattern: first.text, Line: first.at.line}
		}
	}
	o := Ownership{Kind: first.kind, Owner: first.owner, Pattern: first.text, Line: first.at.line}
	if o.Owner != nil {
		o.Public = slices.ContainsFunc(x.public[o.Owner], public)
	}
	return o
}

// ownerOfName returns whose a table of unknown schema is: that of the asking module if it claims the name exactly, or if nobody
// else claims it as well; else of the one module that claims it exactly. Otherwise any answer were no more than a guess.
func (x *tableIndex) ownerOfName(in *Module, name string) Ownership {
	name = strings.ToLower(name)
	var ownExact, ownGlobs, exact, globs []claim
	each := func(c claim) {
		isExact := !strings.Contains(c.name, "*")
		isOwn := in != nil && c.owner == in
		switch {
		case c.kind == System || !matchStars(strings.ToLower(c.name), name):
		case isOwn && isExact:
			ownExact = append(ownExact, c)
		case isOwn:
			ownGlobs = append(ownGlobs, c)
		case isExact:
			exact = append(exact, c)
		default:
			globs = append(globs, c)
		}
	}
	for _, key := range sortedKeys(x.exact) {
		for _, c := range x.exact[key] {
			each(c)
		}
	}
	for _, c := range x.globs {
		each(c)
	}
	public := func(g tableGlob) bool { return matchStars(strings.ToLower(g.name), name) }
	switch {
	case len(ownExact) > 0:
		return x.decide(ownExact, public)
	case highest(ownGlobs) > highest(slices.Concat(exact, globs)):
		return x.decide(ownGlobs, public)
	case len(exact) > 0 && len(ownGlobs) == 0:
		return x.decide(exact, public)
	}
	all := slices.Concat(exact, ownGlobs, globs)
	if len(all) == 0 {
		return Ownership{Kind: Unowned}
	}
	guess := all[0]
	return Ownership{Kind: Ambiguous, Pattern: guess.text, Line: guess.at.line}
}

func highest(claims []claim) int {
	rank := -1
	for _, c := range claims {
		rank = max(rank, c.rank())
	}
	return rank
}

// TableOwner returns whose a table is, in the database that the code of module in (nil: code in no module) speaks to. Temporary
// tables are not known here.
func (m *Map) TableOwner(in *Module, t Table) Ownership {
	x := m.tables[m.Database(in)]
	if m.lazy != nil {
		x = m.lazy.tables(m, in, x, t)
	}
	if t.Schema == UnknownSchema {
		return x.ownerOfName(in, t.Name)
	}
	return x.owner(x.canonicalSchema(t.Schema), t.Name, t.Quoted)
}

// CanonicalTable returns a table's name as findings print it: schema.name, in lower case if it is not quoted, without the
// default schema of the database that module in (nil: code in no module) speaks to.
func (m *Map) CanonicalTable(in *Module, t Table) string {
	d := m.databases[m.Database(in)]
	schema, name := t.Schema, t.Name
	if !t.Quoted {
		schema, name = strings.ToLower(schema), strings.ToLower(name)
	}
	if canonical := d.canonicalSchema(schema); canonical == "" || strings.EqualFold(canonical, d.schema) {
		return name
	}
	return schema + "." + name
}

// MayTouch returns the first grant that lets code of module from touch a table of module to. access is read, join, write, ddl,
// foreign-key or transaction. database is the one the statement is sent to; "" stands for that of to.
func (m *Map) MayTouch(from, to *Module, database, schema, table, access string) (*Grant, bool) {
	if from == nil || to == nil || database != "" && database != to.database {
		return nil, false
	}
	d := m.databases[to.database]
	for i := range m.grants {
		g := &m.grants[i]
		if g.From != from.name || g.To != to.name || !slices.Contains(g.May, access) {
			continue
		}
		if len(g.patterns) == 0 || slices.ContainsFunc(g.patterns, func(p tableGlob) bool { return d.covers(p, schema, table) }) {
			found := *g
			return &found, true
		}
	}
	return nil, false
}

// covers is match for a table whose schema may be unknown.
func (d database) covers(g tableGlob, schema, table string) bool {
	if schema == UnknownSchema {
		return matchStars(strings.ToLower(g.name), strings.ToLower(table))
	}
	return d.match(g, d.canonicalSchema(schema), table, true)
}
