package sqltables

// Kind is what a statement does.
type Kind uint8

// The kinds of statements. Begin, Commit and Rollback are those that start and end a transaction; a savepoint is Other.
const (
	Other Kind = iota
	Select
	Insert
	Replace
	Update
	Delete
	Merge
	Truncate
	Copy
	Lock
	Create
	Alter
	Drop
	Grant
	Comment
	Maintain // VACUUM, ANALYZE, REFRESH and the like
	Explain
	Call
	Block // DO, an anonymous block
	Set
	Show
	Begin
	Commit
	Rollback
)

// String returns the kind in lower case.
func (k Kind) String() string {
	return [...]string{"other", "select", "insert", "replace", "update", "delete", "merge", "truncate", "copy", "lock", "create",
		"alter", "drop", "grant", "comment", "maintain", "explain", "call", "block", "set", "show", "begin", "commit",
		"rollback"}[min(k, Rollback)]
}

// statementAt reads the statement at hand and returns its kind. What it leaves before the semicolon is skipped by the caller.
func (p *parser) statementAt() Kind {
	if p.within >= maxNesting {
		p.skipRest()
		return Other
	}
	p.within++
	k := p.dispatch()
	p.within--
	return k
}

func (p *parser) dispatch() Kind {
	if next := p.tokens[p.i+1]; next.kind == tDot && next.flags&fSpaced == 0 && p.kind() == tWord {
		p.shape.head = noKeyword // table.go
		p.other()
		return Other
	}
	switch p.word() {
	case kwSelect, kwWith, kwInsert, kwUpdate, kwDelete, kwMerge, kwValues, kwTable, kwReplace:
		return p.dml(0)
	case kwCreate:
		p.create()
		return Create
	case kwAlter:
		p.alter()
		return Alter
	case kwDrop:
		p.dropStatement()
		return Drop
	case kwRename:
		p.rename()
		return Alter
	case kwTruncate:
		p.truncateTable()
		return Truncate
	case kwLock:
		p.lock()
		return Lock
	case kwCopy:
		p.copyTable()
		return Copy
	case kwGrant, kwRevoke:
		p.grant()
		return Grant
	case kwComment:
		p.comment()
		return Comment
	case kwAnalyze, kwAnalyse, kwVacuum, kwCluster, kwReindex, kwRefresh, kwOptimize, kwRepair, kwChecksum, kwCheck:
		p.maintain()
		return Maintain
	case kwExplain, kwDescribe, kwDesc:
		return p.explain()
	case kwPrepare:
		p.prepare()
		return Other
	case kwDeclare:
		return p.declare()
	case kwDo:
		return p.do()
	case kwCall, kwExec, kwExecute:
		p.shape.call(p)
		p.i++
		p.expr(p.statementStops())
		return Call
	case kwSet:
		p.set()
		return Set
	case kwShow:
		p.show()
		return Show
	case kwBegin, kwStart, kwCommit, kwRollback, kwEnd, kwAbort:
		return p.transaction()
	case kwLoad:
		p.load()
		return Copy
	case kwImport:
		p.importSchema()
		return Create
	case kwHandler, kwFlush, kwCache:
		p.mysqlUtility()
		return Other
	case kwBulk:
		if p.peek(1) == kwInsert {
			p.i += 2
			p.target(Write)
			return Copy
		}
	case kwFrom, kwJoin, kwLeft, kwRight, kwInner, kwFull, kwCross, kwNatural, kwOuter, kwInto, kwUsing, kwStraightJoin:
		p.piece()
		return Other
	case kwFetch, kwMove, kwClose, kwPragma, kwAttach, kwDetach, kwListen, kwNotify, kwUnlisten, kwDeallocate, kwDiscard, kwReset,
		kwReassign, kwSecurity, kwUse, kwSavepoint, kwRelease, kwKill, kwHelp, kwInstall, kwUninstall, kwPurge, kwChange, kwStop:
		p.shape.call(p)
		p.i++
		p.groups()
		return Other
	case kwIf, kwElse, kwWhile, kwReturn:
		if p.d == SQLServer || p.body > 0 {
			p.bodyStep()
			return Other
		}
	}
	if p.kind() == tOpen && p.opensQuery() {
		return p.dml(0)
	}
	p.other()
	return Other
}

// statementStops ends an expression where the next statement begins without a semicolon before it.
func (p *parser) statementStops() class {
	stops := p.bodyStops()
	if p.d == SQLServer {
		stops |= cStatement
	}
	return stops
}

// piece reads a piece of a statement that begins with a clause.
func (p *parser) piece() {
	switch p.word() {
	case kwInto:
		p.i++
		if p.kind() == tParam || p.word() == kwOutfile {
			return
		}
		if _, ok := p.target(Write); ok {
			if p.kind() == tOpen && !p.opensQuery() {
				p.group()
			}
			p.insertSource(0)
		}
		return
	case kwFrom, kwUsing:
		p.i++
	default:
		for p.word().is(cJoin) && p.word() != kwJoin && p.word() != kwStraightJoin {
			p.i++
		}
		if p.kind() == tWord && p.word() == kwJoin || p.word() == kwStraightJoin {
			p.i++
			if t := p.tokens[p.i]; t.kind == tOpen && t.flags&fSpaced == 0 {
				p.shape.doubt(2) // join(…)
			}
		} else {
			p.expr(0)
			return
		}
	}
	p.fromList(nil, Read)
	p.clauses(0)
}

// other reads a text that begins with no statement. It may be the rest of one: conditions, columns before a FROM, the next query
// of a set operation.
func (p *parser) other() {
	start := p.i
	p.expr(cFrom | cJoin)
	if p.i == start && !p.atEnd() {
		p.next()
		p.expr(0)
		return
	}
	switch {
	case p.word() == kwFrom && p.shape.listBefore(p, start):
		p.piece()
	case p.word().is(cJoin) && p.shape.listBefore(p, start):
		p.piece()
	default:
		p.expr(0)
	}
}
