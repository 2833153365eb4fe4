// Package pgx has the names of github.com/jackc/pgx/v5 that the tests call, without its work.
package pgx

import "context"

type (
	Rows           interface{ Next() bool }
	Row            interface{ Scan(...any) error }
	Identifier     []string
	CopyFromSource interface{ Next() bool }
	Batch          struct{}
	Conn           struct{}
	CommandTag     struct{}
)

type Tx interface {
	Query(ctx context.Context, sql string, args ...any) (Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) Row
	Exec(ctx context.Context, sql string, args ...any) (CommandTag, error)
	CopyFrom(ctx context.Context, table Identifier, columns []string, source CopyFromSource) (int64, error)
}

func (*Batch) Queue(query string, args ...any) {}

func (*Conn) Prepare(ctx context.Context, name, sql string) (int, error) { return 0, nil }
func (*Conn) Query(ctx context.Context, sql string, args ...any) (Rows, error) {
	return nil, nil
}
