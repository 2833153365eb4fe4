package sqltables

import (
	"fmt"
	"strings"
)

// Dialect is a database's SQL.
type Dialect uint8

// The dialects. Any is their union, for text whose database is not known: where they contradict each other, the text's own
// layout decides.
const (
	Any Dialect = iota
	Postgres
	MySQL // MariaDB too
	SQLite
	SQLServer
)

// ParseDialect returns the dialect of that name, in any case: any, postgres, mysql, sqlite, sqlserver, and the usual other
// names of these databases.
func ParseDialect(name string) (Dialect, error) {
	switch strings.ToLower(name) {
	case "any", "":
		return Any, nil
	case "postgres", "postgresql":
		return Postgres, nil
	case "mysql", "mariadb":
		return MySQL, nil
	case "sqlite", "sqlite3":
		return SQLite, nil
	case "sqlserver", "tsql", "mssql":
		return SQLServer, nil
	}
	return Any, fmt.Errorf("unknown SQL dialect %q (want any, postgres, mysql, sqlite or sqlserver)", name)
}

// String returns the name that [ParseDialect] reads.
func (d Dialect) String() string {
	switch d {
	case Postgres:
		return "postgres"
	case MySQL:
		return "mysql"
	case SQLite:
		return "sqlite"
	case SQLServer:
		return "sqlserver"
	}
	return "any"
}

// lexRules says how a dialect's text falls into tokens.
type lexRules struct {
	doubleQuotedString bool // "x" is a string, not a name
	backtickName       bool
	bracketName        bool // [x] is a name
	bracketGuess       bool // [x] is a name unless it reads as a subscript
	backslash          bool // \ escapes in '…'
	backslashGuess     bool // the text decides
	dollarQuote        bool // $tag$…$tag$
	dollarName         bool // $name is a parameter
	hashComment        bool // # to the end of the line
	hashName           bool // #name is a (temporary) table
	hashGuess          bool // the place decides
	dashSpace          bool // -- is a comment only before white space
	dashGuess          bool // 5--1 is a subtraction
	nestedComment      bool
	bangComment        bool // the inside of /*! … */ is read
	digitName          bool // names may begin with a digit
	letterString       bool // E'…' has backslash escapes
	metaCommand        bool // a line beginning with \ speaks to psql
	goBatch            bool // a line GO ends a batch
	delimiter          bool // a line DELIMITER sets the statement's end
}

var rules = [...]lexRules{
	Any: {backtickName: true, bracketGuess: true, backslashGuess: true, dollarQuote: true, hashGuess: true, dashGuess: true,
		nestedComment: true, bangComment: true, letterString: true, metaCommand: true, goBatch: true, delimiter: true},
	Postgres:  {dollarQuote: true, nestedComment: true, letterString: true, metaCommand: true},
	MySQL:     {doubleQuotedString: true, backtickName: true, backslash: true, hashComment: true, dashSpace: true, bangComment: true, digitName: true, delimiter: true},
	SQLite:    {backtickName: true, bracketName: true, dollarName: true},
	SQLServer: {bracketName: true, hashName: true, nestedComment: true, goBatch: true},
}
