package sqltables

// kind is a token's kind. Punctuation and operators that the readers tell apart have their own.
type kind uint8

const (
	tEnd    kind = iota
	tWord        // an unquoted name or keyword, possibly with holes
	tQuoted      // a quoted name
	tString
	tNumber
	tParam // ? $1 :a @a
	tOpen  // (
	tClose // )
	tComma
	tDot
	tSemicolon // or what a client's DELIMITER or GO makes one
	tStar
	tOperator // any other single character
)

// Properties of a token.
const (
	fHole     uint8 = 1 << iota // a part is unknown
	fUpper                      // a word without a lower-case letter
	fSpaced                     // white space or a comment stands before it
	fEscaped                    // a quoted token with a doubled or escaped quote inside
	fLine                       // first on its line
	fBody                       // a string in $$, or one that a body may be read from
	fNational                   // a string with a prefix letter
)

// token is one token of the text. Offsets are bytes into parser.src.
type token struct {
	kind  kind
	flags uint8
	word  keyword
	off   int32
	end   int32
	match int32 // of tOpen: the index of its tClose, or -1
}
