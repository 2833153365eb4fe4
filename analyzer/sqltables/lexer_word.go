package sqltables

import "strings"

// wordToken reads an unquoted name or keyword at i, with the holes, verbs and template actions that touch it, or the prefix of a
// string: E'…', N'…', U&"…".
func (l *lexer) wordToken(i int) {
	start := i
	var lower [longestKeyword]byte
	var flags uint8
	plain, lowered := 0, false // letters so far; whether one is lower case
	for i < len(l.src) {
		c := l.src[i]
		switch {
		case c == Hole:
			if flags&fHole == 0 && i > start && lookup(lower[:min(plain, len(lower))]).is(cHard) && plain <= len(lower) {
				l.finishWord(start, i, plain, lowered, 0, &lower) // FROM\x01: the hole begins with its own white space
				return
			}
			flags |= fHole
			i++
			continue
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			if plain < len(lower) {
				lower[plain] = c | 0x20
			}
			plain++
			lowered = lowered || c >= 'a'
			i++
			continue
		case c == '_' || isDigit(c):
			if plain < len(lower) {
				lower[plain] = c
			}
			plain++
			i++
			continue
		case c >= 0x80:
			if c == 0xC2 && l.at(i+1) == 0xA0 && i == start { // a no-break space
				l.i = i + 2
				l.flags |= fSpaced
				return
			} else if c == 0xC2 && l.at(i+1) == 0xA0 && l.d != Postgres && l.d != SQLite && l.d != MySQL {
				break
			}
			plain = len(lower) + 1
			lowered = true
			i++
			continue
		case c == '$' && l.dollarInName(i):
			plain = len(lower) + 1
			if n := braced(l.src, i); n > 0 {
				flags |= fHole
				i += n
				continue
			}
			i++
			continue
		case (c == '#' || c == '@') && (l.rules.hashName || i == start || c == '#' && l.rules.hashGuess && l.src[start] == '#'):
			plain = len(lower) + 1
			i++
			continue
		case c == '%':
			if n := verb(l.src, i); n > 0 {
				flags |= fHole
				i += n
				continue
			}
		case c == '{':
			if n := template(l.src, i); n > 0 {
				flags |= fHole
				i += n
				continue
			}
		case c == '\'' && i-start == 1 && l.stringPrefix(start):
			letter := l.src[start] | 0x20
			l.text(start, '\'', l.rules.backslash || letter == 'e' && l.rules.letterString, fNational)
			return
		case c == '&' && i-start == 1 && l.src[start]|0x20 == 'u' && l.rules.letterString:
			switch l.at(i + 1) {
			case '\'':
				l.text(start, '\'', false, fNational)
				return
			case '"':
				l.quotedFrom(start, i+2, '"', fNational)
				return
			}
		}
		break
	}
	if i == start {
		l.push(tOperator, i, i+1, 0, noKeyword)
		return
	}
	l.finishWord(start, i, plain, lowered, flags, &lower)
}

func (l *lexer) finishWord(start, end, plain int, lowered bool, flags uint8, lower *[longestKeyword]byte) {
	word := noKeyword
	if flags&fHole != 0 {
		// \x01FROM: the hole ends with its own white space.
		head := start
		for head < end && l.src[head] == Hole {
			head++
		}
		if head > start && end-head == plain && plain <= len(lower) && lookup(lower[:plain]).is(cHard) {
			l.push(tWord, start, head, fHole, noKeyword)
			l.finishWord(head, end, plain, lowered, 0, lower)
			return
		}
	} else if plain == end-start && plain <= len(lower) {
		word = lookup(lower[:plain])
		if l.lastToken().kind == tDot && !(l.d == Any && word.is(cHard) && l.flags&fSpaced != 0) {
			word = noKeyword // a.from
		}
	}
	if !lowered && flags&fHole == 0 {
		flags |= fUpper
	}
	first := l.flags&fLine != 0
	l.push(tWord, start, end, flags, word)
	switch word {
	case kwCopy:
		l.copying = true
	case kwStdin:
		l.copyIn = l.copying
	case kwExec, kwExecute, kwPrepare, kwRegclass, kwToRegclass:
		l.quotes = true
	case kwGo:
		if first && l.rules.goBatch {
			l.goBatch()
		}
	case kwDelimiter:
		if first && l.rules.delimiter {
			l.setDelimiter()
		}
	}
}

// goBatch makes an end of statement of a line that holds nothing but GO and a count.
func (l *lexer) goBatch() {
	end := l.i
	for end < len(l.src) && l.src[end] != '\n' {
		if c := l.src[end]; c != ' ' && c != '\t' && c != '\r' && c != ';' && !isDigit(c) {
			return
		}
		end++
	}
	l.tokens[len(l.tokens)-1].kind = tSemicolon
	l.tokens[len(l.tokens)-1].word = noKeyword
	l.i = end
}

// setDelimiter obeys the MySQL client's DELIMITER line.
func (l *lexer) setDelimiter() {
	start := l.i
	l.skipLine()
	fields := strings.TrimSpace(l.src[start:l.i])
	if k := strings.IndexAny(fields, " \t"); k >= 0 {
		fields = fields[:k]
	}
	if fields == "" {
		return
	}
	l.delimiter = fields
	if fields == ";" {
		l.delimiter = ""
	}
	l.tokens[len(l.tokens)-1].kind = tSemicolon
	l.tokens[len(l.tokens)-1].word = noKeyword
}

// dollarInName tells whether the $ at i goes on with the name before it, or begins one.
func (l *lexer) dollarInName(i int) bool {
	return l.d == MySQL || i > l.i || braced(l.src, i) > 0
}

// stringPrefix tells whether the letter at i, with a quote after it, begins a string.
func (l *lexer) stringPrefix(i int) bool {
	switch l.src[i] | 0x20 {
	case 'n', 'x', 'b':
		return true
	case 'e':
		return l.rules.letterString
	}
	return false
}

// verb returns the length of the printf verb at i, or 0: %s, %[1]s, %-10d. Followed by a letter it is none, so that a % b and a%b
// stay what they are; a modulo that is taken for a verb stands in an expression, where it does no harm.
func verb(s string, i int) int {
	k := i + 1
	for k < len(s) && (s[k] == '+' || s[k] == '#' || s[k] == '-' || s[k] == '0') {
		k++
	}
	if k < len(s) && s[k] == '[' {
		digits := k + 1
		for digits < len(s) && isDigit(s[digits]) {
			digits++
		}
		if digits == k+1 || digits >= len(s) || s[digits] != ']' {
			return 0
		}
		k = digits + 1
	}
	for k < len(s) && (isDigit(s[k]) || s[k] == '*' || s[k] == '.') {
		k++
	}
	if k >= len(s) || strings.IndexByte("vTtbcdoOqxXUeEfFgGspw", s[k]) < 0 {
		return 0
	}
	k++
	if k < len(s) && (s[k]|0x20 >= 'a' && s[k]|0x20 <= 'z') {
		return 0
	}
	return k - i
}

// template returns the length of the template action at i, or 0: {{.Table}}.
func template(s string, i int) int {
	if !hasPrefixAt(s, i, "{{") {
		return 0
	}
	limit := min(len(s), i+200) // an action is short; a longer look would cost on text full of braces
	if k := strings.Index(s[i+2:limit], "}}"); k >= 0 {
		return k + 4
	}
	return 0
}

// braced returns the length of ${name} or $(name) at i, or 0.
func braced(s string, i int) int {
	if i+2 >= len(s) || s[i] != '$' || s[i+1] != '{' && s[i+1] != '(' {
		return 0
	}
	closer := byte('}')
	if s[i+1] == '(' {
		closer = ')'
	}
	k := i + 2
	for k < len(s) && (isLetter(s[k]) || isDigit(s[k]) || s[k] == '.') {
		k++
	}
	if k == i+2 || k >= len(s) || s[k] != closer {
		return 0
	}
	return k + 1 - i
}
