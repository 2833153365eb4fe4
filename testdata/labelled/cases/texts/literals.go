// Package texts shows how SQL text comes to database/sql.
package texts

import (
	"context"
	"database/sql"
	"os/exec"
)

var (
	db  *sql.DB
	ctx = context.Background()
)

// case: a literal at Query
func Literal() { db.Query("SELECT id FROM items") } // want foreign-table items read

// case: a literal at QueryContext with a schema
func LiteralContext() {
	db.QueryContext(ctx, "SELECT id FROM inventory.lots WHERE id = $1", 7) // want foreign-table inventory.lots read
}

// case: the default schema is not part of the target
func DefaultSchema() { db.QueryRow("SELECT 1 FROM public.items") } // want foreign-table items read

// case: a quoted name
func QuotedName() { db.QueryRow(`SELECT 1 FROM "items"`) } // want foreign-table items read

// case: names are compared without case
func UpperCase() { db.QueryRow("SELECT 1 FROM ITEMS") } // want foreign-table items read

// case: an update in a transaction
func UpdateInTx(tx *sql.Tx) { tx.Exec("UPDATE items SET name = $1", "a") } // want foreign-table items write

// case: an insert on a connection
func InsertOnConn(c *sql.Conn) {
	c.ExecContext(ctx, "INSERT INTO stock (id) VALUES ($1)", 1) // want foreign-table stock write
}

// case: a prepared delete
func PrepareDelete() { db.Prepare("DELETE FROM stock WHERE id = $1") } // want foreign-table stock write

// case: DDL
func DropIt() { db.Exec("DROP TABLE IF EXISTS items") } // want foreign-table items ddl

// case: TRUNCATE is a write
func TruncateIt() { db.Exec("TRUNCATE items") } // want foreign-table items write

// case: an index on a foreign table is DDL
func IndexIt() { db.Exec("CREATE INDEX items_name ON items (name)") } // want foreign-table items ddl

// case: a foreign key to another module's table
func ForeignKey() {
	db.Exec("CREATE TABLE notes (item_id INT REFERENCES items (id))") // want foreign-key items foreign-key
}

// case: a raw literal of several lines
func RawLiteral() {
	// want:+3 foreign-table items read
	db.Query(`
		SELECT i.id
		FROM items i
		WHERE i.id = $1`, 7)
}

// case: each table of a raw literal on its own line
func RawLiteralTwo() {
	// want:+3 foreign-table items read
	// want:+3 foreign-table stock read
	db.Query(`SELECT i.id, s.qty
		FROM items i
		LEFT JOIN stock s
			ON s.item_id = i.id`)
}

// case: two tables of one owner are no join
func SameOwner() {
	db.Query("SELECT 1 FROM items i JOIN stock s ON s.item_id = i.id") // want foreign-table items read; foreign-table stock read
}

// case: tables of two owners are a join
func TwoOwners() {
	db.Query("SELECT 1 FROM items i JOIN orders o ON o.item_id = i.id") // want foreign-table items join; foreign-table orders join
}

// case: a table that no one owns makes no join
func UnownedBeside() {
	db.Query("SELECT 1 FROM items i JOIN app_log l ON l.item_id = i.id") // want foreign-table items read
}

// case: an insert from another owner's table
func InsertSelect() {
	db.Exec("INSERT INTO items (id) SELECT item_id FROM orders") // want foreign-table items write; foreign-table orders join
}

// case: two statements in one text
func TwoStatements() {
	db.Exec("DELETE FROM items; UPDATE stock SET qty = 0") // want foreign-table items write; foreign-table stock write
}

// case: a subquery in WHERE
func Subquery() {
	db.Query("SELECT id FROM app_log WHERE item_id IN (SELECT id FROM items)") // want foreign-table items read
}

// case: a hole in WHERE hides no table
func HoleInWhere(condition string) {
	db.Query("SELECT id FROM items WHERE " + condition) // want foreign-table items read
}

// case: a hole in WHERE of a table that no one owns
func HoleInWhereUnowned(condition string) { db.Query("SELECT id FROM app_log WHERE " + condition) }

// case: a hole among the columns
func HoleInColumns(column string) {
	db.Query("SELECT " + column + " FROM items") // want foreign-table items read
}

// case: a table that no one owns
func Unowned() { db.Query("SELECT id FROM app_log") }

// case: the same name in another schema is another table
func OtherSchema() { db.Query("SELECT id FROM app.items") }

// case: a CTE named like an owned table
func CTE() { db.Query("WITH items AS (SELECT 1 AS id) SELECT id FROM items") }

// case: an alias named like an owned table
func Alias() { db.Query("SELECT items.id FROM app_log AS items") }

// case: a column named like an owned table
func Column() { db.Query("SELECT stock FROM app_log") }

// case: a string inside SQL
func StringInSQL() { db.Exec("INSERT INTO app_log (words) VALUES ('select id from items')") }

// case: a comment inside SQL
func CommentInSQL() { db.Query("SELECT 1 -- not FROM items") }

// case: the catalogue belongs to nobody
func Catalogue() { db.Query("SELECT * FROM pg_catalog.pg_class, information_schema.tables") }

// case: EXTRACT has a FROM of its own
func Extract() { db.Query("SELECT EXTRACT(YEAR FROM stock) FROM app_log") }

// case: Exec of os/exec's kind is no SQL
func Command() { exec.Command("select", "from", "items").Run() }

// case: a table function's name is no table
func TableFunction() { db.Query("SELECT * FROM items(7)") }

// case: a row lock is a read
func ForUpdate() { db.QueryRow("SELECT id FROM items WHERE id = 1 FOR UPDATE") } // want foreign-table items read

// case: UPDATE … FROM reads the second table
func UpdateFrom() {
	db.Exec("UPDATE app_log SET n = s.qty FROM stock s WHERE s.id = app_log.id") // want foreign-table stock read
}

// case: DELETE … USING reads the second table
func DeleteUsing() {
	db.Exec("DELETE FROM stock USING items WHERE items.id = stock.item_id") // want foreign-table stock write; foreign-table items read
}
