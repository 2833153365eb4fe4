package modulemap

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// An Error is one fault of a map.
type Error struct {
	File         string // as in Source.Name
	Line, Column int    // 1-based; 0: the fault has no place in the text
	Message      string // what is wrong
	Help         string // what to do: "did you mean `public`?"; may be empty
}

// Error returns "file:line:column: message; help".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": " + e.Message)
	if e.Help != "" {
		b.WriteString("; " + e.Help)
	}
	return b.String()
}

// Errors are all faults of a map, sorted by line, column and message.
type Errors []*Error

// Error returns one line for each fault.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// pos is a place in the map's text.
type pos struct{ line, col int }

func (p pos) compare(q pos) int {
	return cmp.Or(cmp.Compare(p.line, q.line), cmp.Compare(p.col, q.col))
}

// faults collects errors. A value that has the wrong form is reported once: what else could be said of it is left out.
type faults struct {
	file string
	list Errors
	form map[pos]bool
	seen map[seenFault]bool
}

// seenFault keeps one value from being reported again for every module that a discover entry makes of it.
type seenFault struct {
	at     pos
	format string
}

func newFaults(file string) *faults {
	return &faults{file: file, form: map[pos]bool{}, seen: map[seenFault]bool{}}
}

// addForm reports a value of the wrong form.
func (f *faults) addForm(at pos, help, format string, args ...any) {
	f.put(at, help, fmt.Sprintf(format, args...))
	f.form[at] = true
}

// add reports a value that has the right form and a wrong meaning.
func (f *faults) add(at pos, help, format string, args ...any) {
	if key := (seenFault{at, format}); !f.form[at] && !f.seen[key] {
		f.seen[key] = true
		f.put(at, help, fmt.Sprintf(format, args...))
	}
}

func (f *faults) put(at pos, help, message string) {
	e := Error{File: f.file, Line: at.line, Column: at.col, Message: message, Help: help}
	// An anchor that is used twice has one place in the text.
	if !slices.ContainsFunc(f.list, func(other *Error) bool { return *other == e }) {
		f.list = append(f.list, &e)
	}
}

// err returns the errors, sorted; nil if there are none.
func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	slices.SortStableFunc(f.list, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), strings.Compare(a.Message, b.Message))
	})
	return f.list
}
