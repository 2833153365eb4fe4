package sqltables

// evidence is what a statement's tokens say about its being SQL.
type evidence struct {
	marks    int // punctuation, operators, parameters, holes, strings: what SQL is full of
	clauses  int // clause keywords after the first word
	run      int // the longest run of plain words side by side, outside of parentheses
	sentence bool
	dangling bool // the last token wants something to follow
	open     bool // a parenthesis stays open
	partial  bool // a hole
	words    int
	stops    int
}

// weigh looks at the tokens of the statement from first on.
func (p *parser) weigh(first int) evidence {
	var e evidence
	run, depth := 0, 0
	for i := first; i < p.i; i++ {
		t := &p.tokens[i]
		plain := false
		switch t.kind {
		case tWord:
			e.words++
			switch {
			case t.flags&fHole != 0:
				e.partial = true
				e.marks++
			case t.word == noKeyword:
				plain = true
			case t.word.is(cClause | cJoin | cSetOperation | cFrom), t.word.is(cOn) && depth == 0:
				e.clauses++
			}
		case tOpen:
			depth++
			e.marks++
			if t.match < 0 {
				e.open = true
			}
		case tClose:
			depth--
			e.marks++
		case tDot:
			if p.tokens[i+1].flags&fSpaced == 0 && i+1 < p.i {
				e.marks += 2
			} else if i+1 >= p.i {
				e.sentence = true
			}
		case tOperator:
			e.marks++
			if c := p.src[t.off]; depth == 0 && t.end-t.off == 1 && (c == ':' || c == '!') && (p.tokens[i+1].flags&fSpaced != 0 || i+1 >= p.i) &&
				i > first && p.tokens[i-1].kind == tWord {
				e.sentence = true
			}
		case tStar:
			e.marks += 2
		case tComma, tNumber:
			if t.kind == tComma && t.flags&fSpaced == 0 {
				break // English has commas too
			}
			e.marks++
		default:
			e.marks++
		}
		if plain && depth == 0 {
			run++
			e.run = max(e.run, run)
			if stopWord(p.text(*t)) {
				e.stops++
			}
		} else {
			run = 0
		}
	}
	if last := p.tokens[p.i-1]; p.i > first && p.kind() == tEnd {
		switch last.kind {
		case tComma, tDot:
			e.dangling = true
		case tOperator:
			c := p.src[last.off]
			e.dangling = c == '=' || c == '<' || c == '>' || c == '+' || c == '|'
		case tWord:
			switch before := p.tokens[max(first, p.i-2)].word; {
			case last.word == kwAll, before == kwFor, before == kwDefault, before == kwThen, before == kwIf, p.shape.utility, p.shape.head == kwAlter:
			default:
				e.dangling = last.word.is(cInfix)
			}
		}
	}
	return e
}

// statementShape gives the verdict on the statement that was just read from token first on. complete tells whether its reader came
// to its end.
func (p *parser) statementShape(first int, complete bool) Shape {
	s := &p.shape
	e := p.weigh(first)
	kind := p.result.Statements[p.statement].Kind
	routine := kind == Create || kind == Block || kind == Alter
	if e.sentence && !routine || s.doubts >= prose || p.i == first {
		return NotSQL
	}
	if !s.head.is(cOpening) {
		return p.pieceShape(first, e)
	}
	if !complete {
		if s.upper && e.marks > 0 && p.kind() != tClose {
			return Fragment
		}
		s.doubts++
		if e.marks < 3 {
			return NotSQL
		}
	}
	if s.utility {
		return p.utilityShape(e)
	}
	if !s.upper {
		switch {
		case s.doubts > 0 && e.marks+e.clauses/2 < 1+s.doubts:
			return NotSQL
		case e.stops > 0 && e.marks < 3:
			return NotSQL
		}
	} else if s.doubts > 1 && e.marks+e.clauses < 3 {
		return NotSQL
	}
	if !s.upper && s.head == kwDelete && s.bare && e.clauses == 0 {
		return NotSQL // "Delete bucket %q?"
	}
	if s.title && e.marks == 0 || e.words == 1 && (!s.upper || s.cutOff) && p.kind() == tEnd {
		return NotSQL // "Delete from trash", "select"
	}
	if s.cutOff {
		if !s.upper && (kind == Merge || kind == Create && e.marks == 0 || s.bare || e.clauses == 0 && kind != Insert && p.tokens[p.i-1].word != kwSet) {
			return NotSQL // "update users"
		}
		return Fragment
	}
	if e.dangling || e.open {
		return Fragment
	}
	if kind == Select && s.head == kwSelect && e.clauses == 0 && e.marks == 0 {
		if p.tokens[p.i-1].kind == tNumber {
			return Whole
		}
		return NotSQL // "SELECT failed": no table and nothing but words
	}
	return Whole
}

// utilityShape judges the statements that are not read in full.
func (p *parser) utilityShape(e evidence) Shape {
	s := &p.shape
	switch {
	case s.upper && e.run >= 5, !s.upper && e.run >= 3 && (e.run >= 5 || !p.named()), e.stops > 0 && e.run >= 2:
		return NotSQL
	case !s.upper && !s.sure && (e.stops > 0 || e.words == 1 || s.bare && e.marks < 2 || e.marks == 0 && !p.named()):
		return NotSQL
	case s.cutOff || e.dangling || e.open:
		if s.upper || e.marks > 0 {
			return Fragment
		}
		return NotSQL
	}
	return Whole
}

// named tells whether the statement names a table.
func (p *parser) named() bool {
	refs := p.result.References
	return len(refs) > 0 && refs[len(refs)-1].Statement == p.statement
}

// pieceShape judges a text that begins with no statement: a fragment if a clause at its beginning, or columns before a FROM, name
// tables the way SQL does.
func (p *parser) pieceShape(first int, e evidence) Shape {
	s := &p.shape
	if !p.named() || s.doubts >= 2 || s.title || e.stops > 0 && !s.upper {
		return NotSQL
	}
	clause := s.head.is(cFrom|cJoin|cInto|cClause|cSetOperation|cSet) || s.head == kwUsing && s.upper || s.head == kwOn || s.head == kwAnd || s.head == kwOr || s.head == kwValues || s.head == kwExists
	switch {
	case clause && s.upper:
		return Fragment
	case clause && e.marks > 0 && (e.clauses > 1 || s.head == kwInto && e.marks > 3):
		return Fragment
	case s.listed && e.marks > 0:
		return Fragment
	case p.nestedQuery(first, e):
		return Fragment
	case p.tokens[first].kind == tOpen || p.tokens[first].kind == tComma || p.tokens[first].kind == tClose || p.tokens[first].flags&fHole != 0:
		if e.marks > 2 {
			return Fragment
		}
	}
	return NotSQL
}

// nestedQuery tells whether the piece is an expression with a query in parentheses: id IN (SELECT …), x = 1 AND EXISTS (SELECT …).
func (p *parser) nestedQuery(first int, e evidence) bool {
	for i := first; i+1 < p.i; i++ {
		if p.tokens[i].kind == tOpen && p.tokens[i+1].word == kwSelect {
			return e.marks > 2 || p.tokens[i+1].flags&fUpper != 0
		}
	}
	return false
}

// textShape gives the verdict on the whole text.
func (p *parser) textShape() {
	r := p.result
	if len(r.Statements) == 0 {
		return
	}
	r.Shape = Whole
	for i := range r.Statements {
		r.Shape = min(r.Shape, r.Statements[i].Shape)
	}
}

// listBefore tells whether the tokens before a FROM or JOIN look like columns, and the keyword like a clause: only then is a text that
// begins with neither statement nor clause taken for a piece of SQL.
func (s *shape) listBefore(p *parser, start int) bool {
	if p.tokens[p.i].flags&fUpper == 0 || p.peek(1) == kwStdin || p.peek(1) == kwPublic {
		return false
	}
	marks := 0
	for i := start; i < p.i; i++ {
		switch t := p.tokens[i]; {
		case t.word == kwOn:
			return false // the end of a REVOKE
		case t.kind == tComma, t.kind == tStar, t.kind == tOpen, t.kind == tDot && p.tokens[i+1].flags&fSpaced == 0, t.flags&fHole != 0:
			marks++
		}
	}
	s.listed = marks > 0 && s.doubts < 2
	return s.listed
}
