package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/ringfence/ringfence/analyzer/finding"
)

// TextOptions say how a report is printed for people.
type TextOptions struct {
	Color bool
	// Line returns a line of a file (both as in a finding) without its end, "" if it is not to be had. nil: source lines
	// are not shown.
	Line    func(file string, line int) string
	Verbose bool // name the files that were not looked at, and the SQL of each module
}

const (
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	reset  = "\x1b[0m"
)

// printer keeps the first error, so that printing reads as a list of lines.
type printer struct {
	w       io.Writer
	options TextOptions
	err     error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) paint(code, text string) string {
	if !p.options.Color {
		return text
	}
	return code + text + reset
}

// Text prints a line for each finding that counts, as file:line:column: severity: message [rule], then what was covered.
func Text(w io.Writer, r *Report, options TextOptions) error {
	p := &printer{w: w, options: options}
	allowed := 0
	for _, f := range r.Findings {
		if f.Status != finding.New {
			allowed++
			continue
		}
		p.finding(f)
	}
	if p.options.Verbose {
		for _, skip := range r.Skipped {
			p.printf("%s: not looked at: %s\n", skip.Path, skip.Reason)
		}
	}
	p.summary(r, allowed)
	return p.err
}

func (p *printer) finding(f *finding.Finding) {
	color := red
	if f.Severity == finding.Warning {
		color = yellow
	}
	mark := ""
	if f.Generated {
		mark = " (generated file)"
	}
	at := f.Span.Start
	p.printf("%s: %s: %s%s %s\n",
		p.paint(bold, fmt.Sprintf("%s:%d:%d", at.Filename, at.Line, at.Column)),
		p.paint(color, f.Severity.String()), f.Message, mark, p.paint(dim, "["+f.Rule+"]"))
	p.source(f, color)
}

// source shows the line of a finding with the culprit underlined.
func (p *printer) source(f *finding.Finding, color string) {
	if p.options.Line == nil {
		return
	}
	line := strings.TrimRight(p.options.Line(f.Span.Start.Filename, f.Span.Start.Line), "\r\n")
	from := f.Span.Start.Column - 1
	if from < 0 || from > len(line) || strings.TrimSpace(line) == "" {
		return
	}
	to := len(line)
	if f.Span.End.Line == f.Span.Start.Line && f.Span.End.Column-1 < to {
		to = max(from, f.Span.End.Column-1)
	}
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	indent = min(indent, from)
	number := fmt.Sprintf("%5d", f.Span.Start.Line)
	p.printf("%s\n", p.paint(dim, number+" | ")+clean(line[indent:]))
	p.printf("%s%s%s\n\n",
		p.paint(dim, strings.Repeat(" ", len(number))+" | "),
		strings.Repeat(" ", width(clean(line[indent:from]))),
		p.paint(color, strings.Repeat("^", max(1, width(clean(line[from:to]))))))
}

// clean makes a source line safe to show: tabs become one space, control characters a dot.
func clean(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r == 0x7f:
			return '.'
		}
		return r
	}, line)
}

func width(s string) int { return utf8.RuneCountInString(s) }

// summary says what was found, and in how much.
func (p *printer) summary(r *Report, allowed int) {
	errors, warnings := r.Count()
	verdict := "no crossings"
	if errors+warnings > 0 {
		verdict = Plural(errors, "error") + ", " + Plural(warnings, "warning")
	}
	if allowed > 0 {
		verdict += fmt.Sprintf(" (%d more allowed)", allowed)
	}
	if p.options.Verbose {
		for _, m := range r.Coverage.Modules {
			name := m.Module
			if name == "" {
				name = "packages in no module"
			}
			p.printf("%s: SQL: %s, %d resolved, %d partial, %d dynamic\n", name, Plural(m.SQL.Statements, "statement"), m.SQL.Resolved,
				m.SQL.Partial, m.SQL.Dynamic)
		}
	}
	sql := r.Coverage.SQL
	p.printf("%s in %s; SQL: %s, %d resolved, %d partial, %d dynamic\n", p.paint(bold, verdict),
		Plural(r.Coverage.Packages, "package"), Plural(sql.Statements, "statement"), sql.Resolved, sql.Partial, sql.Dynamic)
	if n := len(r.Skipped); n > 0 && !p.options.Verbose {
		p.printf("not looked at: %s (name them with --verbose)\n", Plural(n, "file"))
	}
	if n := len(r.Faults); n > 0 {
		p.printf("%s\n", p.paint(red, fmt.Sprintf("not everything could be judged: %s", Plural(n, "fault"))))
	}
}

// Plural renders a count with its noun: 1 error, 2 errors.
func Plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
