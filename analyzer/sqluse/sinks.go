package sqluse

import (
	"go/types"
	"slices"
	"strings"
)

// sinkArg returns the index of the argument that fn runs as SQL, -1 if it runs none; inferred tells that only its look says so.
func (o *observer) sinkArg(fn *types.Func) (arg int, inferred bool) {
	if o.config.names[fn.Name()] {
		if arg, ok := o.config.sinks[fn.FullName()]; ok {
			return arg, false
		}
	}
	if fn.Pkg() == nil {
		return -1, false
	}
	sig := fn.Signature()
	name := fn.Name()
	if sig.Recv() != nil {
		name = "." + name
	}
	for _, api := range apis {
		if arg, ok := api.args[name]; ok && slices.Contains(api.packages, fn.Pkg().Path()) {
			if isTextParam(sig, arg) || api.loose && takesText(sig, arg) {
				return arg, false
			}
			return -1, false
		}
	}
	if o.bodies[fn] != nil {
		return -1, false // what it does with its parameters is seen
	}
	return looksLikeDriver(fn, sig)
}

// takesText tells whether a string can be passed as argument number arg.
func takesText(sig *types.Signature, arg int) bool {
	last := sig.Params().Len() - 1
	if arg < 0 || arg > last {
		return false
	}
	t := sig.Params().At(arg).Type()
	if sig.Variadic() && arg == last {
		slice, ok := t.(*types.Slice)
		return ok && isEmptyInterface(slice.Elem())
	}
	return isText(t) || isEmptyInterface(t)
}

// isTextParam tells whether parameter number arg is a single string.
func isTextParam(sig *types.Signature, arg int) bool {
	last := sig.Params().Len() - 1
	return arg >= 0 && arg <= last && !(sig.Variadic() && arg == last) && isString(sig.Params().At(arg).Type())
}

func isEmptyInterface(t types.Type) bool {
	iface, ok := types.Unalias(t).Underlying().(*types.Interface)
	return ok && iface.Empty()
}

// looksLikeDriver recognises the methods of a project's own interfaces and wrappers by what go with them: a driver's name, a
// string followed by arguments of any type, and a result that a database API defines. One sign alone is not enough:
// exec.Command has the shape, an HTTP client's Query the name. Without such a result, the string's own name has to tell.
func looksLikeDriver(fn *types.Func, sig *types.Signature) (arg int, inferred bool) {
	if !driverName(fn.Name()) {
		return -1, false
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
		if !prepares && !takesArguments(sig, arg+1) || prepares && arg != params.Len()-1 && !takesArguments(sig, arg+1) {
			return -1, false
		}
		switch {
		case databaseResult(sig) && sig.Recv() != nil && !strings.HasPrefix(fn.Name(), "Get") && !strings.HasPrefix(fn.Name(), "Select"):
			return arg, false
		case queryName(params.At(arg).Name()):
			return arg, true
		}
		return -1, false
	}
	return -1, false
}

// queryName tells whether a parameter's name says that it holds SQL.
func queryName(name string) bool {
	switch strings.ToLower(name) {
	case "query", "sql", "stmt", "statement", "q", "sqlstr", "sqlquery", "querystring", "rawsql", "sqltext", "queryString":
		return true
	}
	return false
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
	return isEmptyInterface(t)
}

func driverName(name string) bool {
	for _, prefix := range []string{"Query", "Exec", "Prepare", "NamedQuery", "NamedExec", "NamedGet", "NamedSelect", "MustExec", "Get", "Select", "SQL", "Raw"} {
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
