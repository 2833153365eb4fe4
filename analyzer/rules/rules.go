// Package rules judges what packages do against the module map.
//
// In come observations, as plain data without Go types, and a Map; out come findings and a count of what could be seen.
// Each rule stands in a file of its own, with its documentation. Nothing here reads a file or prints.
package rules

import (
	"fmt"
	"go/token"
	"path"
	"strings"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// A Package is what one Go package does, as far as the rules ask.
type Package struct {
	Path string // import path, without the marks of a test build
	Name string // in its package clauses
	Dir  string // relative to the map's folder, with "/"
	// Broken marks a package that did not type-check: what it does was seen only in part.
	Broken bool

	Files      []File
	Imports    []Import
	Texts      []Text
	Directives []Directive

	Uses   []Use
	API    *API // nil for tests and commands, which have none
	Passes []Pass
	Models []Model
	Links  []Link
	// DeclarationAt names the declaration around a line, "" for none.
	DeclarationAt func(file string, line int) string
}

// A File is a source file. Positions in a Package carry the file's Name.
type File struct {
	Name            string // base name
	Clause          token.Position
	Generated, Test bool
}

// An Import is one import declaration.
type Import struct {
	Path     string
	Pos, End token.Position
}

// A Text is SQL, with a byte 0x01 for each unknown part.
type Text struct {
	SQL      string
	Sink     string // the function that runs it; "" if it was found by what it says
	Exported bool   // stands in an exported constant
	Inferred bool   // the sink is one by its look only: the text counts if it reads as SQL
	Guessed  bool   // one of several names that a table may have
	Call     int    // texts with the same number, if it is not 0, are what one call may run
	Cut      bool   // one of more possible texts than were followed
	// Span returns the source of length bytes at offset.
	Span func(offset, length int) (start, end token.Position)
	// Elsewhere tells whether the length bytes at offset are judged in another place: the caller that fills them, or the function that
	// adds them. nil: nothing is.
	Elsewhere func(offset, length int) bool
}

// A Directive is a comment "ringfence:…" and the lines it covers.
type Directive struct {
	Text     string
	Pos, End token.Position
	From, To int
}

// Coverage counts SQL statements by how much of their tables is known. Resolved, Partial and Dynamic add up to
// Statements.
type Coverage struct {
	Statements int `json:"statements"`
	Resolved   int `json:"resolved"` // every table is known
	Partial    int `json:"partial"`  // some are
	Dynamic    int `json:"dynamic"`  // none is, and there is at least one
}

// Add adds the counts of another Coverage.
func (c *Coverage) Add(other Coverage) {
	c.Statements += other.Statements
	c.Resolved += other.Resolved
	c.Partial += other.Partial
	c.Dynamic += other.Dynamic
}

// A Result is what judging one package gave.
type Result struct {
	// Findings are in no particular order, possibly with repeats (finding.Sort puts that right), and hold allowed ones, too.
	Findings []*finding.Finding
	Coverage Coverage

	wishes  []wish
	touches map[touch][]Node
}

// Judge judges one package. The view is what is known of others; it must hold the package's own API.
func Judge(m *modulemap.Map, p *Package, view *View) *Result {
	j := &judge{
		m: m, p: p, view: view, user: m.ModuleAt(p.Dir), files: map[string]File{}, dynamic: map[int]bool{}, settled: map[int]bool{},
		textDirectives: map[token.Position]*allow{}, touches: map[touch][]Node{},
	}
	for _, file := range p.Files {
		j.files[file.Name] = file
	}
	j.readDirectives()
	j.unassignedPackage()
	for _, imp := range p.Imports {
		j.judgeImport(imp)
	}
	j.judgeUses()
	j.publicDeclarations()
	for i := range p.Passes {
		j.passed(&p.Passes[i])
	}
	for i := range p.Models {
		j.sharedModel(&p.Models[i])
	}
	for i := range p.Links {
		j.linkname(&p.Links[i])
	}
	for i := range p.Texts {
		j.judgeText(&p.Texts[i])
	}
	j.staleAllows()
	return &Result{Findings: preferJoins(j.findings), Coverage: j.coverage, wishes: j.wishes, touches: j.touches}
}

// judge is the state of one Judge call.
type judge struct {
	m              *modulemap.Map
	p              *Package
	view           *View
	user           *modulemap.Module // nil: the package is in no module
	files          map[string]File
	allows         []*allow
	findings       []*finding.Finding
	coverage       Coverage
	textDirectives map[token.Position]*allow // by place, nil for bad ones
	settled        map[int]bool              // calls with a table that the map knows
	dynamic        map[int]bool              // calls whose SQL is reported as dynamic
	wishes         []wish
	touches        map[touch][]Node // declarations that touch the module's own tables
}

// report adds a finding: it fills in what all findings share, and drops what the map says not to report.
func (j *judge) report(f finding.Finding) *finding.Finding {
	level := j.m.Level(f.Rule, j.user)
	if level == modulemap.LevelOff || j.user != nil && j.user.Unchecked() {
		return nil
	}
	base := f.Span.Start.Filename
	file := path.Join(j.p.Dir, base)
	if j.m.Excluded(file) {
		return nil
	}
	f.Severity = finding.Error
	if level == modulemap.LevelWarning {
		f.Severity = finding.Warning
	}
	if j.user != nil {
		f.Module = j.user.Name()
	}
	f.Package = j.p.Path
	f.Declaration = j.p.DeclarationAt(base, f.Span.Start.Line)
	f.Generated = j.files[base].Generated
	f.Status = finding.New
	f.URL = URL(f.Rule)
	if f.Help == "" {
		f.Help = catalogue[f.Rule].Fix
	}
	if a := j.allowed(&f); a != nil {
		f.Status, f.Reason = finding.Allowed, a.reason
	}
	f.Span.Start.Filename, f.Span.End.Filename = file, file
	j.findings = append(j.findings, &f)
	return &f
}

// who names the package's module, or the package where it is in none.
func (j *judge) who() string {
	if j.user == nil {
		name := j.p.Dir
		if name == "." {
			name = j.p.Path
		}
		return name + " (in no module)"
	}
	return j.user.Name()
}

// whose names a module with its owner.
func whose(m *modulemap.Module) string {
	if m.Owner() == "" {
		return m.Name()
	}
	return fmt.Sprintf("%s (%s)", m.Name(), m.Owner())
}

// publicSide names the packages of a module that others may import, for the "what to do instead" of a message.
func publicSide(m *modulemap.Module) string {
	var dirs []string
	for _, root := range m.Paths() {
		for _, dir := range m.PublicDirs() {
			dirs = append(dirs, path.Join(root, dir))
		}
	}
	if len(dirs) > 3 {
		return strings.Join(dirs[:3], ", ") + ", …"
	}
	return strings.Join(dirs, ", ")
}

// preferJoins drops a read where the same reference is also seen as part of a join: one literal may stand in several texts.
func preferJoins(findings []*finding.Finding) []*finding.Finding {
	type place struct {
		start  token.Position
		target string
	}
	joins := map[place]bool{}
	for _, f := range findings {
		if f.Access == "join" {
			joins[place{f.Span.Start, f.Target}] = true
		}
	}
	kept := findings[:0]
	for _, f := range findings {
		if f.Access != "read" || !joins[place{f.Span.Start, f.Target}] {
			kept = append(kept, f)
		}
	}
	return kept
}
