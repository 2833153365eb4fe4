package store

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"os"
	"slices"
	"strings"
	"sync/atomic"
)

// To make a file takes as long as to observe a small package, so that many values of one run are kept in one: a bundle. It is a zip archive
// without compression, which says of each value where it lies and what its checksum is.

// maxBundles bounds how many bundles are known; what only a forgotten one has is worked out again.
const maxBundles = 32

// listKey is where the keys of the bundles stand, one after the other.
var listKey = Key(sha256.Sum256([]byte("bundles")))

// A bundle is one that can be read from.
type bundle struct {
	key   Key
	file  *os.File
	size  int64
	files []*zip.File  // sorted by name
	hits  atomic.Int64 // values that were found
}

// listed returns the keys of the bundles, the most useful first.
func (s *Store) listed() []Key {
	list, _, err := s.cache.GetBytes(listKey)
	if err != nil || len(list)%len(listKey) != 0 {
		return nil
	}
	var keys []Key
	for key := range slices.Chunk(list, len(listKey)) {
		keys = append(keys, Key(key))
	}
	return keys
}

// openBundle returns nil for a bundle that is not there or damaged.
func (s *Store) openBundle(key Key) *bundle {
	name, entry, err := s.cache.GetFile(key)
	if err != nil {
		return nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil
	}
	archive, err := zip.NewReader(file, entry.Size)
	if err != nil {
		file.Close()
		return nil
	}
	return &bundle{key: key, file: file, size: entry.Size, files: archive.File}
}

// get returns the value of a name, if it is in the bundle and unharmed.
func (b *bundle) get(name string) ([]byte, bool) {
	i, found := slices.BinarySearchFunc(b.files, name, func(f *zip.File, name string) int { return strings.Compare(f.Name, name) })
	if !found || b.files[i].UncompressedSize64 > uint64(b.size) {
		return nil, false
	}
	r, err := b.files[i].Open()
	if err != nil {
		return nil, false
	}
	defer r.Close()
	data := bytes.NewBuffer(make([]byte, 0, b.files[i].UncompressedSize64+bytes.MinRead))
	if _, err := data.ReadFrom(r); err != nil {
		return nil, false
	}
	b.hits.Add(1)
	return data.Bytes(), true
}

func fileName(key Key) string { return hex.EncodeToString(key[:]) }

// writeBundle keeps values in one file and returns its key.
func (s *Store) writeBundle(values map[Key][]byte) (Key, error) {
	var b bytes.Buffer
	size := 0
	for _, data := range values {
		size += len(data) + 300 // a name twice, and what stands around it
	}
	b.Grow(size)
	archive := zip.NewWriter(&b)
	for _, key := range slices.SortedFunc(maps.Keys(values), func(a, b Key) int { return bytes.Compare(a[:], b[:]) }) {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: fileName(key), Method: zip.Store})
		if err != nil {
			return Key{}, err
		}
		if _, err := w.Write(values[key]); err != nil {
			return Key{}, err
		}
	}
	if err := archive.Close(); err != nil {
		return Key{}, err
	}
	key := Key(sha256.Sum256(b.Bytes()))
	return key, s.cache.PutBytes(key, b.Bytes())
}

// list writes down which bundles there are: the new ones, then those that were of use. What another process has listed meanwhile stays, unless
// both write at the same moment; then a bundle is forgotten.
func (s *Store) list(fresh []Key) {
	keys := slices.Clone(fresh)
	for _, b := range slices.SortedStableFunc(slices.Values(s.bundles), func(a, b *bundle) int { return cmp.Compare(b.hits.Load(), a.hits.Load()) }) {
		if b.hits.Load() > 0 {
			keys = append(keys, b.key)
		}
	}
	keys = append(keys, s.listed()...)
	var list []byte
	known := map[Key]bool{}
	for _, key := range keys {
		if !known[key] && len(known) < maxBundles {
			known[key] = true
			list = append(list, key[:]...)
		}
	}
	_ = s.cache.PutBytes(listKey, list) // what is not listed is worked out again
}
