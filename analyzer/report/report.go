// Package report prints findings.
//
// In come findings that are judged, sorted and without repeats, and what was covered; out come bytes, the same for the same
// input. One printer a file; none of them decides anything.
package report

import (
	"github.com/ringfence/ringfence/analyzer/finding"
)

// A Report is all that a printer prints.
type Report struct {
	Version  string // of the tool
	Findings []*finding.Finding
	Coverage Coverage
	Skipped  []Skip
	Faults   []Fault
}

// Coverage says how much was looked at.
type Coverage struct {
	Packages int `json:"packages"`
	SQL      SQL `json:"sql"`
	// Modules are the modules in which SQL was found, sorted by name; "" is what stands in none.
	Modules []ModuleSQL `json:"-"`
}

// ModuleSQL counts the statements of one module.
type ModuleSQL struct {
	Module string
	SQL    SQL
}

// SQL counts statements by what is known of their tables; Resolved, Partial and Dynamic add up to Statements.
type SQL struct {
	Statements int `json:"statements"`
	Resolved   int `json:"resolved"`
	Partial    int `json:"partial"`
	Dynamic    int `json:"dynamic"`
}

// A Skip is a file that was not looked at.
type Skip struct {
	Path   string `json:"path"` // relative to the map, with "/"
	Reason string `json:"reason"`
}

// A Fault is something that kept a package from being judged.
type Fault struct {
	Package string `json:"package,omitempty"`
	Pos     string `json:"position,omitempty"` // file:line:column, relative to the map
	Message string `json:"message"`
}

// Count returns the numbers of errors and warnings that count: those that nothing allows.
func (r *Report) Count() (errors, warnings int) {
	for _, f := range r.Findings {
		switch {
		case f.Status != finding.New:
		case f.Severity == finding.Error:
			errors++
		default:
			warnings++
		}
	}
	return errors, warnings
}
