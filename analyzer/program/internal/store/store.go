// Package store keeps what was worked out before, in a folder that several processes may use at the same time.
//
// In come keys that say everything a value depends on; out come the bytes that were put under the same key, or nothing: a value that is
// missing, cut short or changed on disk is none. What was not used for some days goes, and so does the oldest when there is too much.
package store

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/cache"
)

// A Key names a value by the hash of all that it depends on.
type Key = [cache.HashSize]byte

// maxSize bounds what a folder holds after Close, in bytes; few is how many new values are let pass unmeasured.
const (
	maxSize = 512 << 20
	few     = 16
)

// A Store keeps values. A nil Store keeps nothing.
type Store struct {
	dir   string
	cache *cache.Cache
	limit int64
	puts  atomic.Int64
}

// Open opens a folder, which is made if it is not there.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	c, err := cache.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Store{dir: dir, cache: c, limit: maxSize}, nil
}

// Get returns the value under a key, and whether there is one.
func (s *Store) Get(key Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	data, _, err := s.cache.GetBytes(key)
	return data, err == nil
}

// Put keeps a value. Where it cannot be written, the next run has to work it out again: that is no error.
func (s *Store) Put(key Key, data []byte) {
	if s == nil {
		return
	}
	if s.cache.PutBytes(key, data) == nil {
		s.puts.Add(1)
	}
}

// Close drops what is old, and the oldest of what is too much.
func (s *Store) Close() {
	if s == nil || s.puts.Load() == 0 {
		return
	}
	_ = s.cache.Trim() // what stays is only more than need be
	if s.puts.Load() > few {
		s.shrink()
	}
}

// shrink deletes the files that were not used for longest until the rest is within the limit.
func (s *Store) shrink() {
	type file struct {
		path string
		size int64
		used time.Time
	}
	var files []file
	var total int64
	err := filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Dir(path) == s.dir {
			return nil // what another process deletes meanwhile is gone
		}
		if info, err := entry.Info(); err == nil {
			files = append(files, file{path, info.Size(), info.ModTime()})
			total += info.Size()
		}
		return nil
	})
	if err != nil || total <= s.limit {
		return
	}
	slices.SortFunc(files, func(a, b file) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.path, b.path)) })
	for _, f := range files {
		if total <= s.limit {
			return
		}
		if os.Remove(f.path) == nil {
			total -= f.size
		}
	}
}
