package sqltables

// alter reads ALTER of whatever.
func (p *parser) alter() {
	p.i++
	p.takeAny(kwOnline, kwOffline, kwIgnore)
	p.definer()
	switch p.word() {
	case kwTable:
		p.i++
		p.alterTable()
		return
	case kwForeign:
		if p.peek(1) == kwTable {
			p.i += 2
			p.alterTable()
			return
		}
	case kwMaterialized, kwView:
		if p.take(kwMaterialized) && p.word() != kwView {
			p.shape.cut(p)
			return
		}
		p.next()
		p.alterView()
		return
	case kwPolicy, kwTrigger, kwRule:
		p.shape.other(p)
		if p.skipTo(kwOn) {
			p.i++
			p.target(DDL)
		}
		p.groups()
		return
	case kwIndex:
		p.shape.other(p)
		if (p.d == SQLServer || p.d == Any) && p.skipTo(kwOn) {
			p.i++
			p.target(DDL)
		}
		p.skipRest()
		return
	case kwPublication:
		p.i++
		p.publication()
		return
	case kwEvent:
		p.shape.other(p)
		if p.skipTo(kwDo) {
			p.i++
			p.routineBody()
		}
		return
	case kwFunction, kwProcedure:
		p.i++
		p.shape.other(p)
		if p.d == SQLServer {
			p.createRoutine()
		}
		p.skipRest()
		return
	case kwDomain:
		p.shape.other(p)
		p.domain()
		return
	case kwExtension:
		p.shape.other(p)
		for !p.atEnd() {
			if p.word() == kwAdd || p.word() == kwDrop {
				p.i++
				p.take(kwForeign)
				p.take(kwMaterialized)
				if p.take(kwTable) || p.take(kwView) {
					p.target(DDL)
				}
			}
			p.next()
		}
		return
	}
	p.shape.other(p)
	p.skipRest()
}

// alterTable reads ALTER TABLE after its keyword.
func (p *parser) alterTable() {
	p.takeIf()
	p.take(kwConcurrently)
	if p.word() == kwAll && p.peek(1) == kwIn {
		p.skipRest()
		return
	}
	paren := p.word() == kwOnly && p.peekKind(1) == tOpen
	p.only()
	if paren {
		p.i++
	}
	if _, ok := p.target(DDL); !ok {
		p.shape.cut(p)
		return
	}
	if paren && p.kind() == tClose || p.kind() == tStar {
		p.i++
	}
	if p.atEnd() {
		p.shape.cut(p)
	}
	p.shape.action(p)
	first := true // of an action
	for !p.atEnd() {
		was := first
		first = false
		switch {
		case p.kind() == tComma:
			first = true
		case p.kind() == tOpen:
			p.definitions()
			continue
		case p.word() == kwReferences:
			p.i++
			p.target(ForeignKey)
			continue
		case (p.word() == kwAttach || p.word() == kwDetach) && was && p.peek(1) == kwPartition:
			p.i += 2
			p.target(DDL)
			continue
		case p.word() == kwInherit && was, p.word() == kwNo && p.peek(1) == kwInherit && was:
			p.take(kwNo)
			p.i++
			p.target(DDL)
			continue
		case p.word() == kwRename && was:
			p.i++
			p.renameAction()
			continue
		case p.word() == kwExchange && was:
			if p.skipTo(kwTable) {
				p.i++
				p.target(DDL)
			}
			continue
		case p.isText(p.i, "switch") && was:
			if p.skipTo(kwTo) {
				p.i++
				p.target(DDL)
			}
			continue
		case p.word() == kwUnion && p.d != Postgres && p.d != SQLite:
			p.unionTables()
			continue
		case p.word() == kwUsing:
			p.i++
			p.expr(cComma)
			continue
		case p.word() == kwSelect:
			p.subselect()
			continue
		}
		p.next()
	}
}

// renameAction reads ALTER TABLE a RENAME …. Only MySQL writes the new name as a table's; elsewhere it is a bare name in the
// table's own schema.
func (p *parser) renameAction() {
	switch p.word() {
	case kwColumn, kwIndex, kwKey, kwConstraint:
		p.i++
		return
	case kwTo, kwAs:
		if p.peekKind(1) == tWord && p.peek(2) == kwTo {
			return // a column named to
		}
		p.i++
	default:
		if p.kind() == tOperator {
			p.i++
		} else if p.d != MySQL || p.peek(1) == kwTo {
			return // a column
		}
	}
	if p.d != MySQL && p.d != Any {
		p.next()
		return
	}
	if _, ok := p.target(DDL); ok {
		p.lastReference().Created = true
	}
}

// alterView reads ALTER [MATERIALIZED] VIEW after its keyword.
func (p *parser) alterView() {
	p.takeIf()
	if p.word() == kwAll && p.peek(1) == kwIn {
		p.skipRest()
		return
	}
	if _, ok := p.target(DDL); !ok {
		p.shape.cut(p)
		return
	}
	if p.kind() == tOpen {
		p.skipToken()
	}
	p.shape.action(p)
	for !p.atEnd() {
		if p.word() == kwAs && p.d != Postgres {
			p.i++
			p.query()
			return
		}
		if !p.group() {
			p.next()
		}
	}
}

// rename reads MySQL's RENAME TABLE a TO b, c TO d.
func (p *parser) rename() {
	p.i++
	if !p.take(kwTable) && !p.take(kwTables) {
		p.shape.other(p)
		if p.word() != kwUser {
			p.shape.cut(p)
		}
		p.skipRest()
		return
	}
	p.takeIf()
	for {
		if _, ok := p.target(DDL); !ok {
			p.shape.cut(p)
			return
		}
		p.lastReference().Dropped = true
		for !p.atEnd() && p.word() != kwTo { // WAIT n
			p.next()
		}
		if !p.take(kwTo) {
			p.shape.cut(p)
			return
		}
		if _, ok := p.target(DDL); !ok {
			p.shape.cut(p)
			return
		}
		p.lastReference().Created = true
		if p.kind() != tComma {
			return
		}
		p.i++
	}
}
