// Package program observes whole programs.
//
// In come folders and package patterns; out come the observations of every package of the user's that they match, in dependency order, with
// whatever could not be loaded or was not looked at. Nothing is judged here and no module map is known: the caller says
// which packages are the user's own. What was observed before is kept by content, and not looked at again.
//
// Where to look:
//
//	program.go    a Config → a Program                 loaded.go   one load: which packages, and which of them to observe
//	observe.go    packages in order, kept or anew      keys.go     what an observation depends on
//	entry.go      what is kept of a package            shape.go    what others see of its types
//	exports.go    where the go command's export data lies
//	asked.go      the packages that a command names    faults.go, skipped.go  what was not seen
//	workspace.go  Go modules → loads
package program

import (
	"cmp"
	"errors"
	"fmt"
	"go/version"
	"io"
	"runtime"
	"slices"

	"github.com/ringfence/ringfence/analyzer/program/internal/load"
	"github.com/ringfence/ringfence/analyzer/program/internal/store"
	"github.com/ringfence/ringfence/analyzer/sqluse"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// Config says what to load.
type Config struct {
	// Loads are the whole program. All of it is observed, whatever is asked for: what a function is handed by its callers, and which types
	// stand behind an interface, packages elsewhere tell.
	Loads []Load
	// Asked are the packages that are wanted; nil: all. Those outside of Loads are loaded besides.
	Asked []Load
	Tags  string   // build tags, comma separated
	Tests bool     // test files too
	Env   []string // of the go command; nil: this process's own
	// Ours tells whether a package is the user's own, by import path.
	Ours func(importPath string) bool
	SQL  sqluse.Config

	Build Build
	// Probe is a command that hands what it is given to ProbeMain; without it, what BuildAuto needs of the go command is built.
	Probe []string
	// Cache is the folder in which observations are kept, "" for none; Tool tells versions of the tool apart that may observe differently.
	Cache, Tool string
	// Progress is told, from several goroutines, how many packages of all that there are have been observed; nil: nobody.
	Progress func(done, all int)

	only part              // for the benchmark that shows what each part costs
	seen func(unit string) // for tests: told which units are looked at rather than known from before
}

// Build says where the types of what own packages import come from.
type Build uint8

// The ways to types.
const (
	// BuildAuto takes export data that the go command has built before, and reads source for the rest. It has the go command build only
	// what cannot be read so.
	BuildAuto Build = iota
	// BuildNever reads source.
	BuildNever
	// BuildAlways has the go command build everything first.
	BuildAlways
)

// part says how much is observed.
type part uint8

const (
	all part = iota
	imports
	symbols // imports, and what surface observes with types
)

// A Load is one call of the package loader.
type Load struct {
	Dir      string   // folder in which the go command runs
	Patterns []string // as the go command takes them
	// Whole names folders (full paths) of which the patterns ask for all packages, so that a Go file below them which is
	// in no package was not looked at.
	Whole []string
	// NoWorkspace turns go.work off, for a module that a workspace leaves out.
	NoWorkspace bool
}

// A Program is what was observed.
type Program struct {
	Packages []*Package // sorted by import path, a package before its external tests
	Faults   []Fault    // sorted; any of them means that not everything could be judged
	Skipped  []Skip     // sorted by path
}

// A Package is one package with its in-package tests, or one external test package.
type Package struct {
	Surface *surface.Package
	SQL     *sqluse.Package
	Dir     string // OS path
	Broken  bool   // it, or something of the user's that it imports, did not load, parse or type-check
	Asked   bool   // it is among those that are wanted
}

// A Fault is something that keeps a package from being judged.
type Fault struct {
	Pos     string // file:line:column with the file's full path, or ""
	Package string
	Message string
}

// A Skip is a file that was not looked at, with the reason.
type Skip struct {
	Path   string // full path
	Reason string
}

// ProbeMain is what Config.Probe hands its arguments to: it runs a command that only asks a tool for its version, and refuses every other
// one. It returns the exit code.
func ProbeMain(command []string, stdout, stderr io.Writer) int {
	return load.ProbeMain(command, stdout, stderr)
}

// Observe loads and observes. The error is for loads that failed as a whole; what is wrong with single packages is in
// Program.Faults.
func Observe(config Config) (*Program, error) {
	p := &Program{}
	var failed []error
	var kept *store.Store
	if config.Cache != "" {
		var err error
		if kept, err = store.Open(config.Cache); err != nil {
			kept = nil // it only takes longer
		}
		defer kept.Close()
	}
	var answer chan *asked
	if config.Asked != nil {
		answer = make(chan *asked, 1)
		go func() { answer <- resolve(config) }() // beside the first load
	}
	progress := &progress{report: config.Progress}
	var loads []*loaded
	for _, one := range config.Loads {
		l, err := observe(config, one, kept, progress)
		switch {
		case err == nil:
			loads = append(loads, l)
		case config.Asked == nil:
			failed = append(failed, err)
		default:
			p.Skipped = append(p.Skipped, Skip{one.Dir, "could not be loaded, so that how it uses the packages that were asked for is not known: " + err.Error()})
		}
	}
	var wanted *asked // nil: everything
	if answer != nil {
		wanted = <-answer
		for _, one := range wanted.elsewhere(loads) {
			l, err := observe(config, one, kept, progress)
			if err != nil {
				failed = append(failed, err)
				continue
			}
			loads = append(loads, l)
		}
		failed = append(failed, wanted.check(loads)...)
	}
	for _, l := range loads {
		p.Packages = append(p.Packages, l.packages(wanted)...)
		p.Faults = append(p.Faults, l.faults(wanted)...)
	}
	p.tellAge(loads)
	skipped, err := skipped(loads, wanted)
	if err != nil {
		failed = append(failed, err)
	}
	p.Skipped = append(p.Skipped, skipped...)
	p.order()
	return p, errors.Join(failed...)
}

// tellAge adds to faults that ringfence may be too old for the go command, which chooses files and language versions.
func (p *Program) tellAge(loads []*loaded) {
	if len(p.Faults) == 0 {
		return
	}
	for _, l := range loads {
		if built, runs := runtime.Version(), l.graph.Go.GOVERSION; version.Compare(version.Lang(runs), version.Lang(built)) > 0 {
			p.Faults = append(p.Faults, Fault{Message: fmt.Sprintf(
				"ringfence was built with %s, and the go command is %s, whose code it may not be able to read; build ringfence again with that Go", built, runs)})
			return
		}
	}
}

// order sorts what there is and drops what several loads have.
func (p *Program) order() {
	settle(p.Packages)
	slices.SortStableFunc(p.Packages, func(a, b *Package) int {
		return cmp.Or(cmp.Compare(a.Surface.Path, b.Surface.Path), cmp.Compare(a.Surface.Name, b.Surface.Name), -compareBool(a.Asked, b.Asked))
	})
	p.Packages = slices.CompactFunc(p.Packages, func(a, b *Package) bool {
		return a.Surface.Path == b.Surface.Path && a.Surface.Name == b.Surface.Name
	})
	slices.SortFunc(p.Faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Message, b.Message))
	})
	p.Faults = slices.Compact(p.Faults)
	slices.SortFunc(p.Skipped, func(a, b Skip) int { return cmp.Compare(a.Path, b.Path) })
	p.Skipped = slices.CompactFunc(p.Skipped, func(a, b Skip) bool { return a.Path == b.Path })
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// settle tells every text whether somebody in the program fills its parameters.
func settle(all []*Package) {
	called := map[string]bool{}
	for _, p := range all {
		for _, function := range p.SQL.Called {
			called[function] = true
		}
	}
	for _, p := range all {
		for i := range p.SQL.Texts {
			p.SQL.Texts[i].Settle(func(function string) bool { return called[function] })
		}
	}
}
