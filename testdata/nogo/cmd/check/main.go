// Command check is a multichecker with ringfence in it, which finds the module map by itself: it starts anew each time, and keeps nothing.
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"
	"golang.org/x/tools/go/analysis/passes/nilfunc"

	"github.com/ringfence/ringfence/analyzer/auto"
)

func main() { multichecker.Main(auto.Analyzer, nilfunc.Analyzer) }
