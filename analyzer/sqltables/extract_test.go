package sqltables

import (
	"fmt"
	"strings"
	"testing"
)

// extractCases are statements with what they name: access (r, w, d, f), an @ for what stands in a body, a ? for a partial name,
// a ~ for an uncertain one, the schema and the name, in the order of the text.
var extractCases = []struct {
	dialect Dialect
	sql     string
	want    string
}{
	// Common table expressions.
	{Postgres, "WITH a AS (SELECT * FROM a) SELECT * FROM a", "r a"},
	{SQLite, "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a", ""},
	{Postgres, "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a", "r b"},
	{Postgres, "WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a", ""},
	{MySQL, "WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT n FROM T, u) SELECT * FROM t", "r u"},
	{Postgres, "WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b) SELECT * FROM b", "r b"},
	{Postgres, `WITH "A" AS (SELECT 1) SELECT * FROM a, "A", A`, "r a, r a"},
	{Postgres, "WITH a AS (INSERT INTO b VALUES (1) RETURNING *) UPDATE c SET d = a.d FROM a", "w b, w c"},
	{Postgres, "WITH a AS (SELECT 1) DELETE FROM a USING a b", "w a"},
	{Postgres, "SELECT * FROM t WHERE x IN (WITH a AS (SELECT 1) SELECT * FROM a, c) AND y IN (SELECT 1 FROM a)", "r t, r c, r a"},
	{Any, "WITH \x01 SELECT * FROM x JOIN s.y ON true", "r ~x, r s.y"},
	{MySQL, "WITH a AS (SELECT 1) UPDATE a SET b = 1", "w a"},
	{SQLServer, "WITH c (n) AS (SELECT 1) INSERT INTO t SELECT n FROM c", "w t"},

	// FROM lists.
	{Any, "SELECT * FROM a, b AS c, d e, f.g", "r a, r b, r d, r f.g"},
	{Any, "SELECT * FROM a JOIN (b CROSS JOIN c) ON a.x = CASE WHEN b.y THEN 1 ELSE 2 END, d", "r a, r b, r c, r d"},
	{Postgres, "SELECT * FROM a NATURAL FULL OUTER JOIN b TABLESAMPLE system (1) REPEATABLE (2) JOIN c USING (x) AS u, d", "r a, r b, r c, r d"},
	{Postgres, "SELECT * FROM ONLY a, ONLY (b), c *, LATERAL f(1) g, ROWS FROM (h(), i()) AS j, k", "r a, r b, r c, r k"},
	{Postgres, "SELECT * FROM a LEFT JOIN b ON left(a.x, 1) = b.y, c", "r a, r b, r c"},
	{Postgres, "SELECT a IS DISTINCT FROM b, extract(day FROM c) FROM d WHERE e IS NOT DISTINCT FROM f", "r d"},
	{Postgres, "SELECT 1 FROM current_date, user, session_user s, users", "r users"},
	{MySQL, "SELECT 1 FROM user, dual", "r user"},
	{MySQL, "SELECT * FROM a PARTITION (p0, p1) AS b USE INDEX (i, j) IGNORE KEY FOR ORDER BY (k), c", "r a, r c"},
	{MySQL, "SELECT * FROM a STRAIGHT_JOIN b ON a.x = b.x, {OJ c LEFT JOIN d ON 1}", "r a, r b, r c, r d"},
	{MySQL, "SELECT * FROM a FOR SYSTEM_TIME AS OF now(), b FOR UPDATE", "r a, r b"},
	{SQLServer, "SELECT * FROM a WITH (NOLOCK), b CROSS APPLY f(b.x) c INNER HASH JOIN d ON 1 = 1 PIVOT (sum(x) FOR y IN ([1])) p", "r a, r b, r d"},
	{SQLServer, "SELECT * FROM [a b].[c]]d] JOIN @t t ON 1 = 1 JOIN #tmp ON 1 = 1 JOIN x..y ON 1 = 1", "r a b.c]d, r #tmp, r y"},
	{SQLServer, "SELECT * FROM a AS x, b FOR PATH AS y, c FOR PATH z WHERE MATCH(SHORTEST_PATH(x(-(y)->z)+))", "r a, r b, r c"},
	{SQLServer, "SELECT * FROM PREDICT(MODEL = @m, DATA = a.b AS d) WITH (s float) AS p JOIN c ON 1 = 1", "r a.b, r c"},
	{SQLServer, "INSERT INTO a SELECT * FROM (DELETE FROM b OUTPUT deleted.x WHERE y = 1) AS d", "w a, w b"},
	{SQLServer, "INSERT INTO a SELECT i FROM (MERGE INTO b USING c ON b.i = c.i WHEN MATCHED THEN DELETE OUTPUT $action, c.i) AS d (e, i) WHERE e = 'DELETE'", "w a, w b, r c"},
	{SQLite, "SELECT * FROM 'a' JOIN [b c] NOT INDEXED, d INDEXED BY e, f(1), main.g WHERE x IN h AND y IN i(1)", "r a, r b c, r d, r main.g, r h"},
	{SQLite, "SELECT left FROM left LEFT JOIN right", "r left, r right"},
	{Any, "SELECT * FROM (((a)))", "r a"},
	{Any, "SELECT * FROM ((SELECT * FROM a WHERE x ORDER BY 1) UNION (SELECT * FROM b LIMIT 1)) c, d", "r a, r b, r d"},
	{Any, "(SELECT * FROM a) UNION ALL TABLE b INTERSECT VALUES (1) EXCEPT SELECT * FROM c ORDER BY (SELECT 1 FROM d)", "r a, r b, r c, r d"},

	// Changes of rows.
	{Postgres, "INSERT INTO a.b AS c (d, e) OVERRIDING SYSTEM VALUE SELECT * FROM f ON CONFLICT (d) DO UPDATE SET e = (SELECT 1 FROM g)", "w a.b, r f, r g"},
	{MySQL, "INSERT IGNORE a (b) VALUES ((SELECT 1 FROM c)) ON DUPLICATE KEY UPDATE b = VALUES(b)", "w a, r c"},
	{MySQL, "REPLACE LOW_PRIORITY INTO a SELECT * FROM b", "w a, r b"},
	{SQLite, "INSERT OR IGNORE INTO a DEFAULT VALUES", "w a"},
	{Any, "INSERT INTO a (SELECT * FROM b)", "w a, r b"},
	{SQLServer, "INSERT INTO a (b) OUTPUT inserted.b INTO c (b) SELECT d FROM e", "w a, w c, r e"},
	{Postgres, "UPDATE ONLY a * AS b SET (c, d) = (SELECT 1, 2 FROM e), f = DEFAULT FROM g JOIN h ON true WHERE i RETURNING *", "w a, r e, r g, r h"},
	{MySQL, "UPDATE a JOIN b ON a.x = b.x, c SET b.y = 1, c.z = (SELECT 2 FROM d) WHERE 1", "r a, w b, w c, r d"},
	{MySQL, "UPDATE s.a x LEFT JOIN s.b y ON x.i = y.i SET x.j = y.j", "w s.a, r s.b"},
	{SQLite, "UPDATE OR ROLLBACK a INDEXED BY b SET c = 1 FROM d", "w a, r d"},
	{SQLServer, "UPDATE x SET y = 1 OUTPUT deleted.y INTO l FROM a x JOIN b ON b.i = x.i", "w l, w a, r b"},
	{Postgres, "DELETE FROM ONLY a AS b USING c, d WHERE b.x = c.x", "w a, r c, r d"},
	{MySQL, "DELETE QUICK a, y.* FROM a JOIN b y ON a.i = y.i JOIN c ON 1 WHERE a.z", "w a, w b, r c"},
	{MySQL, "DELETE FROM a, s.b USING a JOIN s.b ON 1 JOIN c", "w a, w s.b, r c"},
	{MySQL, "DELETE FROM a PARTITION (p) WHERE x LIMIT 1", "w a"},
	{SQLServer, "DELETE TOP (5) x FROM a AS x JOIN b ON 1 = 1", "w a, r b"},
	{Postgres, "MERGE INTO ONLY a b USING (SELECT * FROM c) d JOIN e ON true ON b.x = d.x WHEN NOT MATCHED BY SOURCE AND EXISTS (SELECT 1 FROM f) THEN DELETE", "w a, r c, r e, r f"},

	// Definitions.
	{Postgres, "CREATE TABLE a (b int REFERENCES c.d, e int CHECK (e IN (SELECT 1 FROM f)), FOREIGN KEY (b) REFERENCES g (h), LIKE i) INHERITS (j, k.l)", "d a, f c.d, r f, f g, d i, d j, d k.l"},
	{Postgres, "CREATE TABLE a PARTITION OF b (c REFERENCES d) FOR VALUES FROM (1) TO (2)", "d a, d b, f d"},
	{Postgres, "CREATE TEMP TABLE a ON COMMIT DROP AS WITH b AS (SELECT 1) SELECT * FROM b, c WITH NO DATA", "d a, r c"},
	{MySQL, "CREATE TABLE a ENGINE=MERGE UNION=(b, c)", "d a, d b, d c"},
	{MySQL, "CREATE TABLE a (b int) REPLACE SELECT * FROM c", "d a, r c"},
	{MySQL, "CREATE TABLE IF NOT EXISTS a LIKE b", "d a, d b"},
	{SQLite, "CREATE VIRTUAL TABLE a USING fts5(b, content='select from c')", "d a"},
	{SQLite, "CREATE INDEX main.i ON a (b) WHERE c IS NOT NULL", "d a"},
	{Postgres, "CREATE RECURSIVE VIEW a (n) AS SELECT 1 UNION ALL SELECT n FROM a, b", "d a, r b"},
	{MySQL, "CREATE OR REPLACE ALGORITHM=MERGE DEFINER=`u`@`h` SQL SECURITY INVOKER VIEW a AS SELECT * FROM b", "d a, r b"},
	{Postgres, "CREATE RULE r AS ON INSERT TO a WHERE EXISTS (SELECT 1 FROM b) DO ALSO (INSERT INTO c VALUES (1); DELETE FROM d)", "d a, r b, w @c, w @d"},
	{Postgres, "CREATE POLICY p ON a FOR SELECT TO r USING (x IN (SELECT y FROM b))", "d a, r b"},
	{Postgres, "CREATE PUBLICATION p FOR TABLE a (b), ONLY c WHERE (d > 1), TABLES IN SCHEMA e, TABLE f", "d a, d c, d f"},
	{Postgres, "CREATE SCHEMA s CREATE TABLE a (b int) CREATE VIEW c AS SELECT * FROM a GRANT SELECT ON a TO x", "d a, d c, r a, d a"},
	{Postgres, "CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE OF x, y ON a FROM b FOR EACH ROW EXECUTE FUNCTION f()", "d a, d b"},
	{Postgres, "ALTER TABLE ONLY a.b ADD CONSTRAINT c FOREIGN KEY (d) REFERENCES e, ATTACH PARTITION f DEFAULT, NO INHERIT g", "d a.b, f e, d f, d g"},
	{Postgres, "ALTER TABLE a RENAME TO b", "d a"},
	{MySQL, "ALTER TABLE a RENAME TO s.b, ADD COLUMN c int REFERENCES d (e)", "d a, d s.b, f d"},
	{MySQL, "ALTER TABLE a EXCHANGE PARTITION p WITH TABLE b", "d a, d b"},
	{MySQL, "RENAME TABLE a TO b, c.d TO e", "d a, d b, d c.d, d e"},
	{Postgres, "ALTER SEQUENCE a OWNED BY b.c", ""},
	{Postgres, "ALTER INDEX a RENAME TO b", ""},
	{Any, "DROP TABLE IF EXISTS a, b.c CASCADE", "d a, d b.c"},
	{Postgres, "DROP TRIGGER t ON a; DROP INDEX i; DROP SEQUENCE s; DROP MATERIALIZED VIEW v", "d a, d v"},

	// Utilities.
	{Postgres, "TRUNCATE a, ONLY b.c RESTART IDENTITY", "w a, w b.c"},
	{Postgres, "LOCK a, b IN SHARE MODE", "w a, w b"},
	{MySQL, "LOCK TABLES a AS x READ, b.c LOW_PRIORITY WRITE", "w a, w b.c"},
	{Postgres, "COPY a (b) FROM STDIN;\n1\tselect * from x\n\\.\nSELECT * FROM c", "w a, r c"},
	{Postgres, "COPY (DELETE FROM a RETURNING *) TO STDOUT", "w a"},
	{MySQL, "LOAD DATA INFILE 'from x' REPLACE INTO TABLE a (b) SET c = (SELECT 1 FROM d)", "w a, r d"},
	{Postgres, "GRANT SELECT (a), UPDATE ON TABLE b, c.d TO e; REVOKE ALL ON SEQUENCE f FROM g; GRANT h TO i", "d b, d c.d"},
	{Postgres, "COMMENT ON COLUMN a.b.c IS 'x'; COMMENT ON CONSTRAINT d ON e IS NULL; COMMENT ON ROLE f IS ''", "d a.b, d e"},
	{Postgres, "VACUUM (FULL) a (b, c), d; ANALYZE VERBOSE e; CLUSTER f USING g; REINDEX TABLE CONCURRENTLY h; REINDEX INDEX i", "d a, d d, d e, d f, d h"},
	{Postgres, "REFRESH MATERIALIZED VIEW CONCURRENTLY a WITH DATA", "w a"},
	{Postgres, "EXPLAIN (ANALYZE) INSERT INTO a SELECT * FROM b", "w a, r b"},
	{Postgres, "PREPARE p (int) AS DELETE FROM a WHERE b = $1", "w a"},
	{Postgres, "DECLARE c CURSOR FOR SELECT * FROM a; FETCH ALL FROM c; MOVE 1 FROM c", "r a"},
	{MySQL, "SHOW FULL COLUMNS FROM a FROM b", "r b.a"},
	{MySQL, "EXPLAIN EXTENDED SELECT * FROM a; DESC b c", "r a, r b"},
	{MySQL, "CHECK TABLE a, b QUICK; HANDLER c OPEN AS d; FLUSH TABLES e, f WITH READ LOCK", "d a, d b, r c, d e, d f"},

	// Bodies.
	{Postgres, "DO $x$ BEGIN FOR r IN SELECT * FROM a LOOP INSERT INTO b VALUES (r.c); END LOOP; END $x$", "r @a, w @b"},
	{Postgres, "CREATE FUNCTION f() RETURNS trigger AS $$ DECLARE x int := (SELECT 1 FROM a); BEGIN SELECT y INTO x FROM b; IF EXISTS (SELECT FROM c) THEN PERFORM 1 FROM d; END IF; RETURN QUERY SELECT * FROM e; EXCEPTION WHEN others THEN UPDATE g SET h = 1; END $$ LANGUAGE plpgsql", "r @a, r @b, r @c, r @d, r @e, w @g"},
	{Postgres, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT ''x'' FROM a; DELETE FROM b'", "r @a, w @b"},
	{Postgres, "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'select * from a'", ""},
	{Postgres, "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 FROM a; INSERT INTO b VALUES (1); END", "r @a, w @b"},
	{MySQL, "CREATE PROCEDURE p(IN x int) BEGIN DECLARE c CURSOR FOR SELECT * FROM a; DECLARE EXIT HANDLER FOR NOT FOUND SET y = 1; l:LOOP IF x THEN UPDATE b SET z = 1; END IF; END LOOP; END; SELECT * FROM d", "r @a, w @b, r d"},
	{MySQL, "DELIMITER //\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN INSERT INTO b VALUES (1); END//\nDELIMITER ;\nDELETE FROM c;", "d a, w @b, w c"},
	{SQLite, "CREATE TRIGGER t AFTER UPDATE OF x ON a WHEN NEW.x > (SELECT 1 FROM b) BEGIN UPDATE c SET d = CASE WHEN 1 THEN 2 END; DELETE FROM e; END", "d a, r b, w @c, w @e"},
	{SQLServer, "CREATE PROCEDURE p AS BEGIN SELECT * FROM a IF 1 = 1 UPDATE b SET c = 1 ELSE DELETE FROM d END\nGO\nSELECT * FROM e", "r @a, w @b, w @d, r e"},

	// Words and quotes.
	{Postgres, `SELECT "from", x."into" FROM "My Schema"."a""b", U&"\0061b", A.B`, `r My Schema.a"b, r ab, r a.b`},
	{Postgres, "SELECT 'it''s from x', E'\\' from x', $$ from x $$, U&'from x' FROM a /* from b /* from c */ from d */ -- from e", "r a"},
	{MySQL, "SELECT 'a\\' from x', \"from x\" /*! , y FROM a */ # from b\n-- from c\n", "r a"},
	{MySQL, "SELECT 1--1 FROM `a``b`, 1x, $y", "r a`b, r 1x, r $y"},
	{SQLite, "SELECT 'a\\' FROM b WHERE c = $d::e(f) AND g = :from AND h = @from AND i = ?1", "r b"},
	{Any, "SELECT a[1], b[c], ARRAY[d] FROM [e f], `g` WHERE x = 'it\\'s from h'", "r e f, r g"},
	{Any, "SELECT * FROM a WHERE b=:c::text AND d=?AND e ?| array['f'] AND g=$1", "r a"},
	{Any, "SELECT 1FROM/**/a,b--c\n,d", "r a, r b, r d"},
	{Any, "SELECT a FROM b WHERE c % 2 = 0 AND d %2 = 1 AND e%f", "r b"},
	{Postgres, "\\set x 1\nSELECT * FROM a \\gset\n\\d b\nSELECT * FROM c", "r a, r c"},

	// Quotes of no dialect.
	{Any, "SELECT * FROM \x02order\x02 JOIN \x02A b\x02.\x02c\x02 x, \x02d\x01\x02", "r order, r A b.c, r ?d\x01"},
	{MySQL, "INSERT INTO \x02Group\x02 VALUES (1)", "w Group"},
	{SQLite, "DELETE FROM \x02from\x02", "w from"},

	// Holes.
	{Any, "SELECT * FROM \x01", "r ?\x01"},
	{Any, "SELECT * FROM\x01", "r ?\x01"},
	{Any, "SELECT * FROM \x01.a, b.\x01, c_\x01 d, \"e\x01\", f", "r \x01.a, r ?b.\x01, r ?c_\x01, r ?e\x01, r f"},
	{Any, "SELECT %s FROM %s.a JOIN %[2]s ON %d = 1 JOIN b_%s c", "r \x01.a, r ?\x01, r ?b_\x01"},
	{Any, "DELETE FROM {{.Table}} WHERE x", "w ?\x01"},
	{Any, "INSERT INTO ${t} VALUES (1)", "w ?\x01"},
	{Any, "SELECT * FROM a \x01 JOIN b ON \x01", "r a, r b"},
	{Any, "UPDATE a SET \x01", "w a"},
	{Any, "SELECT * FROM (\x01) x, a", "r ?\x01, r a"},
	{Any, "SELECT * FROM a.", "r ?a.\x01"},
	{Any, "SELECT * FROM a WHERE x IN (SELECT y FROM ", "r a"},
	{Any, "DELETE FROM \"", "w ?\x01"},
	{MySQL, "DELETE FROM `shop`.`or", "w ?shop.or\x01"},
	{Any, "DELETE FROM \"a\"\"", "w ?a\"\x01"},
	{Any, "SELECT * FROM WHERE x = 1", ""},

	// Pieces.
	{Any, " LEFT JOIN a ON a.x = b.y JOIN c USING (z)", "r a, r c"},
	{Any, "a.x, a.y FROM a WHERE z IN (SELECT 1 FROM b)", "r a, r b"},
	{Any, "AND EXISTS (SELECT 1 FROM a)", "r a"},
	{Any, "INTO a (b) VALUES (1)", "w a"},
}

func TestExtract(t *testing.T) {
	for _, c := range extractCases {
		r := Extract(c.sql, c.dialect)
		check(t, c.sql, r)
		if got := describe(r.References); got != c.want {
			t.Errorf("%s %q\ngot  %q\nwant %q", c.dialect, c.sql, got, c.want)
		}
	}
}

// describe writes references the way extractCases does.
func describe(refs []Reference) string {
	var parts []string
	for _, r := range refs {
		var marks string
		if r.InBody {
			marks += "@"
		}
		if r.Partial {
			marks += "?"
		}
		if r.Uncertain {
			marks += "~"
		}
		name := r.Name
		if r.Schema != "" {
			name = r.Schema + "." + name
		}
		parts = append(parts, fmt.Sprintf("%c %s%s", r.Access.String()[0], marks, name))
	}
	return strings.Join(parts, ", ")
}

func TestOffsets(t *testing.T) {
	for _, c := range []struct{ sql, name string }{
		{"SELECT * FROM a.b", "a.b"},
		{"SELECT *\n\tFROM\n\"Ä\" . \"b\"\"c\" d", `"Ä" . "b""c"`},
		{"/* from x */ DELETE FROM [a b]", "[a b]"},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT ''x'', ''y'' FROM abc'", "abc"},
		{"DO $$ BEGIN DELETE FROM abc; END $$", "abc"},
	} {
		r := Extract(c.sql, Any)
		if len(r.References) != 1 {
			t.Fatalf("%s: %v", c.sql, r.References)
		}
		if ref := r.References[0]; c.sql[ref.Offset:ref.Offset+ref.Length] != c.name {
			t.Errorf("%s: %q, want %q", c.sql, c.sql[ref.Offset:ref.Offset+ref.Length], c.name)
		}
	}
}

func TestStatements(t *testing.T) {
	r := Extract("BEGIN; INSERT INTO a VALUES (1);\n-- then\nCOMMIT ;; ROLLBACK TO x; ROLLBACK; START TRANSACTION; DROP TABLE b", Any)
	want := "begin insert commit other rollback begin drop"
	var got []string
	for _, s := range r.Statements {
		got = append(got, s.Kind.String())
	}
	if strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, " "), want)
	}
	if a, b := r.References[0], r.References[1]; a.Statement != 1 || b.Statement != 6 || !b.Dropped {
		t.Errorf("got %+v", r.References)
	}
	if s := r.Statements[2]; s.End-s.Offset != len("COMMIT") {
		t.Errorf("got %+v", s)
	}
}

func TestDirectives(t *testing.T) {
	sql := "-- ringfence:allow foreign-table -- for now\nSELECT * FROM /* ringfence:allow foreign-table users -- reason */ users /* not ringfence: */"
	r := Extract(sql, Any)
	var got []string
	for _, d := range r.Directives {
		got = append(got, sql[d.Offset:d.Offset+d.Length])
	}
	want := "ringfence:allow foreign-table -- for now|ringfence:allow foreign-table users -- reason"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

// numbered repeats a pattern with ever other numbers.
func numbered(pattern string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern, i)
	}
	return b.String()
}

// TestDepth reads what nests as deep as a text can, which must neither take the stack nor much time.
func TestDepth(t *testing.T) {
	const n = 100_000
	for name, sql := range map[string]string{
		"parentheses": "SELECT " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n) + " FROM a",
		"joins":       "SELECT * FROM " + strings.Repeat("(", n) + "a" + strings.Repeat(")", n),
		"subqueries":  "SELECT * FROM a WHERE x IN " + strings.Repeat("(SELECT 1 FROM a WHERE x IN ", n) + "(1)" + strings.Repeat(")", n),
		"derived":     "SELECT * FROM " + strings.Repeat("(SELECT * FROM ", n) + "a" + strings.Repeat(")", n),
		"with":        strings.Repeat("WITH x AS (", n) + "SELECT * FROM a" + strings.Repeat(") SELECT * FROM a", n),
		"open":        strings.Repeat("SELECT (", n) + " FROM a",
		"explain":     strings.Repeat("EXPLAIN ", n) + "SELECT * FROM a",
		"begin":       "CREATE PROCEDURE p() " + strings.Repeat("BEGIN ", n) + "DELETE FROM a; " + strings.Repeat("END; ", n),
		"cases":       "SELECT " + strings.Repeat("CASE WHEN ", n) + "1" + strings.Repeat(" THEN 1 END", n) + " FROM a",
		"rules":       strings.Repeat("CREATE RULE r AS ON INSERT TO a DO ", n),
		"prepare":     strings.Repeat("PREPARE p AS ", n),
		"schemas":     strings.Repeat("CREATE SCHEMA s ", n),
		"comments":    strings.Repeat("/*", n) + strings.Repeat("*/", n) + "SELECT * FROM a",
		"tags":        numbered("$t%d$ ", n),
		"unclosed":    strings.Repeat("/* /* */ ", n),
		"copies":      strings.Repeat("COPY a FROM STDIN;\n", n),
		"targets":     "DELETE " + numbered("t%d, ", n) + "t FROM " + numbered("t%d, ", n) + "t",
		"assignments": "UPDATE " + numbered("t%d, ", n) + "t SET " + numbered("t%d.x = 1, ", n) + "t.x = 1",
		"templates":   strings.Repeat("{{", n) + strings.Repeat("${", n),
		"delimiters":  strings.Repeat("DELIMITER //\n", n),
		"brackets":    strings.Repeat("SELECT [", n),
		"holes":       "SELECT * FROM " + strings.Repeat("\x01,", n) + "a",
	} {
		t.Run(name, func(t *testing.T) {
			for d := Any; d <= SQLServer; d++ {
				check(t, sql, Extract(sql, d))
			}
		})
	}
	var b strings.Builder
	b.WriteString("WITH c0 AS (SELECT * FROM a)")
	for i := 1; i < 10_000; i++ {
		fmt.Fprintf(&b, ", c%d AS (SELECT * FROM c%d)", i, i-1)
	}
	b.WriteString(" SELECT * FROM c9999")
	if got := describe(Extract(b.String(), Postgres).References); got != "r a" {
		t.Errorf("10,000 common table expressions: got %.200s", got)
	}
}
