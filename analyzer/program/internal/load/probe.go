package load

import (
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// ProbeSays is what a probe prints for a package that is not built.
const ProbeSays = "ringfence: not built"

// ProbeMain is a -toolexec program with which the go command tells what it has built and builds nothing. Commands that ask a tool for its
// version run, because the answer is part of the keys of the build cache. Everything else would compile something and is refused: the go
// command then reports the export data that it has, and an error for each package that it would have had to compile.
func ProbeMain(command []string, stdout, stderr io.Writer) int {
	if len(command) == 0 || !slices.ContainsFunc(command, func(arg string) bool { return arg == "-V=full" || arg == "-###" }) {
		fmt.Fprintln(stderr, ProbeSays)
		return 1
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return exit.ExitCode()
	} else if err != nil {
		fmt.Fprintln(stderr, "ringfence:", err)
		return 1
	}
	return 0
}

// notBuilt tells the errors of packages that were not built because a probe refused to: the output of a failed tool, under the name of the
// package.
func notBuilt(err packages.Error) bool {
	return strings.HasPrefix(err.Msg, "# ") && strings.Contains(err.Msg, ProbeSays)
}
