package sqluse

import "strings"

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

// PackageOf returns the import path in a function's full name.
func PackageOf(function string) string {
	if i := strings.LastIndex(function, ")."); i >= 0 {
		function = strings.TrimLeft(function[:i], "(*")
	}
	function, _, _ = strings.Cut(function, "[")
	return function[:max(0, strings.LastIndexByte(function, '.'))]
}
