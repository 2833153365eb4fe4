package sqluse

import (
	"go/types"
	"strings"
)

// configIndex is Config by function name. A full name is put together anew each time it is asked for, so names, which holds
// the last part of each, is asked first.
type configIndex struct {
	names     map[string]bool
	sinks     map[string]int
	tableArgs map[string][]TableArg
	known     *Known
	readFile  func(path string) ([]byte, error)
	whole     bool
}

// Known holds what functions and variables of packages that were observed before run, return and hold. Packages may be observed with
// it side by side, but not while Add runs.
type Known struct {
	names     map[string]bool // last parts of the keys below
	functions map[string]Function
	variables map[string][]Template
}

// Add adds a package's functions and variables.
func (k *Known) Add(p *Package) {
	if k.names == nil {
		k.names, k.functions, k.variables = map[string]bool{}, map[string]Function{}, map[string][]Template{}
	}
	for _, fn := range p.Functions {
		k.functions[fn.Func] = fn
		k.names[lastName(fn.Func)] = true
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
		known: config.Known, readFile: config.ReadFile, whole: config.Whole,
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
