// Package dynamic shows tables that are not known before run time, and holes that hide none.
package dynamic

import (
	"context"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

var (
	db  *sql.DB
	ctx = context.Background()
)

// case: a parameter of an exported function is judged at its callers
func Exported(table string) { db.Query("SELECT id FROM " + table) }

// case: the callers of an exported function
func Caller() { Exported("items") } // want foreign-table items read

// case: a caller that does not know either
func UnknownCaller(r *http.Request) { Exported(r.FormValue("table")) } // want dynamic-sql

// case: a caller that hands on its own parameter
func HandsOn(table string) { Exported(table) } // want dynamic-sql

// Store has tables.
type Store struct{ db *sql.DB }

// case: a parameter of an exported method that nobody here calls
func (s *Store) Count(table string) { s.db.QueryRow("SELECT count(*) FROM " + table) } // want dynamic-sql

// case: a whole text as a parameter
func (s *Store) Run(query string, args ...any) { s.db.Exec(query, args...) }

// case: a table from the environment
func Env() { db.Query("SELECT id FROM " + os.Getenv("TABLE")) } // want dynamic-sql

// case: a table from the environment by Sprintf
func EnvSprintf() { db.Exec(fmt.Sprintf("DELETE FROM %s", os.Getenv("TABLE"))) } // want dynamic-sql

// case: a table from a request
func Request(r *http.Request) {
	db.QueryContext(r.Context(), "SELECT id FROM "+r.URL.Query().Get("table")) // want dynamic-sql
}

// case: a whole text from a request
func RequestText(r *http.Request) { db.Exec(r.FormValue("sql")) } // want dynamic-sql

// case: a table from the command line
func Args() { db.Exec("TRUNCATE " + os.Args[1]) } // want dynamic-sql

// case: a table from a flag
func Flag() { db.Exec("TRUNCATE " + *flag.String("clear", "", "what to clear")) } // want dynamic-sql

var settings map[string]string

// Load reads the settings.
func Load(r io.Reader) error { return json.NewDecoder(r).Decode(&settings) }

// case: a table from a map of data
func Data() { db.Query(fmt.Sprintf("SELECT id FROM %v", settings["table"])) } // want dynamic-sql

// case: a table from a decoded document
func Decoded(body io.Reader) {
	var doc struct{ Table string }
	json.NewDecoder(body).Decode(&doc)
	db.Query("SELECT id FROM " + doc.Table) // want dynamic-sql
}

// case: a table read from the database
func FromDatabase() {
	var table string
	db.QueryRow("SELECT name FROM app_tables").Scan(&table)
	db.Query("SELECT id FROM " + table) // want dynamic-sql
}

// case: an unknown joined table
func Joined() {
	db.Query("SELECT 1 FROM items i JOIN " + os.Getenv("TABLE") + " t ON t.id = i.id") // want foreign-table items read; dynamic-sql
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}

// case: an unknown table that is written
func Written(r io.Reader) {
	db.Exec("INSERT INTO " + string(must(io.ReadAll(r))) + " (id) VALUES (1)") // want dynamic-sql
}

// case: an unknown part of a name
func Shard(n int) { db.Query(fmt.Sprintf("SELECT id FROM shard_%d", n)) } // want dynamic-sql

// case: an unknown part of a name in an owned schema is still the owner's
func OwnedSchema(n int) { db.Query(fmt.Sprintf("SELECT id FROM inventory.lots_%d", n)) } // want foreign-table inventory.* read

// case: an unknown schema
func Schema() { db.Query("SELECT id FROM " + os.Getenv("SCHEMA") + ".things") } // want dynamic-sql

// case: an unknown condition
func Condition(c string) { db.Query("SELECT id FROM app_log WHERE " + c) }

// case: unknown columns
func Columns(cs []string) { db.Query("SELECT " + strings.Join(cs, ", ") + " FROM app_log") }

// case: an unknown order
func Order(by string) { db.Query(fmt.Sprintf("SELECT id FROM app_log ORDER BY %s", by)) }

// case: an unknown limit
func Limit(n int) { db.Query(fmt.Sprintf("SELECT id FROM app_log LIMIT %d", n)) }

// case: unknown values
func Values(vs []string) { db.Exec("INSERT INTO app_log (id) VALUES " + strings.Join(vs, ",")) }

// case: an unknown assignment
func Set(column string) { db.Exec("UPDATE app_log SET " + column + " = 1 WHERE id = 2") }

// case: an unknown alias
func Alias(a string) { db.Query("SELECT 1 FROM app_log AS " + a + " WHERE open") }

// case: an unknown string
func Quoted(s string) { db.Query("SELECT id FROM app_log WHERE words = '" + s + "'") }

// case: an unknown text that no database sees
func Unseen(r *http.Request) string { return "SELECT id FROM " + r.FormValue("table") }

// case: an unknown argument
func Argument(r *http.Request) {
	db.Query("SELECT id FROM app_log WHERE id = $1", r.FormValue("items"))
}

// case: an unknown owned table's condition is no second finding
func OwnedCondition(c string) {
	db.Exec("DELETE FROM stock WHERE " + c) // want foreign-table stock write
}

var tableFlag = flag.String("table", "app_log", "where to read")

// case: a table from a flag with a default
func FlagDefault() { db.Query("SELECT id FROM " + *tableFlag) } // want dynamic-sql

var allowed = map[string]bool{"items": true, "stock": true}

func only(set map[string]bool, name string) string {
	if !set[name] {
		panic("not allowed")
	}
	return name
}

// case: a table from a request that a set of names allows
func Allowed(r *http.Request) {
	db.Query("SELECT id FROM " + only(allowed, r.FormValue("table"))) // want dynamic-sql
}

// case: a prepared statement from a request's text
func Prepared(r *http.Request) { db.PrepareContext(ctx, r.PostFormValue("sql")) } // want dynamic-sql

// case: a text from a file
func File() { db.Exec(string(must(os.ReadFile("setup.sql")))) } // want dynamic-sql

// Job is filled in by other packages, whose texts are found where they stand.
type Job struct{ SQL string }

// case: a text in an exported field that this package does not fill
func (j Job) Run(db *sql.DB) { db.Exec(j.SQL) }

// Target is filled in by other packages.
type Target struct{ Table string }

// case: a table's name in an exported field that this package does not fill
func (t Target) Clear(db *sql.DB) { db.Exec("DELETE FROM " + t.Table) } // want dynamic-sql

type sqlizer interface{ ToSql() (string, []any, error) }

// case: a builder behind an interface of one's own
func Built(db *sql.DB, b sqlizer) {
	query, args, _ := b.ToSql()
	db.Query(query, args...)
}
