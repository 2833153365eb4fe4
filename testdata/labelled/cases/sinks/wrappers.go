package sinks

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"example.com/labelled/platform"
)

func all(db *sql.DB, table string) (*sql.Rows, error) {
	return db.Query("SELECT * FROM "+table+" WHERE id = $1", 7)
}

// case: a wrapper with text before and after its parameter
func Wrapped(db *sql.DB) { all(db, "items") } // want foreign-table items read

// case: a wrapper called with a table that no one owns
func WrappedUnowned(db *sql.DB) { all(db, "app_log") }

func allOf(db *sql.DB, table string) { all(db, table) }

// case: a wrapper two deep
func WrappedTwice(db *sql.DB) { allOf(db, "stock") } // want foreign-table stock read

func inSchema(db *sql.DB, schema, table string) {
	db.Exec(fmt.Sprintf("DELETE FROM %s.%s", schema, table))
}

// case: a wrapper with two parameters
func WrappedSchema(db *sql.DB) { inSchema(db, "inventory", "lots") } // want foreign-table inventory.lots write

// case: a wrapper called with another schema
func WrappedOtherSchema(db *sql.DB) { inSchema(db, "app", "items") }

func some(db *sql.DB, condition string) { db.Query("SELECT id FROM app_log WHERE " + condition) }

// case: a wrapper whose parameter is a condition
func WrappedCondition(db *sql.DB) { some(db, "words = 'items'") }

// case: a wrapper whose parameter is a condition with a subquery
func WrappedSubquery(db *sql.DB) { some(db, "id IN (SELECT id FROM items)") } // want foreign-table items read

// case: a wrapper of another package
func Platform(db *sql.DB) { platform.Rows(db, "items") } // want foreign-table items read

// case: a wrapper of another package called with a table that no one owns
func PlatformUnowned(db *sql.DB) { platform.Rows(db, "app_log") }

// case: a wrapper of another package two deep
func PlatformDeep(db *sql.DB) error {
	return platform.Deep(ctx, db, "DELETE FROM "+"stock") // want foreign-table stock write
}

// case: a variadic wrapper of another package
func PlatformAll(db *sql.DB) error {
	return platform.RunAll(ctx, db,
		"DELETE FROM "+"items", // want foreign-table items write
		"DELETE FROM "+"app_log",
		"TRUNCATE "+"users", // want foreign-table users write
	)
}

// case: a wrapper of another package with a table and a condition
func PlatformWhere(db *sql.DB, open string) {
	platform.Where(db, "accounts", open) // want foreign-table accounts read
}

// case: a wrapper's method in another package
func PlatformStore(s *platform.Store) { s.Do(ctx, "UPDATE "+"items SET n = 1") } // want foreign-table items write

// case: a wrapper's method with a table
func PlatformPurge(s *platform.Store) { s.Purge("prices") } // want foreign-table prices write

// case: another package's function that prints
func PlatformSay() { platform.Say("delete from %s", "items") }

// case: an unknown table at a wrapper of another package
func PlatformDynamic(db *sql.DB) {
	platform.Rows(db, os.Getenv("TABLE")) // want dynamic-sql
}

type store struct{ db *sql.DB }

func (s *store) list(table string, limit int) {
	s.db.Query(fmt.Sprintf("SELECT id FROM %s LIMIT %d", table, limit))
}

// case: a method that wraps
func Method(s *store) { s.list("items", 10) } // want foreign-table items read

func (s store) each(queries ...string) {
	for _, q := range queries {
		s.db.Exec(q)
	}
}

// case: a variadic method
func Variadic(s store) {
	s.each("DELETE FROM "+"items", "DELETE FROM "+"stock") // want foreign-table items write; foreign-table stock write
}

// case: a variadic method with a list
func VariadicList(s store) {
	list := []string{"DELETE FROM " + "users"} // want foreign-table users write
	s.each(list...)
}

func tx(db *sql.DB, f func(*sql.Tx) error) error { return nil }

// case: a transaction's closure
func InTx(db *sql.DB) error {
	return tx(db, func(t *sql.Tx) error {
		_, err := t.Exec("DELETE FROM " + "accounts") // want foreign-table accounts write
		return err
	})
}

type lister interface{ List(table string) error }

type dbLister struct{ db *sql.DB }

func (l dbLister) List(table string) error {
	_, err := l.db.Query("SELECT id FROM " + table)
	return err
}

// case: a wrapper behind an interface that the module implements
func ThroughInterface(db *sql.DB) error {
	var l lister = dbLister{db}
	return l.List("items") // want foreign-table items read
}

type namer interface{ Name(table string) string }

type plain struct{}

func (plain) Name(table string) string { return "the list from " + table }

// case: an interface whose implementation runs nothing
func ThroughNamer() string {
	var n namer = plain{}
	return n.Name("items")
}

type statementer interface {
	run(ctx context.Context, statement string) error
}

func (l dbLister) run(ctx context.Context, statement string) error {
	_, err := l.db.ExecContext(ctx, statement)
	return err
}

type worker struct{ s statementer }

// case: a statement through a field that holds an interface
func (w worker) Work() error { return w.s.run(ctx, "DELETE FROM "+"stock") } // want foreign-table stock write

func exists(db *sql.DB, table, column string) {
	db.QueryRow("SELECT EXISTS (SELECT 1 FROM " + table + " WHERE " + column + " = 1)")
}

// case: a wrapper's column is no table
func WrappedColumn(db *sql.DB) { exists(db, "app_log", "items") }

// case: a wrapper's table beside its column
func WrappedTable(db *sql.DB) { exists(db, "products", "stock") } // want foreign-table products read

func logged(table string) { fmt.Println("SELECT is not allowed: " + table) }

// case: a function that looks like a wrapper and prints
func Logged() { logged("items") }

// Option is a functional option.
type Option func(*options)

type options struct{ table string }

// WithTable sets the table.
func WithTable(name string) Option { return func(o *options) { o.table = name } }

func newLog(db *sql.DB, opts ...Option) {
	o := options{table: "app_log"}
	for _, opt := range opts {
		opt(&o)
	}
	db.Exec("DELETE FROM " + o.table)
}

// case: a table's name through a functional option
func Optioned(db *sql.DB) { newLog(db, WithTable("items")) } // want foreign-table items write
