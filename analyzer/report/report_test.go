package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/token"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/report"
)

func span(line, from, toLine, to int) finding.Span {
	return finding.Span{
		Start: token.Position{Filename: "order/repo.go", Line: line, Column: from},
		End:   token.Position{Filename: "order/repo.go", Line: toLine, Column: to},
	}
}

func sample() *report.Report {
	return &report.Report{
		Version: "v1",
		Findings: []*finding.Finding{
			{Rule: "foreign-table", Severity: finding.Error, Module: "order", TargetModule: "inventory", Target: "inventory.items", Access: "read",
				Package: "example.com/shop/order", Declaration: "(*Repo).List", Span: span(2, 7, 2, 22), Message: "order reads it", Help: "ask <b>", Status: finding.New},
			{Rule: "dynamic-sql", Severity: finding.Warning, Module: "order", Span: span(3, 2, 4, 1), Message: "unknown", Status: finding.New, Generated: true},
			{Rule: "foreign-table", Severity: finding.Error, Span: span(9, 1, 9, 2), Message: "excused", Status: finding.Allowed, Reason: "for now"},
		},
		Coverage: report.Coverage{Packages: 1, SQL: report.SQL{Statements: 4, Resolved: 2, Partial: 1, Dynamic: 1}},
		Skipped:  []report.Skip{{Path: "a_windows.go", Reason: "build constraints"}},
	}
}

func source(_ string, line int) string {
	return map[int]string{2: "\tFROM\tinventory.items äöü\r", 3: "\t`DROP \x1b[0m"}[line]
}

func TestText(t *testing.T) {
	tests := []struct {
		name    string
		options report.TextOptions
		want    string
	}{
		{"piped", report.TextOptions{}, `order/repo.go:2:7: error: order reads it [foreign-table]
order/repo.go:3:2: warning: unknown (generated file) [dynamic-sql]
1 error, 1 warning (1 more allowed) in 1 package; SQL: 4 statements, 2 resolved, 1 partial, 1 dynamic
not looked at: 1 file (name them with --verbose)
`},
		{"source lines", report.TextOptions{Line: source, Verbose: true}, `order/repo.go:2:7: error: order reads it [foreign-table]
    2 | FROM inventory.items äöü
      |      ^^^^^^^^^^^^^^^

order/repo.go:3:2: warning: unknown (generated file) [dynamic-sql]
    3 | ` + "`" + `DROP .[0m
      | ^^^^^^^^^^

a_windows.go: not looked at: build constraints
1 error, 1 warning (1 more allowed) in 1 package; SQL: 4 statements, 2 resolved, 1 partial, 1 dynamic
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := report.Text(&out, sample(), test.options); err != nil {
				t.Fatal(err)
			}
			if out.String() != test.want {
				t.Errorf("got\n%s\nwant\n%s", out.String(), test.want)
			}
		})
	}
}

// Places that are not in the file any more, or never were, must not break a report.
func TestTextWithoutSource(t *testing.T) {
	r := sample()
	r.Findings[0].Span = span(0, 0, 0, 0)
	r.Findings[1].Span = span(2, 900, 2, 901)
	var out bytes.Buffer
	if err := report.Text(&out, r, report.TextOptions{Line: source, Color: true}); err != nil {
		t.Fatal(err)
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := report.JSON(&out, sample()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema   int
		Tool     struct{ Name, Version string }
		Findings []map[string]any
		Coverage struct {
			Packages int
			SQL      map[string]int
		}
		Skipped []map[string]string
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != 1 || got.Tool.Name != "ringfence" || len(got.Findings) != 3 || got.Coverage.SQL["partial"] != 1 || len(got.Skipped) != 1 {
		t.Errorf("got %+v", got)
	}
	keys := "rule severity module target_module target access package declaration file line column end_line end_column message help url fingerprint status generated"
	for _, key := range strings.Fields(keys) {
		if _, ok := got.Findings[0][key]; !ok {
			t.Errorf("a finding lacks %q", key)
		}
	}
	if !strings.Contains(out.String(), "ask <b>") {
		t.Error("text is escaped for HTML")
	}
	var empty bytes.Buffer
	if err := report.JSON(&empty, &report.Report{}); err != nil || !strings.Contains(empty.String(), `"findings": []`) || !strings.Contains(empty.String(), `"skipped": []`) {
		t.Errorf("an empty report has empty lists: %s", empty.String())
	}
}

func TestWriteErrors(t *testing.T) {
	if err := report.Text(broken{}, sample(), report.TextOptions{}); err == nil {
		t.Error("a full disk passes as printed text")
	}
	if err := report.JSON(broken{}, sample()); err == nil {
		t.Error("a full disk passes as printed JSON")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no space left") }
