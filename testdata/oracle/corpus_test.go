package oracle

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// entry is one line of a corpus: a statement and its tables as the database's own grammar sees them.
type entry struct {
	Dialect string  `json:"dialect"`
	Source  string  `json:"source"`
	SQL     string  `json:"sql"`
	Kind    string  `json:"kind"`
	Opaque  bool    `json:"opaque"`
	Tables  []table `json:"tables"`
}

// table is one mention. Offset is -1 where the grammar does not tell it.
type table struct {
	Schema string `json:"schema"`
	Name   string `json:"name"`
	Access string `json:"op"`
	Offset int    `json:"off"`
}

// corpusDir returns the folder of the shared corpora, or skips the test where they are not.
func corpusDir(t testing.TB) string {
	dir := os.Getenv("RINGFENCE_SQL_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "sql")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no corpora in %s (set RINGFENCE_SQL_CORPUS to their folder)", dir)
	}
	return dir
}

func readCorpus(t testing.TB, name string) []entry {
	f, err := os.Open(filepath.Join(corpusDir(t), name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var entries []entry
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var e entry
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return entries
}

// verdict is how an answer compares with the grammar's.
type verdict struct {
	names, access, offsets bool
	invented               bool // a table that the grammar does not know there
}

// compare judges sets of names, sets of names with their access, and the offsets that the grammar tells.
func compare(want []table, got []sqltables.Reference, opaque bool) verdict {
	key := func(schema, name string) string { return schema + "\x00" + name }
	wantNames, gotNames := map[string]bool{}, map[string]bool{}
	wantAccess, gotAccess := map[string]bool{}, map[string]bool{}
	var wantOffsets, gotOffsets []int
	known := true
	for _, w := range want {
		k := key(w.Schema, w.Name)
		wantNames[k] = true
		wantAccess[k+"\x00"+w.Access] = true
		if w.Offset < 0 {
			known = false
		}
		wantOffsets = append(wantOffsets, w.Offset)
	}
	for _, g := range got {
		if opaque && g.InBody {
			continue
		}
		k := key(g.Schema, g.Name)
		gotNames[k] = true
		gotAccess[k+"\x00"+accessWord(g.Access)] = true
		gotOffsets = append(gotOffsets, g.Offset)
	}
	v := verdict{names: same(wantNames, gotNames), access: same(wantAccess, gotAccess), offsets: true}
	for k := range gotNames {
		v.invented = v.invented || !wantNames[k]
	}
	if known {
		slices.Sort(wantOffsets)
		slices.Sort(gotOffsets)
		v.offsets = slices.Equal(slices.Compact(wantOffsets), slices.Compact(gotOffsets))
	}
	return v
}

func accessWord(a sqltables.Access) string {
	if a == sqltables.ForeignKey {
		return "fk"
	}
	return a.String()
}

func same(a, b map[string]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}

func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		file                   string
		names, access, offsets float64 // per cent of statements
	}{
		{"postgres.jsonl.gz", 99.9, 99.9, 99.9},
		{"sqlite.jsonl.gz", 99.95, 99.9, 99.9},
		{"mysql.jsonl.gz", 99.95, 99.9, 99.9},
	} {
		t.Run(strings.TrimSuffix(c.file, ".jsonl.gz"), func(t *testing.T) {
			entries := readCorpus(t, c.file)
			var names, access, offsets, invented int
			var r sqltables.Result
			for _, e := range entries {
				d, err := sqltables.ParseDialect(e.Dialect)
				if err != nil {
					t.Fatal(err)
				}
				r.Extract(e.SQL, d)
				v := compare(e.Tables, r.References, e.Opaque)
				if !v.names || !v.access || !v.offsets {
					if testing.Verbose() {
						t.Logf("%s %s\nwant %v\ngot  %s", e.Source, e.SQL, e.Tables, show(r.References))
					}
				}
				names += count(v.names)
				access += count(v.access)
				offsets += count(v.offsets)
				invented += count(v.invented)
			}
			n := len(entries)
			percent := func(k int) float64 { return 100 * float64(k) / float64(n) }
			t.Logf("figures: %d statements: names %.3f %%, access %.3f %%, offsets %.3f %%; a table too many in %.3f %%", n,
				percent(names), percent(access), percent(offsets), percent(invented))
			if percent(names) < c.names || percent(access) < c.access || percent(offsets) < c.offsets {
				t.Errorf("below the threshold: names %.2f, access %.2f, offsets %.2f", c.names, c.access, c.offsets)
			}
		})
	}
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func show(refs []sqltables.Reference) string {
	var b strings.Builder
	for _, r := range refs {
		fmt.Fprintf(&b, "{%s %s %s %d body=%v}", r.Schema, r.Name, accessWord(r.Access), r.Offset, r.InBody)
	}
	return b.String()
}

// hardcase is one line of hardcases.jsonl.
type hardcase struct {
	Name, Dialect, SQL string
	Expect             []table
	Note               string
}

func TestHardcases(t *testing.T) {
	f, err := os.Open(filepath.Join(corpusDir(t), "hardcases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var h hardcase
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		t.Run(h.Name, func(t *testing.T) {
			d, err := sqltables.ParseDialect(h.Dialect)
			if err != nil {
				t.Fatal(err)
			}
			r := sqltables.Extract(h.SQL, d)
			if strings.HasPrefix(h.Name, "prose-") {
				// References are given whatever the shape; that this is no SQL says the shape.
				if r.Shape != sqltables.NotSQL {
					t.Errorf("%s is %s", h.SQL, r.Shape)
				}
				return
			}
			got := known(r.References)
			v := compare(h.Expect, got, false)
			if !v.names || !v.access {
				t.Errorf("%s\nwant %v\ngot  %s shape %s", h.SQL, h.Expect, show(got), r.Shape)
			}
		})
	}
}

// known leaves partial names out, which the cases do not list.
func known(refs []sqltables.Reference) []sqltables.Reference {
	refs = slices.DeleteFunc(slices.Clone(refs), func(r sqltables.Reference) bool { return r.Partial })
	slices.SortFunc(refs, func(a, b sqltables.Reference) int { return cmp.Compare(a.Offset, b.Offset) })
	return refs
}

// TestAnyDialect reads the corpora without telling their dialect. There is no threshold: texts exist that mean different things to
// different databases.
func TestAnyDialect(t *testing.T) {
	for _, file := range corpora {
		var r sqltables.Result
		var names, invented int
		entries := readCorpus(t, file)
		for _, e := range entries {
			r.Extract(e.SQL, sqltables.Any)
			for i := range r.References {
				if e.Dialect == "postgres" { // the one dialect whose names are folded
					r.References[i].Name = fold(r.References[i].Name, r.References[i].NameQuoted)
					r.References[i].Schema = fold(r.References[i].Schema, r.References[i].SchemaQuoted)
				}
			}
			v := compare(e.Tables, r.References, e.Opaque)
			names += count(v.names)
			invented += count(v.invented)
			if testing.Verbose() && !v.names {
				t.Logf("%s %s\nwant %v\ngot  %s", e.Source, e.SQL, e.Tables, show(r.References))
			}
		}
		n := float64(len(entries))
		t.Logf("figures: %s: %d statements: names %.3f %%; a table too many in %.3f %%", file, len(entries), 100*float64(names)/n, 100*float64(invented)/n)
	}
}

func fold(name string, quoted bool) string {
	if quoted {
		return name
	}
	return strings.ToLower(name)
}
