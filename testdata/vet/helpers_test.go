//go:build integration

package vet

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// A toolchain is the Go of one version.
type toolchain struct {
	version string // as runtime.Version gives it
	root    string // GOROOT
}

// local returns the Go that runs this test.
func local(t *testing.T) toolchain {
	t.Helper()
	return toolchain{goEnv(t, "GOVERSION"), goEnv(t, "GOROOT")}
}

// fetched returns the Go of a version, which the go command downloads as a Go module. A version that cannot be had is a skipped test that
// says so.
func fetched(t *testing.T, version string) toolchain {
	t.Helper()
	cmd := exec.Command("go", "env", "GOROOT", "GOVERSION")
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN="+version, "GOFLAGS=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Logf("skipped: %s: %s", version, strings.TrimSpace(stderr.String()))
		t.SkipNow()
	}
	fields := strings.Fields(string(out))
	if len(fields) != 2 || fields[1] != version {
		t.Fatalf("asked for %s, got %q", version, out)
	}
	return toolchain{version, fields[0]}
}

// run runs a go command of this version in a folder and returns what it prints and its exit code.
func (tc toolchain) run(t *testing.T, dir string, env []string, args ...string) (out string, code int) {
	t.Helper()
	return tc.command(t, dir, env, filepath.Join(tc.root, "bin", "go"), args...)
}

// command runs any command for which go is this version's.
func (tc toolchain) command(t *testing.T, dir string, env []string, name string, args ...string) (out string, code int) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOROOT=", "GOFLAGS=",
		"PATH="+filepath.Join(tc.root, "bin")+string(filepath.ListSeparator)+os.Getenv("PATH"))
	cmd.Env = append(cmd.Env, env...)
	printed, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return string(printed), exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return string(printed), 0
}

// ringfence builds this checkout with this Go.
func (tc toolchain) ringfence(t *testing.T) string {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "ringfence")
	if out, code := tc.run(t, filepath.Join("..", ".."), nil, "build", "-buildvcs=false", "-o", tool, "./cmd/ringfence"); code != 0 {
		t.Fatalf("building ringfence with %s:\n%s", tc.version, out)
	}
	return tool
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// tree writes the example into a folder and returns the findings that are expected in it, sorted. No two calls give the same folder, and the
// go command's cache knows folders, so that nothing comes from runs before.
func tree(t *testing.T) (dir string, want []string) {
	t.Helper()
	archive, err := txtar.ParseFile("tree.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, file := range archive.Files {
		if file.Name == "want.txt" {
			want = strings.Split(strings.TrimSpace(string(file.Data)), "\n")
			continue
		}
		write(t, filepath.Join(dir, filepath.FromSlash(file.Name)), string(file.Data))
	}
	slices.Sort(want)
	return dir, want
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

var finding = regexp.MustCompile(`(?m)^(?:vet: |\./)?([^\s:]+\.go:\d+:\d+: .*)$`)

// findings returns the findings in what go vet prints, sorted, one as often as it was printed.
func findings(out string) []string {
	var lines []string
	for _, match := range finding.FindAllStringSubmatch(out, -1) {
		lines = append(lines, filepath.ToSlash(match[1]))
	}
	slices.Sort(lines)
	return lines
}

// found asks for exactly the findings that are wanted and the exit code that goes with them.
func found(t *testing.T, out string, code int, want []string) {
	t.Helper()
	if got := findings(out); code != 1 || !slices.Equal(got, want) {
		t.Errorf("exit code %d, found\n\t%s\nwant\n\t%s\nprinted:\n%s", code, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"), out)
	}
}
