package oracle

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// corpora are the shared corpora's files.
var corpora = []string{"postgres.jsonl.gz", "sqlite.jsonl.gz", "mysql.jsonl.gz"}

// longest bounds the statements that are cut and pierced, in bytes: cutting is quadratic in their length.
const longest = 3000

// names returns what a whole statement names, to the grammar or to this package, in lower case.
func names(e entry, refs []sqltables.Reference) map[string]bool {
	known := map[string]bool{}
	for _, r := range refs {
		known[lowerName(r)] = true
	}
	for _, t := range e.Tables {
		known[strings.ToLower(t.Schema+"."+t.Name)] = true
	}
	return known
}

func lowerName(r sqltables.Reference) string { return strings.ToLower(r.Schema + "." + r.Name) }

// madeUp returns the first table that a damaged statement names for certain and the whole one does not.
func madeUp(refs []sqltables.Reference, known map[string]bool) string {
	for _, r := range refs {
		if !r.Partial && !r.Uncertain && r.Schema != "\x01" && !known[lowerName(r)] {
			return lowerName(r)
		}
	}
	return ""
}

// TestCuts ends every statement at every white space: what is left names no table that the whole does not. The few that do are
// names whose meaning a later word turns: a function before its parenthesis, CLUSTER's index before ON.
func TestCuts(t *testing.T) {
	damaged(t, 0.02, func(e entry, try func(sql string)) {
		for i := 1; i < len(e.SQL); i++ {
			if e.SQL[i] == ' ' || e.SQL[i] == '\n' {
				try(e.SQL[:i])
			}
		}
	})
}

// TestHoles puts a hole in the place of one to three words of every statement. What is left is ambiguous at times: behind FROM a
// hole is taken for a table, not for a table with ORDER BY, and before FROM for the columns of a query, not for REVOKE.
func TestHoles(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	damaged(t, 0.1, func(e entry, try func(sql string)) {
		words := strings.Split(e.SQL, " ")
		for range 12 {
			from := random.IntN(len(words))
			to := min(len(words), from+1+random.IntN(3))
			// Half a string, comment or pair of parentheses would change what all the rest is.
			if gone := strings.Join(words[from:to], " "); strings.ContainsAny(gone, "'\"`$[]/*;()#\n") || strings.Contains(gone, "--") {
				continue
			}
			pierced := append(append(append([]string{}, words[:from]...), "\x01"), words[to:]...)
			try(strings.Join(pierced, " "))
		}
	})
}

// damaged counts the damaged statements that name a table the whole one does not; more than limit per cent of them is an error.
func damaged(t *testing.T, limit float64, damage func(e entry, try func(sql string))) {
	for _, file := range corpora {
		t.Run(strings.TrimSuffix(file, ".jsonl.gz"), func(t *testing.T) {
			var r sqltables.Result
			total, wrong := 0, 0
			for _, e := range readCorpus(t, file) {
				if len(e.SQL) > longest {
					continue
				}
				d, err := sqltables.ParseDialect(e.Dialect)
				if err != nil {
					t.Fatal(err)
				}
				r.Extract(e.SQL, d)
				known := names(e, r.References)
				damage(e, func(sql string) {
					total++
					r.Extract(sql, d)
					if name := madeUp(r.References, known); name != "" {
						wrong++
						if testing.Verbose() {
							t.Logf("%s in %q of %q", name, sql, e.SQL)
						}
					}
				})
			}
			percent := 100 * float64(wrong) / float64(max(1, total))
			t.Logf("figures: %d texts: a table made up in %d (%.4f %%)", total, wrong, percent)
			if percent > limit {
				t.Errorf("above the threshold of %.2f %%", limit)
			}
		})
	}
}
