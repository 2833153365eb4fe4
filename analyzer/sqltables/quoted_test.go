package sqltables

import "testing"

// TestQuoted tells mentions in literals from those in the text itself.
func TestQuoted(t *testing.T) {
	for _, c := range []struct {
		dialect           Dialect
		sql, refs, quoted string
	}{
		{Postgres, "SELECT 'A.\"b C\"'::regclass, CAST('d' AS regclass), regclass 'e', to_regclass('f')::oid FROM h", "r h", "r a.b C, r d, r e, r f"},
		{Postgres, "CREATE TABLE a (b int DEFAULT nextval('c.a_b_seq'::regclass))", "d a", "r c.a_b_seq"},
		{Postgres, "SELECT '1259'::regclass, a::regclass, 'b c'::regclass, 'd'::text FROM e", "r e", ""},
		{MySQL, "SELECT regclass 'a' FROM b", "r b", ""},
		{Postgres, "DO $$ BEGIN EXECUTE 'DELETE FROM a WHERE b = ''c'''; END $$", "", "w @a"},
		{Postgres, "DO $$ BEGIN EXECUTE format('INSERT INTO %I.%I SELECT * FROM a WHERE b = %L', s, t, 1) USING x; END $$", "", "w @?\x01.\x01, r @a"},
		{Postgres, "DO $$ BEGIN EXECUTE 'DROP TABLE ' || quote_ident(t) || ' CASCADE'; EXECUTE 'TRUNCATE a' || x; END $$", "", "d @?\x01, w @?a\x01"},
		{Postgres, "DO $$ BEGIN EXECUTE q; FOR r IN EXECUTE 'SELECT * FROM a' LOOP END LOOP; RETURN QUERY EXECUTE 'SELECT 1 FROM b' INTO x; END $$", "", "r @?\x01, r @a, r @b"},
		{Postgres, "DO ' BEGIN EXECUTE ''DELETE FROM a WHERE b = ''''c''''''; DELETE FROM d; END '", "w @d", "w @a"},
		{Postgres, "EXECUTE p (1)", "", ""},
		{Postgres, "CREATE TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION f()", "d a", ""},
		{SQLServer, "EXEC ('SELECT * FROM a.b; DELETE FROM c'); EXEC p 'd'; EXEC sp_executesql N'UPDATE e SET f = 1', N'@x int'; EXEC (@q)", "", "r a.b, w c, w e, r ?\x01"},
		{Any, "DO $$EXEC\\", "", ""},
		{Any, "EXEC('FROM '+", "", "r ?\x01"},
		{MySQL, "PREPARE s FROM 'SELECT * FROM a'; PREPARE s FROM @q; EXECUTE s; EXECUTE IMMEDIATE \"DELETE FROM `b`\"", "", "r a, r ?\x01, w b"},
	} {
		r := Extract(c.sql, c.dialect)
		check(t, c.sql, r)
		if got := describe(r.References); got != c.refs {
			t.Errorf("%s %s\ngot  %q\nwant %q", c.dialect, c.sql, got, c.refs)
		}
		if got := describe(r.Quoted); got != c.quoted {
			t.Errorf("%s %s\nquoted\ngot  %q\nwant %q", c.dialect, c.sql, got, c.quoted)
		}
		for _, ref := range r.Quoted {
			if written := c.sql[ref.Offset : ref.Offset+ref.Length]; !ref.Partial && ref.Schema == "" && written != ref.Name && written != "`"+ref.Name+"`" {
				t.Errorf("%s\n%s stands at %q", c.sql, ref.Name, written)
			}
		}
	}
}
