package sqltables

import "strings"

// update reads UPDATE. MySQL joins tables before SET, PostgreSQL, SQLite and T-SQL after it; T-SQL names the target by its alias.
func (p *parser) update(stops class) {
	p.shape.query(p)
	p.i++
	p.takeAny(kwLowPriority, kwIgnore)
	p.takeOr()
	p.topClause()
	mark, before := len(p.items), len(p.result.References)
	if p.kind() == tParam {
		p.i++ // a table variable
		p.expr(cSet | cClause)
	} else if p.d == MySQL || p.d == Any && p.joinsBeforeSet() {
		p.fromList(&p.items, Read)
		p.markUpdated(mark)
	} else {
		p.updateTarget()
	}
	targets := len(p.items)
	if !p.take(kwSet) {
		p.shape.cut(p)
	} else {
		p.shape.bare = false
		p.shape.assignment(p)
	}
	p.expr(cFrom | cWhere | cOutput | cReturning | stops)
	p.output()
	if p.word() == kwFrom && p.d != MySQL {
		p.i++
		p.fromList(&p.items, Read)
		if p.d == SQLServer || p.d == Any {
			p.resolveTarget(before, targets)
		}
	}
	p.items = p.items[:mark]
	p.clauses(stops)
}

// updateTarget reads [ONLY] name [*] [[AS] alias] before SET.
func (p *parser) updateTarget() {
	paren := false
	if p.word() == kwOnly && p.peek(1) != kwSet {
		p.i++
		if p.kind() == tOpen {
			p.i++
			paren = true
		}
	}
	if _, ok := p.target(Write); !ok {
		p.shape.cut(p)
		return
	}
	p.afterTarget(paren)
	switch p.word() {
	case kwSet, kwWhere, kwFrom:
	case kwIndexed, kwNot, kwPartition:
		p.expr(cSet | cWhere | cFrom)
	default:
		p.shape.cut(p)
		p.expr(cSet | cWhere | cFrom)
	}
}

// targetAlias steps over [AS] alias after a target.
func (p *parser) targetAlias() {
	if p.take(kwAs) {
		p.next()
		return
	}
	if k := p.kind(); k == tQuoted || k == tWord && p.word() == noKeyword {
		p.shape.alias(p, p.tokens[p.i])
		p.i++
	}
}

// joinsBeforeSet tells, where the dialect is not known, whether the update is of MySQL's several tables.
func (p *parser) joinsBeforeSet() bool {
	for i := p.i; ; i++ {
		t := p.tokens[i]
		switch {
		case t.kind == tComma || t.word == kwJoin || t.word == kwStraightJoin:
			return true
		case t.kind == tOpen:
			return i == p.i
		case t.kind != tWord && t.kind != tQuoted && t.kind != tDot || t.word == kwSet:
			return false
		}
	}
}

// markUpdated makes writes of the tables whose columns the assignments after SET name. An assignment without qualifier may be
// to any of them, so it counts for the first.
func (p *parser) markUpdated(mark int) {
	items := p.items[mark:min(len(p.items), mark+maxItems)]
	switch {
	case len(items) == 0:
		return
	case len(items) == 1:
		if items[0].reference < 0 && items[0].name.table >= 0 {
			p.reference(items[0].name, Write) // named like a common table expression, which cannot be written
		}
		p.write(items[0])
		return
	}
	found := false
	i := p.i + 1
	for p.word() == kwSet {
		first := p.tokens[i]
		if first.kind == tWord || first.kind == tQuoted {
			if p.tokens[i+1].kind == tDot {
				qualifier := i
				if p.tokens[i+3].kind == tDot {
					qualifier = i + 2 // schema.table.column
				}
				found = p.writeNamed(items, p.identifier(p.tokens[qualifier])) || found
			} else {
				for _, item := range items {
					p.write(item)
				}
				found = true
			}
		}
		if i = p.nextAssignment(i); i < 0 {
			break
		}
	}
	if !found {
		p.write(items[0])
	}
}

// nextAssignment returns the token behind the next comma of a SET list, or -1.
func (p *parser) nextAssignment(i int) int {
	for ; ; i++ {
		t := p.tokens[i]
		switch t.kind {
		case tEnd, tSemicolon, tClose:
			return -1
		case tOpen:
			if t.match < 0 {
				return -1
			}
			i = int(t.match)
		case tComma:
			return i + 1
		case tWord:
			if t.word == kwWhere || t.word == kwOrder || t.word == kwLimit {
				return -1
			}
		}
	}
}

// write turns a FROM list's table into one that is written.
func (p *parser) write(item fromItem) {
	if item.reference >= 0 {
		p.result.References[item.reference].Access = Write
	}
}

// writeNamed marks the tables of that alias, or of that name where they have none.
func (p *parser) writeNamed(items []fromItem, named string) bool {
	found := false
	for _, item := range items {
		if p.goesBy(item, named) {
			p.write(item)
			found = true
		}
	}
	return found
}

// goesBy tells whether the statement calls the table by that name.
func (p *parser) goesBy(item fromItem, named string) bool {
	k := item.alias
	if k < 0 {
		k = item.name.table
	}
	return k >= 0 && strings.EqualFold(p.identifier(p.aliasToken(k)), named)
}

// aliasToken returns the token as a name, also where MySQL's alias stands in a string's quotes.
func (p *parser) aliasToken(i int) token {
	t := p.tokens[i]
	if t.kind == tString {
		t.kind = tQuoted
	}
	return t
}

// resolveTarget finds what T-SQL's target means: in UPDATE o SET … FROM orders o, the table orders is written and there is no
// table o.
func (p *parser) resolveTarget(target, mark int) {
	refs := p.result.References
	if target >= len(refs) || refs[target].Schema != "" || refs[target].Partial {
		return
	}
	for _, item := range p.items[mark:min(len(p.items), mark+maxItems)] {
		if item.alias >= 0 && p.goesBy(item, refs[target].Name) {
			p.write(item)
			p.drop(target)
			return
		}
	}
}

// drop removes a reference that turned out to be an alias.
func (p *parser) drop(i int) {
	refs := p.result.References
	copy(refs[i:], refs[i+1:])
	p.result.References = refs[:len(refs)-1]
	for k := range p.items {
		if p.items[k].reference > i {
			p.items[k].reference--
		}
	}
}

// afterTarget reads what may stand between the table that UPDATE or MERGE writes and the next clause; paren tells that
// ONLY ( was read before it.
func (p *parser) afterTarget(paren bool) {
	if paren && p.kind() == tClose {
		p.i++
	}
	if p.kind() == tStar {
		p.i++
	}
	p.hints()
	p.targetAlias()
}
