package sqltables

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// name is a dotted name as the tokens have it.
type name struct {
	schema, table int // token indexes; -1 where there is none
	first, last   int // tokens of the whole name
}

// nameAt tells whether a name may begin at the current token. Words that are reserved everywhere begin none, so that cut text
// makes up no tables.
func (p *parser) nameAt() bool {
	t := p.tokens[p.i]
	switch t.kind {
	case tWord:
		return !t.word.is(cNoName)
	case tQuoted:
		return true
	case tString:
		return p.d == SQLite && t.flags&fNational == 0
	case tDot:
		return p.peekKind(1) == tWord || p.peekKind(1) == tQuoted
	}
	return false
}

// name reads a dotted name. Of shop..orders and shop.dbo.orders the last two parts count.
func (p *parser) name() (name, bool) {
	n := name{schema: -1, table: -1, first: p.i, last: p.i}
	if !p.nameAt() {
		return n, false
	}
	if p.kind() != tDot {
		n.table = p.i
		p.i++
	}
	for p.kind() == tDot && p.peekKind(1) != tStar {
		dots := 0
		for p.kind() == tDot && dots < 3 {
			p.i++
			dots++
		}
		n.schema = n.table
		if dots > 1 {
			n.schema = -1
		}
		switch t := p.tokens[p.i]; {
		case t.kind == tWord || t.kind == tQuoted, t.kind == tString && p.d == SQLite:
			n.table = p.i
			p.i++
		default:
			n.table = -1 // cut off
			n.last = p.i - 1
			return n, true
		}
	}
	n.last = p.i - 1
	return n, true
}

// reference adds the mention of a table.
func (p *parser) reference(n name, a Access) *Reference {
	r := p.result
	first, last := p.tokens[n.first], p.tokens[n.last]
	ref := Reference{
		Access: a, Offset: p.inside.place(first.off), Statement: p.statement, InBody: p.body > 0,
		Uncertain: n.schema < 0 && p.scopes.unknown > 0 && a == Read,
	}
	ref.Length = p.inside.place(last.end-1) + 1 - ref.Offset
	if n.schema >= 0 {
		t := p.tokens[n.schema]
		ref.SchemaQuoted = t.kind != tWord
		if t.flags&fHole != 0 {
			ref.Schema = unknown
		} else {
			ref.Schema = p.identifier(t)
		}
	}
	if n.table < 0 {
		ref.Name, ref.Partial = unknown, true
	} else {
		t := p.tokens[n.table]
		ref.NameQuoted = t.kind != tWord
		ref.Name = p.identifier(t)
		ref.Partial = strings.IndexByte(ref.Name, Hole) >= 0
		p.shape.name(p, n)
	}
	r.References = append(r.References, ref)
	return &r.References[len(r.References)-1]
}

// target reads a name as the table that a statement works on; it is never a common table expression.
func (p *parser) target(a Access) (name, bool) {
	n, ok := p.name()
	if !ok {
		return n, false
	}
	p.reference(n, a)
	return n, true
}

// targets reads a comma-separated list of names.
func (p *parser) targets(a Access) {
	for {
		p.take(kwOnly)
		if p.kind() == tOpen && p.d == Postgres {
			p.i++
		}
		if _, ok := p.target(a); !ok {
			return
		}
		if p.kind() == tClose && p.d == Postgres {
			p.i++
		}
		if p.kind() == tStar {
			p.i++
		}
		if p.kind() != tComma {
			return
		}
		p.i++
	}
}

// identifier returns what a name's token says, without quotes and as the dialect compares it.
func (p *parser) identifier(t token) string {
	s := p.src[t.off:t.end]
	switch t.kind {
	case tWord:
		if t.flags&fHole != 0 {
			return holes(s)
		}
		if p.d == Postgres {
			return p.truncate(p.fold(s))
		}
		return s
	case tString:
		return strings.ReplaceAll(holes(strings.TrimSuffix(s[1:], "'")), "''", "'")
	}
	if t.flags&fHole != 0 {
		s = holes(s) // before anything else changes what a verb is
	}
	prefix := len(s) > 2 && s[1] == '&' // U&"…"
	if prefix {
		s = s[2:]
	}
	closer := s[0]
	if closer == '[' {
		closer = ']'
	}
	s = s[1:]
	if last := len(s) - 1; last >= 0 && s[last] == closer && !p.cutOff(t, closer) {
		s = s[:last]
	} else {
		s += unknown
	}
	if prefix {
		return unicodeName(s)
	}
	if t.flags&fEscaped != 0 {
		q := string([]byte{closer})
		s = strings.ReplaceAll(s, q+q, q)
	}
	if p.d == Postgres {
		return p.truncate(s)
	}
	return s
}

// cutOff tells whether a quoted name lacks its closing quote: then the quotes at its end are an even number.
func (p *parser) cutOff(t token, closer byte) bool {
	if int(t.end) != len(p.src) || t.flags&fHole == 0 || closer == ']' && p.d == SQLite {
		return false
	}
	n := 0
	for i := int(t.end) - 1; i > int(t.off) && p.src[i] == closer; i-- {
		n++
	}
	return n%2 == 0
}

// fold lowers ASCII letters. What it makes shares one block of memory per text.
func (p *parser) fold(s string) string {
	i := 0
	for i < len(s) && (s[i] < 'A' || s[i] > 'Z') {
		i++
	}
	if i == len(s) {
		return s
	}
	start := p.folded.Len()
	if start == 0 {
		p.folded.Grow(max(64, len(s)))
	}
	p.folded.WriteString(s[:i])
	for ; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		p.folded.WriteByte(c)
	}
	return p.folded.String()[start:]
}

// truncate cuts a name as PostgreSQL does, to 63 bytes and never inside a character.
func (p *parser) truncate(s string) string {
	const longest = 63
	if len(s) <= longest {
		return s
	}
	end := longest
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// holes puts the byte Hole for every hole, verb and template action of a name.
func holes(s string) string {
	if !strings.ContainsAny(s, "%{$") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		n := 0
		switch s[i] {
		case '%':
			n = verb(s, i)
		case '{':
			n = template(s, i)
		case '$':
			n = braced(s, i)
		}
		if n > 0 {
			b.WriteByte(Hole)
			i += n
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// unicodeName reads the inside of U&"d\0061t\+000061".
func unicodeName(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"' && i+1 < len(s) && s[i+1] == '"':
			b.WriteByte('"')
			i++
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '\\':
			b.WriteByte('\\')
			i++
		case s[i] == '\\':
			digits, skip := 4, 1
			if i+1 < len(s) && s[i+1] == '+' {
				digits, skip = 6, 2
			}
			from := i + skip
			if from+digits > len(s) {
				b.WriteByte('\\')
				continue
			}
			code, err := strconv.ParseUint(s[from:from+digits], 16, 32)
			if err != nil {
				b.WriteByte('\\')
				continue
			}
			b.WriteRune(rune(code))
			i = from + digits - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
