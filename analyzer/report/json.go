package report

import (
	"encoding/json"
	"io"

	"github.com/ringfence/ringfence/analyzer/finding"
)

// jsonFinding is a finding as contract section 5 spells it.
type jsonFinding struct {
	Rule         string         `json:"rule"`
	Severity     string         `json:"severity"`
	Module       string         `json:"module"`
	TargetModule string         `json:"target_module"`
	Target       string         `json:"target"`
	Access       string         `json:"access,omitempty"`
	Package      string         `json:"package"`
	Declaration  string         `json:"declaration"`
	File         string         `json:"file"`
	Line         int            `json:"line"`
	Column       int            `json:"column"`
	EndLine      int            `json:"end_line"`
	EndColumn    int            `json:"end_column"`
	Message      string         `json:"message"`
	Help         string         `json:"help"`
	URL          string         `json:"url"`
	Fingerprint  string         `json:"fingerprint"`
	Status       finding.Status `json:"status"`
	Reason       string         `json:"reason,omitempty"`
	Generated    bool           `json:"generated"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonReport struct {
	Schema   int           `json:"schema"`
	Tool     jsonTool      `json:"tool"`
	Findings []jsonFinding `json:"findings"`
	Coverage Coverage      `json:"coverage"`
	Skipped  []Skip        `json:"skipped"`
	Faults   []Fault       `json:"faults,omitempty"`
}

// JSON prints the report as one JSON object, schema 1. Allowed findings are in it, with their status and reason.
func JSON(w io.Writer, r *Report) error {
	out := jsonReport{
		Schema:   1,
		Tool:     jsonTool{"ringfence", r.Version},
		Findings: make([]jsonFinding, 0, len(r.Findings)),
		Coverage: r.Coverage,
		Skipped:  append([]Skip{}, r.Skipped...),
		Faults:   r.Faults,
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, jsonFinding{
			Rule: f.Rule, Severity: f.Severity.String(),
			Module: f.Module, TargetModule: f.TargetModule, Target: f.Target, Access: f.Access,
			Package: f.Package, Declaration: f.Declaration,
			File: f.Span.Start.Filename, Line: f.Span.Start.Line, Column: f.Span.Start.Column,
			EndLine: f.Span.End.Line, EndColumn: f.Span.End.Column,
			Message: f.Message, Help: f.Help, URL: f.URL, Fingerprint: f.Fingerprint(),
			Status: f.Status, Reason: f.Reason, Generated: f.Generated,
		})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}
