// Package e2e runs the real binary the way people and CI run it: each script under script/ is one behaviour.
package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestScripts(t *testing.T) {
	bin := t.TempDir()
	build := exec.Command("go", "build", "-buildvcs=false", "-o", bin, "./cmd/ringfence")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building ringfence: %v\n%s", err, out)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		Condition: func(name string) (bool, error) {
			if name != "integration" {
				return false, fmt.Errorf("no condition %s", name)
			}
			return integration, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "lines": lines, "union": union},
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", bin+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("BIN", bin)
			// What the go command needs; the home folder stays out of reach.
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOROOT"} {
				value, err := exec.Command("go", "env", name).Output()
				if err != nil {
					return err
				}
				env.Setenv(name, string(value[:len(value)-1]))
			}
			env.Setenv("RINGFENCE_CACHE", "off")
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOFLAGS", "")
			env.Setenv("GOTOOLCHAIN", "local")
			return nil
		},
	})
}

// exits runs a command and asks for its exact exit code: exits 2 ringfence check.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	// What a command of our own prints replaces what Exec kept.
	io.WriteString(ts.Stdout(), ts.ReadFile("stdout"))
	io.WriteString(ts.Stderr(), ts.ReadFile("stderr"))
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// lines asks for the number of lines in a file: lines runs.log 3.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: lines FILE COUNT")
	}
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	got := 0
	for _, c := range ts.ReadFile(args[0]) {
		if c == '\n' {
			got++
		}
	}
	if (got == want) == neg {
		ts.Fatalf("%s has %d lines", args[0], got)
	}
}

// union asks that the findings of some JSON reports are, together, those of another: union WHOLE PART….
func union(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: union WHOLE PART…")
	}
	findings := func(file string) []string {
		var report struct{ Findings []json.RawMessage }
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &report))
		var list []string
		for _, f := range report.Findings {
			list = append(list, string(f))
		}
		slices.Sort(list)
		return list
	}
	whole := findings(args[0])
	var parts []string
	for _, file := range args[1:] {
		parts = append(parts, findings(file)...)
	}
	slices.Sort(parts)
	if len(whole) == 0 || !slices.Equal(whole, parts) {
		ts.Fatalf("the parts have %d findings, the whole %d:\n%q\n%q", len(parts), len(whole), parts, whole)
	}
}
