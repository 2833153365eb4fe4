package sqluse

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
)

// call evaluates result number index of a call: conversions, functions of the standard library and of database libraries that make a text
// of their arguments, and functions whose own results are known.
func (e *evaluator) call(call *ast.CallExpr, index int) evaluation {
	if tv := e.o.info.Types[call.Fun]; tv.IsType() {
		if len(call.Args) == 1 && (isText(tv.Type) || isBuffer(tv.Type)) {
			return e.eval(call.Args[0])
		}
		return unknown(call)
	}
	if e.o.isBuiltin(call, "append") && isText(e.o.info.TypeOf(call)) {
		return e.appended(call)
	}
	if (e.o.isBuiltin(call, "new") && isBuffer(e.o.info.TypeOf(call)) || e.o.isBuiltin(call, "make") && isText(e.o.info.TypeOf(call))) && index == 0 {
		return evaluation{texts: []segments{nil}}
	}
	switch of := e.o.routineOf(call).(type) {
	case nil:
	case *types.Func:
		if of.Pkg() == nil {
			break
		}
		if make := library(of.Pkg().Path(), of.Name()); make != nil && index == 0 {
			return make(e, call)
		}
		if result, ok := e.results(of, index); ok {
			return e.substitute(result, of, call)
		}
		if templates := e.o.config.known.function(of).Returns; len(templates) > 0 && index == 0 {
			return e.instantiate(templates, call, call, false)
		}
		if e.o.buildsSQL(of) || givesSQL(of) {
			return evaluation{texts: []segments{nil}} // the builder's own calls say it
		}
	default:
		if result, ok := e.results(of, index); ok {
			return e.substitute(result, of, call)
		}
	}
	return unknown(call)
}

// appended evaluates append([]byte, more...).
func (e *evaluator) appended(call *ast.CallExpr) evaluation {
	if len(call.Args) == 0 {
		return unknown(call)
	}
	result := e.eval(call.Args[0])
	for _, arg := range call.Args[1:] {
		if call.Ellipsis.IsValid() {
			result = e.concat(result, e.eval(arg))
		} else {
			result = e.concat(result, e.character(arg))
		}
	}
	return result
}

// character evaluates a byte or rune.
func (e *evaluator) character(expr ast.Expr) evaluation {
	if v := e.o.info.Types[expr].Value; v != nil && v.Kind() == constant.Int {
		if r, ok := constant.Int64Val(v); ok {
			return constantly(string(rune(r)), expr)
		}
	}
	return unknown(expr)
}

// maker evaluates a call of a function that is known.
type maker func(e *evaluator, call *ast.CallExpr) evaluation

// library returns how a function that is known evaluates, by import path and name (of methods, too: none of these packages has both);
// nil for any other. Functions that change placeholders, case or white space leave the tables what they are.
func library(path, name string) maker {
	switch path {
	case "fmt":
		return formatting(name)
	case "strings", "bytes":
		switch name {
		case "TrimSpace", "ToLower", "ToUpper", "Clone", "ToValidUTF8", "Trim", "TrimLeft", "TrimRight", "TrimPrefix", "TrimSuffix",
			"TrimFunc", "TrimRightFunc", "TrimLeftFunc", "Title", "NewBufferString", "NewBuffer":
			return same(0)
		case "Map":
			return same(1)
		case "Join":
			return (*evaluator).join
		case "Repeat":
			return (*evaluator).repeat
		case "Replace", "ReplaceAll":
			return (*evaluator).replace
		case "String", "Bytes":
			return (*evaluator).buffer
		}
	case "strconv":
		if name == "Quote" {
			return quote
		}
	case "text/template":
		if name == "Must" || name == "Parse" {
			return same(0)
		}
	case "embed", "io/fs":
		if name == "ReadFile" {
			return (*evaluator).readEmbedded
		}
	case "github.com/jmoiron/sqlx":
		switch name {
		case "Rebind":
			return func(e *evaluator, c *ast.CallExpr) evaluation { return e.arg(c, len(c.Args)-1) }
		case "In", "Named", "BindNamed":
			return same(0)
		}
	case "github.com/lib/pq":
		switch name {
		case "QuoteIdentifier", "QuoteLiteral":
			return quote
		case "CopyIn":
			return func(e *evaluator, c *ast.CallExpr) evaluation { return e.copyIn(c, 0) }
		case "CopyInSchema":
			return func(e *evaluator, c *ast.CallExpr) evaluation { return e.copyIn(c, 1) }
		}
	case "github.com/huandu/go-sqlbuilder":
		switch name {
		case "As":
			return func(e *evaluator, c *ast.CallExpr) evaluation {
				return e.concat(e.concat(e.arg(c, 0), constantly(" AS ", c)), e.arg(c, 1))
			}
		case "Escape", "Raw":
			return same(0)
		}
	case "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v4":
		if name == "Sanitize" {
			return (*evaluator).identifier
		}
	}
	return nil
}

func formatting(name string) maker {
	switch name {
	case "Sprintf":
		return func(e *evaluator, c *ast.CallExpr) evaluation { return e.format(c, 0) }
	case "Appendf":
		return func(e *evaluator, c *ast.CallExpr) evaluation { return e.concat(e.arg(c, 0), e.format(c, 1)) }
	case "Sprint":
		return func(e *evaluator, c *ast.CallExpr) evaluation { return e.print(c, 0, "") }
	case "Sprintln":
		return func(e *evaluator, c *ast.CallExpr) evaluation { return e.print(c, 0, " ") }
	case "Append":
		return func(e *evaluator, c *ast.CallExpr) evaluation { return e.concat(e.arg(c, 0), e.print(c, 1, "")) }
	case "Appendln":
		return func(e *evaluator, c *ast.CallExpr) evaluation { return e.concat(e.arg(c, 0), e.print(c, 1, " ")) }
	}
	return nil
}

// same is a function whose result is an argument in another form.
func same(index int) maker {
	return func(e *evaluator, c *ast.CallExpr) evaluation { return e.arg(c, index) }
}

func (e *evaluator) arg(call *ast.CallExpr, index int) evaluation {
	if index < 0 || index >= len(call.Args) {
		return unknown(call)
	}
	return e.eval(call.Args[index])
}

// format evaluates a call with a format at the given argument.
func (e *evaluator) format(call *ast.CallExpr, at int) evaluation {
	if len(call.Args) <= at {
		return unknown(call)
	}
	return e.sprintf(call, call.Args[at], call.Args[at+1:], call.Ellipsis.IsValid())
}

// print evaluates fmt.Sprint and its like.
func (e *evaluator) print(call *ast.CallExpr, from int, between string) evaluation {
	result := evaluation{texts: []segments{nil}}
	for i := from; i < len(call.Args); i++ {
		if i > from && between != "" {
			result = e.concat(result, constantly(between, call.Args[i]))
		}
		result = e.concat(result, e.argument(call.Args[i]))
	}
	return result
}

// join evaluates strings.Join.
func (e *evaluator) join(call *ast.CallExpr) evaluation {
	if len(call.Args) != 2 {
		return unknown(call)
	}
	list := e.elements(call.Args[0], nil)
	if len(list.exprs) == 0 {
		return unknown(call)
	}
	between := e.eval(call.Args[1])
	result := evaluation{texts: []segments{nil}}
	for i, element := range list.exprs {
		if i > 0 {
			result = e.concat(result, between)
		}
		e.inside(element.in, func() { result = e.concat(result, e.eval(element.expr)) })
	}
	if list.more {
		result = e.concat(result, e.concat(between, unknown(call.Args[0])))
	}
	return result
}

// repeat evaluates strings.Repeat: once, and then what follows is not known.
func (e *evaluator) repeat(call *ast.CallExpr) evaluation {
	return e.concat(e.arg(call, 0), unknown(call))
}

// replace evaluates strings.Replace and ReplaceAll: what takes the old text's place may be unknown, the old text may not. Of a
// strings.Replacer, the pairs it was made of.
func (e *evaluator) replace(call *ast.CallExpr) evaluation {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && len(call.Args) == 1 {
		return e.replacer(call, sel.X)
	}
	if len(call.Args) < 3 {
		return unknown(call)
	}
	count := -1
	if len(call.Args) > 3 {
		if value := e.o.info.Types[call.Args[3]].Value; value != nil {
			if n, exact := constant.Int64Val(value); exact {
				count = int(n)
			}
		}
	}
	return e.replaced(e.eval(call.Args[0]), call.Args[1], call.Args[2], count, call)
}

func (e *evaluator) replaced(texts evaluation, old, by ast.Expr, count int, call *ast.CallExpr) evaluation {
	from := e.eval(old)
	if len(from.texts) != 1 || !from.texts[0].wholly() || from.texts[0].String() == "" {
		return unknown(call)
	}
	to := e.eval(by)
	result := evaluation{cut: texts.cut || to.cut}
	for _, text := range texts.texts {
		for _, with := range to.texts {
			result = union(result, evaluation{texts: []segments{replaceIn(text, from.texts[0].String(), with, count)}})
		}
	}
	return result
}

// replacer evaluates strings.NewReplacer("a", x, …).Replace(s).
func (e *evaluator) replacer(call *ast.CallExpr, recv ast.Expr) evaluation {
	made := e.origin(recv)
	if made == nil || len(made.Args)%2 != 0 || made.Ellipsis.IsValid() {
		return unknown(call)
	}
	if fn := e.o.callee(made); fn == nil || fn.Name() != "NewReplacer" {
		return unknown(call)
	}
	result := e.eval(call.Args[0])
	for i := 0; i+1 < len(made.Args); i += 2 {
		result = e.replaced(result, made.Args[i], made.Args[i+1], -1, call)
	}
	return result
}

// origin returns the call that a value comes from, directly or through a variable that is assigned once.
func (e *evaluator) origin(expr ast.Expr) *ast.CallExpr {
	for range maxDepth {
		switch x := ast.Unparen(expr).(type) {
		case *ast.CallExpr:
			return x
		case *ast.Ident:
			obj := e.o.info.ObjectOf(x)
			if v, ok := e.o.values[obj]; ok && v.result == 0 {
				expr = v.expr
				continue
			}
			v := e.o.flowOf(e.in).vars[obj]
			if v == nil || len(v.steps) != 1 || v.steps[0].kind != stepAssign {
				return nil
			}
			expr = v.steps[0].value
		default:
			return nil
		}
	}
	return nil
}

// replaceIn replaces up to count occurrences (all if negative) of old that stand inside one segment.
func replaceIn(text segments, old string, by segments, count int) segments {
	var out segments
	for _, seg := range text {
		for count != 0 && len(out) < maxPieces {
			at := strings.Index(seg.text, old)
			if at < 0 {
				break
			}
			out = append(append(out, seg.slice(0, at)), by...)
			seg = seg.slice(at+len(old), len(seg.text))
			count--
		}
		out = append(out, seg)
	}
	return out
}

// quote evaluates a function that puts its argument between double quotes.
func quote(e *evaluator, call *ast.CallExpr) evaluation {
	mark := constantly(`"`, call)
	return e.concat(e.concat(mark, e.arg(call, 0)), mark)
}

// identifier evaluates pgx.Identifier{"schema", "table"}.Sanitize().
func (e *evaluator) identifier(call *ast.CallExpr) evaluation {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return unknown(call)
	}
	return e.identifierParts(sel.X)
}

// identifierParts puts the parts of a pgx.Identifier together, quoted.
func (e *evaluator) identifierParts(expr ast.Expr) evaluation {
	list := e.elements(expr, nil)
	if list.more || len(list.exprs) == 0 {
		return unknown(expr)
	}
	result := evaluation{texts: []segments{nil}}
	for i, part := range list.exprs {
		e.inside(part.in, func() {
			if i > 0 {
				result = e.concat(result, constantly(".", part.expr))
			}
			mark := constantly(`"`, part.expr)
			result = e.concat(result, e.concat(e.concat(mark, e.eval(part.expr)), mark))
		})
	}
	return result
}

// copyIn evaluates pq.CopyIn and CopyInSchema: the statement that they make.
func (e *evaluator) copyIn(call *ast.CallExpr, table int) evaluation {
	result := constantly("COPY ", call)
	for i := 0; i <= table; i++ {
		if i > 0 {
			result = e.concat(result, constantly(".", call))
		}
		mark := constantly(`"`, call)
		result = e.concat(result, e.concat(e.concat(mark, e.arg(call, i)), mark))
	}
	return e.concat(result, constantly(" FROM STDIN", call))
}

// stringMethod returns the String method that fmt calls for a value of the type, nil if it has none.
func stringMethod(t types.Type) *types.Func {
	if t == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "String")
	fn, ok := obj.(*types.Func)
	if !ok || fn.Signature().Params().Len() != 0 || fn.Signature().Results().Len() != 1 || !isString(fn.Signature().Results().At(0).Type()) {
		return nil
	}
	return fn.Origin()
}

// methodText evaluates what a String method of this package returns.
func (e *evaluator) methodText(arg ast.Expr, method *types.Func) evaluation {
	result, ok := e.results(method, 0)
	if !ok {
		return unknown(arg)
	}
	for _, text := range result.texts {
		for i := range text {
			if text[i].isHole() {
				return unknown(arg)
			}
		}
	}
	return result
}
