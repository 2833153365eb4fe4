package sqltables

import (
	"cmp"
	"slices"
	"strings"
)

// maxNesting bounds how deep subqueries, not parentheses, are followed. No database goes that deep; what lies deeper is skipped.
const maxNesting = 3000

// parser reads a text's tokens. Its memory is reused from text to text.
type parser struct {
	lex    lexer
	src    string
	tokens []token
	i      int // current token
	d      Dialect
	result *Result

	statement int // index of the statement being read
	nesting   int // subqueries around
	within    int // statements around: of EXPLAIN, of a routine that creates routines
	body      int // routine bodies around
	scopes    scopes
	items     []fromItem  // tables of the FROM lists that UPDATE and DELETE look their targets up in
	strings   []sqlString // literals with SQL or names in them, still to read
	inside    sqlString   // the one being read
	folded    strings.Builder
	shape     shape
	batch     bool // a CREATE SCHEMA's elements: CREATE and GRANT begin the next one
}

func (p *parser) read(r *Result, sql string, d Dialect) {
	p.result, p.src, p.d = r, sql, d
	p.within = 0
	p.statement, p.nesting, p.body, p.batch = 0, 0, 0, false
	p.items, p.strings, p.inside = p.items[:0], p.strings[:0], sqlString{}
	p.scopes.reset()
	p.folded = strings.Builder{}
	p.lex.run(sql, d, r)
	p.src, p.tokens, p.i = p.lex.src, p.lex.tokens, 0
	for p.kind() != tEnd {
		if p.kind() == tSemicolon {
			p.i++
			continue
		}
		p.oneStatement()
	}
	p.textShape()
	p.readStrings()
	if !slices.IsSortedFunc(r.References, byOffset) {
		slices.SortStableFunc(r.References, byOffset)
	}
	p.result, p.lex.result = nil, nil
}

func byOffset(a, b Reference) int { return cmp.Compare(a.Offset, b.Offset) }

// oneStatement reads the statement at hand up to its semicolon.
func (p *parser) oneStatement() {
	r := p.result
	p.statement = len(r.Statements)
	first := p.i
	r.Statements = append(r.Statements, Statement{Offset: int(p.tokens[first].off)})
	p.shape.begin(p)
	k := p.statementAt()
	complete := p.atEnd() || p.nextBegins(first)
	for !p.atEnd() && !p.nextBegins(first) {
		p.skipToken()
	}
	s := &r.Statements[p.statement]
	s.Kind = k
	if p.i > first {
		s.End = int(p.tokens[p.i-1].end)
	} else {
		s.End = s.Offset
	}
	s.Shape = p.statementShape(first, complete)
	p.noteQuoted(first, p.i)
	p.scopes.cut(0)
	p.scopes.unknown = 0
	p.items = p.items[:0]
}

// nextBegins tells whether the next statement begins here without a semicolon, as T-SQL allows.
func (p *parser) nextBegins(first int) bool {
	return p.d == SQLServer && p.i > first && p.word().is(cStatement)
}

// atEnd tells whether the statement ends here.
func (p *parser) atEnd() bool {
	t := &p.tokens[p.i]
	return t.kind == tEnd || t.kind == tSemicolon || p.batch && (t.word == kwCreate || t.word == kwGrant)
}

func (p *parser) kind() kind { return p.tokens[p.i].kind }

// word returns the current token's keyword.
func (p *parser) word() keyword { return p.tokens[p.i].word }

// peek returns the keyword n tokens ahead. At the end of the text there are enough end tokens for every look ahead.
func (p *parser) peek(n int) keyword {
	return p.tokens[min(p.i+n, len(p.tokens)-1)].word
}

func (p *parser) peekKind(n int) kind {
	return p.tokens[min(p.i+n, len(p.tokens)-1)].kind
}

// next steps over the current token, but never over the text's end.
func (p *parser) next() {
	if p.tokens[p.i].kind != tEnd {
		p.i++
	}
}

// take steps over the keyword if it is the current one.
func (p *parser) take(w keyword) bool {
	if p.tokens[p.i].word == w {
		p.i++
		return true
	}
	return false
}

// takeAny steps over every one of the keywords that stands here, in any order.
func (p *parser) takeAny(words ...keyword) {
	for {
		w := p.word()
		if w == noKeyword {
			return
		}
		found := false
		for _, k := range words {
			found = found || k == w
		}
		if !found {
			return
		}
		p.i++
	}
}

// takeIf steps over IF EXISTS and IF NOT EXISTS, also where a hole or the text's end stands for a part of them.
func (p *parser) takeIf() {
	if p.word() != kwIf {
		return
	}
	words := 1
	if p.peek(1) == kwNot {
		words = 2
	}
	switch {
	case p.peek(words) == kwExists:
		p.i += words + 1
	case p.peekKind(words) == tEnd:
		p.i += words
	case p.holeAt(p.i + words):
		p.i += words
		p.holeBeforeName()
	}
}

// takeOr steps over OR REPLACE, OR IGNORE and the like.
func (p *parser) takeOr() {
	if !p.take(kwOr) {
		return
	}
	if p.holeAt(p.i) {
		p.holeBeforeName()
		return
	}
	p.next()
}

// holeAt tells whether token i has an unknown part.
func (p *parser) holeAt(i int) bool { return p.tokens[min(i, len(p.tokens)-1)].flags&fHole != 0 }

// holeBeforeName steps over a hole if the name that is to come follows it; otherwise the hole holds the name, too.
func (p *parser) holeBeforeName() {
	if next := p.tokens[p.i+1]; next.kind == tQuoted || next.kind == tWord && next.word == noKeyword {
		p.i++
	}
}

// skipToken steps over a token, or over a whole pair of parentheses.
func (p *parser) skipToken() {
	if t := &p.tokens[p.i]; t.kind == tOpen && t.match > 0 {
		p.i = int(t.match) + 1
		return
	}
	p.next()
}

// skipTo steps to the keyword at this depth of parentheses and tells whether it is there before the statement's end.
func (p *parser) skipTo(w keyword) bool {
	for !p.atEnd() {
		if p.word() == w {
			return true
		}
		if p.kind() == tClose {
			return false
		}
		p.skipToken()
	}
	return false
}

// group reads a pair of parentheses with what subqueries there are inside. It returns false where none opens.
func (p *parser) group() bool {
	if p.kind() != tOpen {
		return false
	}
	closing := int(p.tokens[p.i].match)
	p.i++
	p.expr(0)
	p.leave(closing)
	return true
}

// leave steps behind the parenthesis that closes at the given token, wherever the reading inside stopped.
func (p *parser) leave(closing int) {
	switch {
	case closing >= p.i:
		p.i = closing + 1
	case p.kind() == tClose:
		p.i++
	}
}

// text returns a token's bytes.
func (p *parser) text(t token) string { return p.src[t.off:t.end] }

// isText compares an unquoted word that is no keyword, without case.
func (p *parser) isText(i int, s string) bool {
	t := p.tokens[i]
	return t.kind == tWord && int(t.end-t.off) == len(s) && strings.EqualFold(p.src[t.off:t.end], s)
}
