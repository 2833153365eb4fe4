package analyzer

import (
	"go/token"
	"path"

	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// diagnostic turns a finding back into the positions of the pass it comes from.
func diagnostic(pass *analysis.Pass, f *finding.Finding) analysis.Diagnostic {
	d := analysis.Diagnostic{Category: f.Rule, Message: f.Message, URL: f.URL}
	d.Pos = findPos(pass, f.Span.Start)
	d.End = findPos(pass, f.Span.End)
	if d.End < d.Pos {
		d.End = token.NoPos
	}
	return d
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
