package sqltables

// fromItem is a table of a FROM list with its alias, for UPDATE and DELETE, whose targets may be either.
type fromItem struct {
	reference int // index into Result.References; -1: a derived table or common table
	alias     int // token; -1: none
	name      name
}

// maxItems bounds how many tables of a list, and how many targets, are matched with each other: no database joins more.
const maxItems = 64

// Where the reading of a FROM list stands.
const (
	wantTable = iota
	haveTable
)

// fromList reads table references with their joins: after FROM, USING or UPDATE. Parenthesised joins are counted, not followed. If
// items is given, the list's own tables are noted there. The tables get the access.
func (p *parser) fromList(items *[]fromItem, a Access) {
	depth := 0
	state := wantTable
	stops := cComma | cJoin | cClause | cSetOperation | cInto | cWhenSet | cOn | p.bodyStops()
	var aliased bool // the table at hand has its alias
	// A hole behind a table may hold ORDER BY: then what follows a comma is a column.
	var hazy, listed bool
	for {
		t := &p.tokens[p.i]
		if state == wantTable {
			switch t.kind {
			case tEnd, tSemicolon:
				p.shape.cut(p)
				return
			case tOpen:
				depth++
				p.i++
				if w := p.word(); (w == kwInsert || w == kwUpdate || w == kwDelete || w == kwMerge) && p.peekKind(1) != tClose {
					p.nest(func() { p.dml(0) })
					state = haveTable
				}
				continue
			case tClose:
				if depth == 0 {
					return
				}
				depth--
				p.i++
				state, aliased = haveTable, false
				continue
			case tParam:
				p.i++
				state, aliased = haveTable, false
				continue
			case tOperator:
				if p.src[t.off] == '{' { // {OJ a LEFT JOIN b ON …}
					p.i++
					p.take(kwOj)
					continue
				}
				return
			}
			switch t.word {
			case kwSelect:
				p.subselect()
				p.expr(cSetOperation) // its conditions and ordering
				state, aliased = haveTable, false
				continue
			case kwWith:
				if p.withClause() {
					p.nest(func() { p.with(0) })
					state, aliased = haveTable, false
					continue
				}
				if p.peekKind(1) == tEnd {
					p.i++
					continue
				}
			case kwValues:
				p.i++
				p.expr(cSetOperation | cClause)
				state, aliased = haveTable, false
				continue
			case kwLateral:
				if k := p.peekKind(1); k == tOpen || k == tWord || k == tQuoted || k == tEnd && p.d != SQLite {
					p.i++
					continue
				}
			case kwOnly:
				if k := p.peekKind(1); p.peek(1) != kwAs && (k == tOpen || k == tWord && !p.peek(1).is(cHard) || k == tQuoted || k == tEnd) && (p.d == Postgres || p.d == Any) {
					p.i++
					continue
				}
			case kwTable:
				if p.peekKind(1) == tOpen {
					p.i++ // TABLE(f())
					p.group()
					state, aliased = haveTable, false
					continue
				}
				if depth > 0 {
					p.i++
					continue
				}
			case kwCollation:
				if p.peek(1) == kwFor && p.peekKind(2) == tOpen {
					p.i += 2
					p.group()
					state, aliased = haveTable, false
					continue
				}
			case kwRows:
				if p.peek(1) == kwFrom && p.peekKind(2) == tOpen {
					p.i += 2
					p.group()
					state, aliased = haveTable, false
					continue
				}
			case kwJoin, kwStraightJoin:
				// A hole may have swallowed the first table.
				p.shape.doubt(1)
				p.i++
				continue
			}
			before := len(p.result.References)
			if !p.source(items, a) {
				p.shape.cut(p)
				return
			}
			if hazy && listed && len(p.result.References) > before {
				p.lastReference().Uncertain = true
			}
			state, aliased, listed = haveTable, false, false
			continue
		}

		switch t.kind {
		case tEnd, tSemicolon:
			return
		case tComma:
			p.i++
			state, listed = wantTable, true
			continue
		case tOpen:
			p.group() // columns of an alias, or hints
			aliased = true
			continue
		case tClose:
			if depth == 0 {
				return
			}
			depth--
			p.i++
			aliased = false
			continue
		case tQuoted, tString:
			p.alias(items, &aliased)
			continue
		case tStar:
			p.i++ // name *
			continue
		case tOperator:
			if p.src[t.off] == '}' {
				p.i++
				continue
			}
			return
		case tWord:
			hazy = hazy || t.flags&fHole != 0
		default:
			return
		}
		switch w := t.word; w {
		case kwAs:
			p.i++
			if p.word() == kwOf && p.d != Postgres { // AS OF SYSTEM TIME …
				p.expr(stops)
				continue
			}
			if p.kind() == tWord && p.peekKind(1) == tOpen && p.word() == noKeyword || p.kind() == tWord || p.kind() == tQuoted || p.kind() == tString {
				p.alias(items, &aliased)
			}
		case kwJoin, kwStraightJoin:
			p.i++
			state = wantTable
		case kwApply:
			p.i++
			if prev := p.tokens[p.i-2].word; prev == kwCross || prev == kwOuter {
				state = wantTable
			}
		case kwInner, kwLeft, kwRight, kwFull, kwCross, kwOuter, kwNatural:
			p.i++
			if p.kind() == tWord && !p.word().is(cJoin) && p.peek(1) == kwJoin {
				p.i++ // T-SQL's INNER LOOP JOIN
			}
		case kwOn:
			if n := p.peek(1); n == kwConflict || n == kwDuplicate && p.peek(2) == kwKey {
				return
			}
			p.i++
			p.expr(stops)
		case kwUsing:
			if p.peekKind(1) != tOpen {
				return
			}
			p.i++
			p.skipToken()
			if p.take(kwAs) {
				p.next()
			}
		case kwUse, kwIgnore, kwForce:
			if n := p.peek(1); n == kwIndex || n == kwKey {
				for !p.atEnd() && p.kind() != tOpen && p.kind() != tClose {
					p.i++
				}
				if p.kind() == tOpen {
					p.skipToken()
				}
			} else {
				p.alias(items, &aliased)
			}
		case kwIndexed:
			p.i++
			if p.take(kwBy) {
				p.next()
			}
		case kwNot:
			if p.peek(1) != kwIndexed {
				return
			}
			p.i += 2
		case kwPartition, kwTablesample, kwPivot, kwUnpivot:
			p.i++
			for p.kind() == tWord && p.word() == noKeyword || p.kind() == tDot {
				p.i++
			}
			if p.kind() == tOpen {
				p.group()
			}
			if p.isText(p.i, "repeatable") && p.peekKind(1) == tOpen {
				p.i++
				p.group()
			}
			aliased = false
		case kwWith:
			if p.peekKind(1) == tOpen || p.peek(1) == kwOrdinality || p.isText(p.i+1, "offset") {
				p.i++
				if !p.group() {
					p.i++
				}
				continue
			}
			return
		case kwFor:
			if p.peek(1) == kwSystemTime {
				p.i += 2
				p.systemTime(stops)
				continue
			}
			if p.d == SQLServer && p.isText(p.i+1, "path") {
				p.i += 2 // a node or edge of SHORTEST_PATH
				continue
			}
			return
		case kwUnion, kwExcept, kwIntersect:
			if depth == 0 {
				return
			}
			p.i++
			p.takeAny(kwAll, kwDistinct)
			state = wantTable
		case kwOrder, kwLimit, kwOffset, kwFetch:
			if depth == 0 {
				return
			}
			p.expr(cSetOperation)
		case kwWindow:
			if p.peek(2) == kwAs {
				return
			}
			p.alias(items, &aliased)
		default:
			if w.is(cFromEnd) && (depth == 0 || w.is(cHard)) || w.is(cStatement) && stops&cStatement != 0 || w.is(cBody) && p.body > 0 {
				return
			}
			p.alias(items, &aliased)
		}
	}
}

// systemTime reads FOR SYSTEM_TIME ALL, AS OF x, BETWEEN x AND y, FROM x TO y.
func (p *parser) systemTime(stops class) {
	if p.word() == kwAs && p.peek(1) == kwOf {
		p.i += 2
	} else if p.word() == kwFrom || p.word() == kwBetween || p.word() == kwAll {
		p.i++
	}
	p.expr(stops)
}

// alias steps over a table's alias. A second word is no alias: no clause holds it.
func (p *parser) alias(items *[]fromItem, aliased *bool) {
	t := p.tokens[p.i]
	if *aliased && t.flags&fHole == 0 && p.tokens[p.i-1].flags&fHole == 0 {
		p.shape.doubt(3)
	}
	if items != nil && len(*items) > 0 && !*aliased {
		(*items)[len(*items)-1].alias = p.i
	}
	if t.kind == tWord && t.flags&fHole == 0 {
		p.shape.alias(p, t)
	}
	*aliased = t.flags&fHole == 0
	p.i++
}

// source reads one table or table function of a FROM list. It returns false where neither stands.
func (p *parser) source(items *[]fromItem, a Access) bool {
	t := p.tokens[p.i]
	if t.kind == tString && p.d != SQLite {
		return false
	}
	n, ok := p.name()
	if !ok {
		return false
	}
	if p.kind() == tOpen && !p.oldHints() {
		if p.d == SQLServer && p.isText(n.first, "predict") {
			p.predict()
		} else {
			p.group()
		}
		if items != nil {
			*items = append(*items, fromItem{-1, -1, n})
		}
		return true
	}
	if n.schema < 0 && n.first == n.last && t.kind == tWord && p.noTable(t) {
		return true
	}
	before := len(p.result.References)
	if a == Read {
		p.mention(n)
	} else {
		p.reference(n, a)
	}
	if items != nil {
		index := -1
		if len(p.result.References) > before {
			index = before
		}
		*items = append(*items, fromItem{index, -1, n})
	}
	return true
}

// predict reads T-SQL's PREDICT(MODEL = @m, DATA = dbo.t AS d).
func (p *parser) predict() {
	closing := int(p.tokens[p.i].match)
	for p.i++; !p.atEnd() && p.kind() != tClose; {
		if p.isText(p.i, "data") && p.peekKind(1) == tOperator {
			p.i += 2
			p.fromList(nil, Read)
			continue
		}
		p.skipToken()
	}
	p.leave(closing)
}

// mention adds the name as a table that is read, unless it is a common table expression.
func (p *parser) mention(n name) {
	if n.schema < 0 && n.table >= 0 && len(p.scopes.entries) > 0 && n.first == n.last {
		if p.scopes.has(p.identifier(p.tokens[n.table]), p.d == Postgres) {
			return
		}
	}
	p.reference(n, Read)
}

// oldHints tells T-SQL's FROM t (NOLOCK) from a function's arguments.
func (p *parser) oldHints() bool {
	return (p.d == SQLServer || p.d == Any) && (p.isText(p.i+1, "nolock") || p.isText(p.i+1, "updlock") || p.isText(p.i+1, "holdlock") ||
		p.isText(p.i+1, "readpast") || p.isText(p.i+1, "tablock") || p.isText(p.i+1, "rowlock") || p.isText(p.i+1, "readuncommitted"))
}

// noTable tells the words that stand for a value or for nothing where a table is wanted.
func (p *parser) noTable(t token) bool {
	switch t.word {
	case kwDual:
		return p.d == MySQL || p.d == Any
	case kwCurrentDate, kwCurrentTime, kwCurrentTimestamp, kwLocaltime, kwLocaltimestamp:
		return p.d == Postgres || p.d == Any
	case kwCurrentRole, kwCurrentUser, kwUser,
		kwSessionUser, kwSystemUser, kwCurrentCatalog, kwCurrentSchema:
		return p.d == Postgres
	}
	return false
}
