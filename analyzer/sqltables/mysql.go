package sqltables

// tableUtility reads MySQL's ANALYZE, OPTIMIZE, CHECK, REPAIR and CHECKSUM TABLE list.
func (p *parser) tableUtility(w keyword) {
	if p.isText(p.i, "no_write_to_binlog") {
		p.i++
	}
	p.take(kwLocal)
	if p.take(kwTable) || p.take(kwTables) {
		p.targets(DDL)
		return
	}
	if w == kwAnalyze { // MariaDB's ANALYZE [FORMAT=JSON] statement
		if p.take(kwFormat) && p.kind() == tOperator {
			p.i++
			p.next()
		}
		if p.word().is(cMain) {
			p.dml(0)
			return
		}
	}
	p.shape.cut(p)
}

// show reads SHOW. In MySQL its forms for columns, indexes and CREATE TABLE name a table, the schema of which may follow.
func (p *parser) show() {
	p.shape.other(p)
	p.shape.bare = !p.shape.upper && p.peek(1) == noKeyword
	p.i++
	if p.d != MySQL && p.d != Any {
		p.skipRest()
		return
	}
	p.takeAny(kwFull, kwExtended)
	switch p.word() {
	case kwCreate:
		p.i++
		if p.word() == kwTable || p.word() == kwView {
			p.i++
			p.takeIf()
			p.target(Read)
		}
	case kwColumns, kwFields, kwIndex, kwIndexes, kwKeys:
		p.i++
		if p.word() != kwFrom && p.word() != kwIn {
			break
		}
		p.i++
		if _, ok := p.target(Read); !ok {
			break
		}
		if p.word() == kwFrom || p.word() == kwIn {
			p.i++
			if t := p.tokens[p.i]; t.kind == tWord || t.kind == tQuoted {
				ref := p.lastReference()
				ref.Schema, ref.SchemaQuoted = p.identifier(t), t.kind == tQuoted
				p.i++
			}
		}
	}
	p.expr(0)
}

// load reads LOAD DATA … INTO TABLE name and LOAD INDEX INTO CACHE.
func (p *parser) load() {
	p.shape.other(p)
	p.i++
	if p.take(kwIndex) {
		if p.skipTo(kwCache) {
			p.i++
			p.indexedTables()
		}
		p.skipRest()
		return
	}
	if p.skipTo(kwInto) && p.peek(1) == kwTable {
		p.i += 2
		p.target(Write)
	} else if p.tokens[p.i-1].kind != tString {
		p.shape.doubt(prose)
	}
	p.expr(0)
}

// mysqlUtility reads HANDLER, FLUSH TABLES and CACHE INDEX.
func (p *parser) mysqlUtility() {
	p.shape.other(p)
	w := p.word()
	p.i++
	if p.d != MySQL && p.d != Any {
		p.skipRest()
		return
	}
	switch w {
	case kwHandler:
		p.target(Read)
		if p.word() != kwOpen && p.word() != kwRead && p.word() != kwClose {
			p.shape.cut(p)
		}
		p.expr(0)
	case kwFlush:
		if p.isText(p.i, "no_write_to_binlog") {
			p.i++
		}
		p.take(kwLocal)
		if (p.take(kwTable) || p.take(kwTables)) && p.word() != kwWith && p.word() != kwFor {
			p.targets(DDL)
		}
	case kwCache:
		if p.take(kwIndex) {
			p.indexedTables()
		} else {
			p.shape.cut(p)
		}
	}
	p.skipRest()
}

// indexedTables reads the list of CACHE INDEX and LOAD INDEX, where partitions and indexes follow each table.
func (p *parser) indexedTables() {
	for {
		if _, ok := p.target(DDL); !ok {
			return
		}
		for !p.atEnd() && p.kind() != tComma && p.word() != kwIn {
			p.skipToken()
		}
		if p.kind() != tComma {
			return
		}
		p.i++
	}
}
