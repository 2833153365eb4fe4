package auto

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/analysis"
)

// isExternal tells folders of Bazel's external repositories, which it names relative to its execution root; no other driver gives
// relative names.
func isExternal(dir string) bool {
	if filepath.IsAbs(dir) {
		return false
	}
	segments := strings.Split(filepath.ToSlash(filepath.Clean(dir)), "/")
	if segments[0] == "bazel-out" && len(segments) > 3 {
		segments = segments[3:] // bazel-out/CONFIGURATION/bin
	}
	return segments[0] == "external" || segments[0] == ".."
}

// isGenerated tells folders of Bazel's with generated files: their place says nothing of the package's name.
func isGenerated(dir string) bool {
	return strings.HasPrefix(filepath.ToSlash(filepath.Clean(dir)), "bazel-out/")
}

// isForeign tells packages without a map that are known to be somebody else's: those of a dependency with a version, and the standard
// library's.
func isForeign(pass *analysis.Pass, dir string) bool {
	if pass.Module != nil && pass.Module.Version != "" {
		return true
	}
	at, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	for ; ; at = filepath.Dir(at) {
		if data, err := os.ReadFile(filepath.Join(at, "go.mod")); err == nil {
			path := modfile.ModulePath(data)
			return path == "std" || path == "cmd"
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}
