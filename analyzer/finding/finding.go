// Package finding holds the one thing that all of ringfence ends in: a Finding, a crossing of a boundary
// with its place, its parties and its words.
//
// In come the values that a rule fills in; out come an order, an identity (the fingerprint) and a list without
// repeats. Nothing here decides or prints.
package finding

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"go/token"
	"io"
	"slices"
)

// Severity is how much a finding weighs: only errors fail a check.
type Severity uint8

// The severities, from the lightest.
const (
	Off Severity = iota
	Warning
	Error
)

// String returns "off", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Error:
		return "error"
	default:
		return "off"
	}
}

// Status tells what became of a finding after it was judged.
type Status string

// The statuses that a finding can have.
const (
	New     Status = "new"     // counts
	Allowed Status = "allowed" // an allow directive covers it; printed in machine formats only
)

// A Span is a range of source text. Start.Filename equals End.Filename. Lines and columns count from 1, columns and
// offsets in bytes; End is the first position behind the range. A Span whose Start.Line is 0 stands for a whole file
// or package.
type Span struct {
	Start, End token.Position
}

// A Finding is one crossing of a boundary.
type Finding struct {
	Rule     string
	Severity Severity

	// Module is the module in which the crossing stands, TargetModule the one whose boundary is crossed. Either is
	// empty where there is none.
	Module, TargetModule string
	// Target is the thing reached: an import path, import/path.Symbol, a module's name, or a table.
	Target string
	// Access is "read", "join", "write", "ddl" or "foreign-key" for tables, else empty.
	Access string

	// Package is the import path of the package in which the crossing stands, Declaration the function, method, type
	// or variable around it ("" between declarations).
	Package, Declaration string
	Span                 Span

	Message string // one sentence: who, what, whose, and what to do instead
	Help    string // how to fix it, at more length; may be empty
	URL     string // where the rule is explained

	Status    Status
	Reason    string // why it is allowed, for Status Allowed
	Generated bool   // the file says "Code generated … DO NOT EDIT."
}

// Fingerprint returns a name for the finding that is the same on every machine and that edits around it do not change:
// a hash over rule, modules, package, declaration, target and access, and over no line number.
func (f *Finding) Fingerprint() string {
	h := sha256.New()
	for _, part := range []string{f.Rule, f.Module, f.TargetModule, f.Package, f.Declaration, f.Target, f.Access} {
		io.WriteString(h, part)
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// Compare orders findings by file, line, column, rule and target, and then by what is left, so that the same findings
// always come in the same order.
func Compare(a, b *Finding) int {
	return cmp.Or(
		cmp.Compare(a.Span.Start.Filename, b.Span.Start.Filename),
		cmp.Compare(a.Span.Start.Line, b.Span.Start.Line),
		cmp.Compare(a.Span.Start.Column, b.Span.Start.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Target, b.Target),
		cmp.Compare(a.Access, b.Access),
		cmp.Compare(a.Package, b.Package),
		cmp.Compare(a.Declaration, b.Declaration),
		cmp.Compare(a.Message, b.Message),
	)
}

// Sort sorts findings in place and returns them without repeats: two findings of one rule about one target, with one
// access and at one place, are the same, however many builds of a package (tests, other platforms) show it.
func Sort(findings []*Finding) []*Finding {
	slices.SortFunc(findings, Compare)
	return slices.CompactFunc(findings, func(a, b *Finding) bool {
		return a.Span.Start.Filename == b.Span.Start.Filename &&
			a.Span.Start.Line == b.Span.Start.Line &&
			a.Span.Start.Column == b.Span.Start.Column &&
			a.Rule == b.Rule && a.Target == b.Target && a.Access == b.Access
	})
}
