package nogo

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A tree is a copy of the shop: in full for the go command, and as a build in a sandbox has it.
type tree struct {
	dir   string
	units []unit // files relative to dir; a package and its tests are units of their own, as go_library and go_test are
}

const own = "example.com/shop"

// shop copies the example monolith and compiles it.
func shop(t *testing.T) *tree {
	t.Helper()
	tr := &tree{dir: t.TempDir()}
	if err := os.CopyFS(tr.dir, os.DirFS(filepath.Join("..", "shop"))); err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(tr.dir) // as the go command prints it
	if err != nil {
		t.Fatal(err)
	}
	tr.dir = dir
	out := command(t, dir, 0, "go", "list", "-deps", "-test", "-export", "-json=ImportPath,Name,Dir,GoFiles,Export,ImportMap,Imports", "./...")
	type goPackage struct {
		ImportPath, Name, Dir, Export string
		GoFiles, Imports              []string
		ImportMap                     map[string]string
	}
	var all []goPackage
	exports := map[string]string{}
	for decoder := json.NewDecoder(strings.NewReader(out)); decoder.More(); {
		var p goPackage
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
		exports[p.ImportPath] = p.Export
	}
	for _, p := range all {
		path, _, _ := strings.Cut(p.ImportPath, " ")
		if !strings.HasPrefix(path, own) || strings.HasSuffix(path, ".test") {
			continue
		}
		u := unit{Path: path, PackageFile: map[string]string{}}
		for _, name := range p.GoFiles {
			rel, err := filepath.Rel(dir, filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			u.Files = append(u.Files, rel)
		}
		for _, id := range p.Imports { // resolved already
			imported, _, _ := strings.Cut(id, " ")
			u.PackageFile[imported] = exports[id]
		}
		tr.units = append(tr.units, u)
	}
	if len(tr.units) < 12 {
		t.Fatalf("the shop has only %d packages", len(tr.units))
	}
	return tr
}

// sandbox returns a folder with the sources and the other files named, and nothing else.
func (tr *tree) sandbox(t *testing.T, others ...string) string {
	t.Helper()
	dir := t.TempDir()
	copyFile := func(name string) {
		data, err := os.ReadFile(filepath.Join(tr.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, u := range tr.units {
		for _, name := range u.Files {
			copyFile(name)
		}
	}
	for _, name := range others {
		copyFile(name)
	}
	return dir
}

// absolute returns the units with full file names.
func (tr *tree) absolute() []unit {
	units := slices.Clone(tr.units)
	for i, u := range units {
		units[i].Files = nil
		for _, name := range u.Files {
			units[i].Files = append(units[i].Files, filepath.Join(tr.dir, name))
		}
	}
	return units
}

// ringfence builds the real one, once a test run.
func ringfence(t *testing.T) string {
	t.Helper()
	return build(t, filepath.Join("..", ".."), "./cmd/ringfence")
}

func build(t *testing.T, dir, pkg string) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), filepath.Base(pkg))
	command(t, dir, 0, "go", "build", "-buildvcs=false", "-o", binary, pkg)
	return binary
}

// expected returns what go vet -vettool=ringfence says of a tree: the doors have to agree.
func (tr *tree) expected(t *testing.T) []string {
	t.Helper()
	lines := places(tr.dir, command(t, tr.dir, 1, "go", "vet", "-vettool="+ringfence(t), "./..."))
	if len(lines) < 5 {
		t.Fatalf("go vet -vettool=ringfence found only %q", lines)
	}
	return lines
}

// places returns the lines that name a place in a Go file, relative to the tree, each once and sorted: a package and its test both hold
// the package's own files.
func places(dir, out string) []string {
	var lines []string
	for line := range strings.Lines(out) {
		line = strings.TrimPrefix(strings.TrimSuffix(line, "\n"), dir+string(filepath.Separator))
		if strings.Contains(line, ".go:") {
			lines = append(lines, filepath.ToSlash(line))
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// command runs a command, which has to exit with that code, and returns all that it printed.
func command(t *testing.T, dir string, code int, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS=") // a verbose test run is none of the go command's business here
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != code {
		t.Fatalf("%s %s: %v, want exit code %d\n%s%s", name, strings.Join(args, " "), err, code, out.String(), stderr.String())
	}
	return out.String() + stderr.String()
}
