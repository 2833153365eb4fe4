package sqltables

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// FuzzExtract holds whatever the text: no panic, offsets inside of the text, the same answer from used memory, and cut text that
// names no more than it says.
func FuzzExtract(f *testing.F) {
	for _, lines := range []string{proseLines, sqlStatements, sqlFragments} {
		for _, line := range strings.Split(lines, "\n") {
			f.Add(line, uint8(Any))
		}
	}
	for _, c := range extractCases {
		f.Add(c.sql, uint8(c.dialect))
	}
	f.Add("DO $$ BEGIN EXECUTE format('INSERT INTO %I SELECT ''a''::regclass', t) || 'b'; END $$", uint8(Postgres))
	f.Add("EXEC ('SELECT * FROM a' + @b); PREPARE s FROM 'SELECT ''x'' FROM a'", uint8(Any))
	var used Result
	f.Fuzz(func(t *testing.T, sql string, dialect uint8) {
		d := Dialect(dialect % 6) // one beyond the last, too
		used.Extract(sql, d)
		fresh := Extract(sql, d)
		if !reflect.DeepEqual(fresh.References, slices.Clone(used.References)) && len(fresh.References)+len(used.References) > 0 {
			t.Errorf("references differ: %v, then %v", used.References, fresh.References)
		}
		if fresh.Shape != used.Shape || len(fresh.Statements) != len(used.Statements) || len(fresh.Directives) != len(used.Directives) ||
			!slices.Equal(fresh.Quoted, used.Quoted) {
			t.Errorf("results differ: %v %v, then %v %v", used.Shape, used.Statements, fresh.Shape, fresh.Statements)
		}
		check(t, sql, fresh)
	})
}

// check tells whether everything in a result lies inside the text.
func check(t *testing.T, sql string, r Result) {
	t.Helper()
	inside := func(offset, length int) bool { return offset >= 0 && length >= 0 && offset+length <= len(sql) }
	for _, ref := range slices.Concat(r.References, r.Quoted) {
		if !inside(ref.Offset, ref.Length) || ref.Length == 0 || ref.Statement < 0 || ref.Statement >= len(r.Statements) {
			t.Errorf("reference outside of the text: %+v", ref)
		}
		if ref.Partial != (strings.IndexByte(ref.Name, Hole) >= 0) {
			t.Errorf("partial or not: %+v", ref)
		}
	}
	end := 0
	for _, s := range r.Statements {
		if s.Offset < end || s.End < s.Offset || s.End > len(sql) {
			t.Errorf("statement outside of the text or its order: %+v", r.Statements)
		}
		end = s.End
	}
	for _, d := range r.Directives {
		if !inside(d.Offset, d.Length) || !strings.HasPrefix(sql[d.Offset:], "ringfence:") {
			t.Errorf("directive outside of the text: %+v", d)
		}
	}
}
