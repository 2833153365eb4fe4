// Command vet is a tool for go vet -vettool with ringfence in it. The go command keeps its results under the tool's own id, so the module map
// is a part of it.
package main

import (
	"golang.org/x/tools/go/analysis/passes/nilfunc"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/ringfence/ringfence/testdata/nogo/boundaries"
)

func main() { unitchecker.Main(boundaries.Analyzer, nilfunc.Analyzer) }
