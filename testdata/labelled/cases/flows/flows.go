// Package flows shows texts that structs carry to the database.
package flows

import (
	"context"
	"database/sql"
	"fmt"
)

var (
	db  *sql.DB
	ctx = context.Background()
)

type repo struct {
	db    *sql.DB
	table string
}

func newRepo(db *sql.DB) *repo { return &repo{db: db, table: "items"} } // want foreign-table items read

// case: a field set in a constructor, used by a method
func (r *repo) List() { r.db.Query("SELECT id FROM " + r.table) }

type logRepo struct {
	db    *sql.DB
	table string
}

func newLogRepo(db *sql.DB) *logRepo { return &logRepo{db, "app_log"} }

// case: a field set in a constructor to a table that no one owns
func (r *logRepo) List() { r.db.Query("SELECT id FROM " + r.table) }

type lateRepo struct{ table string }

func newLateRepo() *lateRepo {
	r := &lateRepo{}
	r.table = "stock" // want foreign-table stock write
	return r
}

// case: a field set by assignment
func (r *lateRepo) Clear() { db.Exec("DELETE FROM " + r.table) }

type argRepo struct{ table string }

func newArgRepo(table string) *argRepo { return &argRepo{table: table} }

func (r *argRepo) clear() { db.Exec("DELETE FROM " + r.table) }

// case: a field that a constructor takes from its caller
func ConstructorArgument() { newArgRepo("users").clear() } // want foreign-table users write

type titled struct{ table string }

// case: a field that no SQL uses
func (t titled) Title() string { return "All from " + t.table }

// case: a struct with a field that no SQL uses
func MakeTitled() titled { return titled{table: "items"} }

type queries struct{ list, count string }

var itemQueries = queries{
	list:  "SELECT id FROM " + "items",       // want foreign-table items read
	count: "SELECT count(*) FROM " + "stock", // want foreign-table stock read
}

// case: fields of a package-level struct
func PackageStruct() {
	db.Query(itemQueries.list)
	db.Query(itemQueries.count)
}

// case: fields of an anonymous struct
func AnonymousStruct() {
	q := struct{ clear string }{"TRUNCATE " + "users"} // want foreign-table users write
	db.Exec(q.clear)
}

// Statement pairs a text with what is prepared from it.
type Statement struct {
	stmt **sql.Stmt
	text string
}

// StatementList is prepared in one go.
type StatementList []Statement

// Prepare prepares all.
func (l StatementList) Prepare(db *sql.DB) (err error) {
	for _, s := range l {
		if *s.stmt, err = db.Prepare(s.text); err != nil {
			return err
		}
	}
	return nil
}

const deleteStockSQL = "DELETE FROM " + "stock WHERE id = $1" // want foreign-table stock write

type store struct{ selectItem, deleteStock, insertLog *sql.Stmt }

// case: a list of statements with a method that prepares them
func (s *store) Open(db *sql.DB) error {
	return StatementList{
		{&s.selectItem, "SELECT id FROM " + "items"}, // want foreign-table items read
		{&s.deleteStock, deleteStockSQL},
		{&s.insertLog, "INSERT INTO " + "app_log VALUES (1)"},
	}.Prepare(db)
}

// case: a table of names and texts that is run
func RunTable() error {
	for _, step := range []struct{ name, sql string }{
		{"items", "DELETE FROM " + "app_log"},
		{"clear users", "DELETE FROM " + "users"}, // want foreign-table users write
	} {
		if _, err := db.Exec(step.sql); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return nil
}

type migration struct {
	version int
	up      string
	down    string
}

var migrations = []migration{
	{
		version: 1,
		up:      "ALTER TABLE items ADD COLUMN n INT", // want foreign-table items ddl
		down:    "ALTER TABLE items DROP COLUMN n",    // want foreign-table items ddl
	},
	{
		version: 2,
		// want:+2 foreign-key users foreign-key
		up: `CREATE TABLE app_notes (
			user_id INT REFERENCES users (id)
		)`,
		down: "DROP TABLE app_notes",
	},
}

// case: migrations
func Migrate(ctx context.Context) error {
	for _, m := range migrations {
		if _, err := db.ExecContext(ctx, m.up); err != nil {
			return err
		}
	}
	return nil
}

// case: a map from names to structs with texts
func MapOfStructs(name string) {
	all := map[string]migration{
		"a": {up: "UPDATE " + "stock SET qty = 0"}, // want foreign-table stock write
		"b": {up: "UPDATE " + "app_log SET n = 0"},
	}
	db.Exec(all[name].up)
}

// case: a pointer to a struct with a text
func PointerToStruct() {
	m := &migration{version: 1, up: "DROP TABLE " + "items"} // want foreign-table items ddl
	db.Exec(m.up)
}

// case: the field that runs is not the one that names an owned table
func OtherField() string {
	m := migration{up: "DELETE FROM " + "app_log", down: "items"}
	db.Exec(m.up)
	return m.down
}

type config struct{ prefix, table string }

func (c config) name() string { return c.prefix + c.table }

// case: a table's name that a method makes of two fields
func MethodOfFields() {
	c := config{prefix: "inventory.", table: "lots"} // want foreign-table inventory.lots read
	db.Query("SELECT id FROM " + c.name())
}

type base struct{ table string }

type derived struct {
	base
	limit int
}

// case: a field of an embedded struct
func EmbeddedField() {
	d := derived{base{"products"}, 1} // want foreign-table products read
	db.Query("SELECT id FROM " + d.table)
}

type nested struct{ names struct{ table string } }

// case: a field two structs deep
func NestedField() {
	var n nested
	n.names.table = "prices" // want foreign-table prices read
	db.Query("SELECT id FROM " + n.names.table)
}

// case: a struct handed to a function that runs its field
func HandedOn() { runStep(step{sql: "DELETE FROM " + "accounts"}) } // want foreign-table accounts write

type step struct{ name, sql string }

func runStep(s step) { db.Exec(s.sql) }

// case: a list of structs handed to a function
func HandedOnList() {
	runSteps([]step{
		{name: "users and items", sql: "DELETE FROM " + "app_log"},
		{sql: "DELETE FROM " + "items"}, // want foreign-table items write
	})
}

func runSteps(all []step) {
	for i := range all {
		db.Exec(all[i].sql)
	}
}

type kind int

const (
	kindItem kind = iota
	kindLog
)

var kindTables = [...]string{
	kindItem: "items", // want foreign-table items read
	kindLog:  "app_log",
}

// String names the table.
func (k kind) String() string { return kindTables[k] }

// case: a table's name by a String method
func Stringer(k kind) { db.Query("SELECT id FROM " + k.String()) }

type color int

// String names the color.
func (c color) String() string { return [...]string{"items", "users"}[c] }

// case: a String method that no SQL uses
func Colored(c color) string { return "choose from " + c.String() }

type options struct{ quiet bool }

// case: a struct field that decides nothing about the table
func (o options) Run() {
	q := "SELECT id FROM stock" // want foreign-table stock read
	if !o.quiet {
		fmt.Println("running", q)
	}
	db.QueryContext(ctx, q)
}

var _ = []any{newRepo, newLogRepo, newLateRepo}
