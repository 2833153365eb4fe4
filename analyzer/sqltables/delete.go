package sqltables

import "strings"

// delete reads DELETE: FROM one table, MySQL's DELETE a, b FROM … and DELETE FROM a, b USING …, T-SQL's DELETE a FROM ….
func (p *parser) delete(stops class) {
	p.shape.query(p)
	p.i++
	p.takeAny(kwLowPriority, kwQuick, kwIgnore)
	p.topClause()
	mark, before := len(p.items), len(p.result.References)
	if p.isText(p.i, "history") && p.peek(1) == kwFrom && p.d != Postgres {
		p.i++ // MariaDB's versioned tables
	}
	from := p.take(kwFrom)
	if !from && (p.d == Postgres || p.d == SQLite) {
		p.shape.cut(p)
	}
	if p.kind() == tParam {
		p.i++
	} else if !p.deleteTargets() {
		p.shape.cut(p)
	}
	p.output()
	switch {
	case p.word() == kwUsing && from:
		p.i++
		p.fromList(&p.items, Read)
		if p.d == MySQL || p.d == Any {
			p.resolveDeleted(before, mark)
		}
	case p.word() == kwFrom && (!from || p.d == SQLServer || p.d == Any):
		p.i++
		p.fromList(&p.items, Read)
		p.resolveDeleted(before, mark)
	default:
		p.clauses(cWhere | cReturning | cOutput | cUsing | cClause | stops)
		if p.take(kwUsing) {
			p.fromList(nil, Read)
		}
	}
	p.items = p.items[:mark]
	p.clauses(stops)
}

// deleteTargets reads the names between DELETE and the next clause.
func (p *parser) deleteTargets() bool {
	for {
		paren := false
		if p.word() == kwOnly && p.d != MySQL && p.d != SQLite && !p.peek(1).is(cHard) {
			p.i++
			if p.kind() == tOpen {
				p.i++
				paren = true
			}
		}
		if _, ok := p.target(Write); !ok {
			return false
		}
		p.wildcard()
		if paren && p.kind() == tClose {
			p.i++
		}
		p.hints()
		if p.word() == kwPartition && p.peekKind(1) == tOpen {
			p.i++
			p.skipToken()
		}
		p.targetAlias()
		if p.kind() != tComma {
			return true
		}
		p.i++
	}
}

// wildcard steps over the .* of MySQL's targets and PostgreSQL's *.
func (p *parser) wildcard() {
	if p.kind() == tDot && p.peekKind(1) == tStar {
		p.i++
	}
	if p.kind() == tStar {
		p.i++
	}
}

// resolveDeleted finds what the targets mean in the list of tables after them: each is a table's alias or its name there.
func (p *parser) resolveDeleted(before, mark int) {
	if len(p.items) == mark {
		return
	}
	last := before
	for last < min(len(p.result.References), before+maxItems) && p.result.References[last].Access == Write && p.precedes(last, mark) {
		last++
	}
	resolved := false
	for i := last - 1; i >= before; i-- {
		target, found := p.result.References[i], false
		for _, item := range p.items[mark:min(len(p.items), mark+maxItems)] {
			if !p.goesBy(item, target.Name) || item.alias >= 0 && target.Schema != "" {
				continue
			}
			if target.Schema != "" && item.reference >= 0 && p.result.References[item.reference].Schema != "" &&
				!strings.EqualFold(target.Schema, p.result.References[item.reference].Schema) {
				continue
			}
			p.write(item)
			found = true
		}
		resolved = resolved || found
		if found || p.d == MySQL { // MySQL deletes only from tables of the list
			p.drop(i)
		}
	}
	if !resolved && p.d == MySQL {
		for _, item := range p.items[mark:] {
			p.write(item)
		}
	}
}

// precedes tells whether the reference stands before the list's first table.
func (p *parser) precedes(i, mark int) bool {
	return p.result.References[i].Offset < int(p.tokens[p.items[mark].name.first].off)
}
