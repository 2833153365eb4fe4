// Package owncases shows what a module with tables of its own may do with them.
package owncases

import "database/sql"

var db *sql.DB

// case: a module's own table
func Own() { db.Query("SELECT id FROM orders") }

// case: an update of a module's own table
func OwnUpdate() { db.Exec("UPDATE order_lines SET qty = 1") }

// case: a foreign table beside an own one is a join
func Join() {
	db.Query("SELECT 1 FROM orders o JOIN items i ON i.id = o.item_id") // want foreign-table items join
}

// case: a foreign table alone in a subquery of an own statement
func SubqueryJoin() {
	db.Query("SELECT id FROM orders WHERE item_id IN (SELECT id FROM items)") // want foreign-table items join
}

// case: an own table filled from a foreign one
func InsertSelect() {
	db.Exec("INSERT INTO order_lines (item_id) SELECT id FROM items") // want foreign-table items join
}

// case: a write beside an own table stays a write
func UpdateFrom() {
	db.Exec("UPDATE stock SET qty = 0 FROM orders o WHERE o.item_id = stock.id") // want foreign-table stock write
}

// case: two statements in one text are judged apart
func TwoStatements() {
	db.Exec("DELETE FROM orders; SELECT id FROM items") // want foreign-table items read
}

// case: a foreign key from an own table
func ForeignKey() {
	db.Exec("ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id)") // want foreign-key users foreign-key
}

// case: a foreign key between own tables
func OwnForeignKey() {
	db.Exec("ALTER TABLE order_lines ADD FOREIGN KEY (order_id) REFERENCES orders (id)")
}

// case: a list of own and foreign tables
func Loop() {
	for _, t := range []string{"orders", "items"} { // want foreign-table items write
		db.Exec("DELETE FROM " + t)
	}
}
