package sqltables

import "strings"

// dashComment tells whether the two dashes here begin a comment. In MySQL they do only before white space; where the dialect is
// unknown, 5--1 is taken for a subtraction.
func (l *lexer) dashComment() bool {
	next := l.at(l.i + 2)
	switch {
	case l.rules.dashSpace:
		return next <= ' ' && next != Hole
	case l.rules.dashGuess && isDigit(next):
		prev := l.adjacent()
		return prev != tNumber && prev != tWord && prev != tClose
	}
	return true
}

// lineComment reads to the end of the line; mark is the length of what begins the comment.
func (l *lexer) lineComment(mark int) {
	start := l.i + mark
	l.i = start
	l.skipLine()
	l.directive(start, l.i)
	l.flags |= fSpaced
}

// hash reads what begins with #: a comment, a temporary table's name or an operator.
func (l *lexer) hash() {
	i := l.i
	switch {
	case l.rules.hashComment:
		l.lineComment(1)
		return
	case l.rules.hashName:
		l.wordToken(i)
		return
	case l.d == SQLite && (isLetter(l.at(i+1)) || isDigit(l.at(i+1))):
		l.parameter() // SQLite's own variables
		return
	case l.rules.hashGuess:
		next := l.at(i + 1)
		prev := l.lastToken()
		switch {
		case isLetter(next) && l.nameFollows(prev), next == '#' && isLetter(l.at(i+2)):
			l.wordToken(i)
			return
		case l.flags&fLine != 0 && (next == ' ' || next == '#' || isLetter(next)):
			l.lineComment(1)
			return
		}
	}
	l.push(tOperator, i, i+1, 0, noKeyword)
}

// nameFollows tells whether a table's name may stand after the token.
func (l *lexer) nameFollows(prev token) bool {
	switch prev.word {
	case kwFrom, kwJoin, kwInto, kwUpdate, kwTable, kwExists, kwUsing, kwApply, kwOn:
		return true
	}
	return prev.kind == tDot || prev.kind == tComma
}

// blockComment reads /* … */. Hints and comments are skipped; the inside of MySQL's /*! … */ is code.
func (l *lexer) blockComment() {
	i := l.i
	if l.rules.bangComment && l.at(i+2) == '!' {
		l.i = i + 3
		for isDigit(l.at(l.i)) {
			l.i++
		}
		l.bang = true
		l.flags |= fSpaced
		return
	}
	end := commentEnd(l.src, i+2, l.rules.nestedComment)
	if end < 0 && l.d == Any {
		l.rules.nestedComment = false
		end = commentEnd(l.src, i+2, false)
	}
	text := end - 2
	if end < 0 {
		end, text = len(l.src), len(l.src)
	}
	l.directive(i+2, text)
	for k := i; k < end; k++ {
		if l.src[k] == '\n' {
			l.flags |= fLine
		}
	}
	l.i = end
	l.flags |= fSpaced
}

// commentEnd returns where the comment that opened before i ends, or -1.
func commentEnd(s string, i int, nested bool) int {
	for depth := 1; ; {
		k := strings.IndexByte(s[min(i, len(s)):], '/')
		if k < 0 {
			return -1
		}
		k += i
		switch {
		case k > i && s[k-1] == '*':
			if depth--; depth == 0 {
				return k + 1
			}
			i = k + 1
		case nested && k+1 < len(s) && s[k+1] == '*':
			depth++
			i = k + 2
		default:
			i = k + 1
		}
	}
}

// directive notes the comment's text if it speaks to this program.
func (l *lexer) directive(start, end int) {
	text := l.src[start:end]
	trimmed := strings.TrimLeft(text, " \t\r\n")
	if !strings.HasPrefix(trimmed, "ringfence:") {
		return
	}
	start += len(text) - len(trimmed)
	l.result.Directives = append(l.result.Directives, Span{start, len(strings.TrimRight(trimmed, " \t\r\n"))})
}
