// Package self tells one build of this program from others.
package self

import (
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"io"
	"os"
	"slices"
	"strings"
)

// ID returns what is the same only for programs of the same content, for the program in a file.
func ID(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if id := buildID(f); id != "" {
		return id, nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// byContent tells a build ID that the go command wrote: actions and contents, the last one a hash of the whole program. Other builders write
// what they like (cmd/go/internal/work/buildid.go).
func byContent(id string) bool {
	const hashes, length = 4, 20
	parts := strings.Split(id, "/")
	return len(parts) == hashes && !slices.ContainsFunc(parts, func(part string) bool {
		return len(part) != length || strings.ContainsFunc(part, func(r rune) bool { return !isURLSafe(r) })
	})
}

// isURLSafe tells whether a character may stand in unpadded base64 for URLs (RFC 4648, section 5).
func isURLSafe(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_'
}

// buildID returns the go command's build ID, which is read much faster than the program is hashed; "" where there is none, or no easy way to it.
func buildID(f io.ReaderAt) string {
	program, err := elf.NewFile(f)
	if err != nil {
		return ""
	}
	section := program.Section(".note.go.buildid")
	if section == nil || section.Size > 1<<10 {
		return ""
	}
	note, err := section.Data()
	// Three words, of which the first two are the lengths of the name and of the ID, and the name "Go" in a word of its own.
	const head = 16
	if err != nil || len(note) < head {
		return ""
	}
	size := program.ByteOrder.Uint32(note[4:])
	if uint64(size) > uint64(len(note)-head) {
		return ""
	}
	if id := string(note[head : head+size]); byContent(id) {
		return id
	}
	return ""
}
