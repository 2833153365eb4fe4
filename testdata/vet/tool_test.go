//go:build integration

package vet

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// TestToolDirective runs what the README says of the tool directive, line by line, with a proxy that has this checkout as a release: the tool
// is not built when go tool is asked for it. The tool's Go is the go command's own then, so that it fits every version.
func TestToolDirective(t *testing.T) {
	snippet := block(t, "tool")
	for _, v := range []string{"", "go1.25.14", "go1.27.4"} {
		t.Run("under "+v, func(t *testing.T) {
			under := local(t)
			if v != "" {
				under = fetched(t, v)
			}
			dir, want := tree(t)
			env := []string{
				"GOPROXY=" + strings.Join([]string{"file://" + filepath.ToSlash(release(t)), "file://" + filepath.ToSlash(goEnv(t, "GOMODCACHE")) + "/cache/download"}, ","),
				"GONOSUMDB=*", "GOFLAGS=-modcacherw", "GOMODCACHE=" + t.TempDir(),
			}
			out, code := under.command(t, dir, env, "sh", "-c", snippet)
			found(t, out, code, want)
			data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
			if err != nil || !strings.Contains(string(data), "tool github.com/ringfence/ringfence/cmd/ringfence") {
				t.Errorf("go.mod has no tool directive: %v\n%s", err, data)
			}

			out, code = under.command(t, dir, env, "sh", "-c", "go vet -vettool=$(go tool -n ringfence) ./...")
			found(t, out, code, want)

			// Whatever keeps the tool from being found must not look like a clean run.
			write(t, filepath.Join(dir, "go.mod"), "module example.com/mono\n\ngo 1.25\n")
			_, vet, _ := strings.Cut(snippet, "\n")
			if out, code := under.command(t, dir, env, "sh", "-c", vet); code == 0 {
				t.Errorf("without the tool, the command passes:\n%s", out)
			}
		})
	}
}

// release makes a module proxy that knows this checkout as a version, and returns its folder. What it needs is in the module cache.
func release(t *testing.T) string {
	t.Helper()
	root := filepath.Join("..", "..")
	if out, code := local(t).run(t, root, nil, "mod", "download"); code != 0 {
		t.Fatalf("go mod download:\n%s", out)
	}
	m := module.Version{Path: "github.com/ringfence/ringfence", Version: "v0.1.0"}
	proxy := t.TempDir()
	versions := filepath.Join(proxy, filepath.FromSlash(m.Path), "@v")
	goMod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(versions, "list"), m.Version+"\n")
	write(t, filepath.Join(versions, m.Version+".info"), `{"Version": "v0.1.0", "Time": "2026-01-01T00:00:00Z"}`)
	write(t, filepath.Join(versions, m.Version+".mod"), string(goMod))
	archive, err := os.Create(filepath.Join(versions, m.Version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	if err := zip.CreateFromDir(archive, m, root); err != nil {
		t.Fatal(err)
	}
	return proxy
}

// block returns the shell commands that follow a marker comment in the README.
func block(t *testing.T, marker string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile("(?s)<!-- " + marker + " -->\n```sh\n(.*?)\n```").FindSubmatch(data)
	if match == nil {
		t.Fatalf("README.md has no commands behind <!-- %s -->", marker)
	}
	return string(match[1])
}
