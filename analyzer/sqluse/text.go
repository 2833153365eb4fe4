package sqluse

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// hole is an unknown part as it stands in a text.
const hole = string(rune(sqltables.Hole))

// A Text is one SQL text, whole or with holes.
type Text struct {
	// SQL is the text; every part that is not known is one byte 0x01.
	SQL string
	// Sink is the function that runs the text, as types.Func.FullName prints it; "" if only the text itself says that it
	// is SQL.
	Sink string
	// Exported marks a text without a sink that stands in an exported constant: whoever uses the constant says it too.
	Exported bool
	// Inferred marks a text at a sink that is one by its look only: a method with a driver's name and a parameter named query.
	Inferred bool
	// Guessed marks one of several names that a table may have: which, a setting says that is not seen.
	Guessed bool
	// Call numbers the calls of sinks in a package, from 1: texts with the same number are what one call may run. It is 0 for
	// texts without a sink.
	Call int
	// Cut marks one of so many possible texts that not all of them were followed.
	Cut bool

	// Pieces are the way back from any byte of SQL to the source, for Span and Elsewhere.
	Pieces []Piece
}

// A Piece maps a run of a text to the source. Pieces stand in order and leave no gap.
type Piece struct {
	From, To int            // bytes of the text
	Pos, End token.Position // of the literal or expression it comes from
	Literal  string         // the Go source of the string literal, "" if it comes from none (a name, a call)
	Skip     int            // bytes of the literal's value before the piece
	Given    bool           // the text of a function that is called here
	Filler   string         // the function whose callers fill the hole; "" if nobody does
}

// Pos returns where the text starts.
func (t *Text) Pos() token.Position {
	if len(t.Pieces) == 0 {
		return token.Position{}
	}
	return t.Pieces[0].Pos
}

// Elsewhere tells whether the length bytes at offset are seen better in another place: they are what a function that is called
// here adds to its argument, or a parameter that the callers fill.
func (t *Text) Elsewhere(offset, length int) bool {
	given := true
	for i := range t.Pieces {
		p := &t.Pieces[i]
		if p.To <= offset || p.From >= offset+length {
			continue
		}
		if p.Filler != "" {
			return true
		}
		given = given && p.Given
	}
	return given && len(t.Pieces) > 0
}

// Settle tells the text which functions are called somewhere, so that a parameter nobody fills is known to be unknown. A text that is
// nothing but a parameter stays what it is: there is no table in it yet.
func (t *Text) Settle(called func(function string) bool) {
	for i := range t.Pieces {
		if p := &t.Pieces[i]; i > 0 && p.Filler != "" && !called(p.Filler) {
			p.Filler = ""
		}
	}
}

// Span returns the place in the source of the length bytes at offset: inside a string literal to the byte, across lines and
// escapes; for what comes from another package's constant or is unknown, the expression that stands for it. Where the bytes
// come from places that do not follow each other, as with an argument that Sprintf puts into the middle of a name, it is the
// place of the first of them.
func (t *Text) Span(offset, length int) (start, end token.Position) {
	lastByte := max(offset, offset+length-1)
	for p := t.pieceAt(offset); p != nil && p.Given && p.To <= lastByte; p = t.pieceAt(offset) {
		offset = p.To // the part that is written here
	}
	for p := t.pieceAt(lastByte); p != nil && p.Given && p.From > offset; p = t.pieceAt(lastByte) {
		lastByte = p.From - 1
	}
	first, last := t.pieceAt(offset), t.pieceAt(lastByte)
	if first == nil || last == nil {
		return t.Pos(), t.Pos()
	}
	start, _ = first.byteAt(offset)
	_, end = last.byteAt(lastByte)
	if end.Line < start.Line || end.Line == start.Line && end.Column <= start.Column {
		_, end = first.byteAt(min(lastByte, first.To-1))
	}
	return start, end
}

// byteAt returns where one byte of the text starts and ends.
func (p *Piece) byteAt(offset int) (start, end token.Position) {
	if p.Literal == "" {
		return p.Pos, p.End
	}
	value := p.Skip + offset - p.From
	start = literalPosition(p.Pos, p.Literal, value)
	end = start
	end.Column += sourceWidth(p.Literal, value)
	return start, end
}

func (t *Text) pieceAt(offset int) *Piece {
	for i := range t.Pieces {
		if p := &t.Pieces[i]; offset < p.To || i == len(t.Pieces)-1 {
			return p
		}
	}
	return nil
}

// literalPosition returns the place of byte number offset of a literal's value, where start is the place of its opening
// quote.
func literalPosition(start token.Position, literal string, offset int) token.Position {
	at := start
	at.Column++ // the quote
	if literal[0] == '`' {
		before := literal[1 : 1+min(offset, len(literal)-2)]
		if lines := strings.Count(before, "\n"); lines > 0 {
			at.Line += lines
			at.Column = len(before) - strings.LastIndexByte(before, '\n')
		} else {
			at.Column += len(before)
		}
		return at
	}
	rest, value := literal[1:len(literal)-1], 0
	for len(rest) > 0 && value < offset {
		n, width := escape(rest)
		if value+n > offset {
			break // in the middle of a character: its start is the place
		}
		rest, value, at.Column = rest[width:], value+n, at.Column+width
	}
	return at
}

// sourceWidth returns how many source bytes the byte number offset of a literal's value takes.
func sourceWidth(literal string, offset int) int {
	if literal[0] == '`' {
		return 1
	}
	rest, value := literal[1:len(literal)-1], 0
	for len(rest) > 0 {
		n, width := escape(rest)
		if offset < value+n {
			return width
		}
		rest, value = rest[width:], value+n
	}
	return 1
}

// escape returns how many bytes of value the first character of an interpreted literal makes, and of how many bytes of
// source.
func escape(source string) (value, width int) {
	char, multibyte, tail, err := strconv.UnquoteChar(source, '"')
	if err != nil {
		return 1, 1
	}
	width = len(source) - len(tail)
	if !multibyte {
		return 1, width
	}
	return utf8.RuneLen(char), width
}

// fieldFiller is the filler of a whole text that stands in an exported field of a struct: what other packages put there is found by
// what it says.
const fieldFiller = "field"

// segment is a run of text while it is put together.
type segment struct {
	text    string
	expr    ast.Expr      // where it comes from
	literal *ast.BasicLit // set if it comes from a literal; then skip counts
	skip    int
	param   *types.Var // for a hole: the parameter that fills it, if it is one
	given   bool       // a function that is called adds it
	// arg and filled serve while a template's arguments are put in: arg is the argument's index + 2.
	arg    int
	filled bool
}

func (s segment) isHole() bool { return s.text == hole }

// slice cuts bytes [from, to) out of a segment.
func (s segment) slice(from, to int) segment {
	s.text = s.text[from:to]
	s.skip += from
	return s
}

// segments is a text while it is put together.
type segments []segment

// same tells whether two texts say the same at the same places.
func (s segments) same(other segments) bool {
	return slices.EqualFunc(s, other, func(a, b segment) bool {
		return a.text == b.text && a.expr == b.expr && a.skip == b.skip && a.param == b.param && a.given == b.given
	})
}

func (s segments) String() string {
	var b strings.Builder
	for _, seg := range s {
		b.WriteString(seg.text)
	}
	return b.String()
}

// wholly tells whether every part of the text is known.
func (s segments) wholly() bool {
	for _, seg := range s {
		if seg.isHole() {
			return false
		}
	}
	return true
}

// text turns segments into a Text.
func (o *observer) text(segs segments) Text {
	t := Text{SQL: segs.String(), Pieces: make([]Piece, 0, len(segs))}
	offset := 0
	for _, seg := range segs {
		if seg.text == "" {
			continue
		}
		p := Piece{
			From: offset, To: offset + len(seg.text), Skip: seg.skip, Pos: o.at(seg.expr.Pos()), End: o.at(seg.expr.End()), Given: seg.given,
		}
		if seg.literal != nil {
			p.Literal = seg.literal.Value
		}
		if seg.isHole() {
			p.Filler = o.filler(seg.param)
			if seg.param != nil && seg.param.IsField() && len(t.Pieces) == 0 {
				p.Filler = fieldFiller
			}
		}
		t.Pieces = append(t.Pieces, p)
		offset = p.To
	}
	return t
}

// constantString returns the value of a constant string expression.
func (o *observer) constantString(expr ast.Expr) (string, bool) {
	value := o.info.Types[expr].Value
	if value == nil {
		if literal, ok := expr.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			// A literal in code that does not type-check.
			s, err := strconv.Unquote(literal.Value)
			return s, err == nil
		}
		return "", false
	}
	if value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(value), true
}
