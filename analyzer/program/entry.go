package program

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"

	"github.com/ringfence/ringfence/analyzer/sqluse"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// observation is what was observed of a unit, as it is kept.
type observation struct {
	Surface *surface.Package
	SQL     *sqluse.Package
	// Shape and InTests are what other packages learn of it through its types, and what its own external tests do.
	Shape, InTests digest
	// Says is a digest of what its functions and variables do with SQL.
	Says digest
	// Read are the files beside the Go files that were asked for.
	Read []readFile
}

// readFile is a file that an observation asked for.
type readFile struct {
	Name  string // below the package's folder, with "/"
	Found bool
	Hash  digest // of the content
}

func encode(o *observation) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(o)
	return b.Bytes(), err
}

func decode(data []byte) (*observation, error) {
	o := &observation{}
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(o); err != nil {
		return nil, err
	}
	if o.Surface == nil || o.SQL == nil {
		return nil, fmt.Errorf("no observation in %d bytes", len(data))
	}
	return o, nil
}

// saysOf returns a digest of what others have to know of a package's SQL.
func saysOf(p *sqluse.Package) (digest, error) {
	h := sha256.New()
	err := gob.NewEncoder(h).Encode(sqluse.Package{Path: p.Path, Functions: p.Functions, Variables: p.Variables})
	return digest(h.Sum(nil)), err
}
