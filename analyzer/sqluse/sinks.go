package sqluse

import (
	"go/types"
	"slices"
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
	return o.looksLikeDriver(fn, sig)
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
