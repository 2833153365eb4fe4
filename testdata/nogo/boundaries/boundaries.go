// Package boundaries is ringfence with the shop's module map in it, for hosts that keep results and do not know of modules.yaml: Bazel's
// nogo, and the go command with a vet tool of one's own. An edited map makes another program, so that nothing old is kept.
package boundaries

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

//go:embed modules.yaml
var text []byte

// Analyzer judges the shop's packages. All others pass.
var Analyzer = newAnalyzer()

func newAnalyzer() *analysis.Analyzer {
	m, err := modulemap.Parse(modulemap.Source{
		Name: "modules.yaml",
		Data: text,
		// There is no folder to look at: which import paths are the map's has to be said, one entry for each go.mod.
		GoModules: []modulemap.GoModule{{Dir: ".", Path: "example.com/shop"}},
	})
	if err != nil {
		panic(err) // the map is part of the program; the test beside it parses it too
	}
	return analyzer.New(m)
}
