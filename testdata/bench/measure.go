package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// A step is one way to run a command, which can be measured again and again.
type step struct {
	name  string // in the table
	dir   string
	args  []string
	env   []string
	fresh []string     // environment variables that name a new, empty folder in each run
	edit  func() error // what changes before each run
	codes []int        // exit codes that are no failure, besides 0
}

// A sample is what one run took. The memory is that of the largest process in it, in bytes, 0 where the system does not tell.
type sample struct {
	wall   time.Duration
	memory int64
}

// printed is what a run printed.
type printed struct{ stdout, stderr string }

// run runs the step and returns what it took and what it printed.
func (s step) run() (sample, printed, error) {
	if s.edit != nil {
		if err := s.edit(); err != nil {
			return sample{}, printed{}, err
		}
	}
	cmd := exec.Command(s.args[0], s.args[1:]...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), s.env...)
	for _, name := range s.fresh {
		dir, err := os.MkdirTemp("", "bench-"+strings.ToLower(name))
		if err != nil {
			return sample{}, printed{}, err
		}
		defer os.RemoveAll(dir)
		cmd.Env = append(cmd.Env, name+"="+dir)
	}
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && slices.Contains(s.codes, exit.ExitCode()) {
		err = nil
	}
	if err != nil {
		return sample{}, printed{}, fmt.Errorf("%s: %w: %s", s.name, err, firstLines(stderr.String()+out.String()))
	}
	return sample{wall, peak(cmd.ProcessState)}, printed{out.String(), stderr.String()}, nil
}

// firstLines shortens what a command printed for a table.
func firstLines(text string) string {
	lines := strings.SplitN(strings.TrimSpace(text), "\n", 4)
	return strings.Join(lines[:min(3, len(lines))], "; ")
}

// A comparison is two steps measured in alternation, so that what else the machine does falls on both.
type comparison struct{ this, that []sample }

func compare(this, that step, times int) (c comparison, err error) {
	for range times {
		one, _, err := this.run()
		if err != nil {
			return c, err
		}
		other, _, err := that.run()
		if err != nil {
			return c, err
		}
		c.this, c.that = append(c.this, one), append(c.that, other)
	}
	return c, nil
}

// ratios returns the medians of the pairs' ratios: of time, and of memory.
func (c comparison) ratios() (wall, memory float64) {
	var walls, memories []float64
	for i := range c.this {
		walls = append(walls, float64(c.this[i].wall)/float64(c.that[i].wall))
		if c.that[i].memory > 0 {
			memories = append(memories, float64(c.this[i].memory)/float64(c.that[i].memory))
		}
	}
	return median(walls), median(memories)
}

// middle returns the medians of samples.
func middle(samples []sample) sample {
	var walls, memories []float64
	for _, s := range samples {
		walls = append(walls, float64(s.wall))
		memories = append(memories, float64(s.memory))
	}
	return sample{time.Duration(median(walls)), int64(median(memories))}
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
