// Package sqlx has the names of github.com/jmoiron/sqlx that the tests call.
package sqlx

import (
	"context"
	"database/sql"
)

type (
	DB      struct{ *sql.DB }
	Stmt    struct{ *sql.Stmt }
	Queryer interface {
		Query(query string, args ...any) (*sql.Rows, error)
	}
)

func (*DB) Get(dest any, query string, args ...any) error                                { return nil }
func (*DB) SelectContext(ctx context.Context, dest any, query string, args ...any) error { return nil }
func (*DB) NamedExec(query string, arg any) (sql.Result, error)                          { return nil, nil }
func (*DB) Rebind(query string) string                                                   { return query }
func (*Stmt) Get(dest any, args ...any) error                                            { return nil }

func Get(q Queryer, dest any, query string, args ...any) error { return nil }
func In(query string, args ...any) (string, []any, error)      { return query, args, nil }
