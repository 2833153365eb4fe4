package sqluse

import (
	"go/ast"
	"go/constant"
	"strings"
)

// sprintf evaluates fmt.Sprintf and its like: what is known of the arguments is put into what is known of the format.
func (e *evaluator) sprintf(at, format ast.Expr, args []ast.Expr, spread bool) evaluation {
	formats := e.eval(format)
	var known []evaluation
	if spread {
		args = e.spread(args)
	}
	for _, arg := range args {
		known = append(known, e.argument(arg))
	}
	result := evaluation{cut: formats.cut}
	for _, format := range formats.texts {
		one := e.expand(format, known, at)
		result = union(result, one)
	}
	return result
}

// spread returns the elements of a slice that is passed on as arguments, none if they are not known.
func (e *evaluator) spread(args []ast.Expr) []ast.Expr {
	last := args[len(args)-1]
	list := e.elements(last, nil)
	if list.more {
		return nil
	}
	args = args[: len(args)-1 : len(args)-1]
	for _, v := range list.exprs {
		if v.in != e.in {
			return nil
		}
		args = append(args, v.expr)
	}
	return args
}

// argument returns what an argument prints: a number or a text; a hole for anything else.
func (e *evaluator) argument(arg ast.Expr) evaluation {
	if value := e.o.info.Types[arg].Value; value != nil && (value.Kind() == constant.Int || value.Kind() == constant.Bool) {
		return constantly(value.ExactString(), arg)
	}
	if t := e.o.info.TypeOf(arg); !isText(t) && !isBuffer(t) {
		if method := stringMethod(t); method != nil {
			return e.methodText(arg, method)
		}
		return unknown(arg)
	}
	return e.eval(arg)
}

// expand puts arguments into a format the way fmt does.
func (e *evaluator) expand(format segments, args []evaluation, at ast.Expr) evaluation {
	out := evaluation{texts: []segments{nil}}
	add := func(segs ...segment) { out = e.concat(out, evaluation{texts: []segments{segs}}) }
	next := 0
	for _, seg := range format {
		if seg.isHole() {
			add(seg)
			continue
		}
		for seg.text != "" {
			percent := strings.IndexByte(seg.text, '%')
			if percent < 0 {
				add(seg)
				break
			}
			if percent > 0 {
				add(seg.slice(0, percent))
			}
			v := readVerb(seg.text[percent:], next)
			switch {
			case v.letter == '%':
				add(seg.slice(percent+v.length-1, percent+v.length))
			case v.letter == 0: // a lone percent sign at the end
				add(seg.slice(percent, len(seg.text)))
			default:
				out = e.concat(out, fill(v, args, segment{text: hole, expr: at}))
				next = v.arg + 1
			}
			seg = seg.slice(percent+v.length, len(seg.text))
		}
	}
	return out
}

// fill returns what a verb prints.
func fill(v directive, args []evaluation, missing segment) evaluation {
	if v.arg >= len(args) {
		return evaluation{texts: []segments{{missing}}}
	}
	arg := args[v.arg]
	if v.plain && strings.IndexByte("svd", v.letter) >= 0 {
		return arg
	}
	result := evaluation{cut: arg.cut}
	for _, text := range arg.texts {
		var expr ast.Expr
		if expr = missing.expr; len(text) > 0 {
			expr = text[0].expr
		}
		if v.letter == 'q' {
			quote := segment{text: `"`, expr: expr}
			text = append(append(segments{quote}, text...), quote)
		} else {
			text = segments{{text: hole, expr: expr}}
		}
		result = union(result, evaluation{texts: []segments{text}})
	}
	return result
}

// directive is one verb of a format with what stands between it and the percent sign.
type directive struct {
	length int  // in bytes, with the percent sign
	letter byte // 0 at the end of the format
	arg    int  // the argument it prints
	plain  bool // no flags, width or precision
}

// readVerb reads the directive at the start of s; next is the argument it takes unless it names another.
func readVerb(s string, next int) directive {
	v := directive{arg: next, plain: true}
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
