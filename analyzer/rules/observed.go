package rules

import (
	"go/token"
	"slices"
	"strings"
)

// A Symbol names a declaration at the level of its package.
type Symbol struct {
	Package     string // import path
	PackageName string
	Name        string
	File        string // base name of the file that declares it, "" if that is not known
}

// String returns package.Name, as code that imports the package writes it.
func (s Symbol) String() string { return s.PackageName + "." + s.Name }

// target names a symbol in a finding: import/path.Name.
func (s Symbol) target() string { return s.Package + "." + s.Name }

// A UseKind says how code depends on a symbol.
type UseKind uint8

// The ways to use a symbol.
const (
	Named    UseKind = iota // by its name
	Member                  // by a field or method
	Inferred                // by naming a value whose type was inferred
)

// A Use is one place at which a symbol of another package is used.
type Use struct {
	*Symbol
	Kind     UseKind
	Member   string // the field, method or variable
	Depth    int32  // of a member, how many embedded fields are passed on the way to the type
	Length   int32  // in bytes, on one line
	Type     bool   // the symbol is a type
	PassedOn bool   // the variable is only handed on
	Imported bool   // the symbol's package is imported there
	Binds    bool   // the use binds the code to the type
	Pos      token.Position
}

// An API is what the declarations of one package mention.
type API struct {
	Package  string  // import path
	Complete bool    // no declaration is missing
	Entries  []Entry // sorted by name
}

// Entry returns the declaration of that name, nil if there is none.
func (a *API) Entry(name string) *Entry {
	if a == nil {
		return nil
	}
	i, found := slices.BinarySearchFunc(a.Entries, name, func(e Entry, name string) int { return strings.Compare(e.Name, name) })
	if !found {
		return nil
	}
	return &a.Entries[i]
}

// An EntryKind says what a declaration declares.
type EntryKind uint8

// The kinds of declarations.
const (
	FuncEntry EntryKind = iota
	VarEntry            // or a constant
	TypeEntry
	InterfaceEntry
	AliasEntry
)

// An Entry is one declaration of an API.
type Entry struct {
	Symbol
	Kind       EntryKind
	Helper     bool // it helps tests
	Mentions   []Mention
	Handles    []Handle
	Methods    []string
	Implements []Symbol
}

// A Mention is a type that a declaration names.
type Mention struct {
	Symbol
	Via      string // field or method
	In       bool   // as a parameter
	Alias    bool
	Of       []Symbol // what an alias stands for
	Pos, End token.Position
}

// A Handle is a database handle that a declaration hands out.
type Handle struct {
	Via, Type string
	Pos, End  token.Position
}

// A Pass is a database handle that is given to another package.
type Pass struct {
	To       Symbol
	Member   string
	Type     string
	InTest   bool
	Pos, End token.Position
}

// A Model is a struct that maps a table with another package's struct.
type Model struct {
	Name     string
	From     Symbol
	Embeds   bool
	Pos, End token.Position
}

// A Link is a reference past the type checker.
type Link struct {
	Package, Name, Local string
	Push                 bool
	Pos, End             token.Position
}

func isTest(at token.Position) bool { return strings.HasSuffix(at.Filename, "_test.go") }
