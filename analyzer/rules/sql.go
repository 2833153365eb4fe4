package rules

import (
	"slices"
	"strings"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// sqlUse is one text with the tables in it.
type sqlUse struct {
	*Text
	result sqltables.Result
	// afterHole marks a statement with an unknown part before it.
	afterHole bool
	refs      []sqltables.Reference // what the text names, in string literals, too
	owners    []modulemap.Ownership // of refs, by index
}

// tableRef is a reference to a table that is known by name.
type tableRef struct {
	sqltables.Reference
	ownership modulemap.Ownership
	table     string // canonical; of a name that is known in part only, the map's entry that covers it
}

func (j *judge) judgeText(text *Text) {
	if j.user == nil && j.m.Unassigned() == modulemap.UnassignedFree {
		return
	}
	u := &sqlUse{Text: text, afterHole: startsBehindHole(text.SQL)}
	dialect, err := sqltables.ParseDialect(j.m.Dialect(j.user))
	if err != nil {
		dialect = sqltables.Any // the map is validated; a new dialect there and not here is still read
	}
	u.result.Extract(text.SQL, dialect)
	if (text.Sink == "" || text.Inferred) && u.result.Shape == sqltables.NotSQL {
		return
	}
	outer := j.allows
	j.allows = append(slices.Clip(outer), j.textAllows(u)...)
	defer func() { j.allows = outer }()
	j.own(u)
	if !u.Guessed {
		j.count(u)
	}
	if j.user != nil && j.user.Open() && text.Sink == "" && text.Exported {
		return // a shared kernel's constant says nothing by itself: whoever uses it does
	}
	if u.Guessed && j.settled[u.Call] {
		return // the likelier name is one that the map knows
	}
	for i, ref := range u.refs {
		if u.owners[i].Kind == modulemap.Owned {
			j.settled[u.Call] = true
		}
		if !u.unknown(i) && !isTemporary(ref.Name) && !u.elsewhere(ref) {
			j.judgeReference(u, tableRef{ref, u.owners[i], j.tableName(ref, u.owners[i])})
		}
	}
	j.dynamicSQL(u)
}

// own looks up who owns each reference. A name with a hole has an owner all the same where a glob of the map covers it
// whatever stands in the hole: "inventory.\x01" under inventory.*. A regclass may be an index or a sequence of nobody's: it counts
// only where the map says whose it is.
func (j *judge) own(u *sqlUse) {
	u.refs = slices.Clip(u.result.References)
	u.owners = make([]modulemap.Ownership, len(u.refs), len(u.refs)+len(u.result.Quoted))
	for i, ref := range u.refs {
		u.owners[i] = j.m.TableOwner(j.user, tableOf(ref))
	}
	for _, ref := range u.result.Quoted {
		if owner := j.m.TableOwner(j.user, tableOf(ref)); owner.Kind == modulemap.Owned || !ref.Relation {
			u.refs, u.owners = append(u.refs, ref), append(u.owners, owner)
		}
	}
}

// unknown tells whether it is not known which table, or whose, reference i is.
func (u *sqlUse) unknown(i int) bool {
	ref, kind := u.refs[i], u.owners[i].Kind
	return kind == modulemap.Ambiguous || ref.Partial && kind != modulemap.Owned || u.maybeCTE(ref)
}

// elsewhere tells whether a reference is judged in another place.
func (u *sqlUse) elsewhere(ref sqltables.Reference) bool {
	return u.Elsewhere != nil && u.Elsewhere(ref.Offset, ref.Length)
}

// maybeCTE tells whether a plain name may be that of a CTE: an unknown part before the statement, or in its WITH, may define
// one.
func (u *sqlUse) maybeCTE(ref sqltables.Reference) bool {
	if ref.Schema != "" || ref.Access != sqltables.Read {
		return false
	}
	return ref.Uncertain || u.afterHole
}

// startsBehindHole tells whether a text is an unknown part and then a whole statement, as in fmt.Sprintf("%s SELECT …", with).
func startsBehindHole(sql string) bool {
	rest := strings.TrimLeft(sql, " \t\r\n\x01")
	if !strings.Contains(sql[:len(sql)-len(rest)], string(rune(sqltables.Hole))) {
		return false
	}
	word := rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
	for _, head := range []string{"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"} {
		if strings.EqualFold(word, head) {
			return true
		}
	}
	return false
}

func (j *judge) tableName(ref sqltables.Reference, ownership modulemap.Ownership) string {
	if ownership.Kind == modulemap.Owned && (ref.Partial || ref.Schema == modulemap.UnknownSchema) {
		return ownership.Pattern
	}
	return j.m.CanonicalTable(j.user, tableOf(ref))
}

func tableOf(ref sqltables.Reference) modulemap.Table {
	return modulemap.Table{Schema: ref.Schema, Name: ref.Name, Quoted: ref.NameQuoted || ref.SchemaQuoted}
}

// isTemporary tells T-SQL's temporary tables and table variables by their names; they belong to nobody.
func isTemporary(name string) bool {
	return strings.HasPrefix(name, "#") || strings.HasPrefix(name, "@")
}

func (j *judge) judgeReference(u *sqlUse, ref tableRef) {
	switch ref.ownership.Kind {
	case modulemap.Owned:
		if ref.ownership.Owner != j.user {
			j.foreignTable(u, ref)
		} else {
			j.noteTouch(u, ref)
		}
	case modulemap.Unowned:
		j.unownedTable(u, ref)
	}
}

// noteTouch remembers which declaration touches a table of its own module, for advice to others.
func (j *judge) noteTouch(u *sqlUse, ref tableRef) {
	at := u.span(ref.Reference).Start
	declaration := j.p.DeclarationAt(at.Filename, at.Line)
	if j.user == nil || declaration == "" || isTest(at) {
		return
	}
	t := touch{j.user, ref.table, ref.Access.String()}
	j.touches[t] = append(j.touches[t], nodeOf(j.p.Path, declaration))
}

// access names how a statement touches a table: reading it beside tables of another owner is a join.
func (u *sqlUse) access(ref tableRef) string {
	if ref.Access != sqltables.Read {
		return ref.Access.String()
	}
	for i, other := range u.refs {
		if other.Statement == ref.Statement && u.owners[i].Kind == modulemap.Owned && u.owners[i].Owner != ref.ownership.Owner {
			return "join"
		}
	}
	return ref.Access.String()
}

// span is the place of a reference.
func (u *sqlUse) span(ref sqltables.Reference) finding.Span {
	start, end := u.Span(ref.Offset, ref.Length)
	return finding.Span{Start: start, End: end}
}

// count adds the text's statements to the coverage. A fragment that no sink shows is a part of something that is counted
// where it is put together.
func (j *judge) count(u *sqlUse) {
	if j.user != nil && j.user.Unchecked() {
		return
	}
	if u.Sink == "" && u.result.Shape != sqltables.Whole {
		return
	}
	whole := func(i int) bool { return u.Elsewhere != nil && u.Elsewhere(i, 1) }
	if headless(u) || len(u.result.Statements) == 0 {
		switch at := strings.IndexByte(u.SQL, sqltables.Hole); {
		case at >= 0 && (u.Inferred || whole(at)):
		case headless(u) || u.Cut:
			j.coverage.Add(tally(len(u.refs), 1))
		default:
			j.coverage.Add(tally(len(u.refs), 0))
		}
		return
	}
	for i, s := range u.result.Statements {
		known, unknown, elsewhere := 0, 0, 0
		for k, ref := range u.refs {
			switch {
			case ref.Statement != i:
			case u.elsewhere(ref):
				elsewhere++
			case u.unknown(k):
				unknown++
			default:
				known++
			}
		}
		if known+unknown == 0 && (elsewhere > 0 || whole(s.Offset)) {
			continue // counted where its tables are written
		}
		if u.Cut {
			unknown++
		}
		j.coverage.Add(tally(known, unknown))
	}
}

// headless tells whether the beginning of a text is unknown, so that it may be any statement on any table.
func headless(u *sqlUse) bool {
	text := strings.TrimLeft(u.SQL, " \t\r\n(")
	return text != "" && text[0] == sqltables.Hole
}

func tally(known, unknown int) Coverage {
	c := Coverage{Statements: 1}
	switch {
	case unknown == 0:
		c.Resolved = 1
	case known == 0:
		c.Dynamic = 1
	default:
		c.Partial = 1
	}
	return c
}

// textAllows reads the directives in a text's comments: they cover the text. One literal may stand in several texts, and its
// directive is of use if it excuses something in any of them.
func (j *judge) textAllows(u *sqlUse) []*allow {
	var found []*allow
	for _, span := range u.result.Directives {
		comment := u.SQL[span.Offset : span.Offset+span.Length]
		comment = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(comment, "/*"), "--"), "#")
		comment = strings.TrimSpace(strings.TrimSuffix(comment, "*/"))
		start, end := u.Span(span.Offset, span.Length)
		a, known := j.textDirectives[start]
		if !known {
			a = j.readAllow(comment, finding.Span{Start: start, End: end})
			j.textDirectives[start] = a
		}
		if a != nil {
			found = append(found, a)
		}
	}
	return found
}
