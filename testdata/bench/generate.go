package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// A shape says what monolith to generate. The same shape gives the same bytes.
type shape struct {
	packages   int    // all of the user's own, at least minPackages
	texts      int    // SQL texts in each package that has any
	seed       uint64 // of every choice
	deps       int    // other modules that one uses, at most
	lines      int    // of code without SQL in each package, about
	violations float64
}

const minPackages = 80

func (s *shape) flags(f *flag.FlagSet) {
	f.IntVar(&s.packages, "packages", 200, "how many packages; about ten of them make a module")
	f.IntVar(&s.texts, "texts", 5, "SQL texts in each package that speaks to the database")
	f.Uint64Var(&s.seed, "seed", 1, "the same seed gives the same bytes")
	f.IntVar(&s.deps, "deps", 3, "how many other modules one uses, at most")
	f.IntVar(&s.lines, "lines", 200, "about how many lines without SQL each package has")
	f.Float64Var(&s.violations, "violations", 1, "violations for each 100 packages; each kind is there once at least")
}

func (s shape) validate() error {
	if s.packages < minPackages {
		return fmt.Errorf("-packages %d: at least %d are needed for modules in every layer", s.packages, minPackages)
	}
	if s.texts < 0 || s.deps < 1 || s.lines < 0 || s.violations < 0 {
		return errors.New("-texts, -lines and -violations must not be negative, and -deps must be 1 or more")
	}
	return nil
}

func generateCommand(args []string, out io.Writer) error {
	var s shape
	f := flag.NewFlagSet("generate", flag.ContinueOnError)
	s.flags(f)
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return errors.New("generate: name one folder")
	}
	planted, err := generate(s, f.Arg(0))
	if err != nil {
		return err
	}
	count := map[string]int{}
	for _, p := range planted {
		count[p.rule]++
	}
	fmt.Fprintf(out, "%d packages in %s, with %d violations:\n", s.packages, f.Arg(0), len(planted))
	for _, rule := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(out, "  %-22s %d\n", rule, count[rule])
	}
	return nil
}

// generate writes a monolith into a folder and returns the violations in it.
func generate(s shape, dir string) ([]planted, error) {
	if err := s.validate(); err != nil {
		return nil, err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return nil, fmt.Errorf("%s is not empty; name a folder that is empty or not there", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	t := newTree(s)
	t.write()
	if err := t.save(dir); err != nil {
		return nil, err
	}
	return t.planted, nil
}

// save formats the files and writes them, side by side.
func (t *tree) save(dir string) error {
	var wg sync.WaitGroup
	errs := make([]error, 8)
	names := slices.Sorted(maps.Keys(t.files))
	for worker := range errs {
		wg.Go(func() {
			for i := worker; i < len(names); i += len(errs) {
				if err := saveFile(filepath.Join(dir, filepath.FromSlash(names[i])), t.files[names[i]]); err != nil {
					errs[worker] = err
					return
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func saveFile(name string, f *file) error {
	data, err := f.bytes()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o666)
}
