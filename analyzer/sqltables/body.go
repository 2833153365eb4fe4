package sqltables

import "strings"

// createRoutine reads CREATE FUNCTION and PROCEDURE after the keyword: arguments, then the body as a string, a block or a statement.
func (p *parser) createRoutine() {
	p.takeIf()
	p.name()
	foreign := false // in a language other than SQL
	for !p.atEnd() {
		switch w := p.word(); w {
		case kwAs:
			if p.peekKind(1) == tString {
				if !foreign {
					p.stringBodies()
				}
				return
			}
			p.i++
			if p.d == SQLServer || p.d == Any {
				p.routineBody()
				return
			}
			continue
		case kwLanguage:
			p.i++
			foreign = foreign || !p.readsLanguage(p.tokens[p.i])
			p.next()
			continue
		case kwReturn:
			if p.d == Postgres {
				p.i++
				p.expr(0)
				return
			}
			p.routineBody()
			return
		case kwBegin, kwSelect, kwInsert, kwUpdate, kwDelete, kwReplace, kwCall, kwIf, kwCase, kwLoop, kwRepeat, kwWhile, kwTruncate,
			kwCreate, kwDrop, kwAlter, kwDo, kwOpen, kwDesc, kwDescribe, kwExplain, kwShow, kwAnalyze, kwOptimize, kwRepair, kwCheck,
			kwFlush, kwHandler, kwLoad, kwLock, kwRename, kwGrant, kwRevoke, kwPrepare:
			if p.d == SQLServer && w != kwBegin {
				break
			}
			p.routineBody()
			return
		case kwWith, kwSet:
			if (p.d == MySQL || p.d == Any) && p.tokens[p.i-1].word != kwCharacter && !p.isText(p.i-1, "char") && (w == kwSet || p.withClause()) {
				if p.d == MySQL {
					p.routineBody()
					return
				}
			}
		}
		if p.d == MySQL && p.kind() == tWord && p.peekKind(1) == tOperator && p.src[p.tokens[p.i+1].off] == ':' {
			p.routineBody()
			return
		}
		if !p.group() {
			p.next()
		}
	}
}

// stringBodies notes the strings of AS $$…$$ and DO $$…$$ as bodies to read, unless their language is not SQL.
func (p *parser) stringBodies() {
	before := len(p.strings)
	follows := true // AS or DO was right before
	for !p.atEnd() {
		t := p.tokens[p.i]
		switch {
		case p.word() == kwLanguage:
			p.i++
			if l := p.tokens[p.i]; (l.kind == tWord || l.kind == tString || l.kind == tQuoted) && !p.readsLanguage(l) {
				p.strings = p.strings[:before]
				p.skipRest()
				return
			}
			p.next()
			continue
		case p.word() == kwAs:
			follows = true
			p.i++
			continue
		case t.kind == tString && follows:
			p.noteString(t, bodyString)
		}
		follows = false
		if !p.group() {
			p.next()
		}
	}
}

func (p *parser) readsLanguage(t token) bool {
	language := strings.Trim(p.text(t), `'"`)
	return strings.EqualFold(language, "sql") || strings.EqualFold(language, "plpgsql")
}

// routineBody reads a body that stands in the statement's own text: a block up to its END, or one statement. T-SQL's goes on to
// the end of the batch.
func (p *parser) routineBody() {
	p.body++
	depth := 0
	for p.kind() != tEnd {
		if p.kind() == tSemicolon {
			if depth <= 0 && (p.d != SQLServer || p.src[p.tokens[p.i].off]|0x20 == 'g') {
				break
			}
			p.i++
			continue
		}
		before := p.i
		change := p.bodyStep()
		depth += change
		if change < 0 && depth <= 0 && p.d != SQLServer {
			break
		}
		if p.i == before {
			p.next()
		}
	}
	p.body--
}

// bodyStep reads one statement of a body, or the head of a block, branch or loop; it returns by how much that deepens the nesting.
func (p *parser) bodyStep() int {
	w := p.word()
	switch w {
	case kwBegin:
		p.i++
		if p.word() == kwTran || p.word() == kwTransaction {
			p.expr(p.statementStops())
			return 0
		}
		p.takeAny(kwNot, kwAtomic)
		if p.isText(p.i, "try") || p.isText(p.i, "catch") {
			p.i++
		}
		return 1
	case kwEnd:
		p.i++
		p.takeAny(kwIf, kwLoop, kwWhile, kwRepeat, kwCase, kwFor)
		if p.kind() == tWord && p.word() == noKeyword {
			p.i++ // a label, TRY, CATCH
		}
		return -1
	case kwIf, kwCase, kwWhile, kwFor, kwForeach:
		p.i++
		if p.d == SQLServer {
			p.expr(p.statementStops())
			return 0
		}
		p.expr(cBody)
		p.takeAny(kwThen, kwDo, kwLoop)
		return 1
	case kwLoop, kwRepeat:
		p.i++
		return 1
	case kwElseif, kwElsif, kwWhen, kwUntil:
		p.i++
		p.expr(cBody)
		p.take(kwThen)
		return 0
	case kwElse, kwThen, kwException:
		p.i++
		return 0
	case kwDo:
		if p.peekKind(1) == tString || p.peek(1) == kwLanguage {
			p.do()
			return 0
		}
		p.i++
		return 0
	case kwDeclare:
		p.declaration()
		return 0
	case kwReturn:
		p.i++
		p.take(kwQuery)
		if p.word().is(cMain) {
			p.dml(cBody)
		} else {
			p.expr(p.statementStops())
		}
		return 0
	case kwPerform:
		p.subselect()
		p.expr(cBody)
		return 0
	case kwReplace:
		if p.peekKind(1) == tOpen {
			p.expr(cBody)
			return 0
		}
	}
	if p.label() {
		return 0
	}
	if k := p.kind(); w == noKeyword && (k == tWord || k == tQuoted || k == tParam) || p.peekKind(1) == tOperator {
		p.expr(p.statementStops()) // an assignment, RAISE, EXECUTE …
		if p.kind() == tClose {
			p.i++
		}
		return 0
	}
	p.statementAt()
	if p.kind() == tClose {
		p.i++
	}
	return 0
}

// label steps over name: and <<name>>.
func (p *parser) label() bool {
	t := p.tokens[p.i]
	next := p.tokens[min(p.i+1, len(p.tokens)-1)]
	switch {
	case t.kind == tWord && next.kind == tOperator && next.end-next.off == 1 && p.src[next.off] == ':':
		p.i += 2
		return true
	case t.kind == tOperator && p.src[t.off] == '<' && next.kind == tOperator && p.src[next.off] == '<':
		p.i += 2
		for !p.atEnd() && p.kind() != tOperator {
			p.i++
		}
		for p.kind() == tOperator && p.src[p.tokens[p.i].off] == '>' {
			p.i++
		}
		return true
	}
	return false
}

// declaration reads DECLARE: variables, cursors with their query, and MySQL's handlers with their statement.
func (p *parser) declaration() {
	p.i++
	if p.d == Postgres {
		return // each of PL/pgSQL's declarations is read as a statement of its own
	}
	for !p.atEnd() {
		switch w := p.word(); {
		case w == kwHandler:
			for !p.atEnd() && !p.word().is(cMain) && p.word() != kwBegin && p.word() != kwSet && p.word() != kwRollback {
				p.next()
			}
			return
		case w == kwSelect:
			p.dml(cBody)
			return
		case w.is(cBody) && w != kwDo:
			return
		case w == kwDeclare || p.d == SQLServer && w.is(cStatement) && endsOperand(p.tokens[p.i-1]):
			return
		}
		if !p.group() {
			p.next()
		}
	}
}
