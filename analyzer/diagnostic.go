package analyzer

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// toDiagnostics turns findings back into the positions of the pass they come from. The error is for files that cannot be read.
func toDiagnostics(pass *analysis.Pass, found []*finding.Finding) ([]analysis.Diagnostic, error) {
	var list []analysis.Diagnostic
	for _, f := range found {
		d := analysis.Diagnostic{Category: f.Rule, Message: f.Message, URL: f.URL}
		if inGo(f) {
			d.Pos, d.End = findPos(pass, f.Span.Start), findPos(pass, f.Span.End)
		} else {
			file, err := otherFile(pass, path.Base(f.Span.Start.Filename))
			if err != nil {
				return nil, err
			}
			d.Pos, d.End = posIn(file, f.Span.Start), posIn(file, f.Span.End)
		}
		list = append(list, ordered(d))
	}
	return list, nil
}

// toDistinct is toDiagnostics with the rule and the place in each message. Lines of Go files have no part in it, so that an edit above
// does not make another finding of it for those who compare by message.
func toDistinct(pass *analysis.Pass, found []*finding.Finding) ([]analysis.Diagnostic, error) {
	var list []analysis.Diagnostic
	seen := map[string]int{}
	for _, f := range found {
		d := analysis.Diagnostic{Category: f.Rule, URL: f.URL}
		place := placeOf(pass, f)
		if inGo(f) {
			d.Pos, d.End = findPos(pass, f.Span.Start), findPos(pass, f.Span.End)
		} else {
			d.Pos = clause(pass)
		}
		d.Message = fmt.Sprintf("%s [%s in %s]", f.Message, f.Rule, place)
		if seen[d.Message]++; seen[d.Message] > 1 {
			d.Message = fmt.Sprintf("%s [%s in %s, %d]", f.Message, f.Rule, place, seen[d.Message])
		}
		list = append(list, ordered(d))
	}
	return list, nil
}

func inGo(f *finding.Finding) bool { return strings.HasSuffix(f.Span.Start.Filename, ".go") }

// ordered drops an end that is not behind the start: cgo writes some code elsewhere.
func ordered(d analysis.Diagnostic) analysis.Diagnostic {
	if d.End < d.Pos {
		d.End = token.NoPos
	}
	return d
}

// placeOf names the declaration that a finding stands in, with its package's folder; between declarations the file, and outside of Go the
// place itself.
func placeOf(pass *analysis.Pass, f *finding.Finding) string {
	at := f.Span.Start
	switch dir := path.Dir(at.Filename); {
	case !inGo(f):
		return fmt.Sprintf("%s:%d:%d", at.Filename, at.Line, at.Column)
	case f.Declaration == "":
		return at.Filename
	case dir == ".":
		return pass.Pkg.Name() + "." + f.Declaration
	case strings.HasSuffix(pass.Pkg.Name(), "_test"):
		return dir + "_test." + f.Declaration
	default:
		return dir + "." + f.Declaration
	}
}

// clause returns the place of the package clause in the file with the first name.
func clause(pass *analysis.Pass) token.Pos {
	name := func(file *ast.File) string { return surface.Position(pass.Fset, file.Name.Pos()).Filename }
	return slices.MinFunc(pass.Files, func(a, b *ast.File) int { return strings.Compare(name(a), name(b)) }).Name.Pos()
}

// otherFile enters a file of the package that is not Go into the pass's file set, which knows only Go files.
func otherFile(pass *analysis.Pass, base string) (*token.File, error) {
	for _, name := range pass.OtherFiles {
		if filepath.Base(name) != base {
			continue
		}
		content, err := readFile(pass)(name)
		if err != nil {
			return nil, err
		}
		file := pass.Fset.AddFile(name, -1, len(content))
		file.SetLinesForContent(content)
		return file, nil
	}
	return nil, fmt.Errorf("the package has no file %s", base)
}

func posIn(file *token.File, at token.Position) token.Pos {
	return min(file.LineStart(at.Line)+token.Pos(at.Column-1), token.Pos(file.Base()+file.Size()))
}

// findPos returns the token.Pos of a place that a finding names by file, line and column.
func findPos(pass *analysis.Pass, at token.Position) token.Pos {
	base := path.Base(at.Filename)
	for _, file := range pass.Files {
		tf := pass.Fset.File(file.FileStart)
		if tf == nil || surface.Position(pass.Fset, file.Name.Pos()).Filename != base {
			continue
		}
		if start, ok := lineStart(pass.Fset, tf, base, at.Line); ok {
			return min(start+token.Pos(at.Column-1), token.Pos(tf.Base()+tf.Size()))
		}
	}
	return token.NoPos
}

// lineStart returns where a line of the written file starts. In all but cgo's files that is the line of that number.
func lineStart(fset *token.FileSet, tf *token.File, base string, line int) (token.Pos, bool) {
	is := func(physical int) bool {
		if physical > tf.LineCount() {
			return false
		}
		place := surface.Position(fset, tf.LineStart(physical))
		return place.Filename == base && place.Line == line
	}
	if is(line) {
		return tf.LineStart(line), true
	}
	for physical := 1; physical <= tf.LineCount(); physical++ {
		if is(physical) {
			return tf.LineStart(physical), true
		}
	}
	return token.NoPos, false
}
