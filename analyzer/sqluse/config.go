package sqluse

import (
	"go/types"
	"slices"
	"strings"
)

// configIndex is Config by function name. A full name is put together anew each time it is asked for, so names, which holds
// the last part of each, is asked first.
type configIndex struct {
	names     map[string]bool
	sinks     map[string]int
	tableArgs map[string][]TableArg
	own       func(importPath string) bool
	known     *Known
	readFile  func(path string) ([]byte, error)
	whole     bool
}

// Known holds what functions and variables of packages that were observed before run, return and hold. Packages may be observed with
// it side by side, but not while Add runs.
type Known struct {
	packages  map[string]bool // that were added
	names     map[string]bool // last parts of the keys below
	functions map[string]Function
	variables map[string][]Template
	// methods are those of functions that have a receiver, by their last names.
	methods map[string][]Function
}

// Add adds a package's functions and variables.
func (k *Known) Add(p *Package) {
	if k.names == nil {
		k.packages, k.names, k.methods = map[string]bool{}, map[string]bool{}, map[string][]Function{}
		k.functions, k.variables = map[string]Function{}, map[string][]Template{}
	}
	k.packages[p.Path] = true
	for _, fn := range p.Functions {
		name := lastName(fn.Func)
		k.functions[fn.Func] = fn
		k.names[name] = true
		if len(fn.Siblings) > 0 {
			k.methods[name] = append(k.methods[name], fn)
		}
	}
	for _, v := range p.Variables {
		k.variables[v.Name] = v.Texts
		k.names[lastName(v.Name)] = true
	}
}

// function returns what is known of a function of another package.
func (k *Known) function(fn *types.Func) Function {
	if k == nil || !k.names[fn.Name()] {
		return Function{}
	}
	return k.functions[fn.FullName()]
}

// does returns what a function of another package does with its arguments; of an interface's method, what those that it may stand for do.
func (k *Known) does(fn *types.Func) Function {
	if known := k.function(fn); known.Func != "" || k == nil {
		return known
	}
	return k.implementation(fn)
}

// observed tells whether a package was added.
func (k *Known) observed(pkg *types.Package) bool {
	return k != nil && pkg != nil && k.packages[pkg.Path()]
}

// implementation returns what the methods run that an interface's method may stand for: those of all known types that have the interface's
// methods.
func (k *Known) implementation(fn *types.Func) Function {
	recv := fn.Signature().Recv()
	if recv == nil || len(k.methods[fn.Name()]) == 0 {
		return Function{}
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return Function{}
	}
	wanted := make([]string, 0, iface.NumMethods())
	for i := range iface.NumMethods() {
		wanted = append(wanted, methodKey(iface.Method(i)))
	}
	found := Function{Func: fn.FullName()}
	for _, m := range k.methods[fn.Name()] {
		if slices.ContainsFunc(wanted, func(key string) bool { _, has := slices.BinarySearch(m.Siblings, key); return !has }) {
			continue
		}
		found.implementations = append(found.implementations, m.Func)
		for _, t := range m.Runs {
			if !slices.ContainsFunc(found.Runs, func(old Template) bool { return slices.Equal(old, t) }) && len(found.Runs) < maxTemplates {
				found.Runs = append(found.Runs, t)
			}
		}
		for _, model := range m.Models {
			if !slices.Contains(found.Models, model) {
				found.Models = append(found.Models, model)
			}
		}
	}
	return found
}

// methodKey writes a method's name and the types of its parameters and results: two methods with the same key satisfy each other's interfaces.
func methodKey(fn *types.Func) string {
	var b strings.Builder
	b.WriteString(fn.Id())
	sig := fn.Signature()
	for _, tuple := range []*types.Tuple{sig.Params(), sig.Results()} {
		b.WriteByte('(')
		for i := range tuple.Len() {
			b.WriteString(types.TypeString(tuple.At(i).Type(), nil))
			b.WriteByte(',')
		}
		b.WriteByte(')')
	}
	if sig.Variadic() {
		b.WriteString("...")
	}
	return b.String()
}

// typeModels returns what the methods of another package's generic type do to its type arguments' tables.
func (k *Known) typeModels(name *types.TypeName) []Model {
	if k == nil || name.Pkg() == nil || !k.names[name.Name()] {
		return nil
	}
	return k.functions[typeKey(name)].Models
}

// fieldOf returns what a field of another package's variable holds, nil if that is not known.
func (k *Known) fieldOf(v *types.Var, field string) []Template {
	if k == nil || v.Pkg() == nil || !k.names[field] {
		return nil
	}
	return k.variables[v.Pkg().Path()+"."+v.Name()+"."+field]
}

// variable returns what a variable of another package holds, nil if that is not known.
func (k *Known) variable(v *types.Var) []Template {
	if k == nil || !k.names[v.Name()] {
		return nil
	}
	return k.variables[v.Pkg().Path()+"."+v.Name()]
}

func indexConfig(config Config) configIndex {
	index := configIndex{
		names: map[string]bool{}, sinks: map[string]int{}, tableArgs: map[string][]TableArg{},
		own: config.Own, known: config.Known, readFile: config.ReadFile, whole: config.Whole,
	}
	for _, sink := range config.Sinks {
		index.sinks[sink.Func] = sink.Arg
		index.names[lastName(sink.Func)] = true
	}
	for _, arg := range config.TableArgs {
		index.tableArgs[arg.Func] = append(index.tableArgs[arg.Func], arg)
		index.names[lastName(arg.Func)] = true
	}
	return index
}

// lastName is F of both example.com/x.F and (*example.com/x.T).F.
func lastName(function string) string { return function[strings.LastIndexByte(function, '.')+1:] }
