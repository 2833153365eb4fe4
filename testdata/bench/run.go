package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A bench measures ringfence on trees.
type bench struct {
	shape
	sizes     []int
	trees     []string
	only      []int
	repeat    int
	ringfence string
	golangci  string
	work      string // folder for everything that is built and written

	self     string // this program
	coldvet  string
	hasBuild bool // check has --build
	started  int64
	ids      int
	log      io.Writer
}

func runCommand(args []string, out io.Writer) error {
	b := &bench{log: os.Stderr, started: time.Now().UnixNano()}
	if err := b.parse(args); err != nil {
		return err
	}
	if b.work == "" {
		dir, err := os.MkdirTemp("", "bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		b.work = dir
	}
	if err := b.build(); err != nil {
		return err
	}
	return b.run(out)
}

func (b *bench) parse(args []string) error {
	f := flag.NewFlagSet("run", flag.ContinueOnError)
	b.flags(f)
	f.IntVar(&b.repeat, "repeat", 5, "how many pairs are measured; the table shows medians")
	f.StringVar(&b.ringfence, "ringfence", "", "measure this `BINARY` instead of one that is built from this repository")
	f.StringVar(&b.golangci, "golangci", "", "compare with this golangci-lint `BINARY`")
	f.StringVar(&b.work, "work", "", "keep the trees and binaries in this `FOLDER`")
	f.Func("sizes", "generate trees of so many packages, comma separated, instead of one of -packages; two are compared per package", func(text string) (err error) {
		b.sizes, err = numbers(text)
		return err
	})
	f.Func("only", "measure only these `SITUATIONS`, comma separated: 1 to 8", func(text string) (err error) {
		b.only, err = numbers(text)
		return err
	})
	f.Func("tree", "measure a copy of the real tree in `DIR`, too; may be given more than once", func(dir string) error {
		b.trees = append(b.trees, dir)
		return nil
	})
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("run takes no argument, but got %q", f.Arg(0))
	}
	if b.repeat < 1 {
		return errors.New("-repeat must be 1 or more")
	}
	if len(b.sizes) == 0 && (len(b.trees) == 0 || isSet(f, "packages")) {
		b.sizes = []int{b.packages}
	}
	for _, size := range b.sizes {
		s := b.shape
		s.packages = size
		if err := s.validate(); err != nil {
			return err
		}
	}
	return nil
}

func isSet(f *flag.FlagSet, name string) (set bool) {
	f.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	return set
}

func numbers(text string) (list []int, err error) {
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}

// build builds what is measured, and what it is compared with.
func (b *bench) build() (err error) {
	if b.work, err = filepath.Abs(b.work); err != nil {
		return err
	}
	if err := os.MkdirAll(b.work, 0o777); err != nil {
		return err
	}
	for _, binary := range []*string{&b.ringfence, &b.golangci} {
		if *binary != "" {
			if *binary, err = filepath.Abs(*binary); err != nil {
				return err
			}
		}
	}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	b.coldvet = filepath.Join(b.work, "coldvet")
	builds := []step{{name: "building coldvet", args: []string{"go", "build", "-o", b.coldvet, "./coldvet"}}}
	if b.ringfence == "" {
		b.ringfence = filepath.Join(b.work, "ringfence")
		builds = append(builds, step{name: "building ringfence", dir: filepath.Join("..", ".."), args: []string{"go", "build", "-buildvcs=false", "-o", b.ringfence, "./cmd/ringfence"}})
	}
	for _, s := range builds {
		b.logf("%s", s.name)
		if _, _, err := s.run(); err != nil {
			return fmt.Errorf("%w (run it as: go -C testdata/bench run . run)", err)
		}
	}
	_, help, err := step{name: "check --help", args: []string{b.ringfence, "check", "--help"}}.run()
	b.hasBuild = strings.Contains(help.stdout, "--build")
	return err
}

// run prepares the trees, measures, and prints as it goes.
func (b *bench) run(out io.Writer) error {
	subjects, err := b.subjects()
	if err != nil {
		return err
	}
	printHead(out)
	for _, s := range subjects {
		for _, situation := range situations {
			if b.wants(situation.number) {
				b.logf("%s: %s", s.name, situation.name)
				rows, err := situation.measure(b, s)
				printRows(out, s.name, situation.name, rows, err)
			}
		}
	}
	if generated := subjects[:len(b.sizes)]; len(generated) > 1 && b.wants(6) {
		small, large := generated[0], generated[len(generated)-1]
		b.logf("%s and %s: each package's cost", small.name, large.name)
		rows, err := b.twoSizes(small, large)
		printRows(out, "both", "two sizes", rows, err)
	}
	return nil
}

func (b *bench) wants(number int) bool { return len(b.only) == 0 || slices.Contains(b.only, number) }

// subjects makes all trees, the generated ones first, from small to large.
func (b *bench) subjects() ([]*subject, error) {
	var list []*subject
	slices.Sort(b.sizes)
	for _, size := range b.sizes {
		s := &subject{name: fmt.Sprintf("%d packages", size), dir: filepath.Join(b.work, fmt.Sprintf("generated-%d", size))}
		if err := os.RemoveAll(s.dir); err != nil {
			return nil, err
		}
		// In a process of its own: what this one has held in memory counts as a minimum for all that it starts.
		generate := step{name: "generate", args: []string{b.self, "generate", "-packages", fmt.Sprint(size), "-texts", fmt.Sprint(b.texts), "-seed", fmt.Sprint(b.seed),
			"-deps", fmt.Sprint(b.deps), "-lines", fmt.Sprint(b.lines), "-violations", fmt.Sprint(b.violations), s.dir}}
		if _, _, err := generate.run(); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	for i, dir := range b.trees {
		s := &subject{name: filepath.Base(dir), dir: filepath.Join(b.work, fmt.Sprintf("tree-%d-%s", i, filepath.Base(dir)))}
		if err := os.RemoveAll(s.dir); err != nil {
			return nil, err
		}
		if err := copyTree(dir, s.dir); err != nil {
			return nil, err
		}
		if written, err := ensureMap(s.dir); err != nil {
			return nil, err
		} else if written {
			b.logf("%s has no modules.yaml: each folder at its top is a module", s.name)
		}
		list = append(list, s)
	}
	for _, s := range list {
		if err := b.look(s); err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return list, nil
}

// look builds a tree's dependencies and makes sure that ringfence sees something in it.
func (b *bench) look(s *subject) error {
	b.logf("%s: building its dependencies", s.name)
	if err := s.open(); err != nil {
		return err
	}
	for _, warm := range []step{goCommand(s, "build", "./..."), goList(s)} {
		if _, _, err := warm.run(); err != nil {
			return err
		}
	}
	_, out, err := b.check(s, "--format", "json").run()
	if err != nil {
		return err
	}
	var report struct {
		Findings []struct{}
		Coverage struct {
			Packages int
			SQL      struct{ Statements int }
		}
	}
	if err := json.Unmarshal([]byte(out.stdout), &report); err != nil {
		return err
	}
	s.packages, s.findings = report.Coverage.Packages, len(report.Findings)
	if s.packages == 0 {
		return errors.New("ringfence judged no package")
	}
	b.logf("%s: %d packages, %d SQL statements, %d findings", s.name, s.packages, report.Coverage.SQL.Statements, s.findings)
	return nil
}

func (b *bench) logf(format string, args ...any) { fmt.Fprintf(b.log, format+"\n", args...) }
