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
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/cache"
)

// A Key names a value by the hash of all that it depends on.
type Key = [cache.HashSize]byte

// maxSize bounds what a folder holds after Close, in bytes; few is how many new values are written one by one, and let pass unmeasured; much
// is for how many bytes of them a run does not wait for its end.
const (
	maxSize = 512 << 20
	few     = 16
	much    = 16 << 20
)

// A Store keeps values, some of them only when it is closed. A nil Store keeps nothing.
type Store struct {
	dir     string
	cache   *cache.Cache
	limit   int64
	bundles []*bundle

	mu      sync.Mutex
	fresh   map[Key][]byte // not written yet
	size    int            // of fresh, in bytes
	written []Key          // bundles
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
	s := &Store{dir: dir, cache: c, limit: maxSize, fresh: map[Key][]byte{}}
	for _, key := range s.listed() {
		if b := s.openBundle(key); b != nil {
			s.bundles = append(s.bundles, b)
		}
	}
	return s, nil
}

// Get returns the value under a key, and whether there is one.
func (s *Store) Get(key Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	s.mu.Lock()
	data, ok := s.fresh[key]
	s.mu.Unlock()
	if ok {
		return data, true
	}
	name := fileName(key)
	for _, b := range s.bundles {
		if data, ok := b.get(name); ok {
			return data, true
		}
	}
	data, _, err := s.cache.GetBytes(key)
	return data, err == nil
}

// Put keeps a value, which must not be changed any more. Where it cannot be written, the next run has to work it out again: that is no error.
func (s *Store) Put(key Key, data []byte) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.size += len(data) - len(s.fresh[key])
	s.fresh[key] = data
	if s.size > much {
		s.bundle()
	}
}

// bundle writes what is new.
func (s *Store) bundle() {
	if key, err := s.writeBundle(s.fresh); err == nil {
		s.written = append(s.written, key)
	}
	clear(s.fresh)
	s.size = 0
}

// Close writes what is new, and drops what is old and the oldest of what is too much. The Store must not be used any more.
func (s *Store) Close() {
	if s == nil {
		return
	}
	for _, b := range s.bundles {
		b.file.Close()
	}
	switch {
	case len(s.written) == 0 && len(s.fresh) == 0:
		return
	case len(s.fresh) > few:
		s.bundle()
	default:
		for key, data := range s.fresh {
			_ = s.cache.PutBytes(key, data)
		}
	}
	_ = s.cache.Trim() // what stays is only more than need be
	if len(s.written) > 0 {
		s.list(s.written)
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
