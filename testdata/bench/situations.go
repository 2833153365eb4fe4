package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// A situation is one row or more of the table, for one tree.
type situation struct {
	number  int
	name    string
	measure func(*bench, *subject) ([]row, error)
}

// A row is one comparison.
type row struct {
	name         string
	this, that   string
	c            comparison
	goal, memory float64 // the ratios must not be higher; 0: no goal
	most         int64   // bytes that this may need at most; 0: no goal
	scale        float64 // by which the ratios are to be multiplied; 0: 1
}

var situations = []situation{
	{1, "nothing changed", (*bench).nothingChanged},
	{2, "only modules.yaml edited", (*bench).mapEdited},
	{3, "first run, dependencies built", (*bench).firstRun},
	{4, "one leaf file edited", (*bench).leafEdited},
	{5, "empty build cache", (*bench).emptyBuildCache},
	{7, "go vet", (*bench).vetDoor},
	{8, "golangci-lint with depguard, nothing changed", (*bench).importOnly},
}

// check is ringfence in a tree. Findings are no failure, whatever could not be judged is.
func (b *bench) check(s *subject, args ...string) step {
	return step{name: strings.Join(append([]string{"check"}, args...), " "), dir: s.dir, args: append([]string{b.ringfence, "check"}, args...),
		env: []string{"RINGFENCE_CACHE=" + filepath.Join(b.work, "cache-"+filepath.Base(s.dir))}, codes: []int{1}}
}

func (b *bench) first(s *subject, args ...string) step {
	check := b.check(s, args...)
	check.fresh = []string{"RINGFENCE_CACHE"}
	return check
}

func goCommand(s *subject, args ...string) step {
	return step{name: "go " + strings.Join(args, " "), dir: s.dir, args: append([]string{"go"}, args...)}
}

func goList(s *subject) step { return goCommand(s, "list", "-deps", "-export", "-test", "./...") }

// alternate runs both once to warm them up, and then measures.
func (b *bench) alternate(name string, this, that step, goal, memory float64) (row, error) {
	for _, s := range []step{this, that} {
		if _, _, err := s.run(); err != nil {
			return row{}, err
		}
	}
	c, err := compare(this, that, b.repeat)
	return row{name: name, this: this.name, that: that.name, c: c, goal: goal, memory: memory}, err
}

func one(r row, err error) ([]row, error) { return []row{r}, err }

func (b *bench) nothingChanged(s *subject) ([]row, error) {
	return one(b.alternate("nothing changed", b.check(s), goList(s), 1.3, 0))
}

func (b *bench) mapEdited(s *subject) ([]row, error) {
	edited := b.check(s)
	edited.edit = s.editMap
	return one(b.alternate("only modules.yaml edited", edited, goList(s), 1.3, 0))
}

func (b *bench) firstRun(s *subject) ([]row, error) {
	return one(b.alternate("first run, dependencies built", b.first(s), b.loadSyntax(s), 1.3, 1.3))
}

func (b *bench) loadSyntax(s *subject) step {
	return step{name: "go/packages LoadSyntax", dir: s.dir, args: []string{b.self, "loadsyntax", "."}}
}

func (b *bench) leafEdited(s *subject) ([]row, error) {
	edited := b.check(s)
	edited.edit = s.editLeaf
	return one(b.alternate("one leaf file edited", edited, b.check(s), 1.5, 0))
}

func (b *bench) emptyBuildCache(s *subject) ([]row, error) {
	if !b.hasBuild {
		return nil, errors.New("this ringfence has no check --build")
	}
	empty, built := b.first(s, "--build=auto"), b.first(s)
	empty.name += ", GOCACHE empty"
	empty.fresh = append(empty.fresh, "GOCACHE")
	if err := sameFindings(b.first(s, "--build=never", "--format=json"), b.first(s, "--build=always", "--format=json")); err != nil {
		return nil, err
	}
	if _, _, err := built.run(); err != nil {
		return nil, err
	}
	c, err := compare(empty, built, b.repeat)
	if err != nil {
		return nil, err
	}
	rows := []row{{name: "empty build cache", this: empty.name, that: "first run, dependencies built", c: c, goal: 2.5, most: 1 << 30}}
	// It takes so long that what else the machine does in between hardly counts: once is enough.
	build := goCommand(s, "build", "./...")
	build.name, build.fresh = "go build ./..., GOCACHE empty", []string{"GOCACHE"}
	c, err = compare(empty, build, 1)
	return append(rows, row{name: "empty build cache", this: empty.name, that: build.name, c: c, goal: 1.0 / 30}), err
}

// sameFindings tells whether two ways to run give the same report.
func sameFindings(one, other step) error {
	var reports [2]any
	for i, s := range []step{one, other} {
		_, out, err := s.run()
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(out.stdout), &reports[i]); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	if !reflect.DeepEqual(reports[0], reports[1]) {
		return fmt.Errorf("%s and %s report different findings", one.name, other.name)
	}
	return nil
}

func (b *bench) vetDoor(s *subject) ([]row, error) {
	ours := goCommand(s, "vet", "-vettool="+b.ringfence, "./...")
	ours.name, ours.codes = "go vet -vettool=ringfence", []int{1}
	stock := goCommand(s, "vet", "./...")
	stock.name, stock.codes = "go vet", []int{1}
	// A tool that fails makes go vet exit as one that found something does.
	if _, out, err := ours.run(); err != nil {
		return nil, err
	} else if found := strings.Contains(out.stderr, ".go:"); found != (s.findings > 0) || strings.Contains(out.stderr, "ringfence:") {
		return nil, fmt.Errorf("go vet -vettool=ringfence does not say what check says: %s", firstLines(out.stderr))
	}
	warm, err := b.alternate("go vet, warm", ours, stock, 1.1, 0)
	if err != nil {
		return nil, err
	}
	cold, err := b.coldVet(s, ours)
	return []row{cold, warm}, err
}

// coldVet compares both tools with none of their results cached: ringfence's id changes with the map, the other tool's with a number.
func (b *bench) coldVet(s *subject, ours step) (row, error) {
	ours.edit = s.editMap
	_, tool, err := goCommand(s, "tool", "-n", "vet").run()
	if err != nil {
		return row{}, err
	}
	idFile := filepath.Join(b.work, "vet-id")
	stock := step{name: "go vet, its tool with a new id", dir: s.dir, codes: []int{1}, args: []string{"go", "vet", "-vettool=" + b.coldvet, "./..."},
		env: []string{"BENCH_VET=" + strings.TrimSpace(tool.stdout), "BENCH_VET_ID=" + idFile}}
	stock.edit = func() error {
		b.ids++
		return os.WriteFile(idFile, fmt.Append(nil, b.started, b.ids), 0o666)
	}
	c, err := compare(ours, stock, b.repeat)
	return row{name: "go vet, cold", this: ours.name, that: stock.name, c: c, goal: 0.5}, err
}

func (b *bench) importOnly(s *subject) ([]row, error) {
	if b.golangci == "" {
		return nil, errors.New("no golangci-lint was named with -golangci")
	}
	config := filepath.Join(b.work, "golangci.yml")
	text := `version: "2"
linters:
  default: none
  enable: [depguard]
  settings:
    depguard:
      rules:
        main:
          deny: [{pkg: io/ioutil, desc: use io and os}]
`
	if err := os.WriteFile(config, []byte(text), 0o666); err != nil {
		return nil, err
	}
	lint := step{name: "golangci-lint with depguard", dir: s.dir, args: []string{b.golangci, "run", "-c", config, "./..."}, codes: []int{1}}
	return one(b.alternate("nothing changed, import-only tool", b.check(s), lint, 1, 0))
}

// twoSizes compares what a package costs in a large tree and in a small one.
func (b *bench) twoSizes(small, large *subject) ([]row, error) {
	scale := float64(small.packages) / float64(large.packages)
	name := fmt.Sprintf("a package of %d, of %d: ", large.packages, small.packages)
	first, err := b.alternate(name+"first run", b.first(large), b.first(small), 1.2, 1.2)
	if err != nil {
		return nil, err
	}
	again, err := b.alternate(name+"nothing changed", b.check(large), b.check(small), 1.2, 1.2)
	first.scale, again.scale = scale, scale
	return []row{first, again}, err
}
