package oracle

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// mariadbStatements calls f with every statement of a file of MariaDB's test suite. The files mix SQL with commands of their test
// driver; what is none of either is refused by the grammar later.
func mariadbStatements(path string, f func(sql string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	delimiter := ";"
	var b strings.Builder
	for lines.Scan() {
		line := lines.Text()
		trimmed := strings.TrimSpace(line)
		if b.Len() == 0 {
			lower := strings.ToLower(trimmed)
			if trimmed == "" || trimmed[0] == '#' || strings.HasPrefix(trimmed, "--") && !strings.HasPrefix(lower, "--delimiter") {
				continue
			}
			if rest, ok := strings.CutPrefix(strings.TrimPrefix(lower, "--"), "delimiter"); ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t') {
				fields := strings.Fields(rest)
				if len(fields) > 0 {
					next := strings.TrimSuffix(fields[0], delimiter)
					if next == "" {
						next = ";"
					}
					delimiter = next
				}
				continue
			}
		}
		b.WriteString(line)
		b.WriteByte('\n')
		if strings.HasSuffix(trimmed, delimiter) {
			sql := strings.TrimSpace(b.String())
			b.Reset()
			sql = strings.TrimSpace(strings.TrimSuffix(sql, delimiter))
			if sql != "" && utf8.ValidString(sql) {
				f(sql)
			}
		}
	}
	return lines.Err()
}

// TestMariaDB compares with MySQL's grammar on MariaDB's own test suite, wherever the grammar accepts. The suite is not ours to
// copy; unpack Debian's package mariadb-test-data and name its folder in RINGFENCE_MARIADB_TESTS.
func TestMariaDB(t *testing.T) {
	root := os.Getenv("RINGFENCE_MARIADB_TESTS")
	if root == "" {
		t.Skip("RINGFENCE_MARIADB_TESTS names no folder with MariaDB's tests")
	}
	seen := map[string]bool{}
	var r sqltables.Result
	var total, names, access int
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".test" && filepath.Ext(path) != ".inc" {
			return err
		}
		return mariadbStatements(path, func(sql string) {
			if seen[sql] {
				return
			}
			seen[sql] = true
			want, ok := mysqlTables(sql)
			if !ok {
				return
			}
			r.Extract(sql, sqltables.MySQL)
			v := compare(want, r.References, false)
			total++
			names += count(v.names)
			access += count(v.access)
			if testing.Verbose() && !v.access {
				t.Logf("%s\nwant %v\ngot  %s", sql, want, show(r.References))
			}
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if float64(access) < 0.999*float64(total) || float64(names) < 0.9995*float64(total) {
		t.Error("below the threshold: names 99.95 %, access 99.9 %")
	}
	t.Logf("figures: %d statements: names %.3f %%, access %.3f %%", total, 100*float64(names)/float64(total), 100*float64(access)/float64(total))
}
