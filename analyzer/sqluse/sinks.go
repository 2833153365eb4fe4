package sqluse

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// api lists, for the packages of one database API, the functions that run a parameter as SQL: the name (methods with a dot
// in front) → the index of that parameter. The receiver does not matter: a parameter counts only if it is a string, so
// that Stmt.Exec(args ...any) is no sink.
type api struct {
	packages []string
	args     map[string]int
}

var standard = map[string]int{
	".Query": 0, ".QueryRow": 0, ".Exec": 0, ".Prepare": 0,
	".QueryContext": 1, ".QueryRowContext": 1, ".ExecContext": 1, ".PrepareContext": 1,
}

var apis = []api{
	{packages: []string{"database/sql"}, args: standard},
	{packages: []string{"database/sql/driver"}, args: standard},
	{
		packages: []string{"github.com/jmoiron/sqlx"},
		args: merge(standard, map[string]int{
			".Queryx": 0, ".QueryRowx": 0, ".MustExec": 0, ".NamedExec": 0, ".NamedQuery": 0, ".Preparex": 0, ".PrepareNamed": 0,
			".QueryxContext": 1, ".QueryRowxContext": 1, ".MustExecContext": 1, ".NamedExecContext": 1,
			".NamedQueryContext": 1, ".PreparexContext": 1, ".PrepareNamedContext": 1,
			".Get": 1, ".Select": 1, ".GetContext": 2, ".SelectContext": 2,
			"Get": 2, "Select": 2, "GetContext": 3, "SelectContext": 3,
			"NamedExec": 1, "NamedQuery": 1, "NamedExecContext": 2, "NamedQueryContext": 2,
			"MustExec": 1, "MustExecContext": 2, "Preparex": 1, "PreparexContext": 2,
		}),
	},
	{
		packages: []string{
			"github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool",
			"github.com/jackc/pgx/v4", "github.com/jackc/pgx/v4/pgxpool",
		},
		args: map[string]int{".Query": 1, ".QueryRow": 1, ".QueryFunc": 1, ".Exec": 1, ".Prepare": 2, ".Queue": 0},
	},
	{
		packages: []string{"github.com/jackc/pgx/v5/pgconn", "github.com/jackc/pgconn"},
		args:     map[string]int{".Exec": 1, ".ExecParams": 1, ".Prepare": 2},
	},
	// Raw SQL through an ORM; its models and builders are not observed.
	{
		packages: []string{"github.com/beego/beego/v2/client/orm", "github.com/astaxie/beego/orm"},
		args:     map[string]int{".Raw": 0, ".RawWithCtx": 1},
	},
	{
		packages: []string{"gorm.io/gorm", "github.com/jinzhu/gorm"},
		args:     map[string]int{".Raw": 0, ".Exec": 0},
	},
	{
		packages: []string{"github.com/uptrace/bun"},
		args:     merge(standard, map[string]int{".NewRaw": 0}),
	},
}

func merge(a, b map[string]int) map[string]int {
	all := make(map[string]int, len(a)+len(b))
	for _, m := range []map[string]int{a, b} {
		for name, arg := range m {
			all[name] = arg
		}
	}
	return all
}

// sinkArg returns the index of the argument that fn runs as SQL, -1 if it runs none.
func (o *observer) sinkArg(fn *types.Func) int {
	if o.config.names[fn.Name()] {
		if arg, ok := o.config.sinks[fn.FullName()]; ok {
			return arg
		}
	}
	if fn.Pkg() == nil {
		return -1
	}
	sig := fn.Signature()
	name := fn.Name()
	if sig.Recv() != nil {
		name = "." + name
	}
	for _, api := range apis {
		if arg, ok := api.args[name]; ok && slices.Contains(api.packages, fn.Pkg().Path()) {
			if isTextParam(sig, arg) {
				return arg
			}
			return -1
		}
	}
	return looksLikeDriver(fn, sig)
}

// isTextParam tells whether parameter number arg is a single string.
func isTextParam(sig *types.Signature, arg int) bool {
	last := sig.Params().Len() - 1
	return arg >= 0 && arg <= last && !(sig.Variadic() && arg == last) && isString(sig.Params().At(arg).Type())
}

// looksLikeDriver recognises the methods of a project's own interfaces and wrappers by what go with them: a driver's name, a
// string followed by arguments of any type, and a result that a database API defines. One sign alone is not enough:
// exec.Command has the shape, an HTTP client's Query the name.
func looksLikeDriver(fn *types.Func, sig *types.Signature) int {
	if sig.Recv() == nil || !driverName(fn.Name()) {
		return -1
	}
	params := sig.Params()
	for i := range params.Len() {
		if !isTextParam(sig, i) {
			continue
		}
		// Prepare(ctx, name, sql) has two strings: SQL is the last before the arguments.
		arg := i
		for arg+1 < params.Len() && isTextParam(sig, arg+1) {
			arg++
		}
		prepares := strings.HasPrefix(fn.Name(), "Prepare")
		if !prepares && !takesArguments(sig, arg+1) {
			return -1
		}
		if prepares && arg != params.Len()-1 {
			return -1
		}
		if databaseResult(sig) {
			return arg
		}
		return -1
	}
	return -1
}

// takesArguments tells whether one parameter follows, of type any or ...any.
func takesArguments(sig *types.Signature, next int) bool {
	if next != sig.Params().Len()-1 {
		return false
	}
	t := types.Unalias(sig.Params().At(next).Type())
	if slice, ok := t.(*types.Slice); ok && sig.Variadic() {
		t = slice.Elem()
	}
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.Empty()
}

func driverName(name string) bool {
	for _, prefix := range []string{"Query", "Exec", "Prepare", "NamedQuery", "NamedExec", "MustExec"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// databaseResult tells whether a result's type comes from a database API.
func databaseResult(sig *types.Signature) bool {
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
			t = pointer.Elem()
		}
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || named.Obj().Pkg() == nil {
			continue
		}
		path := named.Obj().Pkg().Path()
		for _, api := range apis {
			if slices.Contains(api.packages, path) {
				return true
			}
		}
	}
	return false
}

// configIndex is Config by function name. A full name is put together anew each time it is asked for, so names, which holds
// the last part of each, is asked first.
type configIndex struct {
	names     map[string]bool
	sinks     map[string]int
	tableArgs map[string][]TableArg
}

func indexConfig(config Config) configIndex {
	index := configIndex{names: map[string]bool{}, sinks: map[string]int{}, tableArgs: map[string][]TableArg{}}
	for _, list := range [][]Sink{config.Wrappers, config.Sinks} {
		for _, sink := range list {
			index.sinks[sink.Func] = sink.Arg
			index.names[lastName(sink.Func)] = true
		}
	}
	for _, arg := range config.TableArgs {
		index.tableArgs[arg.Func] = append(index.tableArgs[arg.Func], arg)
		index.names[lastName(arg.Func)] = true
	}
	return index
}

// lastName is F of both example.com/x.F and (*example.com/x.T).F.
func lastName(function string) string { return function[strings.LastIndexByte(function, '.')+1:] }

// runSinks evaluates what is passed to every sink. A function that passes its own parameter on becomes a sink itself, and
// so do its callers, until nothing new is found: each function is added to the queue once.
func (o *observer) runSinks() {
	type sink struct {
		fn  *types.Func
		arg int
	}
	var queue []sink
	for _, fn := range o.order {
		if o.config.names[fn.Name()] {
			for _, tableArg := range o.config.tableArgs[fn.FullName()] {
				for _, c := range o.calls[fn] {
					o.tableCall(c, fn, tableArg)
				}
			}
		}
		if arg := o.copyFrom(fn); arg >= 0 {
			for _, c := range o.calls[fn] {
				o.copyCall(c, fn, arg)
			}
		}
		if arg := o.sinkArg(fn); arg >= 0 {
			queue = append(queue, sink{fn, arg})
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for _, c := range o.calls[s.fn] {
			if wrapper, arg := o.sinkCall(c, s.fn, s.arg); wrapper != nil {
				queue = append(queue, sink{wrapper, arg})
			}
		}
	}
}

// sinkCall observes one call of a sink. It returns the function around it if that hands a parameter on and was not known
// to.
func (o *observer) sinkCall(c call, fn *types.Func, arg int) (wrapper *types.Func, param int) {
	expr := o.argument(c, arg)
	if expr == nil {
		return nil, 0
	}
	e := o.newEvaluator(c.in)
	result := e.eval(expr)
	if len(result.texts) > 1 || result.texts[0].String() != hole {
		o.consume(e)
	}
	o.sinkCalls++
	for _, segs := range result.texts {
		text := o.text(segs)
		text.Sink, text.Call, text.Cut = fn.FullName(), o.sinkCalls, result.cut
		if index := forwarded(segs); index >= 0 {
			text.Forwarded = true
			if around := o.function(c.in); around != nil && o.becomesSink(around, index) {
				wrapper, param = around, index
			}
		}
		o.texts = append(o.texts, text)
	}
	return wrapper, param
}

// forwarded returns the parameter that a text begins with and is otherwise made of, -1 if none.
func forwarded(segs segments) int {
	for i, seg := range segs {
		if seg.isHole() && seg.param > 0 {
			return seg.param - 1
		}
		if strings.TrimSpace(seg.text) != "" || i > 1 {
			return -1
		}
	}
	return -1
}

// function returns the function that a declaration declares, nil if it declares none.
func (o *observer) function(decl ast.Decl) *types.Func {
	if decl, ok := decl.(*ast.FuncDecl); ok {
		fn, _ := o.info.Defs[decl.Name].(*types.Func)
		return fn
	}
	return nil
}

// becomesSink notes that fn hands a parameter on, and tells whether that is news.
func (o *observer) becomesSink(fn *types.Func, param int) bool {
	if _, known := o.wrappers[fn]; known || o.sinkArg(fn) >= 0 || !isTextParam(fn.Signature(), param) {
		return false
	}
	o.wrappers[fn] = param
	return true
}

// argument returns argument number arg of a call, nil if it is not written there. In a call of a method expression,
// (*sql.DB).Query(db, "…"), the receiver comes first.
func (o *observer) argument(c call, arg int) ast.Expr {
	if sel, ok := ast.Unparen(c.expr.Fun).(*ast.SelectorExpr); ok {
		if selection := o.info.Selections[sel]; selection != nil && selection.Kind() == types.MethodExpr {
			arg++
		}
	}
	if arg >= len(c.expr.Args) {
		return nil
	}
	return c.expr.Args[arg]
}
