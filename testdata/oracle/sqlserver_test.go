package oracle

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/sqlc-dev/teesql/parser"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// sqlserverStatements are T-SQL's own forms of what liveStatements say, and what only T-SQL has.
const sqlserverStatements = `SELECT TOP (5) * FROM [dbo].[a b] x WITH (NOLOCK) INNER HASH JOIN c ON x.i = c.i
SELECT * FROM a CROSS APPLY f(a.x) b, s.c OUTER APPLY (SELECT * FROM d) e
SELECT * FROM shop.dbo.a JOIN shop..b ON 1 = 1 OPTION (RECOMPILE)
WITH a (x) AS (SELECT y FROM b) SELECT * FROM a JOIN c ON a.x = c.x
INSERT INTO a (x) OUTPUT inserted.x SELECT y FROM b
INSERT a VALUES (1), ((SELECT max(x) FROM b))
UPDATE a SET x = 1 FROM b JOIN c ON b.y = c.y WHERE a.z = b.z
DELETE FROM a WHERE x IN (SELECT y FROM b)
MERGE dbo.a AS t USING dbo.b AS s ON t.i = s.i WHEN MATCHED THEN UPDATE SET x = s.x WHEN NOT MATCHED THEN INSERT (x) VALUES (s.x);
SELECT * FROM a PIVOT (sum(x) FOR y IN ([1], [2])) p
SELECT * FROM a SELECT * FROM b UPDATE c SET x = 1
IF EXISTS (SELECT 1 FROM a) DELETE FROM b ELSE INSERT INTO c VALUES (1)
DECLARE c CURSOR FOR SELECT * FROM a
CREATE PROCEDURE p AS BEGIN SELECT * FROM a UPDATE b SET x = 1 END
CREATE VIEW v AS SELECT * FROM a UNION ALL SELECT * FROM b
SELECT x FROM a ORDER BY x OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY SELECT * FROM b`

// TestLiveSQLServer compares the tables of FROM lists and the targets with T-SQL's grammar.
func TestLiveSQLServer(t *testing.T) {
	var r sqltables.Result
	accepted := 0
	for _, sql := range strings.Split(sqlserverStatements+"\n"+liveStatements, "\n") {
		script, err := parser.Parse(context.Background(), strings.NewReader(sql))
		if err != nil {
			continue
		}
		data, err := parser.MarshalScript(script)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(data, &tree); err != nil {
			t.Fatal(err)
		}
		var w sqlserverWalk
		w.node(tree)
		if len(w.names) == 0 {
			continue
		}
		accepted++
		r.Extract(sql, sqltables.SQLServer)
		got := map[string]bool{}
		for _, ref := range r.References {
			got[strings.ToLower(ref.Name)] = true
		}
		for name := range w.names {
			if !got[name] && !w.defined[name] {
				t.Errorf("%s\nlacks %s: got %s", sql, name, show(r.References))
			}
		}
	}
	if accepted < 25 {
		t.Errorf("the grammar accepts only %d statements", accepted)
	}
}

// TestSQLServerSuite compares the tables that T-SQL's grammar finds in FROM lists and as targets in the scripts of its own tests.
// Other mentions (of DDL) the tree holds in many forms; they are left out here.
func TestSQLServerSuite(t *testing.T) {
	dir := filepath.Join(moduleDir(t, "github.com/sqlc-dev/teesql@v1.1.0"), "parser", "testdata")
	trees, err := filepath.Glob(filepath.Join(dir, "*", "ast.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r sqltables.Result
	scripts, right, tables, missed := 0, 0, 0, 0
	for _, path := range trees {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sql, err := os.ReadFile(filepath.Join(filepath.Dir(path), "query.sql"))
		if err != nil {
			continue
		}
		if len(sql) > 1 && sql[0] == 0xFF && sql[1] == 0xFE {
			sql = narrow(sql[2:])
		}
		var tree any
		if json.Unmarshal(data, &tree) != nil || tree == nil {
			continue
		}
		var w sqlserverWalk
		w.node(tree)
		if len(w.names) == 0 {
			continue
		}
		r.Extract(string(sql), sqltables.SQLServer)
		got := map[string]bool{}
		for _, ref := range r.References {
			got[strings.ToLower(ref.Name)] = true
		}
		scripts++
		var lacking []string
		for name := range w.names {
			tables++
			if !got[name] && !w.defined[name] {
				missed++
				lacking = append(lacking, name)
			}
		}
		right += count(len(lacking) == 0)
		if len(lacking) > 0 && testing.Verbose() {
			t.Logf("%s\nlacks %v", filepath.Base(filepath.Dir(path)), lacking)
		}
	}
	t.Logf("%d scripts, %.1f %% without a table missing; %d tables, %d missing", scripts, 100*float64(right)/float64(max(1, scripts)), tables, missed)
}

// sqlserverWalk gathers the tables of a tree, and the names that are aliases or common table expressions in it.
type sqlserverWalk struct{ names, defined map[string]bool }

func (w *sqlserverWalk) node(v any) {
	if w.names == nil {
		w.names, w.defined = map[string]bool{}, map[string]bool{}
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			w.node(e)
		}
	case map[string]any:
		switch v["$type"] {
		case "NamedTableReference":
			object, _ := v["SchemaObject"].(map[string]any)
			if name := identifier(object["BaseIdentifier"]); name != "" {
				w.names[name] = true
			}
			w.defined[identifier(v["Alias"])] = true
		case "CommonTableExpression":
			w.defined[identifier(v["ExpressionName"])] = true
		}
		for _, e := range v {
			w.node(e)
		}
	}
}

func identifier(v any) string {
	m, _ := v.(map[string]any)
	s, _ := m["Value"].(string)
	return strings.ToLower(s)
}

// narrow turns UTF-16 into UTF-8.
func narrow(wide []byte) []byte {
	units := make([]uint16, len(wide)/2)
	for i := range units {
		units[i] = uint16(wide[2*i]) | uint16(wide[2*i+1])<<8
	}
	return []byte(string(utf16.Decode(units)))
}
