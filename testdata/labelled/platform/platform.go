// Package platform wraps the database for all modules; it knows no table.
package platform

import (
	"context"
	"database/sql"
	"fmt"
)

// Rows reads a whole table.
func Rows(db *sql.DB, table string) (*sql.Rows, error) {
	return db.Query("SELECT * FROM " + table + " WHERE deleted_at IS NULL")
}

// Run runs what it is given.
func Run(ctx context.Context, db *sql.DB, query string, args ...any) error {
	_, err := db.ExecContext(ctx, query, args...)
	return err
}

// Deep hands on to Run.
func Deep(ctx context.Context, db *sql.DB, query string, args ...any) error {
	if err := Run(ctx, db, query, args...); err != nil {
		return fmt.Errorf("deep: %w", err)
	}
	return nil
}

// RunAll runs several statements.
func RunAll(ctx context.Context, db *sql.DB, queries ...string) error {
	for _, query := range queries {
		if _, err := db.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// Where reads the rows of a table that a condition names.
func Where(db *sql.DB, table, condition string) (*sql.Rows, error) {
	return db.Query(fmt.Sprintf("SELECT id FROM %s WHERE %s", table, condition))
}

// Store is a wrapper with methods.
type Store struct{ DB *sql.DB }

// Do runs a statement.
func (s *Store) Do(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return s.DB.ExecContext(ctx, query, args...)
}

// Purge empties a table.
func (s *Store) Purge(table string) error {
	_, err := s.DB.Exec("DELETE FROM " + table)
	return err
}

// Say prints and runs nothing.
func Say(words string, args ...any) { fmt.Printf(words+"\n", args...) }
