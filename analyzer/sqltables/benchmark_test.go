package sqltables

import (
	"strconv"
	"strings"
	"testing"
)

// BenchmarkExtract reads small statements one by one with a reused result.
func BenchmarkExtract(b *testing.B) {
	statements := strings.Split(sqlStatements, "\n")
	for d := Any; d <= SQLServer; d++ {
		b.Run(d.String(), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(sqlStatements) / len(statements)))
			var r Result
			for i := 0; b.Loop(); i++ {
				r.Extract(statements[i%len(statements)], d)
			}
		})
	}
}

// BenchmarkLength reads ever longer texts: the time per byte stays the same.
func BenchmarkLength(b *testing.B) {
	for _, n := range []int{1 << 10, 1 << 15, 1 << 20} {
		for name, unit := range map[string]string{
			"joins":       " JOIN s.t u ON u.x = y AND z IN (SELECT 1 FROM v)",
			"columns":     ", a.b + f(c, 'd')",
			"parentheses": "(",
		} {
			prefix := "SELECT * FROM t"
			if name != "joins" {
				prefix = "SELECT x"
			}
			sql := prefix + strings.Repeat(unit, n/len(unit))
			b.Run(name+"/"+strconv.Itoa(n), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(sql)))
				var r Result
				for b.Loop() {
					r.Extract(sql, Any)
				}
			})
		}
	}
}

// TestAllocations holds a reused result to what its names need: nothing, or one block for names that are folded.
func TestAllocations(t *testing.T) {
	var r Result
	for sql, most := range map[string]float64{
		"select a.b, (select 1 from c) from d.e join f on g = h where i in (1, 2)": 0,
		"INSERT INTO Orders (A, B) SELECT * FROM Items JOIN Stock ON TRUE":         1,
		`SELECT * FROM "a""b"`: 2,
	} {
		got := testing.AllocsPerRun(100, func() { r.Extract(sql, Postgres) })
		if got > most {
			t.Errorf("%s: %v allocations, want at most %v", sql, got, most)
		}
	}
}
