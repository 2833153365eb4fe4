package analyzer

import (
	"fmt"
	"go/token"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// toDiagnostic turns a finding back into the positions of the pass it comes from. The error is for files that cannot be read.
func toDiagnostic(pass *analysis.Pass, f *finding.Finding) (analysis.Diagnostic, error) {
	d := analysis.Diagnostic{Category: f.Rule, Message: f.Message, URL: f.URL}
	if strings.HasSuffix(f.Span.Start.Filename, ".go") {
		d.Pos, d.End = findPos(pass, f.Span.Start), findPos(pass, f.Span.End)
	} else {
		file, err := otherFile(pass, path.Base(f.Span.Start.Filename))
		if err != nil {
			return d, err
		}
		d.Pos, d.End = posIn(file, f.Span.Start), posIn(file, f.Span.End)
	}
	if d.End < d.Pos {
		d.End = token.NoPos
	}
	return d, nil
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
