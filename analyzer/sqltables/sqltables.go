package sqltables

// Hole is the byte that stands for an unknown part of a text.
const Hole = '\x01'

// Quote is the byte that opens and closes a quoted name in every dialect, for those who put statements together.
const Quote = '\x02'

// unknown is a name that is not known at all.
const unknown = "\x01"

// Access is what a statement does to a table.
type Access uint8

// The kinds of access. DDL is everything that creates, changes, drops or describes the table itself, privileges, triggers,
// indexes and comments included; ForeignKey is a REFERENCES clause. Locking, truncating, refreshing and loading are writes.
const (
	Read Access = iota
	Write
	DDL
	ForeignKey
)

// String returns read, write, ddl or foreign-key.
func (a Access) String() string {
	switch a {
	case Write:
		return "write"
	case DDL:
		return "ddl"
	case ForeignKey:
		return "foreign-key"
	}
	return "read"
}

// Reference is one mention of a table in a SQL text.
type Reference struct {
	// Schema and Name are without quotes, as the dialect compares them: PostgreSQL folds an unquoted name to lower case, the
	// others compare without case and are given as written. Schema is "" where none is written and "\x01" where it is unknown.
	Schema, Name             string
	SchemaQuoted, NameQuoted bool
	Access                   Access
	// Offset and Length are the bytes of the name as written, with its schema and quotes.
	Offset, Length int
	// Statement is an index into Result.Statements.
	Statement int
	// InBody marks a mention inside the body of a routine or trigger: it happens when that runs.
	InBody bool
	// Quoted marks a mention inside of a string literal, see Result.Quoted; Relation one that may be an index or a sequence as well.
	Quoted, Relation bool
	// Partial marks a name that touches a hole: which table it is cannot be known. Name holds the byte 0x01 where it is unknown.
	Partial bool
	// Uncertain marks a name that may be a common table expression defined inside a hole.
	Uncertain bool
	// Created and Dropped tell of a DDL mention that the statement creates or drops (or renames to or from) what is named.
	Created, Dropped bool
}

// Shape is how much of a statement a text is.
type Shape uint8

// The shapes: no SQL; a piece of a statement, cut at its beginning or end; one or more whole statements.
const (
	NotSQL Shape = iota
	Fragment
	Whole
)

// String returns not-sql, fragment or whole.
func (s Shape) String() string {
	switch s {
	case Fragment:
		return "fragment"
	case Whole:
		return "whole"
	}
	return "not-sql"
}

// Statement is one statement of a text.
type Statement struct {
	Kind        Kind
	Offset, End int // bytes, without the white space and comments around it and without its semicolon
	Shape       Shape
}

// Span is a run of bytes.
type Span struct{ Offset, Length int }

// Result is what a text says.
type Result struct {
	// References stand in the order of the text.
	References []Reference
	// Quoted are the mentions that a database's grammar does not see, as they stand in string literals: names in casts to
	// regclass, and the tables of SQL that a statement runs from a string (EXECUTE '…', EXEC ('…'), PREPARE … FROM '…'). Where
	// such a string is not known, a partial name stands for what it says.
	Quoted     []Reference
	Statements []Statement
	// Directives are the comments whose text begins with "ringfence:"; each span is that text, without the comment's marks
	// and the white space around it.
	Directives []Span
	// Shape is the verdict on the whole text: Whole if every statement is, NotSQL if one is.
	Shape Shape

	scratch parser
}

// Extract reads sql and returns its table references.
func Extract(sql string, d Dialect) Result {
	var r Result
	r.Extract(sql, d)
	r.scratch = parser{}
	return r
}

// Extract reads sql into r and reuses r's memory. What r held before is gone; its strings stay valid.
func (r *Result) Extract(sql string, d Dialect) {
	r.References = r.References[:0]
	r.Quoted = r.Quoted[:0]
	r.Statements = r.Statements[:0]
	r.Directives = r.Directives[:0]
	r.Shape = NotSQL
	if d > SQLServer {
		d = Any
	}
	r.scratch.read(r, sql, d)
}
