package sqltables

// lexer makes tokens of a text. It runs over the whole text first, so that the readers may look ahead freely and skip a pair of
// parentheses in one step.
type lexer struct {
	src       string
	d         Dialect
	rules     lexRules
	from      int // where reading begins
	i         int // next byte
	tokens    []token
	open      []int32 // tOpen tokens without their tClose yet
	result    *Result
	flags     uint8  // of the token to come: fSpaced, fLine
	delimiter string // what ends a statement instead of a semicolon
	copyIn    bool   // the statement is a COPY … FROM STDIN: rows follow its end
	copying   bool
	noRows    bool // no rows of a COPY follow any more
	bang      bool // inside /*! … */
	quotes    bool // a word stands here after which a literal may hold SQL or a name
	stray     bool // a backslash stood outside of strings, or a string did not end
}

// lexEnd is how many tEnd tokens close the list: no reader looks further ahead.
const lexEnd = 6

func (l *lexer) run(src string, d Dialect, result *Result) {
	if len(src) > 1<<31-64 {
		src = src[:1<<31-64] // offsets are 32 bits
	}
	l.src, l.d, l.rules, l.result = src, d, rules[d], result
	l.from = 0
	directives := len(result.Directives)
	l.pass()
	if l.rules.backslashGuess && l.stray {
		// A backslash where none can stand, or a quote too many: read as the dialects that escape with it.
		result.Directives = result.Directives[:directives]
		l.rules.backslash = true
		l.pass()
	}
}

// body makes tokens of a routine's body: the text from the given byte on.
func (l *lexer) body(src string, from int) {
	l.src, l.from = src, from
	l.pass()
}

func (l *lexer) pass() {
	l.i, l.tokens, l.open = l.from, l.tokens[:0], l.open[:0]
	l.flags, l.delimiter, l.copyIn, l.copying, l.noRows, l.bang, l.quotes, l.stray = fLine, "", false, false, false, false, false, false
	for l.i < len(l.src) {
		l.step()
	}
	for range lexEnd {
		l.tokens = append(l.tokens, token{kind: tEnd, off: int32(len(l.src)), end: int32(len(l.src)), match: -1})
	}
}

func (l *lexer) push(k kind, start, end int, flags uint8, w keyword) {
	l.tokens = append(l.tokens, token{kind: k, flags: flags | l.flags, word: w, off: int32(start), end: int32(end), match: -1})
	l.flags = 0
	l.i = end
}

// at returns the byte at i, or 0 past the end.
func (l *lexer) at(i int) byte {
	if i < len(l.src) {
		return l.src[i]
	}
	return 0
}

// last returns the kind of the last token, if it stands right before the next byte.
func (l *lexer) adjacent() kind {
	if n := len(l.tokens); n > 0 && int(l.tokens[n-1].end) == l.i {
		return l.tokens[n-1].kind
	}
	return tEnd
}

func (l *lexer) lastToken() token {
	if n := len(l.tokens); n > 0 {
		return l.tokens[n-1]
	}
	return token{}
}

// step reads one token, comment or run of white space.
func (l *lexer) step() {
	i := l.i
	c := l.src[i]
	if l.delimiter != "" && c == l.delimiter[0] && hasPrefixAt(l.src, i, l.delimiter) {
		l.push(tSemicolon, i, i+len(l.delimiter), 0, noKeyword)
		return
	}
	switch c {
	case ' ', '\t', '\r', '\v', '\f', 0:
		l.flags |= fSpaced
		l.i++
	case '\n':
		l.flags |= fSpaced | fLine
		l.i++
	case '(':
		l.open = append(l.open, int32(len(l.tokens)))
		l.push(tOpen, i, i+1, 0, noKeyword)
	case ')':
		if n := len(l.open); n > 0 {
			l.tokens[l.open[n-1]].match = int32(len(l.tokens))
			l.open = l.open[:n-1]
		}
		l.push(tClose, i, i+1, 0, noKeyword)
	case ',':
		l.push(tComma, i, i+1, 0, noKeyword)
	case '.':
		l.dot()
	case ';':
		l.semicolon()
	case '*':
		if l.bang && l.at(i+1) == '/' {
			l.bang = false
			l.flags |= fSpaced
			l.i += 2
			return
		}
		l.push(tStar, i, i+1, 0, noKeyword)
	case '\'':
		l.text(i, '\'', l.rules.backslash, 0)
	case '"':
		if l.rules.doubleQuotedString {
			l.text(i, '"', l.rules.backslash, 0)
		} else {
			l.quoted(i, '"')
		}
	case Quote:
		l.quoted(i, Quote)
	case '`':
		if l.rules.backtickName {
			l.quoted(i, '`')
		} else {
			l.push(tOperator, i, i+1, 0, noKeyword)
		}
	case '[':
		if l.rules.bracketName || l.rules.bracketGuess && !l.subscript() {
			l.quoted(i, ']')
		} else {
			l.push(tOperator, i, i+1, 0, noKeyword)
		}
	case '-':
		if l.at(i+1) == '-' && l.dashComment() {
			l.lineComment(2)
		} else {
			l.push(tOperator, i, i+1, 0, noKeyword)
		}
	case '/':
		if l.at(i+1) == '*' {
			l.blockComment()
		} else {
			l.push(tOperator, i, i+1, 0, noKeyword)
		}
	case '#':
		l.hash()
	case '\\':
		l.backslash()
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		l.number()
	case '?':
		end := i + 1
		for isDigit(l.at(end)) {
			end++
		}
		l.push(tParam, i, end, 0, noKeyword)
	case ':', '@':
		l.parameter()
	case '$':
		l.dollar()
	case '%':
		switch {
		case l.at(i+1) == '%':
			l.push(tOperator, i, i+2, 0, noKeyword)
		case verb(l.src, i) > 0:
			l.wordToken(i)
		default:
			l.push(tOperator, i, i+1, 0, noKeyword)
		}
	case '{':
		if template(l.src, i) > 0 {
			l.wordToken(i)
		} else {
			l.push(tOperator, i, i+1, 0, noKeyword)
		}
	default:
		switch {
		case isLetter(c):
			l.wordToken(i)
		case c == 0xEF && hasPrefixAt(l.src, i, "\ufeff"):
			l.i += 3
		default:
			l.push(tOperator, i, i+1, 0, noKeyword)
		}
	}
}

// dot tells a name's dot from a number's.
func (l *lexer) dot() {
	prev := l.adjacent()
	if isDigit(l.at(l.i+1)) && prev != tWord && prev != tQuoted && prev != tClose {
		l.number()
		return
	}
	if n := len(l.tokens); n > 0 && prev == tWord && !l.tokens[n-1].word.is(cHard) {
		l.tokens[n-1].word = noKeyword // a qualifier is no keyword: new.x, end.x
	}
	l.push(tDot, l.i, l.i+1, 0, noKeyword)
}

func (l *lexer) semicolon() {
	l.push(tSemicolon, l.i, l.i+1, 0, noKeyword)
	if l.copyIn && !l.noRows {
		// The rows of COPY … FROM STDIN, up to the line "\.", are no SQL.
		if end := indexAt(l.src, l.i, "\n\\."); end >= 0 {
			l.i = end + 3
		} else {
			l.noRows = true
		}
	}
	l.copyIn, l.copying = false, false
}

// backslash reads what psql takes for itself: \d, \set …; \gset and its kind end a statement.
func (l *lexer) backslash() {
	i := l.i
	if !l.rules.metaCommand || l.rules.backslash {
		l.stray = true
		l.push(tOperator, i, i+1, 0, noKeyword)
		return
	}
	if l.rules.backslashGuess && l.flags&fLine == 0 && l.at(i+1) != 'g' {
		l.stray = true
	}
	if l.at(i+1) == ';' {
		l.push(tSemicolon, i, i+2, 0, noKeyword)
		return
	}
	l.push(tSemicolon, i, i, 0, noKeyword)
	l.skipLine()
}

func (l *lexer) skipLine() {
	for l.i < len(l.src) && l.src[l.i] != '\n' {
		l.i++
	}
}

// number reads a number; where names may begin with a digit, such a name.
func (l *lexer) number() {
	i := l.i
	end := i
	if l.rules.digitName && l.src[i] != '.' {
		for isDigit(l.at(end)) {
			end++
		}
		if c := l.at(end); isLetter(c) || c == '$' {
			if !numberTail(l.src, i, end) || l.adjacent() == tDot {
				l.wordToken(i)
				return
			}
		} else if l.adjacent() == tDot {
			l.wordToken(i)
			return
		}
	}
	end = i
	if l.src[i] == '0' && (l.at(i+1)|0x20 == 'x' || l.at(i+1)|0x20 == 'b' || l.at(i+1)|0x20 == 'o') && isHex(l.at(i+2)) {
		end = i + 2
		for isHex(l.at(end)) || l.at(end) == '_' {
			end++
		}
		l.push(tNumber, i, end, 0, noKeyword)
		return
	}
	for isDigit(l.at(end)) || l.at(end) == '_' && isDigit(l.at(end+1)) {
		end++
	}
	if l.at(end) == '.' && l.at(end+1) != '.' {
		end++
		for isDigit(l.at(end)) || l.at(end) == '_' && isDigit(l.at(end+1)) {
			end++
		}
	}
	if l.at(end)|0x20 == 'e' {
		k := end + 1
		if l.at(k) == '+' || l.at(k) == '-' {
			k++
		}
		if isDigit(l.at(k)) {
			for isDigit(l.at(k)) {
				k++
			}
			end = k
		}
	}
	l.push(tNumber, i, end, 0, noKeyword)
}

// numberTail tells whether the letters at end still belong to the number that starts at i: an exponent or a base.
func numberTail(s string, i, end int) bool {
	rest := s[end:]
	switch rest[0] {
	case 'e', 'E':
		if len(rest) > 1 && (isDigit(rest[1]) || (rest[1] == '+' || rest[1] == '-') && len(rest) > 2 && isDigit(rest[2])) {
			k := 2
			for k < len(rest) && isDigit(rest[k]) {
				k++
			}
			return k >= len(rest) || !isLetter(rest[k])
		}
	case 'x':
		return end == i+1 && s[i] == '0' && len(rest) > 1 && isHex(rest[1])
	case 'b':
		return end == i+1 && s[i] == '0' && len(rest) > 1 && (rest[1] == '0' || rest[1] == '1')
	}
	return false
}

// parameter reads :name, @name, @@name, and the operators that begin alike.
func (l *lexer) parameter() {
	i := l.i
	c := l.src[i]
	end := i + 1
	if c == ':' && (l.at(end) == ':' || l.at(end) == '=') {
		l.push(tOperator, i, end+1, 0, noKeyword)
		return
	}
	if c == ':' && l.adjacent() == tWord && l.lastToken().word == noKeyword {
		l.push(tOperator, i, i+1, 0, noKeyword) // label:LOOP
		return
	}
	if c == '@' && l.at(end) == '@' {
		end++
	}
	if c == ':' && isDigit(l.at(end)) && l.adjacent() != tEnd || !isLetter(l.at(end)) && !isDigit(l.at(end)) {
		l.push(tOperator, i, i+1, 0, noKeyword)
		return
	}
	for isLetter(l.at(end)) || isDigit(l.at(end)) || l.at(end) == '$' || c == '@' && l.at(end) == '.' && isLetter(l.at(end+1)) {
		end++
	}
	l.push(tParam, i, end, 0, noKeyword)
}

func isLetter(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80 || c == Hole
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

func hasPrefixAt(s string, i int, prefix string) bool {
	return len(s)-i >= len(prefix) && s[i:i+len(prefix)] == prefix
}
