package store

import (
	"bytes"
	"fmt"
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

// put keeps n values, the last under Key{1}, and closes the store.
func put(t *testing.T, dir string, n int) {
	t.Helper()
	s := open(t, dir)
	for i := n; i > 0; i-- {
		s.Put(Key{byte(i)}, value(i))
		if got, ok := s.Get(Key{byte(i)}); !ok || !bytes.Equal(got, value(i)) {
			t.Errorf("value %d is %q, %v before the store is closed", i, got, ok)
		}
	}
	s.Close()
}

func value(i int) []byte { return bytes.Repeat([]byte{byte(i)}, 100*i) }

func TestPutGet(t *testing.T) {
	for _, n := range []int{1, few, few + 1, 200} {
		dir := filepath.Join(t.TempDir(), "new")
		s := open(t, dir)
		if _, ok := s.Get(Key{1}); ok {
			t.Error("an empty store has a value")
		}
		s.Close()
		put(t, dir, n)
		s = open(t, dir)
		for i := 1; i <= n; i++ {
			if got, ok := s.Get(Key{byte(i)}); !ok || !bytes.Equal(got, value(i)) {
				t.Errorf("of %d, value %d is %q, %v", n, i, got, ok)
			}
		}
		if _, ok := s.Get(Key{255}); ok {
			t.Error("what was not put is there")
		}
		s.Close()
	}
	var none *Store
	none.Put(Key{1}, []byte("value"))
	if _, ok := none.Get(Key{1}); ok {
		t.Error("no store has a value")
	}
	none.Close()
}

// Many values take few files.
func TestBundled(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, 200)
	if files := values(t, dir); len(files) != 4 {
		t.Errorf("200 values are in %d files", len(files))
	}
}

// What was put in runs before is found, also when there were many, and the bundles that are of use are the last to be forgotten.
func TestManyBundles(t *testing.T) {
	dir := t.TempDir()
	for run := range maxBundles + 8 {
		s := open(t, dir)
		if _, ok := s.Get(Key{0, 1}); ok != (run > 0) {
			t.Fatalf("run %d: the value of the first is there: %v", run, ok)
		}
		for i := range few + 1 {
			s.Put(Key{byte(run), byte(i)}, value(i))
		}
		s.Close()
	}
	s := open(t, dir)
	defer s.Close()
	found := 0
	for run := range maxBundles + 8 {
		if _, ok := s.Get(Key{byte(run), 2}); ok {
			found++
		}
	}
	if found != maxBundles || len(s.bundles) != maxBundles {
		t.Errorf("%d values found in %d bundles", found, len(s.bundles))
	}
}

// A long run does not hold everything until its end.
func TestMuch(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for i := range 5 {
		s.Put(Key{byte(i)}, make([]byte, much/2-1000))
	}
	if s.size > much || len(s.written) != 1 {
		t.Errorf("%d bytes wait, and %d bundles were written", s.size, len(s.written))
	}
	s.Close()
	s = open(t, dir)
	defer s.Close()
	for i := range 5 {
		if got, ok := s.Get(Key{byte(i)}); !ok || len(got) != much/2-1000 {
			t.Errorf("value %d: %d bytes, %v", i, len(got), ok)
		}
	}
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
		for _, n := range []int{1, 40} {
			t.Run(fmt.Sprintf("%s of %d", name, n), func(t *testing.T) {
				dir := t.TempDir()
				put(t, dir, n)
				for _, file := range values(t, dir) {
					data, err := os.ReadFile(file)
					if err != nil {
						t.Fatal(err)
					}
					if err := damage(file, bytes.Clone(data)); err != nil {
						t.Fatal(err)
					}
					checkDamaged(t, dir, n, filepath.Ext(file))
					if err := os.WriteFile(file, data, 0o666); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
}

// checkDamaged sees to it that every value is whole or none, and that one is none.
func checkDamaged(t *testing.T, dir string, n int, what string) {
	t.Helper()
	s := open(t, dir)
	defer s.Close()
	lost := 0
	for i := 1; i <= n; i++ {
		switch got, ok := s.Get(Key{byte(i)}); {
		case !ok:
			lost++
		case !bytes.Equal(got, value(i)):
			t.Errorf("%s damaged: value %d is %q", what, i, got)
		}
	}
	if lost == 0 {
		t.Errorf("%s damaged, and nobody sees it", what)
	}
}

// Every byte of a bundle may be wrong.
func TestCorruptBytes(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, few+1)
	for _, file := range values(t, dir) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(data); at += 1 + len(data)/2000 {
			changed := bytes.Clone(data)
			changed[at] ^= 1 << (at % 8)
			if err := os.WriteFile(file, changed, 0o666); err != nil {
				t.Fatal(err)
			}
			s := open(t, dir)
			for i := 1; i <= few+1; i++ {
				if got, ok := s.Get(Key{byte(i)}); ok && !bytes.Equal(got, value(i)) {
					t.Errorf("byte %d changed: value %d is %q", at, i, got)
				}
			}
			s.Close()
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
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
	s.Put(Key{200}, make([]byte, 1000))
	s.Close()
	old := time.Now().Add(-24 * time.Hour)
	for _, file := range values(t, dir) {
		if err := os.Chtimes(file, old, old); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 40 {
		s := open(t, dir)
		s.Put(Key{byte(i)}, bytes.Repeat([]byte{byte(i)}, 1000))
		s.Close()
	}
	s = open(t, dir)
	s.limit = 10_000
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
	if _, ok := s.Get(Key{200}); ok {
		t.Error("the oldest is still there")
	}
}

func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 5 {
				s := open(t, dir)
				for i := range 50 {
					if got, ok := s.Get(Key{byte(i)}); ok && !bytes.Equal(got, value(i)) {
						t.Errorf("value %d is %q", i, got)
					}
					s.Put(Key{byte(i)}, value(i))
				}
				s.Close()
			}
		})
	}
	group.Wait()
}
