package finding_test

import (
	"go/token"
	"testing"

	"github.com/ringfence/ringfence/analyzer/finding"
)

func at(file string, line, column int) finding.Span {
	return finding.Span{Start: token.Position{Filename: file, Line: line, Column: column}}
}

// The fingerprint names a finding, not a place: edits around it do not change it, anything that makes it another one does.
func TestFingerprint(t *testing.T) {
	base := finding.Finding{Rule: "r", Module: "m", TargetModule: "t", Target: "x", Access: "read", Package: "p", Declaration: "d", Span: at("f", 1, 2), Message: "one"}
	moved := base
	moved.Span, moved.Message, moved.Severity = at("g", 3, 4), "two", finding.Error
	if base.Fingerprint() != moved.Fingerprint() {
		t.Error("the fingerprint changed with place or words")
	}
	for name, change := range map[string]func(*finding.Finding){
		"rule": func(f *finding.Finding) { f.Rule = "" }, "module": func(f *finding.Finding) { f.Module = "" },
		"target module": func(f *finding.Finding) { f.TargetModule = "" }, "target": func(f *finding.Finding) { f.Target = "" },
		"access": func(f *finding.Finding) { f.Access = "write" }, "package": func(f *finding.Finding) { f.Package = "" },
		"declaration": func(f *finding.Finding) { f.Declaration = "" },
		"shift":       func(f *finding.Finding) { f.Rule, f.Module = "rm", "" },
	} {
		other := base
		change(&other)
		if other.Fingerprint() == base.Fingerprint() {
			t.Errorf("%s: the same fingerprint", name)
		}
	}
}

func TestSort(t *testing.T) {
	sorted := finding.Sort([]*finding.Finding{
		{Rule: "b", Span: at("b", 1, 1)}, {Rule: "b", Span: at("a", 2, 1)}, {Rule: "a", Span: at("a", 2, 1)},
		{Rule: "a", Span: at("a", 2, 1), Access: "read"}, {Rule: "a", Span: at("a", 10, 1)}, {Rule: "a", Span: at("a", 2, 1), Message: "again"},
	})
	got := ""
	for _, f := range sorted {
		got += f.Span.Start.Filename + f.Rule + f.Access + " "
	}
	if want := "aa aaread ab aa bb "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
