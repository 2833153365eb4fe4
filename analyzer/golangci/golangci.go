// Package golangci is ringfence as a module plugin of golangci-lint: importing it registers the linter "ringfence".
//
// In come the settings under linters.settings.custom.ringfence.settings of .golangci.yml; out come the analyzer, and a second one that says
// nothing and whose name carries a hash of the map: golangci-lint keys its cache by its own settings, the names of analyzers and Go files,
// so that without it an edited map would give the old findings.
package golangci

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// golangci-lint knows a module plugin by what it registers when the program starts; there is no other way in.
func init() { register.Plugin(analyzer.Name, New) }

// New makes the linter of its settings, as golangci-lint decodes them; nil for none. The error names everything that is wrong with them
// by themselves; what is wrong with the map, and with settings that go before it, is told by BuildAnalyzers.
func New(settings any) (register.LinterPlugin, error) {
	s, err := readSettings(settings)
	if err != nil {
		return nil, err
	}
	return linter{s}, nil
}

type linter struct{ settings settings }

// GetLoadMode tells golangci-lint that types are needed.
func (linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers reads the map that governs the working directory, and those of Go modules below it that have one of their own. The error
// names all that is wrong with them, each with file, line and column.
func (l linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	maps, err := l.maps()
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	var judges []*analysis.Analyzer
	for _, m := range maps {
		surroundings, err := analyzer.Surroundings(m)
		if err != nil {
			return nil, err
		}
		fmt.Fprintln(hash, m.Digest(), surroundings)
		judges = append(judges, analyzer.NewDistinct(m))
	}
	judge := *judges[0]
	judge.Run = func(pass *analysis.Pass) (any, error) {
		for _, one := range judges { // each passes over the packages of the others
			if _, err := one.Run(pass); err != nil {
				return nil, err
			}
		}
		return nil, nil
	}
	key := &analysis.Analyzer{
		Name: fmt.Sprintf("%s_map_%x", analyzer.Name, hash.Sum(nil)),
		Doc:  "says nothing: its name makes golangci-lint forget what it found with another module map",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
	return []*analysis.Analyzer{&judge, key}, nil
}

// maps returns the maps that may be needed.
func (l linter) maps() ([]*modulemap.Map, error) {
	file, err := l.find()
	if err != nil {
		return nil, err
	}
	main, err := l.load(file)
	if err != nil || l.settings.mapFile != "" {
		return []*modulemap.Map{main}, err
	}
	maps := []*modulemap.Map{main}
	loaded := map[string]bool{file: true}
	var faults []error
	for _, other := range main.Others() {
		file, err := modulemap.Find(filepath.Join(main.Root(), filepath.FromSlash(other.Dir)))
		if err != nil || loaded[file] {
			continue // it has no map, because it has no name
		}
		loaded[file] = true
		m, err := l.load(file)
		faults = append(faults, err)
		maps = append(maps, m)
	}
	return maps, errors.Join(faults...)
}

// find returns the full path of the map that governs the working directory, which is golangci-lint's own wherever its configuration stands.
func (l linter) find() (string, error) {
	name := l.settings.mapFile
	help := "set `map` in " + settingsName
	if name == "" {
		name, help = modulemap.FileName, "run `ringfence init` to write one, or "+help
	} else {
		help = "the `map` in " + settingsName + " is looked for in the working directory and above"
	}
	file, err := modulemap.FindNamed(".", name)
	if errors.Is(err, fs.ErrNotExist) {
		here, absErr := filepath.Abs(".")
		if absErr != nil {
			return "", absErr
		}
		return "", fmt.Errorf("no %s in %s or above, up to the repository's folder; %s", name, here, help)
	}
	return file, err
}

// load reads a map and says what is wrong with it as seen from the working directory.
func (l linter) load(file string) (*modulemap.Map, error) {
	shown := file
	if here, err := filepath.Abs("."); err == nil {
		if rel, err := filepath.Rel(here, file); err == nil {
			shown = rel
		}
	}
	m, err := modulemap.LoadWith(shown, modulemap.Overrides{Name: settingsName, Values: l.settings.overrides})
	if faults := (modulemap.Errors)(nil); errors.As(err, &faults) {
		lines := make([]string, len(faults))
		for i, fault := range faults {
			lines[i] = "\n" + fault.Error()
		}
		return nil, errors.New("the module map cannot be used:" + strings.Join(lines, ""))
	}
	return m, err
}
