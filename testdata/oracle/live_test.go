package oracle

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// liveStatements are read by this package and by the databases' grammars; where a grammar refuses one, it has no say.
const liveStatements = `SELECT a.b FROM a
SELECT * FROM a, b c JOIN d ON c.x = d.x LEFT JOIN (e CROSS JOIN f) ON true
SELECT * FROM (SELECT * FROM a WHERE x = 1 ORDER BY y LIMIT 1) b, c
SELECT * FROM a WHERE x IN (SELECT y FROM b UNION SELECT z FROM c) AND EXISTS (SELECT 1 FROM d)
SELECT (SELECT max(x) FROM a), CASE WHEN EXISTS (SELECT 1 FROM b) THEN 1 ELSE (SELECT 2 FROM c) END FROM d
WITH a AS (SELECT * FROM b) SELECT * FROM a JOIN c ON a.x = c.x
WITH a AS (SELECT 1), b AS (SELECT * FROM a, c) SELECT * FROM b
WITH RECURSIVE a (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a, b WHERE n < 9) SELECT * FROM a
SELECT * FROM a WHERE x = (WITH c AS (SELECT * FROM d) SELECT y FROM c) AND z IN (SELECT 1 FROM c)
SELECT x FROM a GROUP BY x HAVING count(*) > (SELECT n FROM b) ORDER BY (SELECT 1 FROM c) LIMIT 3
(SELECT x FROM a) UNION ALL (SELECT y FROM b) ORDER BY 1
SELECT * FROM a NATURAL JOIN b
SELECT * FROM s.a AS x INNER JOIN s.b AS y USING (id)
SELECT 'from x', "c" FROM a -- from y
SELECT /* from x */ * FROM a
VALUES (1, (SELECT 2 FROM a))
INSERT INTO a VALUES (1, 'from b')
INSERT INTO a (x, y) SELECT x, y FROM b WHERE z = (SELECT 1 FROM c)
INSERT INTO s.a (x) VALUES ((SELECT y FROM b)), (2)
INSERT INTO a (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET y = (SELECT 1 FROM b)
INSERT INTO a (x) VALUES (1) ON DUPLICATE KEY UPDATE x = (SELECT 1 FROM b)
INSERT INTO a DEFAULT VALUES
REPLACE INTO a VALUES (1)
UPDATE a SET x = 1 WHERE y IN (SELECT z FROM b)
UPDATE a SET x = b.x FROM b JOIN c ON b.y = c.y WHERE a.z = b.z
UPDATE a, b SET a.x = b.x
UPDATE a JOIN b ON a.i = b.i SET b.x = 1, b.y = a.y
UPDATE a x LEFT JOIN s.b y ON x.i = y.i SET x.j = 2
WITH a AS (SELECT 1) UPDATE b SET x = (SELECT * FROM a)
DELETE FROM a WHERE x IN (SELECT y FROM b)
DELETE FROM a USING b, c WHERE a.x = b.x
DELETE a FROM a JOIN b ON a.x = b.x
DELETE a, c FROM a JOIN b ON a.x = b.x JOIN c
DELETE FROM a, b USING a JOIN b JOIN c ON a.x = c.x
MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN UPDATE SET y = b.y WHEN NOT MATCHED THEN INSERT VALUES (b.x)
MERGE INTO a USING (SELECT * FROM b) c ON a.x = c.x WHEN MATCHED AND EXISTS (SELECT 1 FROM d) THEN DELETE
TRUNCATE TABLE a
CREATE TABLE a (b int REFERENCES c (d), FOREIGN KEY (b) REFERENCES e (f))
CREATE TABLE a AS SELECT * FROM b
CREATE TABLE a (LIKE b)
CREATE TABLE a LIKE b
CREATE TABLE a (b int CHECK (b > 0), CONSTRAINT c FOREIGN KEY (b) REFERENCES s.d (e) ON DELETE CASCADE)
CREATE TEMPORARY TABLE a (b int)
CREATE VIEW a AS SELECT * FROM b JOIN c ON b.x = c.x
CREATE UNIQUE INDEX i ON a (b)
ALTER TABLE a ADD COLUMN b int REFERENCES c (d)
ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (d) REFERENCES e (f)
ALTER TABLE a RENAME TO b
ALTER TABLE a DROP COLUMN b
DROP TABLE a
DROP TABLE IF EXISTS a, s.b
DROP VIEW a
CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b SELECT * FROM c; DELETE FROM d; END
CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW BEGIN INSERT INTO b SELECT * FROM c; DELETE FROM d; END
CREATE TRIGGER t AFTER INSERT OR UPDATE OF x ON a FOR EACH ROW EXECUTE FUNCTION f()
CREATE PROCEDURE p() BEGIN DECLARE x INT DEFAULT 0; IF x = 1 THEN UPDATE a SET y = 1; ELSE DELETE FROM b; END IF; END
CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1 FROM a; END
EXPLAIN SELECT * FROM a
PREPARE p AS SELECT * FROM a
LOCK TABLES a READ, b WRITE
LOCK TABLE a IN SHARE MODE
COPY a FROM STDIN
COPY (SELECT * FROM a) TO STDOUT
SELECT * FROM a FOR UPDATE
SELECT * FROM a FOR UPDATE OF a
SELECT * INTO a FROM b
SELECT 1 IN a
SELECT * FROM a WHERE x NOT IN b
SELECT * FROM a LEFT JOIN b ON left(a.x, 1) = b.y, c
SELECT * FROM f(1), a
SELECT * FROM a TABLESAMPLE system (1), b
SELECT * FROM a PARTITION (p), b
SELECT * FROM a USE INDEX (i), b
SELECT extract(year FROM x) FROM a WHERE y IS DISTINCT FROM z
GRANT SELECT ON a TO b
COMMENT ON TABLE a IS 'b'
VACUUM a
ANALYZE a
REFRESH MATERIALIZED VIEW a
SHOW COLUMNS FROM a
DESCRIBE a
RENAME TABLE a TO b
LOAD DATA INFILE 'x' INTO TABLE a
TABLE a
HANDLER a OPEN
CREATE RULE r AS ON INSERT TO a DO ALSO INSERT INTO b VALUES (1)
CREATE POLICY p ON a USING (x IN (SELECT y FROM b))
CREATE PUBLICATION p FOR TABLE a, b
CREATE STATISTICS s ON x, y FROM a
ALTER TABLE a ATTACH PARTITION b DEFAULT
CREATE TABLE a PARTITION OF b DEFAULT
CREATE TABLE a () INHERITS (b, c)`

// grammar is a database's own grammar as an oracle.
type grammar struct {
	name    string
	dialect sqltables.Dialect
	tables  func(sql string) (tables []table, opaque, ok bool)
}

var grammars = []grammar{
	{"postgres", sqltables.Postgres, postgresTables},
	{"mysql", sqltables.MySQL, func(sql string) ([]table, bool, bool) {
		tables, ok := mysqlTables(sql)
		return tables, false, ok
	}},
	{"sqlite", sqltables.SQLite, func(sql string) ([]table, bool, bool) {
		tables, ok := sqliteTables(sql)
		return tables, false, ok
	}},
}

func TestLive(t *testing.T) {
	for _, g := range grammars {
		t.Run(g.name, func(t *testing.T) {
			accepted := 0
			var r sqltables.Result
			for _, sql := range strings.Split(liveStatements, "\n") {
				want, opaque, ok := g.tables(sql)
				if !ok {
					continue
				}
				accepted++
				r.Extract(sql, g.dialect)
				if v := compare(want, r.References, opaque); !v.names || !v.access || !v.offsets {
					t.Errorf("%s\nwant %v\ngot  %s", sql, want, show(r.References))
				}
			}
			if accepted < 35 {
				t.Errorf("the grammar accepts only %d statements", accepted)
			}
			t.Logf("%d statements", accepted)
		})
	}
}

// FuzzDifferential mutates statements and compares wherever a grammar still accepts them.
func FuzzDifferential(f *testing.F) {
	for i := range grammars {
		for _, sql := range strings.Split(liveStatements, "\n") {
			f.Add(sql, uint8(i))
		}
	}
	var r sqltables.Result
	f.Fuzz(func(t *testing.T, sql string, which uint8) {
		if len(sql) > 2000 || differs(sql) {
			return
		}
		g := grammars[int(which)%len(grammars)]
		want, opaque, ok := g.tables(sql)
		if !ok {
			return
		}
		r.Extract(sql, g.dialect)
		for _, ref := range r.References {
			if ref.Partial || ref.Schema == "\x01" {
				return // what this package takes for a hole, the grammar takes for an operator or a name
			}
		}
		if v := compare(want, r.References, opaque); !v.names {
			t.Errorf("%s %q\nwant %v\ngot  %s", g.name, sql, want, show(r.References))
		}
	})
}

// differs tells the texts on which this package and the grammars differ by design: holes and templates, which only this package
// knows, and what speaks to a client rather than to the database.
func differs(sql string) bool {
	if !utf8.ValidString(sql) {
		return true
	}
	lower := strings.ToLower(sql)
	for _, s := range []string{"\x01", "\x00", "%", "{{", "${", "$(", "\\", "delimiter", "constraints", "copy", "into.", "from.", "*."} {
		if strings.Contains(lower, s) {
			return true
		}
	}
	return false
}
