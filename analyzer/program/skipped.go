package program

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// unmatched returns an error if a pattern matched no package at all: a misspelt folder must not pass.
func unmatched(load Load, roots []*packages.Package) error {
	for _, pattern := range load.Patterns {
		prefix, _, wildcard := strings.Cut(pattern, "...")
		if len(roots) > 0 && !wildcard {
			continue // the go command itself complains about a plain name that is nothing
		}
		if !matchesAny(load.Dir, prefix, roots) {
			return fmt.Errorf("pattern %s matches no package", pattern)
		}
	}
	return nil
}

func matchesAny(dir, prefix string, roots []*packages.Package) bool {
	local := strings.HasPrefix(prefix, ".") || filepath.IsAbs(prefix)
	folder, whole := strings.CutSuffix(prefix, "/")
	if local && !filepath.IsAbs(folder) {
		folder = filepath.Join(dir, filepath.FromSlash(folder))
	}
	// order/... asks for order and what is below it, not for orders; ord... asks for both.
	under := func(name, separator string) bool {
		return name == folder || strings.HasPrefix(name, folder) && (!whole || strings.HasPrefix(name[len(folder):], separator))
	}
	for _, root := range roots {
		if !local {
			if under(root.PkgPath, "/") {
				return true
			}
			continue
		}
		if len(root.GoFiles)+len(root.IgnoredFiles) == 0 {
			if len(root.Errors) > 0 {
				return true // what is wrong with it is reported as such
			}
			continue
		}
		for _, file := range slices.Concat(root.GoFiles, root.IgnoredFiles) {
			if under(filepath.Dir(file), string(filepath.Separator)) {
				return true
			}
		}
	}
	return false
}

// skipped lists the Go files that were not looked at in the packages and folders that were asked for.
func skipped(loads []*loaded, wanted *asked) ([]Skip, error) {
	var found []Skip
	var errs []error
	var all []*packages.Package
	whole := map[string]bool{}
	for _, l := range loads {
		all = append(all, l.graph.Roots...)
		for _, root := range l.graph.Roots {
			if !l.own(root) || wanted != nil && !wanted.has(underTest(root)) {
				continue
			}
			for _, file := range root.IgnoredFiles {
				if filepath.Ext(file) == ".go" {
					found = append(found, Skip{file, constrained})
				}
			}
		}
		for _, dir := range l.load.Whole {
			whole[dir] = wanted == nil
		}
	}
	if wanted != nil {
		for _, one := range wanted.loads {
			for _, dir := range one.Whole {
				whole[dir] = true
			}
		}
	}
	for dir, look := range whole {
		if look {
			skips, err := findSkipped(dir, all)
			found, errs = append(found, skips...), append(errs, err)
		}
	}
	return found, errors.Join(errs...)
}

// findSkipped lists the Go files below dir that are in no package of this build: all of a folder's files may be left out by
// build constraints, and then the go command does not even name the folder. Folders that the go command never looks into
// and other Go modules do not count.
func findSkipped(dir string, roots []*packages.Package) (found []Skip, err error) {
	seen := map[string]bool{}
	for _, root := range roots {
		for _, list := range [][]string{root.GoFiles, root.IgnoredFiles, root.CompiledGoFiles, root.OtherFiles} {
			for _, file := range list {
				seen[file] = true
			}
		}
	}
	if resolved, err := filepath.EvalSymlinks(dir); err == nil && len(roots) > 0 {
		dir = resolved
	}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("looking for files that were left out: %w", err)
		}
		name := entry.Name()
		if entry.IsDir() {
			if path == dir {
				return nil
			}
			if name == "vendor" || name == "testdata" || name == "node_modules" || name[0] == '.' || name[0] == '_' {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && name[0] != '.' && name[0] != '_' && !seen[path] {
			found = append(found, Skip{path, reasonFor(name)})
		}
		return nil
	})
	return found, err
}

const constrained = "build constraints leave it out (see --tags)"

func reasonFor(name string) string {
	if strings.HasSuffix(name, "_test.go") {
		return "a test file that this build leaves out (see --tests and --tags)"
	}
	return constrained
}
