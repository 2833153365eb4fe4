package sqltables

import (
	"slices"
	"strings"
)

// maxStrings bounds how deep strings with SQL are followed into each other.
const maxStrings = 6

// stringUse is what a literal holds.
type stringUse uint8

const (
	bodyString      stringUse = iota // a routine's body
	statementString                  // statements that are run from the string
	relationString                   // a relation's name
)

// sqlString is a literal, or several put together, still to read.
type sqlString struct {
	use        stringUse
	text       string
	from       int     // where in text reading begins
	at         []int32 // places of text's bytes in the whole text; nil: they are the same
	statement  int
	depth      int // of strings around
	body       int // routine bodies around
	partOfBody bool
}

// place returns where a byte of the string stands in the whole text.
func (s *sqlString) place(i int32) int {
	if s.at == nil {
		return int(i)
	}
	return int(s.at[i])
}

// noteString keeps the inside of a literal for later.
func (p *parser) noteString(t token, use stringUse) {
	var s spelling
	if text := p.src[t.off:t.end]; text[0] == '$' || text[0] == '\'' && t.flags&fEscaped == 0 && p.inside.at == nil {
		start, end := inside(text)
		p.note(sqlString{use: use, text: p.src[:int(t.off)+end], from: int(t.off) + start, at: p.inside.at})
		return
	}
	s.literal(p, t, false)
	p.note(sqlString{use: use, text: s.text.String(), at: s.at})
}

func (p *parser) note(s sqlString) {
	s.statement, s.depth, s.body = p.statement, p.inside.depth+1, p.body
	s.partOfBody = p.body > 0
	if s.depth <= maxStrings {
		p.strings = append(p.strings, s)
	}
}

// inside returns where the inside of a quoted text begins and ends.
func inside(text string) (start, end int) {
	end = len(text)
	if text[0] == '$' {
		mark := strings.IndexByte(text[1:], '$') + 2
		if len(text) >= 2*mark && strings.HasSuffix(text, text[:mark]) {
			end -= mark
		}
		return mark, end
	}
	start = strings.IndexAny(text, `'"`) + 1 // E'…', N'…', U&'…'
	if end > start && text[end-1] == text[start-1] {
		end--
	}
	return start, end
}

// readStrings reads the noted strings after the text itself, each with tokens of its own.
func (p *parser) readStrings() {
	for i := 0; i < len(p.strings); i++ { // they may hold further ones
		s := p.strings[i]
		p.inside, p.statement, p.body = s, s.statement, s.body
		first, directives := len(p.result.References), len(p.result.Directives)
		p.lex.body(s.text, s.from)
		p.src, p.tokens, p.i = p.lex.src, p.lex.tokens, 0
		switch s.use {
		case bodyString:
			p.body++
			p.bodySteps()
		case statementString:
			p.body = 0
			p.statements()
		case relationString:
			if n, ok := p.name(); ok && p.kind() == tEnd {
				p.reference(n, Read).Relation = true
			}
		}
		p.noteQuoted(0, len(p.tokens))
		if s.at != nil {
			p.result.Directives = p.result.Directives[:directives] // their places are not the text's
		}
		if s.use != bodyString {
			p.quote(first, s.partOfBody)
		}
		p.scopes.cut(0)
		p.scopes.unknown = 0
	}
	p.inside, p.body = sqlString{}, 0
	slices.SortStableFunc(p.result.Quoted, byOffset)
}

func (p *parser) bodySteps() {
	for p.kind() != tEnd {
		before := p.i
		p.bodyStep()
		if p.i == before {
			p.next()
		}
	}
}

func (p *parser) statements() {
	for p.kind() != tEnd {
		before := p.i
		p.statementAt()
		for !p.atEnd() {
			p.skipToken()
		}
		if p.i == before {
			p.next()
		}
	}
}

// quote moves the references from first on to those in literals.
func (p *parser) quote(first int, partOfBody bool) {
	r := p.result
	for _, ref := range r.References[first:] {
		ref.Quoted, ref.InBody = true, partOfBody
		r.Quoted = append(r.Quoted, ref)
	}
	r.References = r.References[:first]
}

// noteQuoted looks through a statement's tokens for literals that name relations, and for SQL that is run from strings.
func (p *parser) noteQuoted(first, last int) {
	if !p.lex.quotes {
		return
	}
	for i := first; i < last; i++ {
		switch p.tokens[i].word {
		case kwRegclass, kwToRegclass:
			if t, ok := p.regclass(i); ok && (p.d == Postgres || p.d == Any) {
				p.noteString(t, relationString)
			}
		case kwExec, kwExecute, kwPrepare:
			if k := p.runsString(i); k > 0 {
				p.noteRun(k)
			}
		}
	}
}

// regclass returns the literal in 'name'::regclass, CAST('name' AS regclass), regclass 'name' and to_regclass('name').
func (p *parser) regclass(i int) (token, bool) {
	at := func(k int) token {
		if k < 0 {
			return token{}
		}
		return p.tokens[min(k, len(p.tokens)-1)]
	}
	if at(i).word == kwToRegclass {
		return at(i + 2), at(i+1).kind == tOpen && at(i+2).kind == tString
	}
	if at(i+1).kind == tString {
		return at(i + 1), true
	}
	if before := at(i - 1); before.kind == tOperator && p.text(before) == "::" || before.word == kwAs && at(i-4).word == kwCast {
		return at(i - 2), at(i-2).kind == tString
	}
	return token{}, false
}

// runsString returns the token at which the string that a statement runs begins, or 0. EXECUTE runs a string in PL/pgSQL, elsewhere a
// prepared statement; T-SQL's EXEC runs one in parentheses.
func (p *parser) runsString(i int) int {
	at := func(k int) token { return p.tokens[min(k, len(p.tokens)-1)] }
	if at(i).word == kwPrepare {
		if k := at(i + 3); p.d != Postgres && p.d != SQLServer && at(i+2).word == kwFrom && (k.kind == tString || k.kind == tParam) {
			return i + 3
		}
		return 0
	}
	if next := at(i + 1); next.word == kwImmediate {
		return i + 2
	}
	if p.d == SQLServer || p.d == Any {
		switch {
		case at(i+1).kind == tOpen && (at(i+2).kind == tString || at(i+2).kind == tParam):
			return i + 2
		case p.isText(min(i+1, len(p.tokens)-1), "sp_executesql"):
			return i + 2
		}
	}
	if p.body == 0 || p.d != Postgres && p.d != Any || i > 0 && !runs(at(i-1)) {
		return 0
	}
	return i + 1
}

// runs tells whether EXECUTE after the token is PL/pgSQL's.
func runs(before token) bool {
	switch before.word {
	case kwThen, kwLoop, kwElse, kwBegin, kwQuery, kwIn, kwFor:
		return true
	}
	return before.kind == tSemicolon || before.kind == tOperator // <<label>>
}

// noteRun keeps the expression at token i, which says the SQL to run. Where nothing of it is known, a partial name stands for its
// tables.
func (p *parser) noteRun(i int) {
	var s spelling
	first := p.tokens[i]
	switch first.kind {
	case tEnd, tSemicolon, tComma, tClose:
		return
	}
	for {
		i = s.operand(p, i)
		operator := p.tokens[i]
		if operator.kind != tOperator || p.src[operator.off] != '|' && p.src[operator.off] != '+' {
			break
		}
		for p.tokens[i].kind == tOperator {
			i++
		}
	}
	if s.known {
		p.note(sqlString{use: statementString, text: s.text.String(), at: s.at})
		return
	}
	offset := p.inside.place(first.off)
	p.result.Quoted = append(p.result.Quoted, Reference{
		Name: unknown, Partial: true, Quoted: true, Offset: offset, Length: p.inside.place(first.end-1) + 1 - offset,
		Statement: p.statement, InBody: p.body > 0,
	})
}

// spelling is a text put together from literals, with the place of each of its bytes.
type spelling struct {
	text  strings.Builder
	at    []int32
	known bool // a part of it is
}

func (s *spelling) add(c byte, place int) {
	s.text.WriteByte(c)
	s.at = append(s.at, int32(place))
}

// operand adds a literal, the pattern of format('…', …), or a hole for anything else, and returns the token behind it.
func (s *spelling) operand(p *parser, i int) int {
	t := p.tokens[i]
	switch {
	case t.kind == tString:
		s.literal(p, t, false)
		return i + 1
	case p.isText(i, "format") && p.tokens[i+1].kind == tOpen && p.tokens[min(i+2, len(p.tokens)-1)].kind == tString:
		s.literal(p, p.tokens[i+2], true)
		if match := p.tokens[i+1].match; match > 0 {
			return int(match) + 1
		}
		return len(p.tokens) - lexEnd
	}
	if t.kind == tEnd {
		t = p.tokens[i-1] // cut off: the last byte there is
		t.off = t.end - 1
	}
	s.add(Hole, p.inside.place(t.off))
	for {
		t := p.tokens[i]
		switch {
		case t.kind == tEnd, t.kind == tSemicolon, t.kind == tComma, t.kind == tClose, t.kind == tString,
			t.word == kwUsing, t.word == kwInto, t.word.is(cBody),
			t.kind == tOperator && (p.src[t.off] == '|' || p.src[t.off] == '+'):
			return i
		case t.kind == tOpen && t.match > 0:
			i = int(t.match)
		}
		i++
	}
}

// literal adds what a string says. In a format, %I, %L and %s are holes.
func (s *spelling) literal(p *parser, t token, format bool) {
	text := p.src[t.off:t.end]
	i, end := inside(text)
	dollar, quote := text[0] == '$', text[i-1]
	escapes := !dollar && (p.lex.rules.backslash || text[0]|0x20 == 'e')
	s.known = s.known || end > i
	for i < end {
		c, place := text[i], p.inside.place(t.off+int32(i))
		switch {
		case c == quote && !dollar && i+1 < end && text[i+1] == quote:
			i++
		case c == '\\' && escapes && i+1 < end:
			i++
			if c = text[i]; c == 'n' || c == 't' || c == 'r' {
				c = ' '
			}
		case c == '%' && format:
			n := 1
			for i+n < end && (isDigit(text[i+n]) || text[i+n] == '$' || text[i+n] == '-') {
				n++
			}
			i += min(n, end-1-i)
			if text[i] != '%' {
				c = Hole
			}
		}
		s.add(c, place)
		i++
	}
}
