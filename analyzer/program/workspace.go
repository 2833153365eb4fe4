package program

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// Loads returns how to load the Go modules in the given folders (full paths) whole: those that the workspace above dir uses in
// one load, which shares their dependencies, each of the others by itself. gowork is the value of $GOWORK.
func Loads(dir string, modules []string, gowork string) ([]Load, error) {
	work := findWorkspace(dir, gowork)
	used, err := workspaceModules(work)
	if err != nil {
		return nil, err
	}
	var loads []Load
	var together []string
	for _, module := range modules {
		if slices.Contains(used, module) {
			together = append(together, module)
			continue
		}
		loads = append(loads, Load{Dir: module, Patterns: []string{"./..."}, Whole: []string{module}, NoWorkspace: work != ""})
	}
	for i, module := range together {
		if i == 0 {
			loads = append(loads, Load{Dir: module})
		}
		rel, err := filepath.Rel(together[0], module)
		if err != nil {
			return nil, err
		}
		last := &loads[len(loads)-1]
		last.Whole = append(last.Whole, module)
		last.Patterns = append(last.Patterns, "./"+filepath.ToSlash(rel)+"/...")
	}
	return loads, nil
}

// findWorkspace returns the go.work that the go command uses in dir, "" for none.
func findWorkspace(dir, gowork string) string {
	switch gowork {
	case "":
	case "off":
		return ""
	default:
		return gowork
	}
	for at := dir; ; at = filepath.Dir(at) {
		file := filepath.Join(at, "go.work")
		if _, err := os.Stat(file); err == nil {
			return file
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

func workspaceModules(work string) ([]string, error) {
	if work == "" {
		return nil, nil
	}
	data, err := os.ReadFile(work)
	if err != nil {
		return nil, err
	}
	parsed, err := modfile.ParseWork(work, data, nil)
	if err != nil {
		return nil, err
	}
	var dirs []string
	for _, use := range parsed.Use {
		path := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(work), path)
		}
		dirs = append(dirs, filepath.Clean(path))
	}
	return dirs, nil
}

// environ is the go command's environment for a load.
func (l Load) environ(env []string) []string {
	if !l.NoWorkspace {
		return env
	}
	without := slices.DeleteFunc(slices.Clone(env), func(kv string) bool { return strings.HasPrefix(kv, "GOWORK=") })
	return append(without, "GOWORK=off")
}
