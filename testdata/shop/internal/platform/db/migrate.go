package db

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
)

// schema_migrations is listed under shared_tables in modules.yaml: nobody owns it.
const (
	createHistory = `
		CREATE TABLE IF NOT EXISTS schema_migrations (
			module  TEXT NOT NULL,
			version TEXT NOT NULL,
			PRIMARY KEY (module, version)
		)`
	recordVersion = `
		INSERT INTO schema_migrations (module, version)
		VALUES (?, ?)
		ON CONFLICT (module, version) DO NOTHING`
)

// Migrate applies the files migrations/*.sql that a module has not seen yet, in
// the order of their names, each in a transaction of its own.
func Migrate(ctx context.Context, conn *sql.DB, module string, files fs.FS) error {
	if _, err := conn.ExecContext(ctx, createHistory); err != nil {
		return err
	}
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		err = InTx(ctx, conn, func(tx *sql.Tx) error {
			//ringfence:allow dynamic-sql -- the text is one of the .sql files that modules.yaml lists under migrations
			return apply(ctx, tx, module, name, string(text))
		})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func apply(ctx context.Context, tx *sql.Tx, module, version, text string) error {
	recorded, err := tx.ExecContext(ctx, recordVersion, module, version)
	if err != nil {
		return err
	}
	if n, err := recorded.RowsAffected(); err != nil || n == 0 {
		return err // n == 0: applied before
	}
	_, err = tx.ExecContext(ctx, text)
	return err
}
