package platform

import (
	"context"
	"database/sql"
)

// Runner hands SQL on under names that no driver has.
type Runner struct{ db *sql.DB }

// Change runs a statement on a table.
func (r *Runner) Change(ctx context.Context, table string) error {
	_, err := r.db.ExecContext(ctx, "UPDATE "+table+" SET seen = true")
	return err
}

// Note writes a line; it runs nothing.
func (r *Runner) Note(ctx context.Context, line string) error { return ctx.Err() }

// Reader is what a project puts in front of its mapper.
type Reader interface {
	LookupByID(ctx context.Context, row any, opt ...string) error
	SearchWhere(ctx context.Context, rows any, where string, args []any) error
	GetTicket(ctx context.Context, row any) (int, error)
	Query(ctx context.Context, sql string, values []any, opt ...string) (*sql.Rows, error)
	Get(ctx context.Context, dest any, query string, args ...any) error
}

// Writer is the other half of it.
type Writer interface {
	CreateItems(ctx context.Context, rows []any) error
	Update(ctx context.Context, row any, fields []string) (int, error)
	Publish(ctx context.Context, event any) error
}

// Cache keeps rows in memory: it looks like a mapper, and what it does is seen.
type Cache struct{ rows map[any]any }

// Get returns a row.
func (c *Cache) Get(ctx context.Context, row any) error { _ = c.rows[row]; return nil }
