// Package sinks shows the functions that run SQL, library by library.
package sinks

import (
	"context"
	"os"

	pgx4 "github.com/jackc/pgx/v4"
	pool4 "github.com/jackc/pgx/v4/pgxpool"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

var ctx = context.Background()

// case: pgx: Conn.Query
func PgxConn(c *pgx.Conn) { c.Query(ctx, "SELECT id FROM items") } // want foreign-table items read

// case: pgx: Pool.Exec
func PgxPool(p *pgxpool.Pool) { p.Exec(ctx, "DELETE FROM items") } // want foreign-table items write

// case: pgx: Tx.QueryRow
func PgxTx(tx pgx.Tx) { tx.QueryRow(ctx, "SELECT 1 FROM stock") } // want foreign-table stock read

// case: pgx: Pool's own connection
func PgxPoolConn(c *pgxpool.Conn) { c.QueryRow(ctx, "SELECT 1 FROM users") } // want foreign-table users read

// case: pgx: a prepared statement's name is no SQL
func PgxPrepare(c *pgx.Conn) {
	c.Prepare(ctx, "items", "SELECT id FROM stock") // want foreign-table stock read
}

// case: pgx: Batch.Queue
func PgxBatch(p *pgxpool.Pool) {
	b := &pgx.Batch{}
	b.Queue("UPDATE items SET n = n + 1") // want foreign-table items write
	b.Queue("INSERT INTO app_log VALUES (1)")
	p.SendBatch(ctx, b)
}

// case: pgx: CopyFrom with a table
func PgxCopy(p *pgxpool.Pool, rows [][]any) {
	p.CopyFrom(ctx, pgx.Identifier{"items"}, []string{"id"}, pgx.CopyFromRows(rows)) // want foreign-table items write
}

// case: pgx: CopyFrom with a schema and a table
func PgxCopySchema(tx pgx.Tx, rows [][]any) {
	tx.CopyFrom(ctx, pgx.Identifier{"inventory", "lots"}, nil, pgx.CopyFromRows(rows)) // want foreign-table inventory.lots write
}

// case: pgx: CopyFrom to a table that no one owns, with a column named like one that is
func PgxCopyUnowned(tx pgx.Tx, rows [][]any) {
	tx.CopyFrom(ctx, pgx.Identifier{"app_log"}, []string{"items"}, pgx.CopyFromRows(rows))
}

// case: pgx: CopyFrom to an unknown table
func PgxCopyDynamic(tx pgx.Tx, rows [][]any) {
	tx.CopyFrom(ctx, pgx.Identifier{os.Getenv("TABLE")}, nil, pgx.CopyFromRows(rows)) // want dynamic-sql
}

// case: pgx: an Identifier's Sanitize in a text
func PgxSanitize(c *pgx.Conn) {
	c.Exec(ctx, "TRUNCATE "+pgx.Identifier{"stock"}.Sanitize()) // want foreign-table stock write
}

// case: pgx: the low-level connection
func PgConn(c *pgconn.PgConn) { c.Exec(ctx, "DELETE FROM users") } // want foreign-table users write

// case: pgx: ExecParams of the low-level connection
func PgConnParams(c *pgconn.PgConn) {
	c.ExecParams(ctx, "DELETE FROM accounts WHERE id = $1", nil, nil, nil, nil) // want foreign-table accounts write
}

// case: pgx: named arguments
func PgxNamed(p *pgxpool.Pool) {
	p.Query(ctx, "SELECT id FROM items WHERE id = @items", pgx.NamedArgs{"items": 7}) // want foreign-table items read
}

// case: pgx: rows collected in one expression
func PgxCollect(p *pgxpool.Pool) ([]int, error) {
	rows, _ := p.Query(ctx, `SELECT id FROM inventory.lots`) // want foreign-table inventory.lots read
	return pgx.CollectRows(rows, pgx.RowTo[int])
}

// case: pgx: BeginFunc with a closure
func PgxBeginFunc(c *pgx.Conn) error {
	return pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE stock SET qty = 0") // want foreign-table stock write
		return err
	})
}

// case: pgx: LISTEN names no table
func PgxListen(c *pgx.Conn) { c.Exec(ctx, "LISTEN items") }

// case: pgx 4: Conn.Query
func Pgx4Conn(c *pgx4.Conn) { c.Query(ctx, "SELECT id FROM items") } // want foreign-table items read

// case: pgx 4: Pool.QueryFunc
func Pgx4QueryFunc(p *pool4.Pool) {
	p.QueryFunc(ctx, "SELECT id FROM stock", nil, nil, nil) // want foreign-table stock read
}

// case: pgx 4: Batch.Queue
func Pgx4Batch(b *pgx4.Batch) { b.Queue("DELETE FROM users") } // want foreign-table users write

// case: pgx 4: CopyFrom
func Pgx4Copy(p *pool4.Pool, rows [][]any) {
	p.CopyFrom(ctx, pgx4.Identifier{"items"}, []string{"id"}, pgx4.CopyFromRows(rows)) // want foreign-table items write
}
