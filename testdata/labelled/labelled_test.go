// Package labelled runs ringfence over small cases whose findings are written beside them, and compares.
//
// A case is a declaration whose comment starts with "case:". A comment "want RULE TARGET ACCESS" at the end of a line is
// a finding that must be there; several are separated by ";", "want:+2" means two lines further down, and dynamic-sql stands
// alone. A line without one must have none.
package labelled

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// fewest is how many cases there must be, lest a mistake in reading them goes unnoticed.
const fewest = 600

// place is a finding as labels name it. Two of the same kind on one line are one.
type place struct {
	file   string
	line   int
	what   string // rule, target and access, or dynamic-sql
	column int    // 0 in labels
}

func (p place) String() string { return fmt.Sprintf("%s:%d: %s", p.file, p.line, p.what) }

// source is what the cases' files say.
type source struct {
	cases int
	want  map[place]bool
	lines map[string][]string
	names map[string]map[int]string // file → line of a case's comment → what it shows
}

func TestLabels(t *testing.T) {
	src, err := read(".")
	if err != nil {
		t.Fatal(err)
	}
	found, err := check(t)
	if err != nil {
		t.Fatal(err)
	}

	got := map[place]bool{}
	columns := map[place]bool{}
	falseAlarms := 0
	alarm := func(kind string, p place) {
		falseAlarms++
		t.Errorf("%s %s\n\t%s\n\t%s", kind, p, src.caseAt(p), src.line(p))
	}
	for _, p := range found {
		if columns[p] {
			alarm("twice   ", p)
		}
		columns[p] = true
		p.column = 0
		if !src.want[p] && !got[p] {
			alarm("false   ", p)
		}
		got[p] = true
	}
	missing := 0
	for _, p := range slices.SortedFunc(maps.Keys(src.want), compare) {
		if !got[p] {
			missing++
			t.Errorf("missing %s\n\t%s\n\t%s", p, src.caseAt(p), src.line(p))
		}
	}
	if src.cases < fewest {
		t.Errorf("%d cases, expected at least %d", src.cases, fewest)
	}
	fmt.Printf("figures: %d cases, %d expected, %d found, %d missing, %d false alarms\n",
		src.cases, len(src.want), len(got), missing, falseAlarms)
}

func compare(a, b place) int {
	if c := strings.Compare(a.file, b.file); c != 0 {
		return c
	}
	if a.line != b.line {
		return a.line - b.line
	}
	return strings.Compare(a.what, b.what)
}

func (s *source) line(p place) string {
	lines := s.lines[p.file]
	if p.line < 1 || p.line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[p.line-1])
}

// caseAt names the case that a place belongs to.
func (s *source) caseAt(p place) string {
	for line := p.line; line > 0; line-- {
		if name, ok := s.names[p.file][line]; ok {
			return "case: " + name
		}
	}
	return "in no case"
}

// read collects the cases and labels of all Go files below dir.
func read(dir string) (*source, error) {
	src := &source{want: map[place]bool{}, lines: map[string][]string{}, names: map[string]map[int]string{}}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || filepath.Base(path) == "labelled_test.go" {
			return err
		}
		return src.readFile(path)
	})
	return src, err
}

func (s *source) readFile(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, text, parser.ParseComments)
	if err != nil {
		return err
	}
	name := filepath.ToSlash(path)
	s.lines[name] = strings.Split(string(text), "\n")
	s.names[name] = map[int]string{}
	for _, decl := range file.Decls {
		var doc *ast.CommentGroup
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			doc = decl.Doc
		case *ast.GenDecl:
			doc = decl.Doc
		}
		if doc == nil {
			continue
		}
		if shows, ok := strings.CutPrefix(doc.List[0].Text, "// case: "); ok {
			s.cases++
			s.names[name][fset.Position(doc.Pos()).Line] = shows
		}
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if err := s.label(name, fset.Position(comment.Pos()).Line, comment.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

var (
	labelForm = regexp.MustCompile(`^// want(?::([+-]\d+))? (.+)$`)
	findForm  = regexp.MustCompile(`^((foreign-table|unowned-table) [a-z_.*]+ (read|join|write|ddl)|foreign-key [a-z_.]+ foreign-key|dynamic-sql)$`)
)

func (s *source) label(file string, line int, comment string) error {
	if strings.Contains(comment, "case:") != strings.HasPrefix(comment, "// case: ") {
		return fmt.Errorf("%s:%d: a case that is not written as // case: %s", file, line, comment)
	}
	m := labelForm.FindStringSubmatch(comment)
	if m == nil {
		if strings.HasPrefix(strings.TrimLeft(comment, "/ "), "want") {
			return fmt.Errorf("%s:%d: a label of unknown form: %s", file, line, comment)
		}
		return nil
	}
	if m[1] != "" {
		distance, err := strconv.Atoi(m[1])
		if err != nil {
			return err
		}
		line += distance
	}
	for what := range strings.SplitSeq(m[2], ";") {
		what = strings.TrimSpace(what)
		if !findForm.MatchString(what) {
			return fmt.Errorf("%s:%d: a label of unknown form: %s", file, line, what)
		}
		s.want[place{file: file, line: line, what: what}] = true
	}
	return nil
}

// check runs the command and returns its findings about tables. RINGFENCE may name a binary that is already built.
func check(t *testing.T) ([]place, error) {
	binary := os.Getenv("RINGFENCE")
	if binary == "" {
		binary = filepath.Join(t.TempDir(), "ringfence")
		build := exec.Command("go", "build", "-buildvcs=false", "-o", binary, "./cmd/ringfence")
		build.Dir = filepath.Join("..", "..")
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building ringfence: %w\n%s", err, out)
		}
	}
	run := exec.Command(binary, "check", "--format", "json", "-C", ".", "./...")
	var stderr strings.Builder
	run.Stderr = &stderr
	out, err := run.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		return nil, fmt.Errorf("ringfence check: %w\n%s", err, stderr.String())
	}
	var result struct {
		Findings []struct {
			Rule, Target, Access, File string
			Line, Column               int
		}
		Skipped []json.RawMessage
	}
	if err := json.Unmarshal(out, &result); err != nil {
		return nil, fmt.Errorf("ringfence check printed no JSON: %w\n%s", err, stderr.String())
	}
	if len(result.Skipped) > 0 {
		t.Errorf("ringfence skipped: %s", result.Skipped)
	}
	var found []place
	for _, f := range result.Findings {
		what := f.Rule
		switch f.Rule {
		case "dynamic-sql":
		case "foreign-table", "unowned-table", "foreign-key":
			what = f.Rule + " " + f.Target + " " + f.Access
		default:
			continue
		}
		found = append(found, place{file: f.File, line: f.Line, what: what, column: f.Column})
	}
	slices.SortFunc(found, compare)
	return found, nil
}
