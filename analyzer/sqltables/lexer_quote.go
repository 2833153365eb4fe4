package sqltables

import "strings"

// text reads a string that opens with quote at i, or at the quote after a prefix letter when start is before it.
func (l *lexer) text(start int, quote byte, backslash bool, flags uint8) {
	i := start
	for l.src[i] != quote {
		i++ // the prefix: E, N, X, B, U&
	}
	for i++; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == '\\' && backslash:
			flags |= fEscaped
			i++
		case c == quote:
			if l.at(i+1) != quote {
				l.push(tString, start, i+1, flags, noKeyword)
				return
			}
			flags |= fEscaped
			i++
		}
	}
	l.stray = true
	l.push(tString, start, len(l.src), flags, noKeyword)
}

// quoted reads a quoted name that opens at i and ends with the given byte.
func (l *lexer) quoted(i int, closer byte) {
	l.quotedFrom(i, i+1, closer, 0)
}

func (l *lexer) quotedFrom(start, i int, closer byte, flags uint8) {
	doubles := closer != ']' || l.d != SQLite
	for ; i < len(l.src); i++ {
		c := l.src[i]
		switch {
		case c == closer:
			if doubles && l.at(i+1) == closer {
				flags |= fEscaped
				i++
				continue
			}
			l.push(tQuoted, start, i+1, flags, noKeyword)
			return
		case c == Hole, c == '%' && verb(l.src, i) > 0, c == '{' && template(l.src, i) > 0:
			flags |= fHole
		}
	}
	l.stray = true
	l.push(tQuoted, start, len(l.src), flags|fHole, noKeyword) // the name goes on where the text does
}

// subscript guesses whether a bracket opens an array subscript (or ARRAY[…]) rather than a name.
func (l *lexer) subscript() bool {
	switch c := l.at(l.i + 1); {
	case isDigit(c), c == ']', c == '-', c == '\'', c == '$', c == '?', c == ':', c == '(', c == '"', c == '[':
		return true
	}
	prev := l.lastToken()
	adjacent := int(prev.end) == l.i
	switch prev.kind {
	case tWord:
		return adjacent && !prev.word.is(cHard)
	case tQuoted, tClose, tParam, tString:
		return adjacent
	case tOperator:
		return adjacent && prev.end > 0 && (l.src[prev.end-1] == ']' || l.src[prev.end-1] == '[')
	}
	return false
}

// dollar reads a dollar-quoted string, a parameter or a variable of a client.
func (l *lexer) dollar() {
	i := l.i
	next := l.at(i + 1)
	switch {
	case isDigit(next) && l.d != MySQL:
		end := i + 1
		for isDigit(l.at(end)) || l.d == SQLServer && l.at(end) == '.' {
			end++
		}
		l.push(tParam, i, end, 0, noKeyword)
	case next == '{' || next == '(':
		// ${name} of a template, $(name) of sqlcmd: unknown.
		closer := "}"
		if next == '(' {
			closer = ")"
		}
		if end := strings.IndexByte(l.src[i:min(len(l.src), i+80)], closer[0]); end > 2 {
			l.wordToken(i)
			return
		}
		l.push(tOperator, i, i+1, 0, noKeyword)
	case l.rules.dollarQuote && l.dollarQuoted():
	case isLetter(next):
		if l.d == MySQL {
			l.wordToken(i)
			return
		}
		end := i + 1
		for isLetter(l.at(end)) || isDigit(l.at(end)) || l.at(end) == '$' || l.rules.dollarName && l.at(end) == ':' && l.at(end+1) == ':' {
			if l.at(end) == ':' {
				end++
			}
			end++
		}
		if l.rules.dollarName && l.at(end) == '(' { // $name(suffix), as Tcl writes array elements
			if k := strings.IndexByte(l.src[end:min(len(l.src), end+200)], ')'); k > 0 {
				end += k + 1
			}
		}
		l.push(tParam, i, end, 0, noKeyword)
	default:
		if l.d == MySQL {
			l.wordToken(i)
			return
		}
		l.push(tOperator, i, i+1, 0, noKeyword)
	}
}

// dollarQuoted reads $tag$…$tag$ if that is what stands here.
func (l *lexer) dollarQuoted() bool {
	i := l.i
	end := i + 1
	for c := l.at(end); isLetter(c) || isDigit(c); c = l.at(end) {
		end++
	}
	if l.at(end) != '$' {
		return false
	}
	tag := l.src[i : end+1]
	closing := indexAt(l.src, end+1, tag)
	if closing < 0 {
		if l.d == Any && len(tag) > 2 {
			l.rules.dollarQuote = false // and do not search the whole text again for each of its kind
			return false
		}
		l.push(tString, i, len(l.src), fBody, noKeyword)
		return true
	}
	l.push(tString, i, closing+len(tag), fBody, noKeyword)
	return true
}

// indexAt returns where sub stands in s from i on, or -1.
func indexAt(s string, i int, sub string) int {
	if i > len(s) {
		return -1
	}
	if k := strings.Index(s[i:], sub); k >= 0 {
		return i + k
	}
	return -1
}
