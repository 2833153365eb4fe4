package modulemap

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
)

func (p *parser) readSQL(v *value) {
	read := func(v *value) database {
		d := database{dialect: stringOf(v.get("dialect")).text, schema: stringOf(v.get("default_schema")).text}
		if d.dialect == "" {
			d.dialect = "any"
		}
		if d.schema == "" {
			d.schema = map[string]string{"postgres": "public", "sqlite": "main", "sqlserver": "dbo"}[d.dialect]
		}
		return d
	}
	p.m.databases[""] = read(v)
	for _, entry := range pairs(v.get("databases")) {
		p.m.databases[entry.key] = read(entry.val)
	}
	for _, entry := range items(v.get("sinks")) {
		name, parts := funcOf(entry)
		for _, arg := range argsOf(entry) {
			p.m.sinks = append(p.m.sinks, Sink{name, parts, arg})
		}
	}
	for _, entry := range items(v.get("table_args")) {
		access := stringOf(entry.get("access")).text
		if access == "" {
			access = "read"
		}
		name, parts := funcOf(entry)
		for _, arg := range argsOf(entry) {
			p.m.tableArgs = append(p.m.tableArgs, TableArg{name, parts, arg, access})
		}
	}
}

// argsOf returns the argument indexes of a sink or table_args entry: one or a list.
func argsOf(entry *value) []int {
	v := entry.get("arg")
	if v == nil {
		return nil
	}
	if v.kind == kindInt {
		return []int{v.num}
	}
	var list []int
	for _, item := range items(v) {
		list = append(list, item.num)
	}
	return list
}

// funcOf takes a function's name apart.
func funcOf(entry *value) (string, FuncName) {
	text := stringOf(entry.get("func")).text
	var f FuncName
	name := text
	if receiver, method, ok := strings.Cut(strings.TrimPrefix(name, "("), ")."); ok && strings.HasPrefix(name, "(") {
		receiver, f.Pointer = strings.CutPrefix(receiver, "*")
		f.Package, f.Receiver = cutLast(receiver)
		f.Name = method
		return text, f
	}
	f.Package, f.Name = cutLast(name)
	return text, f
}

// cutLast cuts at the last dot: a package's path may have dots, too.
func cutLast(s string) (before, after string) {
	i := strings.LastIndex(s, ".")
	return s[:max(i, 0)], s[i+1:]
}

// grantPlaces are where the names of a grant stand.
type grantPlaces struct {
	from, to word
	tables   []word
}

func (p *parser) readGrant(v *value) {
	from, to := stringOf(v.get("from")), stringOf(v.get("to"))
	g := Grant{
		From: from.text, To: to.text,
		May:    sortedCopy(texts(words(v.get("may")))),
		Reason: stringOf(v.get("reason")).text,
		Issue:  stringOf(v.get("issue")).text,
		Until:  stringOf(v.get("until")).text,
		Line:   v.at.line, Column: v.at.col,
	}
	if until := v.get("until"); g.Until != "" {
		if _, err := time.Parse(time.DateOnly, g.Until); err != nil {
			p.faults.add(until.at, "", "`%s` is no day of the calendar", g.Until)
		}
	}
	if tables := v.get("tables"); tables != nil && len(tables.items) == 0 {
		p.faults.add(tables.at, "take the key out to grant it for all tables", "a grant for no table")
	}
	if g.From != "" && g.From == g.To {
		p.faults.add(to.at, "", "`%s` needs no grant for its own tables", g.To)
	}
	tables := words(v.get("tables"))
	g.Tables = texts(tables)
	p.m.grants = append(p.m.grants, g)
	p.grantsAt = append(p.grantsAt, grantPlaces{from, to, tables})
}

// readModule reads the keys of a module; v is nil for none.
func (p *parser) readModule(name word, v *value) *Module {
	mod := &Module{
		name: name.text, at: name.at,
		owner:      stringOf(v.get("owner")).text,
		layer:      stringOf(v.get("layer")).text,
		layerAt:    stringOf(v.get("layer")).at,
		open:       isTrue(v.get("open")),
		unchecked:  isTrue(v.get("unchecked")),
		hasDepends: v.has("depends_on"),
		visible:    words(v.get("visible_to")), hasVisible: v.has("visible_to"),
		tables:       words(v.get("tables")),
		publicTables: words(v.get("public_tables")),
		migrations:   p.fileWords(v.get("migrations")),
		database:     stringOf(v.get("database")).text,
		databaseAt:   stringOf(v.get("database")).at,
		rules:        levelsOf(v.get("rules")),
	}
	if v.has("public") {
		mod.public = p.packageGlobs(v.get("public"))
	} else {
		mod.public = []packageGlob{{word: word{".", mod.at}}}
	}
	for _, entry := range pairs(v.get("interfaces")) {
		mod.interfaces = append(mod.interfaces, namedInterface{entry.key, p.packageGlobs(entry.val)})
	}
	slices.SortFunc(mod.interfaces, func(a, b namedInterface) int { return strings.Compare(a.name, b.name) })
	if v.has("expose") {
		mod.expose = []exposed{}
		for _, w := range words(v.get("expose")) {
			mod.expose = append(mod.expose, parseExposed(w))
		}
	}
	for _, item := range items(v.get("depends_on")) {
		mod.depends = append(mod.depends, dependencyOf(item))
	}
	return mod
}

func dependencyOf(v *value) Dependency {
	target := stringOf(v)
	deprecated := ""
	if v.kind == kindMap {
		target, deprecated = stringOf(v.get("module")), stringOf(v.get("deprecated")).text
	}
	name, part, ok := strings.Cut(target.text, "::")
	d := Dependency{Module: name, Deprecated: deprecated, Line: target.at.line, Column: target.at.col}
	if ok {
		d.Interfaces = []string{part}
	}
	return d
}

func (p *parser) packageGlobs(v *value) []packageGlob {
	var globs []packageGlob
	for _, w := range words(v) {
		g, fault := parsePackageGlob(w)
		if fault != "" {
			p.faults.add(w.at, "", "unparsable glob `%s`: %s", w.text, fault)
		}
		globs = append(globs, g)
	}
	return globs
}

func (p *parser) fileWords(v *value) []word {
	list := words(v)
	for i, w := range list {
		clean := strings.TrimSuffix(strings.TrimPrefix(w.text, "./"), "/")
		if !doublestar.ValidatePattern(clean) {
			p.faults.add(w.at, "", "unparsable glob `%s`", w.text)
		} else if slices.Contains(strings.Split(clean, "/"), "..") {
			p.faults.add(w.at, "", "`%s` is outside of the map's folder", w.text)
		}
		list[i].text = clean
	}
	return list
}

// Excluded tells whether `exclude` names a file, relative to the map's folder.
func (m *Map) Excluded(file string) bool {
	file = path.Clean(file)
	return slices.ContainsFunc(m.exclude, func(w word) bool {
		matched, err := doublestar.Match(w.text, file)
		return err == nil && matched
	})
}
