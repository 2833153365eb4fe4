package sqluse

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
)

// call evaluates a call: conversions, fmt.Sprintf, and functions that give their text back in another form.
func (e *evaluator) call(expr *ast.CallExpr) evaluation {
	if tv := e.o.info.Types[expr.Fun]; tv.IsType() && len(expr.Args) == 1 {
		if isString(tv.Type) && isString(e.o.info.TypeOf(expr.Args[0])) {
			return e.eval(expr.Args[0])
		}
		return unknown(expr)
	}
	fn := e.o.callee(expr)
	if fn == nil || fn.Pkg() == nil {
		return unknown(expr)
	}
	name := fn.FullName()
	switch {
	case isSprintf(fn) && len(expr.Args) > 0:
		return e.sprintf(expr)
	case (name == "strings.Replace" || name == "strings.ReplaceAll") && len(expr.Args) >= 3:
		return e.replace(expr)
	}
	if arg, ok := passThrough[name]; ok && arg < len(expr.Args) {
		return e.eval(expr.Args[arg])
	}
	return unknown(expr)
}

func isSprintf(fn *types.Func) bool {
	return fn.Name() == "Sprintf" && fn.Pkg() != nil && fn.Pkg().Path() == "fmt"
}

// passThrough lists functions whose (first) result is a parameter with its placeholders, case or white space changed: the
// tables in it stay the same.
var passThrough = map[string]int{
	"strings.TrimSpace":                       0,
	"strings.ToLower":                         0,
	"strings.ToUpper":                         0,
	"(*github.com/jmoiron/sqlx.DB).Rebind":    0,
	"(*github.com/jmoiron/sqlx.Tx).Rebind":    0,
	"(*github.com/jmoiron/sqlx.Conn).Rebind":  0,
	"(github.com/jmoiron/sqlx.binder).Rebind": 0,
	"(github.com/jmoiron/sqlx.Ext).Rebind":    0,
	"github.com/jmoiron/sqlx.Rebind":          1,
	"github.com/jmoiron/sqlx.In":              0,
	"github.com/jmoiron/sqlx.Named":           0,
	"(*github.com/jmoiron/sqlx.DB).BindNamed": 0,
	"(*github.com/jmoiron/sqlx.Tx).BindNamed": 0,
}

// replace evaluates strings.Replace and ReplaceAll: what takes the old text's place may be unknown, the old text may not.
func (e *evaluator) replace(expr *ast.CallExpr) evaluation {
	old, ok := e.o.constantString(expr.Args[1])
	if !ok || old == "" {
		return unknown(expr)
	}
	count := -1
	if len(expr.Args) > 3 {
		if value := e.o.info.Types[expr.Args[3]].Value; value != nil {
			if n, exact := constant.Int64Val(value); exact {
				count = int(n)
			}
		}
	}
	result := e.eval(expr.Args[0])
	by := e.argument(expr.Args[2])
	for i, text := range result.texts {
		result.texts[i] = replaceIn(text, old, by, count)
	}
	return result
}

// replaceIn replaces up to count occurrences (all if negative) of old that stand inside one segment.
func replaceIn(text segments, old string, by segments, count int) segments {
	var out segments
	for _, seg := range text {
		for count != 0 {
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

// sprintf evaluates fmt.Sprintf: what is known of the arguments is put into what is known of the format.
func (e *evaluator) sprintf(expr *ast.CallExpr) evaluation {
	formats := e.eval(expr.Args[0])
	var args []segments
	if !expr.Ellipsis.IsValid() { // the elements of a slice are not known
		for _, arg := range expr.Args[1:] {
			args = append(args, e.argument(arg))
		}
	}
	result := evaluation{cut: formats.cut}
	for _, format := range formats.texts {
		result.texts = append(result.texts, expand(format, args, expr))
	}
	return result
}

// argument returns the text of a Sprintf argument, a hole if there is not exactly one.
func (e *evaluator) argument(arg ast.Expr) segments {
	if value := e.o.info.Types[arg].Value; value != nil && value.Kind() == constant.Int {
		return segments{{text: value.ExactString(), expr: arg}}
	}
	if !isString(e.o.info.TypeOf(arg)) {
		return segments{{text: hole, expr: arg}}
	}
	before := len(e.touched)
	result := e.eval(arg)
	if len(result.texts) == 1 && !result.cut {
		return result.texts[0]
	}
	e.touched = e.touched[:before]
	return segments{{text: hole, expr: arg}}
}

// expand puts arguments into a format the way fmt does.
func expand(format segments, args []segments, at ast.Expr) segments {
	var out segments
	next := 0
	for _, seg := range format {
		if seg.isHole() {
			out = append(out, seg)
			continue
		}
		for seg.text != "" {
			percent := strings.IndexByte(seg.text, '%')
			if percent < 0 {
				out = append(out, seg)
				break
			}
			if percent > 0 {
				out = append(out, seg.slice(0, percent))
			}
			v := readVerb(seg.text[percent:], next)
			switch {
			case v.letter == '%':
				out = append(out, seg.slice(percent+v.length-1, percent+v.length))
			case v.letter == 0: // a lone percent sign at the end
				out = append(out, seg.slice(percent, len(seg.text)))
			default:
				out = append(out, fill(v, args, segment{text: hole, expr: at})...)
				next = v.arg + 1
			}
			seg = seg.slice(percent+v.length, len(seg.text))
		}
	}
	return out
}

// fill returns what a verb prints.
func fill(v verb, args []segments, missing segment) segments {
	if v.arg >= len(args) {
		return segments{missing}
	}
	arg := args[v.arg]
	if v.plain && strings.IndexByte("svd", v.letter) >= 0 {
		return arg
	}
	if v.letter == 'q' && arg.wholly() {
		quote := segment{text: `"`, expr: arg[0].expr}
		return append(append(segments{quote}, arg...), quote)
	}
	return segments{{text: hole, expr: arg[0].expr}}
}

// verb is one printf directive.
type verb struct {
	length int  // in bytes, with the percent sign
	letter byte // 0 at the end of the format
	arg    int  // the argument it prints
	plain  bool // no flags, width or precision
}

// readVerb reads the directive at the start of s; next is the argument it takes unless it names another.
func readVerb(s string, next int) verb {
	v := verb{arg: next, plain: true}
	for i := 1; i < len(s); i++ {
		c := s[i]
		switch {
		case strings.IndexByte("+-# 0123456789.", c) >= 0:
			v.plain = false
		case c == '*':
			v.plain = false
			v.arg++
		case c == '[':
			end := strings.IndexByte(s[i:], ']')
			if end < 0 {
				v.length = len(s)
				return v
			}
			v.arg = 0
			for _, digit := range []byte(s[i+1 : i+end]) {
				if digit < '0' || digit > '9' || v.arg > 1<<16 {
					v.arg = 1 << 16 // no such argument
					break
				}
				v.arg = v.arg*10 + int(digit-'0')
			}
			v.arg--
			if v.arg < 0 {
				v.arg = 1 << 16
			}
			i += end
		default:
			v.letter, v.length = c, i+1
			return v
		}
	}
	v.length = len(s)
	return v
}
