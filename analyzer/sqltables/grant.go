package sqltables

// grant reads GRANT and REVOKE … ON tables. A role that is granted is no table. In MySQL what follows ON is a level of privileges
// (*.*, shop.*), which no more names a table than a glob does, so nothing is reported there.
func (p *parser) grant() {
	p.shape.other(p)
	p.i++
	if p.d == MySQL || !p.privileges() {
		p.shape.bare = true
		p.skipRest()
		return
	}
	if !p.shape.upper && p.peek(-1) == noKeyword && p.tokens[p.i-1].kind == tWord {
		p.shape.doubt(prose) // no privilege
	}
	p.i++ // ON
	switch w := p.word(); {
	case w == kwTable:
		p.i++
	case p.d != Postgres && p.peekKind(1) == tOperator && hasPrefixAt(p.src, int(p.tokens[p.i+1].off), "::"):
		if w != kwObject {
			p.skipRest()
			return
		}
		p.i += 2 // OBJECT::dbo.t
	case p.noTableObject():
		p.skipRest()
		return
	}
	p.targets(DDL)
	p.skipRest()
}

// privileges steps to the ON of a GRANT and tells whether it is there. Columns in parentheses are skipped.
func (p *parser) privileges() bool {
	for !p.atEnd() {
		switch p.word() {
		case kwOn:
			return true
		case kwTo, kwFrom:
			return false
		}
		p.skipToken()
	}
	return false
}

// noTableObject tells whether the words at hand say that what follows is something other than tables.
func (p *parser) noTableObject() bool {
	switch p.word() {
	case kwSequence, kwDatabase, kwDomain, kwForeign, kwFunction, kwProcedure, kwLanguage, kwLarge, kwSchema, kwTablespace, kwType, kwAll:
	default:
		if !p.isText(p.i, "routine") && !p.isText(p.i, "parameter") && !p.isText(p.i, "property") {
			return false
		}
	}
	next := p.peekKind(1)
	return next == tEnd || next == tQuoted || next == tWord && p.peek(1) != kwTo && p.peek(1) != kwFrom
}

// comment reads COMMENT ON.
func (p *parser) comment() {
	p.shape.other(p)
	p.i++
	if !p.take(kwOn) {
		p.shape.cut(p)
		return
	}
	switch p.word() {
	case kwTable, kwView:
		p.i++
		p.target(DDL)
	case kwMaterialized, kwForeign:
		if p.peek(1) == kwView || p.peek(1) == kwTable {
			p.i += 2
			p.target(DDL)
		}
	case kwColumn:
		p.i++
		p.columnTable()
	case noKeyword:
		p.shape.bare = true
	case kwConstraint, kwTrigger, kwRule, kwPolicy:
		if p.skipTo(kwOn) {
			p.i++
			if p.word() != kwDomain || p.peek(1) == kwIs {
				p.target(DDL)
			}
		}
	}
	p.skipRest()
}

// columnTable reads schema.table.column as the table.
func (p *parser) columnTable() {
	first := p.i
	if _, ok := p.name(); !ok {
		return
	}
	last := p.i - 1
	if last-first < 2 {
		return // a column alone
	}
	n := name{schema: -1, table: last - 2, first: first, last: last - 2}
	if n.table-2 >= first {
		n.schema = n.table - 2
	}
	p.reference(n, DDL)
}
