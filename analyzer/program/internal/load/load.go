// Package load lists the packages of a Go module and type-checks those that somebody asks for.
//
// In come a folder and patterns as the go command takes them; out come a Graph, every package that these need with its files and imports,
// and, through a Checker, types: own packages from source in full, what they import from export data where the go command has built
// it, and otherwise from source without the bodies of functions. The compiler never has to run for it.
package load

import (
	"encoding/json"
	"fmt"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Exports says what a listing does about export data.
type Exports uint8

// What a listing may do about export data.
const (
	// NoExports asks for none, which takes the go command about half the time.
	NoExports Exports = iota
	// BuiltExports asks for what the go command has built before; it compiles nothing.
	BuiltExports
	// AllExports makes the go command build what is missing, cgo's files included.
	AllExports
)

// Config says what to list.
type Config struct {
	Dir      string   // folder in which the go command runs
	Patterns []string // as the go command takes them
	Env      []string // of the go command; nil: this process's own
	Tags     string   // build tags, comma separated
	Tests    bool     // test files too
	Exports  Exports
	// Probe is a command (without blanks in it) that the go command is told to run its tools with, for BuiltExports: see ProbeMain.
	Probe []string
}

// A Graph is what the go command lists.
type Graph struct {
	Fset  *token.FileSet
	Roots []*packages.Package // those that the patterns match, with their tests' builds
	All   []*packages.Package // each after those that it imports
	Go    GoEnv
}

// GoEnv is what the go command says of itself.
type GoEnv struct {
	GOROOT, GOMODCACHE, GOCACHE, GOVERSION string
	// These decide what a package's types are, together with its files.
	GOOS, GOARCH, CGO_ENABLED, GOEXPERIMENT string
}

const mode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule |
	packages.NeedForTest

// List runs the go command. The error is for a listing that failed as a whole; what is wrong with single packages stands in their Errors.
func List(config Config) (*Graph, error) {
	g := &Graph{Fset: token.NewFileSet()}
	// NeedTypesSizes would have the go command run cgo, and be asked once more; the sizes are known with the machine.
	loader := &packages.Config{Mode: mode, Dir: config.Dir, Fset: g.Fset, Tests: config.Tests, Env: config.Env}
	if config.Tags != "" {
		loader.BuildFlags = append(loader.BuildFlags, "-tags="+config.Tags)
	}
	switch config.Exports {
	case BuiltExports:
		loader.Mode |= packages.NeedExportFile
		loader.BuildFlags = append(loader.BuildFlags, "-toolexec="+strings.Join(config.Probe, " "))
	case AllExports:
		loader.Mode |= packages.NeedExportFile | packages.NeedCompiledGoFiles
	}
	env := make(chan error, 1)
	go func() {
		var err error
		g.Go, err = Env(config)
		env <- err
	}()
	roots, err := packages.Load(loader, config.Patterns...)
	if envErr := <-env; err == nil && envErr != nil {
		err = envErr
	}
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", strings.Join(config.Patterns, " "), err)
	}
	g.Roots = roots
	packages.Visit(roots, nil, func(pkg *packages.Package) {
		g.All = append(g.All, pkg)
		if config.Exports == BuiltExports {
			pkg.Errors = slices.DeleteFunc(pkg.Errors, notBuilt)
		}
	})
	return g, nil
}

// Env asks the go command what it says of itself in the folder of a listing, where a toolchain of another version may be chosen.
func Env(config Config) (GoEnv, error) {
	cmd := exec.Command("go", "env", "-json", "GOROOT", "GOMODCACHE", "GOCACHE", "GOVERSION", "GOOS", "GOARCH", "CGO_ENABLED", "GOEXPERIMENT")
	cmd.Dir, cmd.Env = config.Dir, config.Env
	out, err := cmd.Output()
	if err != nil {
		return GoEnv{}, fmt.Errorf("go env: %w", err)
	}
	var env GoEnv
	if err := json.Unmarshal(out, &env); err != nil {
		return GoEnv{}, fmt.Errorf("go env: %w", err)
	}
	return env, nil
}

// Dir returns the folder of a package's files, "" if it has none.
func Dir(pkg *packages.Package) string {
	if len(pkg.GoFiles) > 0 {
		return filepath.Dir(pkg.GoFiles[0])
	}
	return ""
}

// Standard tells whether a package belongs to the standard library.
func (e GoEnv) Standard(pkg *packages.Package) bool {
	return pkg.Module == nil && below(Dir(pkg), e.GOROOT)
}

// Downloaded tells whether a package lies in the module cache, where nothing ever changes.
func (e GoEnv) Downloaded(pkg *packages.Package) bool { return below(Dir(pkg), e.GOMODCACHE) }

func below(dir, root string) bool {
	return root != "" && strings.HasPrefix(dir, root) && len(dir) > len(root) && dir[len(root)] == filepath.Separator
}
