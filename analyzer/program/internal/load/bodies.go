package load

import "bytes"

// withoutBodies returns Go source in which the bodies of functions at package level are empty. Most of a file is in them, and whoever only
// asks for what a package declares need not have them parsed. Lines are not kept. Source that does not parse comes out as something that does
// not parse either, or with the same declarations.
func withoutBodies(src []byte) []byte {
	s := skipper{src: src, out: make([]byte, 0, len(src)/2)}
	depth, first := 0, true // how many brackets are open; whether the line has had no token yet
	for s.at < len(src) {
		c := src[s.at]
		switch c {
		case '(', '[', '{':
			depth++
			s.at++
		case ')', ']', '}':
			depth--
			s.at++
		case 'f':
			// Elsewhere it is a type or a literal.
			if word := s.word(); word == "func" && first && depth == 0 && !s.body() {
				return src
			}
		default:
			s.token(c)
		}
		first = c == '\n' || first && (c == ' ' || c == '\t' || c == '\r')
	}
	return append(s.out, src[s.kept:]...)
}

// skipper goes through source by tokens, as far as it has to tell them apart.
type skipper struct {
	src  []byte
	at   int
	kept int // everything before is in out, or left out
	out  []byte
}

// token steps over a token that opens and closes nothing.
func (s *skipper) token(c byte) {
	switch {
	case c == '"' || c == '\'':
		s.quoted(c)
	case c == '`':
		s.at++
		s.until("`")
	case c == '/' && s.next() == '/':
		for s.at < len(s.src) && s.src[s.at] != '\n' {
			s.at++
		}
	case c == '/' && s.next() == '*':
		s.at += 2
		s.until("*/")
	case isLetter(c):
		s.word()
	default:
		s.at++
	}
}

func (s *skipper) next() byte {
	if s.at+1 < len(s.src) {
		return s.src[s.at+1]
	}
	return 0
}

// until steps behind the next occurrence of a text of one or two bytes.
func (s *skipper) until(end string) {
	for ; s.at < len(s.src); s.at++ {
		if s.src[s.at] == end[0] && (len(end) == 1 || s.next() == end[1]) {
			s.at += len(end)
			return
		}
	}
}

func (s *skipper) quoted(quote byte) {
	for s.at++; s.at < len(s.src); s.at++ {
		switch s.src[s.at] {
		case '\\':
			s.at++
		case quote, '\n':
			s.at++
			return
		}
	}
}

// word steps over an identifier or keyword and returns it.
func (s *skipper) word() string {
	from := s.at
	for s.at < len(s.src) && (isLetter(s.src[s.at]) || '0' <= s.src[s.at] && s.src[s.at] <= '9') {
		s.at++
	}
	return string(s.src[from:s.at])
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}

// body steps behind a function declaration whose keyword was read, and leaves its body out. A brace opens the body, unless it is one of a struct
// or interface type in the results. A declaration may have no body: the next one at package level ends it. It returns false if the source ends
// first.
func (s *skipper) body() bool {
	depth, last := 0, ""
	for s.at < len(s.src) {
		switch c := s.src[s.at]; c {
		case '(', '[':
			depth++
			s.at++
			last = ""
		case ')', ']', '}':
			depth--
			s.at++
			last = ""
		case '{':
			if depth == 0 && last != "struct" && last != "interface" {
				return s.leaveOut()
			}
			depth++
			s.at++
			last = ""
		case '\n':
			if depth == 0 && last == "" {
				return true // no body: a line that ends in a result or a bracket ends the declaration
			}
			s.at++
		case ' ', '\t', '\r':
			s.at++
		default:
			if isLetter(c) {
				last = s.word()
				if depth == 0 && last != "struct" && last != "interface" && last != "func" && last != "map" && last != "chan" {
					last = ""
				}
				continue
			}
			from := s.at
			s.token(c)
			comment := c == '/' && s.at > from+1
			if !comment {
				last = ""
			} else if depth == 0 && last == "" && bytes.IndexByte(s.src[from:s.at], '\n') >= 0 {
				return true // as a new line
			}
		}
	}
	return false
}

// leaveOut leaves out what is between the brace at hand and the one that closes it.
func (s *skipper) leaveOut() bool {
	s.at++
	s.out = append(s.out, s.src[s.kept:s.at]...)
	for depth := 1; s.at < len(s.src); {
		switch c := s.src[s.at]; c {
		case '{':
			depth++
			s.at++
		case '}':
			if depth--; depth == 0 {
				s.kept = s.at
				s.at++
				return true
			}
			s.at++
		default:
			s.token(c)
		}
	}
	return false
}
