package sinks

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"
	"os/exec"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

type querier interface {
	Query(ctx context.Context, sql string, args ...any) (*sql.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) *sql.Row
}

// case: an interface of one's own with a driver's methods
func OwnQuerier(q querier) { q.Query(ctx, "SELECT id FROM "+"items") } // want foreign-table items read

// case: an interface of one's own with a table that no one owns
func OwnQuerierUnowned(q querier) { q.QueryRow(ctx, "SELECT id FROM "+"app_log") }

type getter interface {
	Get(dest any, query string, args ...any) error
	Select(dest any, query string, args ...any) error
}

// case: an interface of one's own in sqlx's manner
func OwnGetter(g getter, r *row) { g.Get(r, "SELECT id FROM "+"stock") } // want foreign-table stock read

// case: Select of an interface of one's own
func OwnSelect(g getter, rs *[]row) { g.Select(rs, "SELECT id FROM "+"users") } // want foreign-table users read

type pgxLike interface {
	Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// case: an interface of one's own in pgx's manner
func OwnPgx(p pgxLike) { p.Exec(ctx, "DELETE FROM "+"items") } // want foreign-table items write

// DBTX is what sqlc generates.
type DBTX interface {
	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...interface{}) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
}

// Queries is what sqlc generates.
type Queries struct{ db DBTX }

// case: sqlc: a generated constant
const getItem = `-- name: GetItem :one
SELECT id FROM items WHERE id = $1
` // want:-1 foreign-table items read

// case: sqlc: a generated method
func (q *Queries) GetItem(ctx context.Context, id int32) (int32, error) {
	err := q.db.QueryRowContext(ctx, getItem, id).Scan(&id)
	return id, err
}

// case: sqlc: a text without a constant of its own
func (q *Queries) Purge(ctx context.Context) {
	q.db.ExecContext(ctx, "DELETE FROM "+"stock") // want foreign-table stock write
}

// case: an embedded database
func Embedded(s struct{ *sql.DB }) { s.Query("SELECT id FROM " + "items") } // want foreign-table items read

// case: a database two fields deep
func Nested(s struct{ repo struct{ db *sql.DB } }) {
	s.repo.db.Exec("DELETE FROM " + "accounts") // want foreign-table accounts write
}

// case: a database that a function returns
func Returned(open func() *sql.DB) { open().Exec("DELETE FROM " + "prices") } // want foreign-table prices write

type search struct{}

func (search) Query(name string) []string { return nil }

// case: a search client's Query(name)
func SearchQuery(s search) { s.Query("select " + "items") }

type job struct{ name string }

func (j job) Exec(ctx context.Context) error { return nil }

// case: a job's Exec(ctx)
func JobExec(j job) { j.Exec(ctx) }

type shell struct{}

func (shell) Exec(ctx context.Context, command string, args ...any) error { return nil }

// case: a remote shell's Exec
func ShellExec(s shell, name string) { s.Exec(ctx, "rm "+name) }

// case: os/exec
func OSExec(name string) error { return exec.CommandContext(ctx, "psql", "-t", name).Run() }

// case: a URL's query
func URLQuery(r *http.Request) string { return r.URL.Query().Get("items") }

type cache struct{}

func (cache) Get(dest any, key string, args ...any) error { return nil }

// case: a cache's Get with a key
func CacheGet(c cache, id string, r *row) { c.Get(r, "items:"+id) }

type promClient struct{}

func (promClient) Query(ctx context.Context, query string, args ...any) (float64, error) {
	return 0, nil
}

// case: a metrics client's Query with an unknown text
func PromQuery(p promClient, name string) { p.Query(ctx, "sum(rate("+name+"[5m]))") }

// case: a database's Ping and Close take no text
func Ping(db *sql.DB) error { return errors.Join(db.PingContext(ctx), db.Close()) }

// case: a prepared statement's Exec takes arguments only
func StmtExec(s *sql.Stmt, name string) { s.Exec("delete from items", name) }

// case: an argument that reads like SQL is data
func ArgumentData(db *sql.DB) {
	db.Exec("INSERT INTO app_log (words) VALUES ($1)", "deleted from items")
}

// case: a logger beside a database
func LogBeside(db *sql.DB, id int) {
	log.Printf("select from items where id is %d", id)
	db.Exec("DELETE FROM app_log WHERE id = $1", id)
}
