package self

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// build builds a program that prints a text.
func build(t *testing.T, text string, flags ...string) string {
	t.Helper()
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println(\""+text+"\") }\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "program")
	command := exec.Command("go", append(append([]string{"build", "-o", program}, flags...), source)...)
	command.Dir, command.Env = dir, append(os.Environ(), "GOFLAGS=", "GO111MODULE=off")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

func id(t *testing.T, file string) string {
	t.Helper()
	id, err := ID(file)
	if err != nil || id == "" {
		t.Fatalf("%s: %q, %v", file, id, err)
	}
	return id
}

func TestID(t *testing.T) {
	for name, flags := range map[string][]string{
		"as the go command does it": nil,
		"without a build ID":        {"-ldflags=-buildid="},
		"with anybody's build ID":   {"-ldflags=-buildid=redacted"},
		"stripped":                  {"-ldflags=-s -w"},
	} {
		t.Run(name, func(t *testing.T) {
			if one, other := id(t, build(t, "one", flags...)), id(t, build(t, "other", flags...)); one == other {
				t.Errorf("two programs have the ID %s", one)
			}
		})
	}
}

// The quick way and the go command agree.
func TestBuildID(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only ELF files have the note")
	}
	program := build(t, "one")
	out, err := exec.Command("go", "tool", "buildid", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := id(t, program), strings.TrimSpace(string(out)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What only looks like a build ID of the go command's is none.
func TestByContent(t *testing.T) {
	const hash = "LEjRR-WXls68KDIY_8VE"
	for id, want := range map[string]bool{
		hash + "/" + hash + "/" + hash + "/" + hash: true,
		hash + "/" + hash: false,
		hash + "/" + hash + "/" + hash + "/" + hash + "/" + hash: false,
		hash + "/" + hash + "/" + hash + "/":                     false,
		hash + "/" + hash + "/" + hash + "/" + hash[1:]:          false,
		hash + "/" + hash + "/" + hash + "/" + hash[1:] + ".":    false,
		"redacted": false,
		"":         false,
	} {
		if got := byContent(id); got != want {
			t.Errorf("%q: got %v, want %v", id, got, want)
		}
	}
}

// What is no program, and what is cut, has a hash.
func TestNoProgram(t *testing.T) {
	program, err := os.ReadFile(build(t, "one"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]int{}
	for _, size := range []int{0, 1, 64, 1000, 5000, len(program) / 2} {
		file := filepath.Join(t.TempDir(), "cut")
		if err := os.WriteFile(file, program[:size], 0o666); err != nil {
			t.Fatal(err)
		}
		got := id(t, file)
		if other, ok := known[got]; ok {
			t.Errorf("%d and %d bytes have the same ID", other, size)
		}
		known[got] = size
	}
	if _, err := ID(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is not there has an ID")
	}
}
