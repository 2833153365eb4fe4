package store

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPutGet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	s := open(t, dir)
	if _, ok := s.Get(Key{1}); ok {
		t.Error("an empty store has a value")
	}
	s.Put(Key{1}, []byte("value"))
	if got, ok := open(t, dir).Get(Key{1}); !ok || string(got) != "value" {
		t.Errorf("got %q, %v", got, ok)
	}
	var none *Store
	none.Put(Key{1}, []byte("value"))
	if _, ok := none.Get(Key{1}); ok {
		t.Error("no store has a value")
	}
	none.Close()
}

// Whatever happens to a file, a value is the one that was put, or none.
func TestCorrupt(t *testing.T) {
	for name, damage := range map[string]func(file string, data []byte) error{
		"cut":     func(file string, data []byte) error { return os.WriteFile(file, data[:len(data)/2], 0o666) },
		"empty":   func(file string, _ []byte) error { return os.WriteFile(file, nil, 0o666) },
		"changed": func(file string, data []byte) error { data[len(data)/2] ^= 1; return os.WriteFile(file, data, 0o666) },
		"longer":  func(file string, data []byte) error { return os.WriteFile(file, append(data, data...), 0o666) },
		"removed": func(file string, _ []byte) error { return os.Remove(file) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			s.Put(Key{1}, bytes.Repeat([]byte("value "), 100))
			for _, file := range values(t, dir) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := damage(file, bytes.Clone(data)); err != nil {
					t.Fatal(err)
				}
				if got, ok := s.Get(Key{1}); ok {
					t.Errorf("%s damaged: got %q", filepath.Ext(file), got)
				}
				if err := os.WriteFile(file, data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func values(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Dir(path) != dir {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return files
}

// What is too much goes, the oldest first.
func TestBounded(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	s.limit = 10_000
	for i := range 40 {
		s.Put(Key{byte(i)}, bytes.Repeat([]byte{byte(i)}, 1000))
		for _, file := range values(t, filepath.Join(dir)) {
			if filepath.Base(filepath.Dir(file)) == "00" && i == 0 {
				old := time.Unix(1_000_000_000, 0)
				if err := os.Chtimes(file, old, old); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	s.shrink()
	var total int64
	for _, file := range values(t, dir) {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > s.limit || total < s.limit/2 {
		t.Errorf("%d bytes are left of %d allowed", total, s.limit)
	}
	if _, ok := s.Get(Key{0}); ok {
		t.Error("the oldest is still there")
	}
}

func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			s := open(t, dir)
			for i := range 50 {
				s.Put(Key{byte(i)}, bytes.Repeat([]byte{byte(i)}, i))
				if got, ok := s.Get(Key{byte(i)}); ok && !bytes.Equal(got, bytes.Repeat([]byte{byte(i)}, i)) {
					t.Errorf("value %d is %q", i, got)
				}
			}
			s.Close()
		})
	}
	group.Wait()
}
