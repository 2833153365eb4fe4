package sqltables

// dml reads one SELECT, INSERT, UPDATE, DELETE, MERGE or their like up to the end of its level or one of the stops.
func (p *parser) dml(stops class) Kind {
	if p.d == SQLServer && p.nesting == 0 {
		stops |= cStatement
	}
	stops |= p.bodyStops()
	switch p.word() {
	case kwSelect:
		p.shape.query(p)
		p.subselect()
		p.clauses(stops)
		return Select
	case kwWith:
		if p.withClause() {
			return p.withStatement(stops)
		}
		p.shape.doubt(prose)
	case kwInsert, kwReplace:
		k := Insert
		if p.word() == kwReplace {
			k = Replace
		}
		p.insert(stops)
		return k
	case kwUpdate:
		p.update(stops)
		return Update
	case kwDelete:
		p.delete(stops)
		return Delete
	case kwMerge:
		p.merge()
		return Merge
	case kwValues:
		p.shape.query(p)
		p.i++
		p.clauses(stops)
		return Select
	case kwTable:
		p.shape.query(p)
		p.i++
		p.take(kwOnly)
		p.source(nil, Read)
		if p.kind() == tStar {
			p.i++
		}
		p.clauses(stops)
		return Select
	}
	if p.kind() == tOpen {
		p.shape.query(p)
		p.clauses(stops)
		return Select
	}
	p.expr(stops)
	return Other
}

func (p *parser) withStatement(stops class) Kind {
	if p.nesting >= maxNesting {
		p.expr(stops)
		return Other
	}
	p.nesting++
	k := p.with(stops)
	p.nesting--
	return k
}

// insert reads INSERT and REPLACE. The target is never a common table expression.
func (p *parser) insert(stops class) {
	p.shape.query(p)
	replace := p.word() == kwReplace
	p.i++
	p.takeAny(kwLowPriority, kwDelayed, kwHighPriority, kwIgnore)
	if !replace {
		p.takeOr()
	}
	p.topClause()
	into := p.take(kwInto) || p.take(kwOverwrite)
	p.take(kwTable)
	if !into && p.d != MySQL && p.d != SQLServer && p.d != Any {
		p.shape.doubt(3)
	}
	if !into && !p.shape.upper {
		p.shape.doubt(1)
		if replace {
			p.shape.doubt(prose)
		}
	}
	p.shape.bare = p.shape.bare || replace
	if p.kind() == tParam {
		p.i++ // a table variable
	} else if _, ok := p.target(Write); !ok {
		p.shape.cut(p)
	}
	if p.word() == kwPartition && p.peekKind(1) == tOpen {
		p.i++
		p.skipToken()
	}
	p.hints()
	if p.take(kwAs) {
		p.next()
	} else if p.kind() == tWord && p.word() == noKeyword && (p.d == SQLite || p.d == Any) && p.tokens[p.i].flags&fHole == 0 {
		p.shape.doubt(1)
	}
	if p.kind() == tOpen && !p.opensQuery() {
		p.group()
	}
	p.take(kwAs) // MySQL: INSERT INTO t (a) AS … is no more, but harmless
	if p.isText(p.i, "overriding") {
		p.i++
		p.next()
		p.take(kwValue)
	}
	p.output()
	p.insertSource(stops)
}

// insertSource reads VALUES, a query, SET or DEFAULT VALUES with what follows.
func (p *parser) insertSource(stops class) {
	switch p.word() {
	case kwWith:
		if p.withClause() {
			p.withStatement(stops &^ cStatement)
			return
		}
		p.shape.cut(p)
	case kwTable:
		p.i++
		p.take(kwOnly)
		p.source(nil, Read)
	case kwDefault:
		if p.peek(1) != kwValues {
			p.shape.cut(p)
		}
		p.i++
		p.next()
	case kwSelect:
		p.subselect()
	case kwSet:
		p.i++
		p.shape.assignment(p)
		p.expr(cClause | cSet | stops)
	case kwValues, kwValue:
		p.i++
	case kwExec, kwExecute:
		p.i++
	default:
		if p.kind() != tOpen {
			p.shape.cut(p)
		}
	}
	p.clauses(stops)
}

// opensQuery tells whether the parentheses at hand hold a query rather than columns.
func (p *parser) opensQuery() bool {
	i := p.i
	for p.tokens[i].kind == tOpen {
		i++
	}
	switch p.tokens[i].word {
	case kwSelect, kwValues:
		return true
	case kwWith:
		return p.tokens[i+1].kind == tWord || p.tokens[i+1].kind == tQuoted
	case kwTable:
		return p.tokens[i+1].kind == tWord || p.tokens[i+1].kind == tQuoted
	}
	return false
}

// topClause steps over T-SQL's TOP (n) [PERCENT].
func (p *parser) topClause() {
	if p.word() == kwTop && (p.peekKind(1) == tOpen || p.peekKind(1) == tNumber) {
		p.i++
		if !p.group() {
			p.i++
		}
		p.take(kwPercent)
	}
}

// hints steps over T-SQL's WITH (TABLOCK).
func (p *parser) hints() {
	if p.word() == kwWith && p.peekKind(1) == tOpen {
		p.i++
		p.skipToken()
	}
}

// output reads T-SQL's OUTPUT … [INTO target].
func (p *parser) output() {
	if p.word() != kwOutput || p.d != SQLServer && p.d != Any {
		return
	}
	p.i++
	p.expr(cInto | cFrom | cClause | cMain | cSet)
	if p.take(kwInto) {
		if p.kind() == tParam {
			p.i++
		} else {
			p.target(Write)
		}
		if p.kind() == tOpen {
			p.skipToken()
		}
		p.output()
	}
}
