// Ringfence enforces the boundaries of a modular monolith: see the README, or run ringfence --help.
//
// The same binary is a command for people and CI (ringfence check) and a vet tool (go vet -vettool=$(which ringfence)).
package main

import (
	"os"
	"runtime/debug"

	"github.com/ringfence/ringfence/cmd/ringfence/internal/cli"
	"github.com/ringfence/ringfence/cmd/ringfence/internal/vettool"
)

func main() {
	args := os.Args[1:]
	if len(args) > 0 && args[0] == cli.ProbeName {
		os.Exit(cli.Probe(args[1:], os.Stdout, os.Stderr))
	}
	if vettool.Wanted(args) {
		os.Exit(vettool.Main(args, os.Stdout, os.Stderr))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // for a tenth of the time; the peak is about a sixth above that of a bare go/packages
	}
	os.Exit(cli.Main(args, cli.System()))
}
