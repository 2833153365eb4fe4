package cli

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/ringfence/ringfence/analyzer/program"
	"github.com/ringfence/ringfence/cmd/ringfence/internal/self"
)

// A Host is what a command sees of the world.
type Host struct {
	In       io.Reader
	Out, Err io.Writer
	Env      []string // key=value
	Terminal bool     // Out is a terminal
	Watched  bool     // Err is a terminal
	// Self is the path of this program, which then answers to ProbeName; "" if it is not ringfence's own, as in a test.
	Self string
}

// ProbeName is the argument with which ringfence is program.Config.Probe.
const ProbeName = "-built"

// System returns the Host of this process.
func System() *Host {
	binary, err := os.Executable()
	if err != nil {
		binary = "" // then nothing is kept
	}
	return &Host{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Env:      os.Environ(),
		Terminal: term.IsTerminal(int(os.Stdout.Fd())),
		Watched:  term.IsTerminal(int(os.Stderr.Fd())),
		Self:     binary,
	}
}

// getenv returns the last value of an environment variable, "" if it is not set.
func (h *Host) getenv(key string) string {
	value := ""
	for _, kv := range h.Env {
		if k, v, _ := strings.Cut(kv, "="); k == key {
			value = v
		}
	}
	return value
}

// probe is the command with which the go command tells what it has built, nil if there is none: the go command takes names with blanks
// apart, and what lists packages in its stead need not know the flag.
func (h *Host) probe() []string {
	if h.Self == "" || strings.ContainsAny(h.Self, " \t\n'\"") {
		return nil
	}
	if driver := h.getenv("GOPACKAGESDRIVER"); driver != "" && driver != "off" {
		return nil
	}
	if _, err := exec.LookPath("gopackagesdriver"); err == nil && h.getenv("GOPACKAGESDRIVER") != "off" {
		return nil
	}
	return []string{h.Self, ProbeName}
}

// cache returns the folder in which observations are kept, and what tells this ringfence from others that may observe differently; "" for
// none.
func (h *Host) cache() (dir, tool string, err error) {
	dir = h.getenv("RINGFENCE_CACHE")
	if dir == "off" || h.Self == "" {
		return "", "", nil
	}
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", "", nil // no home: every run is the first
		}
		dir = filepath.Join(user, "ringfence")
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", "", err
	}
	tool, err = self.ID(h.Self)
	return dir, tool, err
}

// showProgress tells a person who waits how far it is, from the first second on. The returned function ends that.
func (h *Host) showProgress(config *program.Config) (stop func()) {
	if !h.Watched {
		return func() {}
	}
	var mu sync.Mutex
	shown, ended := false, false
	start := time.Now()
	config.Progress = func(done, all int) {
		mu.Lock()
		defer mu.Unlock()
		if !ended && time.Since(start) > time.Second {
			shown = true
			fmt.Fprintf(h.Err, "\r\x1b[K%d of %d packages", done, all)
		}
	}
	return func() {
		mu.Lock()
		defer mu.Unlock()
		ended = true
		if shown {
			fmt.Fprint(h.Err, "\r\x1b[K")
		}
	}
}

// Probe is what ringfence does when the go command calls it by ProbeName.
func Probe(command []string, stdout, stderr io.Writer) int {
	return program.ProbeMain(command, stdout, stderr)
}
