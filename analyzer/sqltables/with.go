package sqltables

import "strings"

// scopes holds the common table expressions that are in sight, innermost last. A hash chain finds a name in constant time; as
// scopes end in the order opposite to their beginning, a chain's head is always its newest entry.
type scopes struct {
	entries []cte
	heads   []int32 // index+1 into entries by hash, a power of two long
	unknown int     // scopes around that a hole may have put names into
}

type cte struct {
	name   string
	hash   uint32
	next   int32
	quoted bool
}

func (s *scopes) reset() {
	s.entries = s.entries[:0]
	clear(s.heads)
	s.unknown = 0
}

func (s *scopes) add(name string, quoted bool) {
	if len(s.entries) >= len(s.heads) {
		s.grow()
	}
	h := hash(name)
	head := &s.heads[h&uint32(len(s.heads)-1)]
	s.entries = append(s.entries, cte{name, h, *head, quoted})
	*head = int32(len(s.entries))
}

func (s *scopes) grow() {
	s.heads = make([]int32, max(16, 2*len(s.heads)))
	for i := range s.entries {
		e := &s.entries[i]
		head := &s.heads[e.hash&uint32(len(s.heads)-1)]
		e.next = *head
		*head = int32(i + 1)
	}
}

// cut ends the scopes that began after there were n names.
func (s *scopes) cut(n int) {
	for len(s.entries) > n {
		e := s.entries[len(s.entries)-1]
		s.heads[e.hash&uint32(len(s.heads)-1)] = e.next
		s.entries = s.entries[:len(s.entries)-1]
	}
}

// has tells whether the name is in sight. PostgreSQL compares exactly, names being folded already; the others without case.
func (s *scopes) has(name string, exact bool) bool {
	if len(s.entries) == 0 {
		return false
	}
	h := hash(name)
	for k := s.heads[h&uint32(len(s.heads)-1)]; k > 0; k = s.entries[k-1].next {
		e := &s.entries[k-1]
		if e.hash == h && (e.name == name || !exact && strings.EqualFold(e.name, name)) {
			return true
		}
	}
	return false
}

// hash is FNV-1a over the name in lower case.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		} else if c >= 0x80 {
			c = 0x80 // case beyond ASCII is left to the comparison
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// with reads WITH and the statement it belongs to, up to the end of its level. It returns the statement's kind.
func (p *parser) with(stops class) Kind {
	mark, unknowns := len(p.scopes.entries), p.scopes.unknown
	p.i++ // WITH
	recursive := p.take(kwRecursive)
	if recursive && p.d != MySQL || p.d == SQLite {
		p.declareAll()
	}
	for p.commonTable(recursive) {
		if p.kind() != tComma {
			break
		}
		p.i++
	}
	k := p.dml(stops)
	p.scopes.cut(mark)
	p.scopes.unknown = unknowns
	return k
}

// declareAll puts every name of the WITH list in sight of every body: so it is with WITH RECURSIVE in PostgreSQL and always in
// SQLite.
func (p *parser) declareAll() {
	start := p.i
	for {
		t := p.tokens[p.i]
		if t.kind != tWord && t.kind != tQuoted && t.kind != tString || t.flags&fHole != 0 {
			break
		}
		p.i++
		if p.kind() == tOpen {
			p.skipToken()
		}
		if p.word() != kwAs {
			break
		}
		p.i++
		p.takeAny(kwNot, kwMaterialized)
		if p.kind() != tOpen {
			break
		}
		p.scopes.add(p.identifier(t), t.kind == tQuoted)
		p.skipToken()
		for !p.atEnd() && p.kind() != tComma && !p.word().is(cMain) && p.kind() != tClose && p.kind() != tOpen {
			p.skipToken() // SEARCH and CYCLE
		}
		if p.kind() != tComma {
			break
		}
		p.i++
	}
	if p.kind() == tEnd {
		p.scopes.unknown++ // the names to come are cut off
	}
	p.i = start
}

// commonTable reads one name [(columns)] AS (statement) and puts the name in sight of what follows.
func (p *parser) commonTable(recursive bool) bool {
	t := p.tokens[p.i]
	switch {
	case t.flags&fHole != 0 && t.kind == tWord && p.peek(1) != kwAs && p.peekKind(1) != tOpen:
		p.scopes.unknown++ // WITH \x01: whatever it defines
		p.i++
		return true
	case t.kind != tWord && t.kind != tQuoted && t.kind != tString || p.peek(1) != kwAs && p.peekKind(1) != tOpen && !p.holeAt(p.i+1) || t.word == kwSelect:
		p.shape.cut(p)
		return false
	}
	if t.flags&fHole != 0 {
		p.scopes.unknown++ // WITH \x01 AS …: any name
	}
	p.i++
	if p.holeAt(p.i) {
		p.i++ // columns, or AS
	}
	if p.kind() == tOpen {
		p.skipToken()
	}
	if !p.take(kwAs) && !p.holeAt(p.i-1) {
		p.shape.cut(p)
	}
	p.takeAny(kwNot, kwMaterialized)
	name := p.identifier(t)
	recursive = recursive || p.d == Any && p.unites()
	if recursive {
		p.scopes.add(name, t.kind == tQuoted)
	}
	if p.kind() == tOpen {
		closing := int(p.tokens[p.i].match)
		p.i++
		p.nested(func() { p.dml(0) }, closing)
	} else {
		p.shape.cut(p)
	}
	if !recursive {
		p.scopes.add(name, t.kind == tQuoted)
	}
	p.searchCycle()
	return true
}

// unites tells whether the parentheses at hand hold a UNION. Where the dialect is not known and RECURSIVE is not said, it is what
// tells a recursion, which SQLite and T-SQL allow without the word, from a query on a table of the same name.
func (p *parser) unites() bool {
	if p.kind() != tOpen {
		return false
	}
	for i, closing := p.i+1, int(p.tokens[p.i].match); i < closing; i++ {
		switch t := &p.tokens[i]; {
		case t.word == kwUnion:
			return true
		case t.kind == tOpen && t.match > 0:
			i = int(t.match)
		}
	}
	return false
}

// searchCycle reads SEARCH … SET … and CYCLE … USING …, whose words are columns.
func (p *parser) searchCycle() {
	if p.word() == kwSearch {
		for !p.atEnd() && p.word() != kwSet {
			p.skipToken()
		}
		if p.take(kwSet) {
			p.next()
		}
	}
	if p.word() == kwCycle {
		for !p.atEnd() && p.kind() != tComma || p.kind() == tComma && p.cycleGoesOn() {
			if p.word().is(cMain) || p.kind() == tOpen || p.kind() == tClose {
				return
			}
			p.skipToken()
		}
	}
}

// cycleGoesOn tells a comma between CYCLE's columns from one before the next common table.
func (p *parser) cycleGoesOn() bool {
	return p.peek(2) != kwAs && p.peekKind(2) != tOpen
}

// nested reads something inside parentheses that close at the given token, unless that is too deep.
func (p *parser) nested(read func(), closing int) {
	if p.nesting < maxNesting {
		p.nesting++
		read()
		p.nesting--
	}
	p.leave(closing)
}
