package sqltables

// expr skips an expression, or any run of clauses, up to one of the stops, a parenthesis that closes what was opened before, or the
// statement's end. Parentheses are counted, not followed; the subqueries inside them are read.
func (p *parser) expr(stops class) {
	depth, cases := 0, 0
	prev := token{kind: tOperator}
	start := p.i
	if start > 0 {
		prev = p.tokens[start-1]
	}
	for {
		t := &p.tokens[p.i]
		switch t.kind {
		case tEnd, tSemicolon:
			if cases > 0 {
				p.shape.cutOff = true
				p.shape.doubt(1)
			}
			return
		case tOpen:
			p.i++
			depth++
			if w := p.word(); w != noKeyword && p.opens(w, prev) {
				prev = token{kind: tClose}
				continue
			}
			prev = token{kind: tOpen}
			continue
		case tClose:
			if depth == 0 {
				return
			}
			depth--
		case tComma:
			if depth == 0 && stops&cComma != 0 {
				return
			}
		case tWord:
			w := t.word
			if w == noKeyword {
				if t.flags&fHole != 0 && p.holeDefines() {
					p.scopes.unknown++
				}
				if depth == 0 && p.i > start && prev.kind == tWord && prev.word == noKeyword && (prev.flags|t.flags)&fHole == 0 {
					p.shape.adjacent(p, stops&cFrom != 0)
				}
				break
			}
			switch {
			case w == kwSelect:
				if depth == 0 && stops&cStatement != 0 && p.i > start && !prev.word.is(cSetOperation) && prev.word != kwAll && prev.word != kwDistinct {
					return
				}
				p.subselect()
				prev = token{kind: tClose}
				continue
			case w == kwAs:
				prev = *t
				p.i++
				if n := p.tokens[p.i]; n.kind == tWord && n.word != kwSelect && n.word != kwWith && (depth > 0 || !n.word.is(cHard) || p.d == Postgres) {
					prev = token{kind: tClose, end: n.end}
					p.i++
				}
				continue
			case w == kwTable && (prev.word.is(cSetOperation) || prev.word == kwAll || prev.word == kwDistinct) && p.d != SQLite:
				p.i++
				p.take(kwOnly)
				p.source(nil, Read)
				prev = token{kind: tClose}
				continue
			case w == kwWith && (prev.kind == tOpen || prev.flags&fHole != 0 || p.i == start && depth == 0 && stops&cStatement == 0) && p.withClause():
				p.nest(func() { p.with(0) })
				prev = token{kind: tClose}
				continue
			case w == kwIn && p.d == SQLite:
				p.i++
				p.inTable()
				prev = token{kind: tClose}
				continue
			case w == kwCase && p.caseExpression():
				cases++
			case w == kwEnd && cases > 0:
				cases--
			case p.batch && depth == 0 && (w == kwCreate || w == kwGrant):
				return
			case depth == 0 && cases == 0 && stops&classes[w] != 0 && p.stopsHere(w, prev, stops):
				return
			}
		}
		prev = *t
		p.i++
	}
}

// opens reads what only stands right after an opening parenthesis: a statement. It tells whether it did.
func (p *parser) opens(w keyword, prev token) bool {
	switch w {
	case kwWith:
		if !p.withClause() {
			return false
		}
		p.nest(func() { p.with(0) })
		return true
	case kwTable:
		if p.d == SQLite || p.peekKind(1) != tWord && p.peekKind(1) != tQuoted || p.peekKind(2) == tWord && p.peek(2) == noKeyword {
			return false
		}
		p.i++
		p.take(kwOnly)
		p.source(nil, Read)
		return true
	case kwInsert, kwUpdate, kwDelete, kwMerge:
		if prev.kind == tWord && !prev.word.is(cHard) || p.peekKind(1) != tWord && p.peekKind(1) != tQuoted {
			return false // insert(…) is a function, and (update, delete) a list
		}
		if prev.kind == tOpen || prev.word == kwAs || prev.word == kwFrom || prev.word == kwUsing || prev.word == kwMaterialized {
			p.nest(func() { p.dml(0) })
			return true
		}
	}
	return false
}

// withClause tells WITH name AS from WITH ORDINALITY, WITH (hints) and the like.
func (p *parser) withClause() bool {
	if p.peek(1) == kwRecursive {
		return true
	}
	k := p.peekKind(1)
	if k == tWord && p.tokens[p.i+1].flags&fHole != 0 {
		return true
	}
	if k != tWord && k != tQuoted && k != tString {
		return false
	}
	return p.peek(2) == kwAs || p.peekKind(2) == tOpen || p.peekKind(2) == tEnd || p.holeAt(p.i+2)
}

// holeDefines tells whether the hole at hand stands before a common table expression, or for the beginning of one.
func (p *parser) holeDefines() bool {
	i := p.i + 1
	if p.tokens[i].word == kwRecursive {
		i++
	}
	if t := p.tokens[i]; t.kind == tQuoted || t.kind == tWord && t.word == noKeyword {
		i++
		if t := p.tokens[i]; t.kind == tOpen && t.match > 0 {
			i = int(t.match) + 1
		}
		if p.tokens[i].word != kwAs {
			return false
		}
	}
	as := p.tokens[i].word == kwAs
	for as && i < p.i+8 && (p.tokens[i].word == kwAs || p.tokens[i].word == kwNot || p.tokens[i].word == kwMaterialized) {
		i++
	}
	t := p.tokens[i]
	if t.kind != tOpen || t.match < 0 {
		return false
	}
	for p.tokens[i].kind == tOpen {
		i++
	}
	if w := p.tokens[i].word; !w.is(cMain) && w != kwValues && w != kwWith {
		return false
	}
	after := p.tokens[t.match+1]
	return as || after.word.is(cMain) || after.kind == tComma
}

// nest reads something that nests, unless that is too deep.
func (p *parser) nest(read func()) {
	if p.nesting >= maxNesting {
		p.next()
		return
	}
	p.nesting++
	read()
	p.nesting--
}

func (p *parser) subselect() {
	if p.nesting >= maxNesting {
		p.next()
		return
	}
	p.nesting++
	p.selectCore()
	p.nesting--
}

// stopsHere tells whether a keyword of a stop's class is that clause here, and no column of that name.
func (p *parser) stopsHere(w keyword, prev token, stops class) bool {
	if classes[w]&stops == cStatement {
		return p.startsStatement(w, prev)
	}
	switch w {
	case kwFrom:
		// IS [NOT] DISTINCT FROM
		if prev.word == kwDistinct && p.i >= 2 {
			before := p.tokens[p.i-2].word
			return before != kwIs && before != kwNot
		}
		return true
	case kwLeft, kwRight, kwFull, kwInner, kwCross, kwNatural, kwOuter:
		next := p.peek(1)
		return next.is(cJoin) || next == kwApply
	case kwOn:
		return prev.kind != tOperator
	case kwLimit, kwOffset, kwFetch, kwWindow, kwFor, kwSet, kwWhen, kwReturning, kwWith, kwOption, kwQualify, kwLock:
		if !endsOperand(prev) {
			return false
		}
		if w == kwWith {
			return p.d == SQLServer || p.peek(1) == kwCheck || p.peek(1) == kwNo || p.peek(1) == kwLocal || p.peek(1) == kwCascade
		}
		if w == kwLock {
			return p.peek(1) == kwIn
		}
		return true
	}
	return true
}

// endsOperand tells whether an expression may end after the token.
func endsOperand(t token) bool {
	switch t.kind {
	case tQuoted, tString, tNumber, tParam, tClose:
		return true
	case tStar:
		return true
	case tWord:
		return !t.word.is(cInfix)
	}
	return false
}

// startsStatement tells, where statements need no semicolon between them, whether the keyword begins one.
func (p *parser) startsStatement(w keyword, prev token) bool {
	next := p.peekKind(1)
	switch w {
	case kwUpdate, kwInsert, kwDelete, kwMerge, kwReplace, kwTruncate, kwSet:
		return (next == tWord || next == tQuoted || next == tParam) && endsOperand(prev)
	case kwFetch:
		return endsOperand(prev) && prev.word != kwRow && prev.word != kwRows // OFFSET 1 ROWS FETCH NEXT …
	case kwIf, kwEnd, kwElse, kwBegin, kwReturn:
		return endsOperand(prev)
	case kwWith:
		return endsOperand(prev) && p.withClause()
	}
	return endsOperand(prev) && next != tOpen && next != tDot && next != tOperator && next != tComma
}

// caseExpression tells CASE from END CASE and from a column of that name.
func (p *parser) caseExpression() bool {
	k := p.peekKind(1)
	return k != tComma && k != tDot && k != tSemicolon && k != tEnd && (k != tClose)
}

// inTable reads SQLite's x IN name, where name is a table unless arguments make it a function.
func (p *parser) inTable() {
	if !p.nameAt() {
		return
	}
	n, _ := p.name()
	if p.kind() != tOpen {
		p.mention(n)
	}
}

// selectCore reads SELECT up to the end of its FROM list; what follows is skipped by whoever called.
func (p *parser) selectCore() {
	p.i++ // SELECT
	const list = cFrom | cInto | cSetOperation
	extra := p.bodyStops()
	p.selectOptions()
	p.expr(list | extra)
	for p.word() == kwInto {
		p.into()
		p.expr(list | extra)
	}
	if p.word() == kwFrom {
		p.i++
		p.fromList(nil, Read)
		if p.word() == kwInto && p.body > 0 {
			p.i++
		}
	}
}

// selectOptions steps over what stands between SELECT and the first column.
func (p *parser) selectOptions() {
	p.takeAny(kwAll, kwDistinct, kwDistinctrow, kwStraightJoin)
	if p.take(kwOn) {
		p.group()
	}
	if p.word() == kwTop && (p.peekKind(1) == tNumber || p.peekKind(1) == tOpen || p.peekKind(1) == tParam) && p.d != Postgres && p.d != SQLite && p.d != MySQL {
		p.i++
		p.group()
		if k := p.kind(); k == tNumber || k == tParam {
			p.i++
		}
		p.take(kwPercent)
		if p.word() == kwWith && p.peek(1) == kwTies {
			p.i += 2
		}
	}
}

// into reads SELECT … INTO: a new table, or variables and files, which are none.
func (p *parser) into() {
	p.i++ // INTO
	if p.d == MySQL || p.d == SQLite || p.body > 0 && p.d != SQLServer {
		return
	}
	if p.word() == kwOutfile || p.word() == kwDumpfile {
		return
	}
	p.takeAny(kwLocal, kwGlobal, kwTemp, kwTemporary, kwUnlogged)
	p.take(kwTable)
	if _, ok := p.target(DDL); ok {
		p.lastReference().Created = true
	}
}

func (p *parser) lastReference() *Reference {
	return &p.result.References[len(p.result.References)-1]
}

// bodyStops returns the words that end an expression in a routine's body, or between T-SQL statements without semicolons.
func (p *parser) bodyStops() class {
	var stops class
	if p.body > 0 {
		stops |= cBody
	}
	if p.d == SQLServer && p.nesting <= 1 {
		stops |= cStatement
	}
	return stops
}

// clauses reads what follows a query's FROM list or a statement's target: conditions, ordering, further queries of a set operation.
func (p *parser) clauses(stops class) {
	if t := p.tokens[p.i]; t.kind == tWord && t.word == noKeyword && t.flags&fHole == 0 && p.tokens[p.i-1].flags&fHole == 0 {
		p.shape.doubt(prose) // no clause begins so
	} else if t.kind == tOperator || t.kind == tNumber || t.kind == tDot || t.kind == tStar {
		p.shape.doubt(prose)
	}
	p.expr(stops)
}
