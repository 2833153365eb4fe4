package sqltables

// createTrigger reads CREATE TRIGGER after its keyword, with its body where it has one.
func (p *parser) createTrigger() {
	p.shape.other(p)
	p.takeIf()
	if !p.skipTo(kwOn) {
		p.shape.cut(p)
		return
	}
	p.i++
	if p.word() == kwDatabase || p.word() == kwAll || p.d == SQLServer && p.isText(p.i, "database") {
		p.skipRest()
		return
	}
	p.target(DDL)
	for !p.atEnd() {
		switch p.word() {
		case kwFrom: // the table a constraint trigger refers to
			p.i++
			p.target(DDL)
			continue
		case kwExecute:
			p.skipRest()
			return
		case kwBegin:
			p.routineBody()
			return
		case kwRow:
			if p.d != MySQL && p.d != Any || p.peek(1) == kwWhen || p.peek(1) == kwExecute || p.peek(1) == kwBegin {
				break
			}
			p.i++
			if p.isText(p.i, "follows") || p.isText(p.i, "precedes") {
				p.i++
				p.next()
			}
			p.routineBody()
			return
		case kwWhen:
			p.i++
			p.expr(cBody)
			continue
		case kwAs:
			if p.d == SQLServer || p.d == Any {
				p.i++
				p.scopes.add("inserted", false)
				p.scopes.add("deleted", false)
				p.routineBody()
				return
			}
		}
		p.skipToken()
	}
}

// createRule reads CREATE RULE name AS ON event TO table [WHERE …] DO actions.
func (p *parser) createRule() {
	p.shape.other(p)
	if !p.skipTo(kwTo) {
		p.shape.cut(p)
		return
	}
	p.i++
	p.target(DDL)
	p.expr(cBody)
	if !p.take(kwDo) {
		p.shape.cut(p)
		return
	}
	p.takeAny(kwAlso, kwInstead)
	p.body++
	defer func() { p.body-- }()
	if p.kind() != tOpen || p.opensQuery() && p.singleAction() {
		p.statementAt()
		return
	}
	closing := int(p.tokens[p.i].match)
	p.i++
	for p.kind() != tEnd && p.kind() != tClose {
		if p.kind() == tSemicolon {
			p.i++
			continue
		}
		before := p.i
		p.statementAt()
		if p.i == before {
			p.next()
		}
	}
	p.leave(closing)
}

// singleAction tells (SELECT …) UNION … from a list of actions.
func (p *parser) singleAction() bool {
	closing := int(p.tokens[p.i].match)
	return closing > 0 && p.tokens[closing+1].word.is(cSetOperation)
}

// createPolicy reads CREATE POLICY name ON table … USING (…) WITH CHECK (…).
func (p *parser) createPolicy() {
	p.shape.other(p)
	if p.skipTo(kwOn) {
		p.i++
		p.target(DDL)
	}
	p.groups()
}

// publication reads the tables that CREATE and ALTER PUBLICATION list.
func (p *parser) publication() {
	p.shape.other(p)
	listed := false
	for !p.atEnd() {
		switch {
		case p.word() == kwTable:
			p.i++
			listed = true
			p.publishedTable()
		case p.word() == kwTables:
			p.i++
			listed = false
		case p.kind() == tComma:
			p.i++
			if listed && p.word() != kwTable && p.word() != kwTables {
				p.publishedTable()
			}
		case p.word() == kwWhere:
			p.i++
			p.group()
		default:
			p.skipToken()
		}
	}
}

func (p *parser) publishedTable() {
	p.only()
	if p.kind() == tOpen {
		p.i++
	}
	p.target(DDL)
	if p.kind() == tClose || p.kind() == tStar {
		p.i++
	}
	if p.kind() == tOpen {
		p.skipToken()
	}
}

// createSchema reads CREATE SCHEMA and the statements that PostgreSQL lets follow it without semicolons.
func (p *parser) createSchema() {
	p.shape.other(p)
	p.takeIf()
	if p.batch {
		p.skipRest()
		return
	}
	p.batch = true
	p.skipRest()
	for p.word() == kwCreate || p.word() == kwGrant {
		if p.word() == kwCreate {
			p.create()
		} else {
			p.grant()
		}
		p.skipRest()
	}
	p.batch = false
}

// domain reads the constraints of a domain.
func (p *parser) domain() {
	for !p.atEnd() {
		switch {
		case p.take(kwReferences):
			p.target(ForeignKey)
		case !p.group():
			p.next()
		}
	}
}
