//go:build integration

package vet

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestSharedCache runs two machines, each with an empty cache of its own and both with the same store behind GOCACHEPROG: what the first one
// has vetted, the second does not vet again, and it reports the same findings.
func TestSharedCache(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: the tool's runs are counted by a shell script")
	}
	here := local(t)
	bin := t.TempDir()
	for _, name := range []string{"go-cacher", "go-cacher-server"} {
		if out, code := here.run(t, ".", nil, "build", "-o", bin, "github.com/bradfitz/go-tool-cache/cmd/"+name); code != 0 {
			t.Fatalf("building %s:\n%s", name, out)
		}
	}
	store := serve(t, filepath.Join(bin, "go-cacher-server"))

	runs := filepath.Join(t.TempDir(), "runs")
	tool := filepath.Join(bin, "counted")
	script := fmt.Sprintf("#!/bin/sh\ncase \"$*\" in *.cfg) echo \"$PWD\" >>'%s' ;; esac\nexec '%s' \"$@\"\n", runs, here.ringfence(t))
	if err := os.WriteFile(tool, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	dir, want := tree(t)
	machine := func() (ran []string) {
		t.Helper()
		cacher := fmt.Sprintf("%s --cache-dir=%s --cache-server=%s", filepath.Join(bin, "go-cacher"), t.TempDir(), store)
		out, code := here.run(t, dir, []string{"GOCACHEPROG=" + cacher, "GOCACHE=" + t.TempDir()}, "vet", "-vettool="+tool, "./...")
		found(t, out, code, want)
		counted, err := os.ReadFile(runs)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err := os.RemoveAll(runs); err != nil {
			t.Fatal(err)
		}
		return strings.Fields(string(counted))
	}
	if ran := machine(); len(ran) < 50 {
		t.Fatalf("the first machine started the tool %d times, which are fewer than the packages that it had to vet", len(ran))
	}
	// The package order has tests inside, so that it is judged together with them and is a mere dependency by itself. Go 1.26.0 to 1.26.8 and
	// 1.27.0 to 1.27.1 have one key for both, and ringfence keeps no mere dependency there.
	for _, folder := range machine() {
		if filepath.Base(folder) != "order" {
			t.Errorf("the second machine vets %s again", folder)
		}
	}
}

// serve starts the store and returns its address.
func serve(t *testing.T, server string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	cmd := exec.Command(server, "--cache-dir="+t.TempDir(), "--listen="+address)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	for range 100 {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return "http://" + address
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the store does not answer")
	return ""
}
