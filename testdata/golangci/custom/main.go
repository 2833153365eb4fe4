// Command custom is golangci-lint with ringfence compiled in: what `golangci-lint custom` would build.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/ringfence/ringfence/analyzer/golangci"
)

func main() {
	// A development version makes golangci-lint hash its own binary into its cache, so that another build never meets old results.
	if err := commands.Execute(commands.BuildInfo{Version: "(devel)"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
