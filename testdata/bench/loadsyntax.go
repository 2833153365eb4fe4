package main

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/tools/go/packages"
)

// loadSyntaxCommand loads a tree as any tool does that wants types and syntax of it: own packages from source, with their tests, the rest
// from export data. It is what ringfence's first run is compared with.
func loadSyntaxCommand(args []string, out io.Writer) error {
	dir := "."
	switch {
	case len(args) == 1:
		dir = args[0]
	case len(args) > 1:
		return errors.New("loadsyntax: name one folder")
	}
	loaded, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir, Tests: true}, "./...")
	if err != nil {
		return err
	}
	files, broken := 0, 0
	for _, p := range loaded {
		files += len(p.Syntax)
		broken += len(p.Errors)
	}
	if files == 0 {
		return errors.New("loadsyntax: nothing was loaded")
	}
	fmt.Fprintf(out, "%d packages, %d files, %d errors\n", len(loaded), files, broken)
	return nil
}
