package sqluse

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// scanTexts finds the SQL that no sink showed, by what it says: literals, concatenations and Sprintf calls with constant
// parts, and names of other packages' constants.
func (o *observer) scanTexts() {
	s := scanner{o: o, constants: map[*types.Const]bool{}}
	for _, file := range o.files {
		for _, decl := range file.Decls {
			s.in = decl
			if gen, ok := decl.(*ast.GenDecl); ok {
				if gen.Tok != token.IMPORT {
					s.genDecl(gen)
				}
				continue
			}
			s.exported = false
			ast.Inspect(decl, s.visit)
		}
	}
}

type scanner struct {
	o         *observer
	in        ast.Decl
	exported  bool                  // inside the declaration of an exported constant
	constants map[*types.Const]bool // other packages' constants: do they hold SQL?
	result    sqltables.Result
}

func (s *scanner) genDecl(gen *ast.GenDecl) {
	for _, spec := range gen.Specs {
		value, ok := spec.(*ast.ValueSpec)
		if !ok {
			s.exported = false
			ast.Inspect(spec, s.visit)
			continue
		}
		s.exported = gen.Tok == token.CONST && value.Names[0].IsExported()
		for _, expr := range value.Values {
			ast.Inspect(expr, s.visit)
		}
	}
}

// visit takes the largest expressions that make a text and looks below all others.
func (s *scanner) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Field: // a struct tag is no text
		ast.Inspect(n.Type, s.visit)
		return false
	case *ast.ImportSpec:
		return false
	case *ast.CallExpr:
		return s.visitCall(n)
	case *ast.BasicLit:
		if n.Kind == token.STRING {
			s.candidate(n)
		}
		return false
	case *ast.BinaryExpr:
		if n.Op == token.ADD && isString(s.o.info.TypeOf(n)) {
			s.candidate(n)
			s.operands(n)
			return false
		}
	case *ast.Ident:
		s.foreignConstant(n, n)
	case *ast.SelectorExpr:
		s.foreignConstant(n, n.Sel)
		ast.Inspect(n.X, s.visit)
		return false
	}
	return true
}

func (s *scanner) visitCall(call *ast.CallExpr) bool {
	fn := s.o.callee(call)
	if fn == nil {
		return true
	}
	if isSprintf(fn) {
		s.candidate(call)
		for _, arg := range call.Args[min(1, len(call.Args)):] {
			ast.Inspect(arg, s.visit)
		}
		return false
	}
	if takesData(fn) {
		for _, arg := range call.Args {
			if _, literal := ast.Unparen(arg).(*ast.BasicLit); !literal {
				ast.Inspect(arg, s.visit)
			}
		}
		ast.Inspect(call.Fun, s.visit)
		return false
	}
	if !speaksToPeople(fn) && !(isFprint(fn) && len(call.Args) > 0 && !isBuffer(s.o.info.TypeOf(call.Args[0]))) {
		return true
	}
	for _, arg := range call.Args { // its own words are prose; calls inside it may still hold SQL
		ast.Inspect(arg, func(n ast.Node) bool {
			if inner, ok := n.(*ast.CallExpr); ok {
				ast.Inspect(inner, s.visit)
				return false
			}
			return true
		})
	}
	return false
}

// takesData tells whether a function is a driver's own: the SQL among its arguments is known, and what else there is, is data.
func takesData(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "database/sql", "database/sql/driver", "github.com/jmoiron/sqlx", "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v4",
		"github.com/jackc/pgx/v5/pgxpool", "github.com/jackc/pgx/v4/pgxpool":
		return true
	}
	return false
}

// isFprint tells whether a function is one of fmt's that write.
func isFprint(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "fmt" && strings.HasPrefix(fn.Name(), "Fprint")
}

// operands looks below the parts of a concatenation that are no text themselves: arguments of calls, indices.
func (s *scanner) operands(expr ast.Expr) {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.BinaryExpr:
		s.operands(expr.X)
		s.operands(expr.Y)
	case *ast.CallExpr:
		for _, arg := range expr.Args {
			ast.Inspect(arg, s.visit)
		}
	}
}

// candidate observes an expression if it reads as SQL and no sink has shown it.
func (s *scanner) candidate(expr ast.Expr) {
	e := s.o.newEvaluator(s.in)
	segs := s.parts(e, expr)
	for _, seg := range segs {
		if s.o.consumed[seg.expr] {
			return
		}
	}
	if sql := segs.String(); mayBeSQL(sql) && s.isSQL(sql) {
		text := s.o.text(segs)
		text.Exported = s.exported
		s.o.texts = append(s.o.texts, text)
	}
}

// parts evaluates constants only: what a variable holds is observed where it is assigned.
func (s *scanner) parts(e *evaluator, expr ast.Expr) segments {
	switch x := ast.Unparen(expr).(type) {
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return append(s.parts(e, x.X), s.parts(e, x.Y)...)
		}
	case *ast.CallExpr:
		if fn := s.o.callee(x); fn != nil && isSprintf(fn) && len(x.Args) > 0 {
			var args []evaluation
			for _, arg := range x.Args[1:] {
				args = append(args, evaluation{texts: []segments{s.parts(e, arg)}})
			}
			if x.Ellipsis.IsValid() {
				args = nil
			}
			return e.expand(s.parts(e, x.Args[0]), args, x).texts[0]
		}
	}
	if s.o.info.Types[expr].Value != nil || isLiteral(expr) {
		if result := e.eval(expr); len(result.texts) == 1 {
			return result.texts[0]
		}
	}
	return unknown(expr).texts[0]
}

// isSprintf tells whether a function is fmt.Sprintf.
func isSprintf(fn *types.Func) bool {
	return fn.Name() == "Sprintf" && fn.Pkg() != nil && fn.Pkg().Path() == "fmt"
}

func isLiteral(expr ast.Expr) bool {
	_, ok := ast.Unparen(expr).(*ast.BasicLit)
	return ok
}

// foreignConstant observes a name that stands for another package's constant.
func (s *scanner) foreignConstant(expr ast.Expr, ident *ast.Ident) {
	obj, ok := s.o.info.Uses[ident].(*types.Const)
	if !ok || obj.Pkg() == nil || obj.Pkg() == s.o.pkg || !isString(obj.Type()) || s.o.consumed[expr] {
		return
	}
	holds, known := s.constants[obj]
	if !known {
		value, ok := s.o.constantString(expr)
		holds = ok && mayBeSQL(value) && s.isSQL(value)
		s.constants[obj] = holds
	}
	if holds {
		s.candidate(expr)
	}
}

// isSQL tells whether a text is a statement, or a part of one, that names a table.
func (s *scanner) isSQL(sql string) bool {
	s.result.Extract(sql, sqltables.Any)
	if s.result.Shape == sqltables.NotSQL {
		return false
	}
	known := func(ref sqltables.Reference) bool { return !ref.Partial }
	return slices.ContainsFunc(s.result.References, known) || slices.ContainsFunc(s.result.Quoted, known)
}

// mayBeSQL is a quick test that nearly all strings fail: no text names a table without one of these words and a space.
func mayBeSQL(text string) bool {
	if len(text) < 8 {
		return false
	}
	for start := 0; start < len(text); {
		for start < len(text) && !isLetter(text[start]) {
			start++
		}
		end := start
		for end < len(text) && isLetter(text[end]) {
			end++
		}
		if end-start >= 4 && end-start <= 10 && tableWord(text[start:end]) && len(text) > end-start {
			return true
		}
		start = end
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

func tableWord(word string) bool {
	for _, w := range [...]string{
		"from", "join", "into", "update", "table", "truncate", "copy", "lock", "references", "merge", "view", "index",
		"trigger", "replace", "delete", "insert", "exists", "select", "describe", "grant", "revoke", "analyze", "vacuum",
	} {
		if strings.EqualFold(word, w) {
			return true
		}
	}
	return false
}

// speaksToPeople tells whether a function's words are for logs, errors and terminals rather than for a database.
func speaksToPeople(fn *types.Func) bool {
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "errors", "log", "log/slog", "testing", "flag":
			return true
		case "fmt":
			return fn.Name() == "Errorf" || strings.HasPrefix(fn.Name(), "Print")
		}
	}
	name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(fn.Name(), "Context"), "f"), "ln")
	switch name {
	case "Debug", "Info", "Warn", "Warning", "Error", "Fatal", "Panic", "Print", "Trace", "Log", "Skip", "Notice",
		"Debugw", "Infow", "Warnw", "Errorw", "Fatalw", "Panicw":
		return !isDatabase(fn)
	}
	return false
}

// isDatabase guards the names above: a database handle's own method is no logger.
func isDatabase(fn *types.Func) bool {
	return databaseResult(fn.Signature())
}
