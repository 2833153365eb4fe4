// Command bench generates monoliths of any size and measures ringfence on them, and on real trees, as ratios to what the go command and
// others need for the same tree. README.md says how to run it and what each figure means.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

const usage = `bench measures ringfence.

  go -C testdata/bench run . generate [flags] DIR   writes a monolith into DIR, which must be empty or absent
  go -C testdata/bench run . run [flags]            prints a table of ratios
  go -C testdata/bench run . loadsyntax [DIR]       loads a tree as bare go/packages does: what a first run is compared with

Each command tells its flags with -h.
`

func main() {
	err := errors.New("no command")
	if len(os.Args) > 1 {
		err = runSubcommand(os.Args[1], os.Args[2:], os.Stdout)
	}
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	default:
		fmt.Fprintf(os.Stderr, "bench: %v\n\n%s", err, usage)
		os.Exit(1)
	}
}

func runSubcommand(name string, args []string, out io.Writer) error {
	switch name {
	case "generate":
		return generateCommand(args, out)
	case "run":
		return runCommand(args, out)
	case "loadsyntax":
		return loadSyntaxCommand(args, out)
	}
	return fmt.Errorf("unknown command %q", name)
}
