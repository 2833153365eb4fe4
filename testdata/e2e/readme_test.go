package e2e

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// block returns the fenced code that follows a marker comment in the README, without its indentation.
func block(t *testing.T, marker string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	pattern := regexp.MustCompile("(?s)<!-- " + marker + " -->\n *```[a-z]+\n(.*?)\n *```")
	match := pattern.FindStringSubmatch(string(data))
	if match == nil {
		t.Fatalf("README.md has no code behind <!-- %s -->", marker)
	}
	lines := strings.Split(match[1], "\n")
	indent := len(lines[0]) - len(strings.TrimLeft(lines[0], " "))
	for i, line := range lines {
		lines[i] = line[min(indent, len(line)):]
	}
	return strings.Join(lines, "\n")
}

// sh runs a snippet in a folder, ringfence on PATH, and returns its output and exit code.
func sh(t *testing.T, dir, snippet string) (string, int) {
	t.Helper()
	bin := t.TempDir()
	build := exec.Command("go", "build", "-buildvcs=false", "-o", bin, "./cmd/ringfence")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building ringfence: %v\n%s", err, out)
	}
	cmd := exec.Command("sh", "-c", snippet)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "GOFLAGS=")
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return string(out), exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return string(out), 0
}

func want(t *testing.T, out string, code, wantCode int, parts ...string) {
	t.Helper()
	if code != wantCode {
		t.Errorf("exit code %d, want %d", code, wantCode)
	}
	for _, part := range parts {
		if !strings.Contains(out, part) {
			t.Errorf("output lacks %q", part)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}

// The commands in the README do what it says they do.
func TestREADME(t *testing.T) {
	t.Run("main", func(t *testing.T) {
		out, code := sh(t, filepath.Join("..", ".."), block(t, "main"))
		want(t, out, code, 1, "[foreign-table]", "[private-package]", "8 errors, 3 warnings")
	})
	t.Run("first map", func(t *testing.T) {
		dir := repository(t, block(t, "map"))
		out, code := sh(t, dir, block(t, "first"))
		want(t, out, code, 1, "order reads inventory.items", "order imports example.com/mono/internal/inventory/store")
	})
	t.Run("go vet", func(t *testing.T) {
		dir := repository(t, block(t, "map"))
		out, code := sh(t, dir, block(t, "vet"))
		want(t, out, code, 1, "order reads inventory.items", "order imports example.com/mono/internal/inventory/store")
	})
	t.Run("ci", func(t *testing.T) {
		var run []string
		for _, line := range strings.Split(block(t, "ci"), "\n") {
			if command, ok := strings.CutPrefix(strings.TrimSpace(line), "- run: "); ok && !strings.HasPrefix(command, "go install ") {
				run = append(run, command)
			}
		}
		dir := repository(t, block(t, "map"))
		out, code := sh(t, dir, strings.Join(run, " && "))
		want(t, out, code, 1, "2 errors")
	})
}

// repository writes a small program with two crossings below the given map.
func repository(t *testing.T, modules string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"modules.yaml":                      modules,
		"go.mod":                            "module example.com/mono\n\ngo 1.25\n",
		"internal/inventory/inventory.go":   "package inventory\n",
		"internal/inventory/store/store.go": "package store\n\nconst q = `SELECT qty FROM inventory.items`\n",
		"internal/order/order.go":           "package order\n\nimport _ \"example.com/mono/internal/inventory/store\"\n\nconst q = `SELECT qty FROM inventory.items`\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
