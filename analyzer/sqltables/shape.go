package sqltables

// shape gathers, while a statement is read, what speaks for and against its being SQL. The readers report what their grammar does
// not allow; the verdict weighs that against the text's layout.
//
// English that begins like a statement ("update users failed", "select a file from the list") breaks the grammar soon after:
// a required clause is missing, two words stand where one alias can, a word follows that no clause holds. What breaks no rule is
// told by its words and by the lack of everything that SQL is full of.
type shape struct {
	doubts  int
	cutOff  bool // a required part is missing because the text ends
	utility bool // a statement whose grammar is not read to its end
	head    keyword
	upper   bool // the first word is in capitals
	title   bool // it begins with a capital
	sure    bool // it is a statement, few words as there are
	loose   bool // words side by side mean nothing: an index's columns have operator classes
	bare    bool // it needs more than words to be believed
	listed  bool // columns stand before a FROM
	run     int  // plain words in a row in a list of columns
	runEnd  int32
}

// Doubts at or above prose make a text no SQL whatever else it holds.
const prose = 3

func (s *shape) begin(p *parser) {
	i := p.i
	for p.tokens[i].kind == tOpen {
		i++
	}
	t := p.tokens[i]
	*s = shape{head: t.word, upper: t.kind == tWord && t.flags&fUpper != 0}
	s.title = t.kind == tWord && !s.upper && p.src[t.off] >= 'A' && p.src[t.off] <= 'Z'
}

// doubt weighs something that the grammar does not allow, or that is rare in SQL and common in English.
func (s *shape) doubt(n int) { s.doubts += n }

// cut notes that what the grammar requires here is missing: because the text ends, because it may be in a hole, or because this is no
// SQL.
func (s *shape) cut(p *parser) {
	t := p.tokens[p.i]
	switch {
	case t.flags&fHole != 0:
	case t.kind == tEnd:
		s.cutOff = true
	default:
		s.doubts += prose
	}
}

// junk doubts whatever still follows a statement that is complete.
func (s *shape) junk(p *parser) {
	if !p.atEnd() && p.tokens[p.i].flags&fHole == 0 {
		s.doubts += prose
	}
}

// query begins a statement with a grammar that is read to its end.
func (s *shape) query(p *parser) {
	next := p.tokens[min(p.i+1, len(p.tokens)-1)]
	switch p.word() {
	case kwSelect:
		switch {
		case next.word == kwFrom:
			s.doubts++ // PostgreSQL's empty list of columns
			s.bare = true
		case next.kind == tEnd:
			s.cutOff = true
		case next.kind == tComma, next.word == kwAnd, next.word == kwOr, next.word == kwIs, next.word == kwIn:
			s.doubts += prose
		}
	case kwValues:
		if next.kind != tOpen && !p.isText(p.i+1, "row") && next.flags&fHole == 0 {
			s.cutAfter(next)
		}
	case kwTable:
		s.bare = true
		if !s.upper {
			s.doubts++
		}
	case kwDelete, kwReplace:
		if next.word != kwFrom && next.word != kwInto {
			s.bare = true
			if !s.upper {
				s.doubts++
			}
		}
	case kwUpdate:
		s.bare = true
	}
}

func (s *shape) cutAfter(next token) {
	if next.kind == tEnd {
		s.cutOff = true
	} else {
		s.doubts += prose
	}
}

// adjacent notes two words side by side in an expression. One alias may follow a column; elsewhere nothing explains it.
func (s *shape) adjacent(p *parser, inList bool) {
	t := p.tokens[p.i]
	if s.utility || s.loose {
		return // operator classes, options
	}
	if !inList {
		s.doubts += 2
		return
	}
	if s.runEnd == p.tokens[p.i-1].end && s.run > 0 {
		s.doubts += 2
	}
	s.run, s.runEnd = 1, t.end
	if stopWord(p.text(t)) || stopWord(p.text(p.tokens[p.i-1])) {
		s.doubts++
	}
}

// alias weighs a table's alias.
func (s *shape) alias(p *parser, t token) {
	if t.word == noKeyword && p.tokens[p.i-1].word != kwAs && !s.upper {
		if next := p.tokens[p.i+1].kind; next == tEnd || next == tSemicolon {
			s.doubts++ // nothing follows, not even a use of the alias
		}
	}
	if stopWord(p.text(t)) {
		s.doubts += 2
	}
	if t.word.is(cNoName) {
		s.doubts += prose
	}
}

// name weighs a table's name.
func (s *shape) name(p *parser, n name) {
	t := p.tokens[n.table]
	if t.kind != tWord {
		return
	}
	if n.schema < 0 && t.flags&fUpper == 0 && stopWord(p.text(t)) {
		s.doubts += 2
	}
	if n.schema >= 0 && t.flags&fSpaced != 0 {
		s.doubts++ // the end of a sentence rather than a qualifier
	}
}

// assignment weighs what follows SET: a column and an equals sign, or a list of columns.
func (s *shape) assignment(p *parser) {
	if p.kind() == tOpen || p.tokens[p.i].flags&fHole != 0 || p.kind() == tParam {
		return
	}
	if p.atEnd() {
		s.cutOff = true
		return
	}
	for i := p.i; i < p.i+8 && i < len(p.tokens); i++ {
		switch t := p.tokens[i]; {
		case t.kind == tOperator || t.flags&fHole != 0:
			return
		case t.kind == tEnd && i > p.i:
			s.cutOff = true
			return
		case t.kind != tWord && t.kind != tQuoted && t.kind != tDot && t.kind != tParam:
			s.doubts += prose
			return
		}
	}
	s.doubts += prose
}

// tableBody weighs what follows the name in CREATE TABLE.
func (s *shape) tableBody(p *parser) {
	switch p.word() {
	case kwAs, kwLike, kwPartition, kwOf, kwSelect, kwUsing, kwOn, kwWith, kwInherits:
		return
	}
	if p.kind() == tWord && p.isText(p.i+1, "=") || p.peekKind(1) == tOperator && p.kind() == tWord {
		return // MySQL's ENGINE = x SELECT …
	}
	if p.kind() != tOpen {
		s.cut(p)
	}
}

// indexBody weighs what follows the table in CREATE INDEX.
func (s *shape) indexBody(p *parser) {
	if p.kind() != tOpen && p.word() != kwUsing {
		s.cut(p)
	}
}

// action weighs the first word of what ALTER does.
func (s *shape) action(p *parser) {
	switch p.word() {
	case kwWith:
		if next := p.peek(1); next != kwCheck && p.peekKind(1) != tOpen && !p.isText(p.i+1, "nocheck") {
			s.doubts += prose
		}
		return
	case kwAdd, kwAlter, kwDrop, kwRename, kwSet, kwAs, kwAttach, kwDetach, kwInherit, kwNo, kwOwner, kwCluster, kwReset, kwOf, kwNot,
		kwExchange, kwOrder, kwPartition, kwDefault, kwIgnore, kwCheck, kwForce, kwCharacter, kwComment, kwAnalyze, kwOptimize, kwRepair,
		kwTruncate, kwImport, kwDiscard, kwUnion:
		return
	}
	for _, w := range [...]string{"modify", "change", "enable", "disable", "validate", "convert", "engine", "replica", "options", "reorganize",
		"coalesce", "rebuild", "switch", "auto_increment", "row_format", "charset", "lock", "algorithm", "depends", "nocheck", "remove"} {
		if p.isText(p.i, w) {
			return
		}
	}
	if p.word() == kwChange || p.word() == kwLock || p.word() == kwAlgorithm || p.word() == kwCharset || p.kind() == tOpen || p.kind() == tQuoted {
		return
	}
	s.cut(p)
}

// other marks a statement that is not read in full.
func (s *shape) other(p *parser) { s.utility = true }

// copySource weighs what COPY reads from or writes to.
func (s *shape) copySource(p *parser) {
	if p.kind() != tString && p.kind() != tParam && p.word() != kwStdin && !p.isText(p.i, "stdout") && !p.isText(p.i, "program") {
		s.cut(p)
	}
}

// stopWord tells English words that name no table.
func stopWord(w string) bool {
	if len(w) < 2 || len(w) > 12 {
		return false
	}
	var lower [12]byte
	for i := 0; i < len(w); i++ {
		lower[i] = w[i] | 0x20
	}
	switch string(lower[:len(w)]) {
	case "the", "this", "that", "these", "those", "your", "our", "my", "his", "her", "its", "their", "an", "it", "them", "you", "we", "us",
		"me", "what", "which", "because", "failed", "failure", "successfully", "cannot", "please", "of", "was", "were", "are", "has", "have",
		"could", "would", "should", "must", "will", "been", "than", "there", "here", "only", "via", "per":
		return true
	}
	return false
}

// setting weighs SET: something is given a value.
func (s *shape) setting(p *parser) {
	s.utility = true
	for i := p.i + 1; i < len(p.tokens); i++ {
		t := p.tokens[i]
		switch {
		case t.kind == tOperator, t.word == kwTo && s.upper, t.flags&fHole != 0:
			return
		case t.kind == tEnd || t.kind == tSemicolon:
			s.bare = true
			return
		}
	}
}

// transaction weighs what begins and ends transactions.
func (s *shape) transaction(p *parser) {
	s.utility = true
	next := p.tokens[p.i+1]
	switch next.word {
	case kwTransaction, kwTran, kwWork, kwTo, kwAnd, kwPrepared, kwImmediate, kwDeferred, kwExclusive, kwIsolation, kwRead, kwConcurrent, kwNot:
		s.sure = true
		return
	}
	switch {
	case next.kind == tSemicolon && p.word() != kwStart:
		s.sure = true
	case next.kind == tEnd:
		s.bare = true
	case next.kind != tSemicolon && (p.word() == kwStart || !s.upper || p.d == Postgres || p.d == SQLite):
		s.doubts += prose
	}
}

// call weighs CALL and EXECUTE: in small letters only with arguments.
func (s *shape) call(p *parser) {
	s.utility = true
	s.bare = true
	if p.kind() == tWord && p.peekKind(1) == tWord && p.peekKind(2) == tWord && p.peek(2) == noKeyword && p.tokens[p.i+2].flags&fHole == 0 {
		s.doubts += 2
	}
}

// lockMode weighs what follows a table in LOCK: PostgreSQL's IN … MODE or NOWAIT, MySQL's alias and READ or WRITE. plain tells that the
// word TABLE was left out.
func (s *shape) lockMode(p *parser, plain bool) {
	if plain && !s.upper && p.word() != kwIn {
		s.doubts += prose
	}
	switch p.word() {
	case kwIn, kwAs, kwRead, kwWrite, kwLowPriority, kwNowait, kwWait:
		return
	}
	if next := p.peek(1); next != kwRead && next != kwWrite && next != kwLowPriority && p.kind() != tComma && p.kind() != tStar && p.kind() != tClose {
		s.junk(p)
	}
}
