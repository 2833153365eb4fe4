package sqltables

// create reads CREATE of whatever.
func (p *parser) create() {
	p.i++
	p.takeOr()
	p.takeAny(kwTemp, kwTemporary, kwLocal, kwGlobal, kwUnlogged, kwUnique, kwFulltext, kwSpatial, kwOnline, kwOffline, kwConstraint, kwAggregate, kwPublic)
	recursive := p.take(kwRecursive)
	p.definer()
	for p.isText(p.i, "external") || p.isText(p.i, "clustered") || p.isText(p.i, "nonclustered") || p.isText(p.i, "columnstore") {
		p.i++
	}
	switch p.word() {
	case kwTable:
		p.i++
		p.createTable()
	case kwForeign:
		if p.peek(1) == kwTable {
			p.i += 2
			p.createTable()
			return
		}
		p.shape.other(p)
		p.skipRest()
	case kwVirtual:
		p.i++
		p.take(kwTable)
		p.takeIf()
		p.created()
		if p.word() != kwUsing {
			p.shape.cut(p)
		}
		p.skipRest()
	case kwMaterialized, kwView:
		if p.take(kwMaterialized) && p.word() != kwView {
			p.shape.cut(p)
			return
		}
		p.next()
		p.createView(recursive)
	case kwIndex:
		p.i++
		p.createIndex()
	case kwTrigger:
		p.i++
		p.createTrigger()
	case kwRule:
		p.i++
		p.createRule()
	case kwPolicy:
		p.i++
		p.createPolicy()
	case kwPublication:
		p.i++
		p.publication()
	case kwStatistics:
		p.i++
		p.shape.other(p)
		if p.skipTo(kwFrom) {
			p.i++
			p.fromList(nil, DDL)
		}
	case kwFunction, kwProcedure:
		p.i++
		p.shape.other(p)
		p.createRoutine()
	case kwEvent:
		p.i++
		p.shape.other(p)
		if p.word() != kwTrigger && p.skipTo(kwDo) {
			p.i++
			p.routineBody()
			return
		}
		p.skipRest()
	case kwSchema:
		p.i++
		p.createSchema()
	case kwDomain:
		p.shape.other(p)
		p.domain()
	default:
		p.shape.other(p)
		p.skipRest()
	}
}

// definer steps over what MySQL writes between CREATE and VIEW, TRIGGER or PROCEDURE.
func (p *parser) definer() {
	switch p.word() {
	case kwDefiner, kwAlgorithm, kwSql:
	default:
		return
	}
	for n := 0; n < 16 && !p.atEnd(); n++ {
		switch p.word() {
		case kwView, kwTrigger, kwProcedure, kwFunction, kwEvent, kwAggregate:
			p.take(kwAggregate)
			return
		}
		p.i++
	}
}

// created reads the name of what the statement creates.
func (p *parser) created() bool {
	if _, ok := p.target(DDL); ok {
		p.lastReference().Created = true
		return true
	}
	p.shape.cut(p)
	return false
}

// skipRest steps to the statement's end without looking for tables.
func (p *parser) skipRest() {
	for !p.atEnd() {
		p.skipToken()
	}
}

// groups steps to the statement's end and reads the subqueries inside parentheses on the way.
func (p *parser) groups() {
	for !p.atEnd() {
		if !p.group() {
			p.next()
		}
	}
}

// createTable reads CREATE TABLE after its keyword, in every dialect's form.
func (p *parser) createTable() {
	p.takeIf()
	if !p.created() {
		p.shape.cut(p)
	}
	p.shape.tableBody(p)
	for !p.atEnd() {
		switch p.word() {
		case kwLike:
			p.i++
			p.target(DDL)
			continue
		case kwPartition:
			if p.peek(1) == kwOf {
				p.i += 2
				p.target(DDL)
				continue
			}
		case kwInherits:
			p.i++
			p.listedTargets()
			continue
		case kwAs:
			p.i++
			p.query()
			return
		case kwSelect, kwWith:
			if p.word() == kwSelect || p.withClause() {
				p.query()
				return
			}
		case kwUnion:
			p.unionTables()
			continue
		}
		if p.kind() == tOpen {
			if p.opensQuery() {
				p.query()
				return
			}
			p.definitions()
			continue
		}
		p.next()
	}
}

// unionTables reads the UNION = (a, b) of MySQL's merge tables.
func (p *parser) unionTables() {
	p.i++
	if p.kind() == tOperator {
		p.i++
	}
	p.listedTargets()
}

// listedTargets reads a list of tables in parentheses, if there is one.
func (p *parser) listedTargets() {
	if p.kind() == tOpen {
		closing := int(p.tokens[p.i].match)
		p.i++
		p.targets(DDL)
		p.leave(closing)
	}
}

// query reads a query up to the statement's end.
func (p *parser) query() { p.dml(0) }

// definitions reads the parentheses that hold columns and constraints: REFERENCES, LIKE, and the subqueries of checks.
func (p *parser) definitions() {
	closing := int(p.tokens[p.i].match)
	p.i++
	depth := 0
	start := true // of an element
	for !p.atEnd() {
		t := p.tokens[p.i]
		was := start
		start = false
		switch t.kind {
		case tOpen:
			depth++
		case tClose:
			if depth == 0 {
				p.leave(closing)
				return
			}
			depth--
		case tComma:
			start = depth == 0
		case tWord:
			switch {
			case t.word == kwReferences && !was:
				p.i++
				p.target(ForeignKey)
				continue
			case t.word == kwLike && was && p.d != SQLite && p.peekKind(1) != tComma && p.peekKind(1) != tClose:
				p.i++
				p.target(DDL)
				continue
			case t.word == kwSelect:
				p.subselect()
				continue
			case t.word == kwWith && p.tokens[p.i-1].kind == tOpen && p.withClause():
				p.nest(func() { p.with(0) })
				continue
			case t.word == kwIn && p.d == SQLite:
				p.i++
				p.inTable()
				continue
			}
		}
		p.i++
	}
}

// createView reads CREATE [MATERIALIZED] VIEW after its keyword. A recursive view is in sight of its own query.
func (p *parser) createView(recursive bool) {
	p.takeAny(kwConcurrently)
	p.takeIf()
	if !p.created() {
		return
	}
	if recursive {
		ref := p.lastReference()
		p.scopes.add(ref.Name, ref.NameQuoted)
	}
	for !p.atEnd() {
		if p.take(kwAs) {
			p.query()
			return
		}
		p.skipToken()
	}
	p.shape.cut(p)
}

// createIndex reads CREATE INDEX after its keyword.
func (p *parser) createIndex() {
	p.takeAny(kwConcurrently)
	p.takeIf()
	if !p.skipTo(kwOn) {
		p.shape.cut(p)
		return
	}
	p.i++
	p.only()
	if p.kind() == tOpen {
		p.i++
	}
	if _, ok := p.target(DDL); !ok {
		p.shape.cut(p)
	}
	p.shape.indexBody(p)
	p.shape.loose = true
	p.groups()
}

// only steps over ONLY before a name.
func (p *parser) only() {
	if p.word() == kwOnly && (p.peekKind(1) == tWord || p.peekKind(1) == tQuoted || p.peekKind(1) == tOpen || p.peekKind(1) == tEnd) {
		p.i++
	}
}
