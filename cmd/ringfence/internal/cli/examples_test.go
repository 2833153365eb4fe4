package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/rules"
)

// alsoFound holds, by rule, another one that its bad example cannot help breaking.
var alsoFound = map[string]string{
	"bad-allow": "foreign-table", // a directive that is wrong excuses nothing
}

// What explain shows is what check finds: a rule's bad example breaks that rule and no other one, its good example breaks none, and the
// directives that are told for it allow what the bad one is found for.
func TestExamples(t *testing.T) {
	for _, info := range modulemap.Rules() {
		rule, ok := rules.Lookup(info.ID)
		if !ok {
			continue // judged by a later version
		}
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			found := newExample(t, rule.Shared, rule.Bad).check(t)
			if !slices.ContainsFunc(found, func(f exampleFinding) bool { return f.Rule == rule.ID }) {
				t.Errorf("the bad example has no finding of %s; found %v", rule.ID, found)
			}
			for _, f := range found {
				if f.Rule != rule.ID && f.Rule != alsoFound[rule.ID] {
					t.Errorf("the bad example breaks another rule: %v", f)
				}
			}
			if found := newExample(t, rule.Shared, rule.Good).check(t); len(found) > 0 {
				t.Errorf("the good example has findings: %v", found)
			}
			for _, directive := range directivesOf(rule) {
				bad := newExample(t, rule.Shared, rule.Bad)
				bad.insert(t, directive, found)
				if found := bad.check(t); len(found) > 0 {
					t.Errorf("%s does not allow what it is for: %v", directive, found)
				}
			}
		})
	}
}

// directivesOf returns the directives that a rule's documentation tells, if any.
func directivesOf(rule rules.Rule) []string {
	var found []string
	for i, text := range strings.Split(rule.Allow(), "`") {
		if i%2 == 1 {
			found = append(found, strings.Replace(text, " [TARGET]", "", 1))
		}
	}
	return found
}

// exampleFinding is what matters here of a finding in check's JSON.
type exampleFinding struct {
	Rule, File, Message, Status string
	Line                        int
}

// example is the folder that a documented example was written to.
type example string

func newExample(t *testing.T, archives ...string) example {
	t.Helper()
	dir := t.TempDir()
	archives = append(archives, "-- go.mod --\nmodule example.com/shop\n\ngo 1.25\n")
	for _, archive := range archives {
		parsed := txtar.Parse([]byte(archive))
		if len(bytes.TrimSpace(parsed.Comment)) > 0 {
			t.Errorf("text in no file: %q", parsed.Comment)
		}
		for _, file := range parsed.Files {
			name := filepath.Join(dir, filepath.FromSlash(file.Name))
			if _, err := os.Stat(name); err == nil {
				t.Errorf("%s is in the example twice", file.Name)
			}
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, file.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return example(dir)
}

// check runs the command as a user does, and returns the findings that are not allowed.
func (e example) check(t *testing.T) []exampleFinding {
	t.Helper()
	var out, errs bytes.Buffer
	code := Main([]string{"check", "-C", string(e), "--format", "json"}, &Host{
		In: strings.NewReader(""), Out: &out, Err: &errs,
		// What this machine sets for the go command is not the example's.
		Env: append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off"),
	})
	var report struct{ Findings []exampleFinding }
	if err := json.Unmarshal(out.Bytes(), &report); err != nil || code == exitFault || errs.Len() > 0 {
		t.Fatalf("exit code %d, %v\n%s", code, err, errs.String())
	}
	return slices.DeleteFunc(report.Findings, func(f exampleFinding) bool { return f.Status != "new" })
}

// insert puts a directive above every line that has a finding, or into the first string of that line if it is a comment of SQL.
func (e example) insert(t *testing.T, directive string, found []exampleFinding) {
	t.Helper()
	found = slices.CompactFunc(slices.Clone(found), func(a, b exampleFinding) bool { return a.File == b.File && a.Line == b.Line })
	for _, f := range slices.Backward(found) { // from below, so that the lines above keep their numbers
		name := filepath.Join(string(e), filepath.FromSlash(f.File))
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		if strings.HasPrefix(directive, "/*") {
			lines[f.Line-1] = strings.Replace(lines[f.Line-1], `"`, `"`+directive+" ", 1)
		} else {
			lines = slices.Insert(lines, f.Line-1, directive)
		}
		if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
