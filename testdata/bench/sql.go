package main

import (
	"fmt"
	"strings"
)

// wheres are conditions, and orders what may follow them.
var (
	wheres = []string{"id = $1", "name = $1 AND qty > 0", "at > now() - interval '7 days' AND id <> $1", "qty BETWEEN 1 AND $1", "lower(name) LIKE $1"}
	orders = []string{"", " ORDER BY at DESC LIMIT 50", " ORDER BY name, id", " LIMIT 1"}
	tables = []string{"items", "lines", "events", "audit"}
)

// query returns one of many statements on the module's own tables.
func (t *tree) query(m *module, reads bool) string {
	pick := func(list []string) string { return list[t.rng.IntN(len(list))] }
	one, two := m.table(pick(tables)), m.table(pick(tables))
	where, order := pick(wheres), pick(orders)
	statements := []string{
		"UPDATE " + one + " SET qty = qty + 1, at = now() WHERE " + where,
		"INSERT INTO " + one + " (id, name, qty) VALUES ($1, 'new', 0) ON CONFLICT (id) DO UPDATE SET qty = excluded.qty",
		"DELETE FROM " + one + " WHERE " + where + " AND NOT EXISTS (SELECT 1 FROM " + two + " AS o WHERE o.name = " + one + ".name)",
		"INSERT INTO " + two + " (id, name) SELECT id, name FROM " + one + " WHERE " + where,
	}
	if reads {
		statements = []string{
			"SELECT count(*) FROM " + one + " WHERE " + where,
			"SELECT max(a.qty) FROM " + one + " AS a JOIN " + two + " AS b ON b.id = a.id WHERE a." + where + order,
			"\n\t\tWITH recent AS (\n\t\t\tSELECT id, qty FROM " + one + " WHERE " + where + order + "\n\t\t)\n\t\tSELECT coalesce(sum(r.qty), 0)\n\t\tFROM recent r\n\t\tLEFT JOIN " + two + " b USING (id)",
			"SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY name ORDER BY at) AS n FROM " + one + ") AS ranked WHERE n = 1 AND " + where,
		}
	}
	return pick(statements)
}

// statements writes methods with SQL in all the ways in which people write it.
func (t *tree) statements(m *module, f *file, receiver, db string, count int) {
	for i := range count {
		name := fmt.Sprintf("%sStatement%d", receiver, i)
		f.use("context")
		switch t.rng.IntN(7) {
		case 0:
			f.printf("\nfunc %s(ctx context.Context, arg any) (int64, error) {\n\tconst query = `%s`\n\treturn %s.One(ctx, query, arg)\n}\n", name, t.query(m, true), db)
		case 1:
			f.printf("\nfunc %s(ctx context.Context, arg any) (int64, error) {\n\treturn %s.Run(ctx, `%s`, arg)\n}\n", name, db, t.query(m, false))
		case 2:
			f.use("fmt")
			f.printf("\nfunc %s(ctx context.Context, limit int) (int64, error) {\n\treturn %s.One(ctx, fmt.Sprintf(\"SELECT id FROM %%s WHERE qty < %%d\", %s, limit))\n}\n",
				name, db, itemsOf(m, f))
		case 3:
			f.use("database/sql")
			f.printf("\nfunc %s(ctx context.Context, tx *sql.Tx, arg any) error {\n\tif _, err := tx.ExecContext(ctx, `%s`, arg); err != nil {\n\t\treturn err\n\t}\n\t_, err := tx.ExecContext(ctx, `%s`, arg)\n\treturn err\n}\n",
				strings.Replace(name, "Statement", "statement", 1), t.query(m, false), t.query(m, false))
		case 4:
			f.printf("\nfunc %s(ctx context.Context, arg any, open bool) (int64, error) {\n\tquery := `SELECT count(*) FROM %s WHERE id <> $1`\n\tif open {\n\t\tquery += \" AND qty > 0\"\n\t}\n\treturn %s.One(ctx, query, arg)\n}\n",
				name, m.table(tables[t.rng.IntN(len(tables))]), db)
		case 5:
			f.printf("\nfunc %s(ctx context.Context, arg any) (int64, error) {\n\treturn %s.Count(ctx, \"%s WHERE %s\", arg)\n}\n",
				name, db, m.table(tables[t.rng.IntN(len(tables))]), wheres[t.rng.IntN(len(wheres))])
		default:
			f.use("strings")
			f.printf("\nfunc %s(ctx context.Context, names []string) (int64, error) {\n\tvar b strings.Builder\n\tb.WriteString(\"SELECT count(*) FROM %s WHERE name IN (\")\n\tfor i := range names {\n\t\tif i > 0 {\n\t\t\tb.WriteString(\", \")\n\t\t}\n\t\tb.WriteString(\"?\")\n\t}\n\tb.WriteString(\")\")\n\treturn %s.One(ctx, b.String())\n}\n",
				name, m.table(tables[t.rng.IntN(len(tables))]), db)
		}
	}
}

// itemsOf names the constant with the table's name; the store has it without its package.
func itemsOf(m *module, f *file) string {
	if f.pkg == "store" {
		return "TableItems"
	}
	return f.use(m.path("store")) + ".TableItems"
}
