// Package cli is ringfence as people and CI know it: commands, flags and exit codes.
//
// In come arguments and a Host (streams, environment, terminal); out come text and an exit code. One command a file.
package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/report"
)

// Exit codes, the same for every command.
const (
	exitClean    = 0 // nothing found, or warnings only
	exitFindings = 1 // at least one finding of severity error
	exitFault    = 2 // could not judge
)

// failed is an error that only carries an exit code: what there is to say was said.
type failed int

func (failed) Error() string { return "failed" }

// Main runs a command line and returns the exit code.
func Main(args []string, host *Host) int {
	root := newRoot(host)
	root.SetArgs(args)
	root.SetIn(host.In)
	root.SetOut(host.Out)
	root.SetErr(host.Err)
	err := root.Execute()
	if err == nil {
		return exitClean
	}
	var code failed
	if errors.As(err, &code) {
		return int(code)
	}
	printError(host, err)
	return exitFault
}

// printError prints an error, a map's errors each on a line of its own.
func printError(host *Host, err error) {
	var list modulemap.Errors
	if errors.As(err, &list) {
		for _, e := range list {
			fmt.Fprintln(host.Err, e)
		}
		fmt.Fprintf(host.Err, "ringfence: the module map has %s; nothing was judged\n", report.Plural(len(list), "error"))
		return
	}
	fmt.Fprintln(host.Err, "ringfence:", err)
}

// globals are the flags that every command has.
type globals struct {
	host    *Host
	dir     string
	mapFile string
}

func newRoot(host *Host) *cobra.Command {
	g := &globals{host: host}
	root := &cobra.Command{
		Use:   "ringfence",
		Short: "Enforce the boundaries of a modular monolith",
		Long: "ringfence reads a module map, modules.yaml, and reports imports of another module's private packages, dependencies\n" +
			"that the map does not list, and SQL that touches another module's tables.",
		Example:       "  ringfence check\n  go vet -vettool=$(which ringfence) ./...",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().StringVarP(&g.dir, "directory", "C", ".", "run as if started in `DIR`")
	root.PersistentFlags().StringVar(&g.mapFile, "map", "", "the module map `FILE` (default: the nearest modules.yaml above)")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(newCheck(g), newTables(g), newExplain(g), newSchema(g), newVersion(g))
	return root
}

// folder returns the full path of the folder that the command runs in.
func (g *globals) folder() (string, error) {
	dir, err := filepath.Abs(g.dir)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return "", fmt.Errorf("-C %s is no folder", g.dir)
	}
	// The go command names files by their real paths.
	return filepath.EvalSymlinks(dir)
}

// loadMap finds and reads the module map for a folder.
func (g *globals) loadMap(dir string) (*modulemap.Map, error) {
	file := g.mapFile
	switch {
	case file == "":
		found, err := modulemap.Find(dir)
		if err != nil {
			return nil, err
		}
		file = found
	case !filepath.IsAbs(file):
		file = filepath.Join(dir, file)
	}
	file, err := filepath.EvalSymlinks(file)
	if err != nil {
		return nil, err
	}
	return modulemap.Load(file)
}

// toolVersion is the version of the module that the binary was built from, "devel" for a checkout.
func toolVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}
