//go:build integration

// Package golangci runs a real golangci-lint with ringfence compiled in, and compares all doors.
package golangci

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"
)

// tools are the binaries under test. They are built once, into the go command's cache, so that only the first run takes minutes.
var tools = sync.OnceValues(func() (dir string, err error) {
	dir, err = os.MkdirTemp("", "ringfence-golangci")
	if err != nil {
		return "", err
	}
	for _, args := range [][]string{
		{"build", "-buildvcs=false", "-o", filepath.Join(dir, "golangci-lint"), "./custom"},
		{"-C", filepath.Join("..", ".."), "build", "-buildvcs=false", "-o", filepath.Join(dir, "ringfence"), "./cmd/ringfence"},
	} {
		build := exec.Command("go", args...)
		build.Env = plain()
		if out, err := build.CombinedOutput(); err != nil {
			return dir, fmt.Errorf("%v: %v\n%s", build, err, out)
		}
	}
	return dir, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, _ := tools(); dir != "" {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func tool(t *testing.T, name string) string {
	t.Helper()
	dir, err := tools()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

// plain is the environment without what a verbose test run asks of the go command.
func plain() []string { return append(os.Environ(), "GOFLAGS=", "GOWORK=off") }

// copied returns a copy of a tree beside this folder, with the README's .golangci.yml.
func copied(t *testing.T, tree string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", tree))); err != nil {
		t.Fatal(err)
	}
	write(t, dir, ".golangci.yml", block(t, "golangci"))
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// edit replaces a text that stands in a file.
func edit(t *testing.T, dir, name, from, to string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), from) {
		t.Fatalf("%s has no %q", name, from)
	}
	write(t, dir, name, strings.Replace(string(data), from, to, 1))
}

// block returns the fenced code that follows a marker comment in the README.
func block(t *testing.T, marker string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile("(?s)<!-- " + marker + " -->\n```[a-z]+\n(.*?\n)```").FindSubmatch(data)
	if match == nil {
		t.Fatalf("README.md has no code behind <!-- %s -->", marker)
	}
	return string(match[1])
}

// An outcome is what one run of golangci-lint gave.
type outcome struct {
	places   []string // file:line:column rule, sorted
	messages []string // of ringfence
	others   []string // linter: message, of other linters
	code     int
	stderr   string
}

// A linter runs golangci-lint with a cache of its own.
type linter struct {
	cache string
	args  []string
}

// standard runs all linters that a .golangci.yml turns on, golangci-lint's own default ones too.
func standard(t *testing.T) linter { return linter{cache: t.TempDir()} }

// only runs ringfence and nothing else, which is quicker.
func only(t *testing.T) linter { return linter{t.TempDir(), []string{"--enable-only=ringfence"}} }

var ruleInMessage = regexp.MustCompile(`\[([a-z-]+) in [^\[\]]+\]$`)

// run lints packages as seen from a folder.
func (l linter) run(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	args = slices.Concat([]string{"run", "--allow-parallel-runners", "--show-stats=false", "--output.json.path=stdout"}, l.args, args)
	cmd := exec.Command(tool(t, "golangci-lint"), args...)
	cmd.Dir = dir
	cmd.Env = append(plain(), "GOLANGCI_LINT_CACHE="+l.cache, "GL_DEBUG=goanalysis/issues/cache")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	o := outcome{code: cmd.ProcessState.ExitCode(), stderr: stderr.String()}
	if o.code != exitcodes.Success && o.code != exitcodes.IssuesFound {
		return o
	}
	var report struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatalf("%v\n%s\n%s", err, &stdout, &stderr)
	}
	for _, issue := range report.Issues {
		if issue.FromLinter != "ringfence" {
			o.others = append(o.others, issue.FromLinter+": "+issue.Text)
			continue
		}
		rule := ruleInMessage.FindStringSubmatch(issue.Text)
		if rule == nil {
			t.Fatalf("no rule in the message: %s", issue.Text)
		}
		o.messages = append(o.messages, issue.Text)
		o.places = append(o.places, fmt.Sprintf("%s:%d:%d %s", issue.Pos.Filename, issue.Pos.Line, issue.Pos.Column, rule[1]))
	}
	slices.Sort(o.places)
	return o
}

// analyzed tells how many packages were not taken from the cache.
func (o outcome) analyzed(t *testing.T) string {
	t.Helper()
	match := regexp.MustCompile(`analyzing (\d+)/\d+ packages`).FindStringSubmatch(o.stderr)
	if match == nil {
		t.Fatalf("golangci-lint does not say what comes from its cache:\n%s", o.stderr)
	}
	return match[1]
}

// expect compares what a run found.
func expect(t *testing.T, what string, o outcome, want ...string) {
	t.Helper()
	code := exitcodes.Success
	if len(want)+len(o.others) > 0 {
		code = exitcodes.IssuesFound
	}
	if o.code != code {
		t.Errorf("%s: exit code %d, want %d\n%s", what, o.code, code, o.stderr)
	}
	slices.Sort(want)
	if !slices.Equal(o.places, want) {
		t.Errorf("%s: found\n%s\nwant\n%s", what, strings.Join(o.places, "\n"), strings.Join(want, "\n"))
	}
}
