package sqltables

// truncateTable reads TRUNCATE [TABLE] list.
func (p *parser) truncateTable() {
	p.i++
	p.take(kwTable)
	if !p.nameAt() {
		p.shape.cut(p)
	}
	p.targets(Write)
	p.takeAny(kwRestrict, kwCascade, kwContinue, kwIdentity, kwWait)
	if p.isText(p.i, "restart") {
		p.i++
		p.takeAny(kwIdentity, kwCascade, kwRestrict)
	}
	if p.word() == kwWith {
		p.i++
		p.group()
	}
	p.shape.junk(p)
}

// lock reads LOCK TABLE in PostgreSQL's form and in MySQL's, where every table has its own mode.
func (p *parser) lock() {
	p.shape.other(p)
	p.i++
	plain := !p.take(kwTable) && (p.d == Postgres || !p.take(kwTables))
	if plain && p.d == MySQL {
		p.skipRest()
		return
	}
	for {
		p.only()
		if p.kind() == tOpen {
			p.i++
		}
		if _, ok := p.target(Write); !ok {
			break
		}
		p.shape.lockMode(p, plain)
		for !p.atEnd() && p.kind() != tComma && p.word() != kwIn {
			p.next() // an alias, READ LOCAL, LOW_PRIORITY WRITE
		}
		if p.kind() != tComma {
			break
		}
		p.i++
	}
	p.skipRest()
}

// copyTable reads COPY table FROM, which writes, and COPY table TO, which reads; or a query in parentheses.
func (p *parser) copyTable() {
	p.i++
	p.take(kwBinary)
	if p.kind() == tOpen {
		closing := int(p.tokens[p.i].match)
		p.i++
		p.nested(func() { p.dml(0) }, closing)
		if p.word() != kwTo {
			p.shape.cut(p)
		}
		p.skipRest()
		return
	}
	if _, ok := p.target(Read); !ok {
		p.shape.cut(p)
		p.skipRest()
		return
	}
	ref := len(p.result.References) - 1
	if p.kind() == tOpen {
		p.skipToken()
	}
	switch p.word() {
	case kwFrom:
		p.result.References[ref].Access = Write
	case kwTo:
	default:
		p.shape.cut(p)
	}
	p.next()
	p.shape.copySource(p)
	p.expr(0)
}

// maintain reads VACUUM, ANALYZE, CLUSTER, REINDEX, REFRESH and MySQL's OPTIMIZE, CHECK, REPAIR and CHECKSUM TABLE.
func (p *parser) maintain() {
	p.shape.other(p)
	w := p.word()
	p.i++
	switch {
	case w == kwRefresh:
		if p.take(kwMaterialized) {
			p.take(kwView)
			p.take(kwConcurrently)
			p.target(Write)
		} else {
			p.shape.cut(p)
		}
	case p.d == SQLite:
		p.groups() // VACUUM INTO (SELECT …); the names of ANALYZE and REINDEX may be an index's or a schema's
	case w == kwOptimize || w == kwRepair || w == kwChecksum || w == kwCheck || p.d == MySQL:
		p.tableUtility(w)
	case w == kwReindex:
		if p.kind() == tOpen {
			p.skipToken()
		}
		if p.take(kwTable) {
			p.take(kwConcurrently)
			p.target(DDL)
		}
	case w == kwCluster:
		if p.kind() == tOpen {
			p.skipToken()
		}
		p.take(kwVerbose)
		if p.peek(1) == kwOn { // CLUSTER index ON table
			p.i += 2
		}
		p.target(DDL)
	default:
		p.vacuum()
		p.shape.junk(p)
	}
	p.skipRest()
}

// vacuum reads what follows VACUUM and ANALYZE in PostgreSQL: options, then tables with columns.
func (p *parser) vacuum() {
	if p.kind() == tOpen {
		p.skipToken()
	}
	p.takeAny(kwFull, kwFreeze, kwVerbose, kwAnalyze, kwAnalyse)
	if p.kind() == tOpen {
		p.skipToken()
	}
	p.take(kwTable)
	for {
		p.only()
		if _, ok := p.target(DDL); !ok {
			return
		}
		if p.kind() == tStar {
			p.i++
		}
		if p.kind() == tOpen {
			p.skipToken()
		}
		if p.kind() != tComma {
			return
		}
		p.i++
	}
}

// explain reads EXPLAIN statement, and in MySQL EXPLAIN and DESCRIBE table.
func (p *parser) explain() Kind {
	describe := p.word() != kwExplain
	p.i++
	if p.kind() == tOpen && !p.opensQuery() {
		p.skipToken()
	}
	for {
		switch w := p.word(); {
		case w == kwAnalyze, w == kwAnalyse, w == kwVerbose, w == kwExtended, w == kwPartitions:
			if p.d == MySQL && w != kwAnalyze && !p.peek(1).is(cMain) {
				p.described() // a table of that name
				return Explain
			}
			p.i++
			continue
		case w == kwFormat:
			p.i++
			if p.kind() == tOperator {
				p.i++
				p.next()
			}
			continue
		case w == kwQuery && p.isText(p.i+1, "plan"):
			p.i += 2
			continue
		case w == kwFor:
			p.skipRest()
			return Explain
		}
		break
	}
	switch w := p.word(); {
	case w.is(cMain), w == kwCreate, w == kwDeclare, w == kwExecute, w == kwRefresh, w == kwAlter, w == kwDrop, p.kind() == tOpen, w == kwCall:
		if !describe || w.is(cMain) || p.kind() == tOpen {
			if p.nesting < maxNesting {
				p.nesting++
				p.statementAt()
				p.nesting--
			}
			return Explain
		}
	}
	if p.d == MySQL || p.d == Any {
		p.shape.bare = true
		if !p.shape.upper {
			p.shape.doubt(1)
		}
		p.described()
	} else {
		p.shape.cut(p)
		p.expr(0)
	}
	return Explain
}

// described reads the table of MySQL's DESCRIBE table [column].
func (p *parser) described() {
	if _, ok := p.target(Read); !ok {
		p.shape.cut(p)
	}
	if p.kind() == tWord || p.kind() == tString || p.kind() == tQuoted {
		p.shape.doubt(1)
		p.i++
	}
}

// prepare reads PREPARE name [(types)] AS statement. MySQL prepares from a string, which is not followed.
func (p *parser) prepare() {
	p.shape.other(p)
	p.i++
	p.next()
	if p.kind() == tOpen {
		p.skipToken()
	}
	if p.word() != kwAs && p.word() != kwFrom {
		p.shape.cut(p)
	}
	if p.take(kwAs) && p.nesting < maxNesting {
		p.nesting++
		p.statementAt()
		p.nesting--
		return
	}
	p.skipRest()
}

// declare reads DECLARE name CURSOR FOR query, and T-SQL's variables.
func (p *parser) declare() Kind {
	p.shape.other(p)
	p.shape.bare = true
	p.i++
	if p.body == 0 && p.d == SQLServer {
		p.expr(p.statementStops())
		return Other
	}
	for !p.atEnd() {
		w := p.word()
		if w == kwFor || w == kwIs {
			p.i++
			p.shape.bare = !p.word().is(cMain)
			p.dml(0)
			return Other
		}
		if p.body > 0 && w.is(cBody) {
			return Other
		}
		if !p.group() {
			p.next()
		}
	}
	return Other
}

// do reads PostgreSQL's DO block and MySQL's DO expression.
func (p *parser) do() Kind {
	p.shape.call(p)
	p.i++
	if p.d != MySQL && (p.word() == kwLanguage || p.kind() == tString) {
		p.stringBodies()
		return Block
	}
	p.expr(p.statementStops())
	return Other
}

// set reads SET: its values may hold subqueries. SET CONSTRAINTS names constraints, which are no tables.
func (p *parser) set() {
	p.shape.setting(p)
	p.i++
	p.expr(p.statementStops())
}

// transaction reads what begins and ends transactions, and the blocks that begin alike.
func (p *parser) transaction() Kind {
	p.shape.transaction(p)
	w := p.word()
	switch w {
	case kwBegin:
		if p.blockBegins() {
			p.routineBody()
			return Block
		}
		p.skipRest()
		return Begin
	case kwStart:
		p.skipRest()
		if p.tokens[p.i-1].word == kwStart {
			return Other
		}
		return Begin
	}
	p.i++
	p.takeAny(kwTransaction, kwWork, kwTran)
	to := p.word() == kwTo
	p.skipRest()
	switch {
	case to:
		return Other // to a savepoint
	case w == kwRollback || w == kwAbort:
		return Rollback
	}
	return Commit
}

// blockBegins tells a block of statements from the BEGIN of a transaction.
func (p *parser) blockBegins() bool {
	if p.d == Postgres || p.d == SQLite {
		return false
	}
	t := p.tokens[p.i+1]
	switch t.kind {
	case tSemicolon, tEnd, tNumber:
		return false
	case tWord:
		switch t.word {
		case kwTran, kwTransaction, kwWork, kwImmediate, kwExclusive, kwDeferred, kwRead, kwConcurrent, noKeyword:
			return false
		}
		return true
	}
	return false
}

// importSchema reads IMPORT FOREIGN SCHEMA s LIMIT TO (tables) FROM SERVER ….
func (p *parser) importSchema() {
	p.shape.other(p)
	if p.peek(1) != kwForeign {
		p.shape.doubt(prose)
	}
	for !p.atEnd() {
		if p.word() == kwTo && p.peekKind(1) == tOpen || p.word() == kwExcept && p.peekKind(1) == tOpen {
			p.i++
			closing := int(p.tokens[p.i].match)
			p.i++
			p.targets(Read)
			p.leave(closing)
			continue
		}
		p.next()
	}
}
