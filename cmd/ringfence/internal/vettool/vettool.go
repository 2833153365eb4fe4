// Package vettool makes ringfence a vet tool: it speaks the protocol of go vet -vettool.
//
// In come the go command's three calls (-V=full, -flags, and one unit.cfg for each package, dependencies and the standard
// library included); out come diagnostics, or nothing at all and at once for whatever is not the user's own. It does not
// use golang.org/x/tools' unitchecker because that type-checks every package it is called for, and because the go
// command keys its cache without VetxOnly: a package that was only a dependency in one run would then stay silent in
// the next.
package vettool

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// Wanted tells whether a command line is one of the go command's calls rather than a person's.
func Wanted(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return args[0] == "-V=full" || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg")
}

// Exit codes of the protocol.
const (
	exitClean    = 0
	exitFindings = 1
	exitFault    = 2
)

// Main answers one call and returns the exit code.
func Main(args []string, stdout, stderr io.Writer) int {
	fail := func(err error) int {
		fmt.Fprintln(stderr, "ringfence:", err)
		return exitFault
	}
	flags, err := parseFlags(args)
	if err != nil {
		return fail(err)
	}
	switch {
	case flags.version:
		line, err := toolID()
		if err != nil {
			return fail(err)
		}
		fmt.Fprintln(stdout, line)
		return exitClean
	case flags.describe:
		fmt.Fprintln(stdout, describeFlags)
		return exitClean
	}
	config, err := readConfig(flags.config)
	if err != nil {
		return fail(err)
	}
	if !config.foreign() {
		debug.SetGCPercent(400) // A process for one package ends before collecting its garbage pays.
	}
	return runUnit(config, flags, stdout, stderr)
}

// flags is a parsed command line.
type flags struct {
	version, describe bool
	json              bool
	mapFile           string
	config            string
}

// describeFlags tells the go command which flags it may pass on. -json it knows by itself, and always passes it since
// Go 1.26.
const describeFlags = `[{"Name":"V","Bool":true,"Usage":"print version and exit"},` +
	`{"Name":"json","Bool":true,"Usage":"emit JSON output"},` +
	`{"Name":"c","Bool":false,"Usage":"display offending line with this many lines of context"},` +
	`{"Name":"map","Bool":false,"Usage":"the module map; default: the modules.yaml above each package"}]`

func parseFlags(args []string) (flags, error) {
	var f flags
	for i := 0; i < len(args); i++ {
		name, value, hasValue := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(args[i], "-"), "-"), "=")
		switch {
		case !strings.HasPrefix(args[i], "-"):
			f.config = args[i]
		case name == "V":
			f.version = true
		case name == "flags":
			f.describe = true
		case name == "json":
			f.json = value != "false"
		case name == "c" || name == "map":
			if !hasValue {
				if i++; i == len(args) {
					return f, fmt.Errorf("flag -%s needs a value", name)
				}
				value = args[i]
			}
			if name == "map" {
				f.mapFile = value
			}
		default:
			return f, fmt.Errorf("unknown flag %s; as a vet tool, ringfence knows -map and -json", args[i])
		}
	}
	if !f.version && !f.describe && f.config == "" {
		return f, errors.New("no unit.cfg given: go vet -vettool=$(which ringfence) runs this door")
	}
	return f, nil
}

// unit is what the go command tells of one package; the fields that ringfence needs of
// golang.org/x/tools/go/analysis/unitchecker.Config.
type unit struct {
	ID            string
	Compiler      string
	Dir           string
	ImportPath    string
	GoVersion     string
	GoFiles       []string
	NonGoFiles    []string
	ModulePath    string
	ModuleVersion string
	Module        *struct{ Path, Version string }
	ImportMap     map[string]string
	PackageFile   map[string]string
	VetxOnly      bool
	VetxOutput    string
	Stdout        string
}

func readConfig(file string) (*unit, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	u := new(unit)
	if err := json.Unmarshal(data, u); err != nil {
		return nil, fmt.Errorf("%s is no unit.cfg of the go command: %v", file, err)
	}
	return u, nil
}

// filesNamed is the import path of a package that is named by its files.
const filesNamed = "command-line-arguments"

// foreign tells whether a package belongs to the standard library or to a module that was downloaded: what the user does
// not write. The main modules have a path and no version; modules that a folder of the user's replaces have both, but lie neither in the
// module cache, where folders are named after versions, nor in a vendor folder.
func (u *unit) foreign() bool {
	modulePath, moduleVersion := u.module()
	if modulePath == "" {
		// The standard library, or files named on the command line.
		return !strings.HasPrefix(u.ImportPath, filesNamed)
	}
	dir := filepath.ToSlash(u.Dir)
	return moduleVersion != "" && (dir == "" || strings.Contains(dir, "@v") || strings.Contains(dir, "/vendor/"))
}

// module returns the Go module that the package is in; Go 1.27 tells it in another way than those before.
func (u *unit) module() (modulePath, version string) {
	if u.Module != nil {
		return u.Module.Path, u.Module.Version
	}
	return u.ModulePath, u.ModuleVersion
}
