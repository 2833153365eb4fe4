package surface

import (
	"go/ast"
	"go/token"
	"strings"
)

// A Directive is a comment that speaks to ringfence, with the lines it speaks of.
type Directive struct {
	Text     string         // the comment without its marks: "ringfence:allow foreign-table stock -- reason"
	Pos, End token.Position // of the comment
	// From and To are the first and last line it covers: the statement, spec or field on its own line or on the line
	// below, or the whole declaration whose doc comment it stands in.
	From, To int
}

const directivePrefix = "ringfence:"

// directives returns the directives of a file. Like go:build, a directive has no space between the slashes and the word;
// a block comment may have one.
func directives(fset *token.FileSet, file *ast.File, at func(token.Pos) token.Position) []Directive {
	var found []Directive
	var cover *coverage // worked out for the first directive: most files have none
	for _, group := range file.Comments {
		for _, comment := range group.List {
			text, ok := directiveText(comment.Text)
			if !ok {
				continue
			}
			if cover == nil {
				cover = newCoverage(file, at)
			}
			d := Directive{Text: text, Pos: at(comment.Pos()), End: at(comment.End())}
			d.From, d.To = cover.of(group, d, at(group.End()).Line)
			found = append(found, d)
		}
	}
	return found
}

func directiveText(comment string) (string, bool) {
	text, isLine := strings.CutPrefix(comment, "//")
	if !isLine {
		text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(comment, "/*"), "*/"))
	}
	return strings.TrimRight(text, " \t\r"), strings.HasPrefix(text, directivePrefix)
}

type lines struct{ from, to int }

// coverage knows which lines belong together in a file.
type coverage struct {
	docs  map[*ast.CommentGroup]lines // a declaration's doc comment → the declaration
	units []lines                     // statements, specs, fields and elements; of a block statement its head only
}

func newCoverage(file *ast.File, at func(token.Pos) token.Position) *coverage {
	c := &coverage{docs: map[*ast.CommentGroup]lines{}}
	span := func(from, to token.Pos) lines { return lines{at(from).Line, at(to).Line} }
	unit := func(from, to token.Pos) { c.units = append(c.units, span(from, to)) }
	doc := func(group *ast.CommentGroup, node ast.Node) {
		if group != nil {
			c.docs[group] = span(node.Pos(), node.End())
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			doc(n.Doc, n)
			if n.Body != nil {
				unit(n.Pos(), n.Body.Lbrace)
			}
		case *ast.GenDecl:
			doc(n.Doc, n)
			if !n.Lparen.IsValid() {
				unit(n.Pos(), headEnd(n))
			}
		case *ast.TypeSpec:
			doc(n.Doc, n)
		case *ast.ValueSpec:
			doc(n.Doc, n)
			unit(n.Pos(), headEnd(n))
		case *ast.ImportSpec:
			doc(n.Doc, n)
			unit(n.Pos(), n.End())
		case *ast.Field:
			doc(n.Doc, n)
			unit(n.Pos(), n.End())
		case *ast.AssignStmt, *ast.ExprStmt, *ast.ReturnStmt, *ast.DeclStmt, *ast.GoStmt, *ast.DeferStmt, *ast.SendStmt:
			unit(n.Pos(), headEnd(n))
		case *ast.CompositeLit:
			for _, element := range n.Elts {
				unit(element.Pos(), headEnd(element))
			}
		case *ast.CallExpr:
			for _, arg := range n.Args {
				unit(arg.Pos(), headEnd(arg))
			}
		case *ast.IfStmt:
			unit(n.Pos(), n.Body.Lbrace)
		case *ast.ForStmt:
			unit(n.Pos(), n.Body.Lbrace)
		case *ast.RangeStmt:
			unit(n.Pos(), n.Body.Lbrace)
		case *ast.SwitchStmt:
			unit(n.Pos(), n.Body.Lbrace)
		case *ast.TypeSwitchStmt:
			unit(n.Pos(), n.Body.Lbrace)
		case *ast.CaseClause:
			unit(n.Pos(), n.Colon)
		case *ast.CommClause:
			unit(n.Pos(), n.Colon)
		}
		return true
	})
	return c
}

// headEnd is the end of a node, or the brace that opens the first function literal in it: a directive above
// "go func() {" must not excuse all that the function does.
func headEnd(node ast.Node) token.Pos {
	end := node.End()
	ast.Inspect(node, func(n ast.Node) bool {
		if literal, ok := n.(*ast.FuncLit); ok {
			end = min(end, literal.Body.Lbrace)
			return false
		}
		return true
	})
	return end
}

// of returns the lines that a directive in group covers. groupEnd is the group's last line.
func (c *coverage) of(group *ast.CommentGroup, d Directive, groupEnd int) (from, to int) {
	if span, ok := c.docs[group]; ok {
		return min(span.from, d.Pos.Line), span.to
	}
	// A directive behind code belongs to that code; one that stands alone belongs to what starts below its group, so
	// that several may be stacked.
	from, to = d.Pos.Line, d.End.Line
	behind := false
	for _, unit := range c.units {
		if unit.from == d.Pos.Line || unit.to == d.Pos.Line {
			behind = true
			from, to = min(from, unit.from), max(to, unit.to)
		}
	}
	if behind {
		return from, to
	}
	to = groupEnd + 1
	for _, unit := range c.units {
		if unit.from == groupEnd+1 {
			to = max(to, unit.to)
		}
	}
	return from, to
}
