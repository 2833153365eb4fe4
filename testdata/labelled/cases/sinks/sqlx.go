package sinks

import (
	"database/sql"

	"github.com/georgysavva/scany/v2/pgxscan"
	"github.com/georgysavva/scany/v2/sqlscan"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/stephenafamo/scan"
	"github.com/stephenafamo/scan/stdscan"
)

type row struct{ ID int }

// case: sqlx: Get
func SqlxGet(db *sqlx.DB, r *row) { db.Get(r, "SELECT id FROM items WHERE id = $1", 7) } // want foreign-table items read

// case: sqlx: SelectContext
func SqlxSelect(db *sqlx.DB, rs *[]row) { db.SelectContext(ctx, rs, "SELECT id FROM stock") } // want foreign-table stock read

// case: sqlx: the function Select
func SqlxSelectFunc(q sqlx.Queryer, rs *[]row) { sqlx.Select(q, rs, "SELECT id FROM users") } // want foreign-table users read

// case: sqlx: NamedExec
func SqlxNamedExec(db *sqlx.DB, r row) {
	db.NamedExec("INSERT INTO items (id) VALUES (:id)", r) // want foreign-table items write
}

// case: sqlx: MustExec
func SqlxMustExec(tx *sqlx.Tx) { tx.MustExec("DELETE FROM accounts") } // want foreign-table accounts write

// case: sqlx: Queryx
func SqlxQueryx(db *sqlx.DB) { db.Queryx("SELECT id FROM inventory.lots") } // want foreign-table inventory.lots read

// case: sqlx: PrepareNamed
func SqlxPrepareNamed(db *sqlx.DB) { db.PrepareNamed("SELECT id FROM items WHERE id = :id") } // want foreign-table items read

// case: sqlx: In, then Rebind
func SqlxIn(db *sqlx.DB, ids []int, rs *[]row) error {
	q, args, err := sqlx.In("SELECT id FROM items WHERE id IN (?)", ids) // want foreign-table items read
	if err != nil {
		return err
	}
	return db.Select(rs, db.Rebind(q), args...)
}

// case: sqlx: Named
func SqlxNamed(db *sqlx.DB, r row) error {
	q, args, err := sqlx.Named("DELETE FROM stock WHERE id = :id", r) // want foreign-table stock write
	if err != nil {
		return err
	}
	_, err = db.Exec(sqlx.Rebind(sqlx.DOLLAR, q), args...)
	return err
}

// case: sqlx: Get on a table that no one owns
func SqlxUnowned(db *sqlx.DB, r *row) { db.Get(r, "SELECT items AS id FROM app_log") }

// case: sqlx: a prepared statement's Get takes no SQL
func SqlxStmt(s *sqlx.Stmt, r *row) { s.Get(r, "delete from items") }

// case: pq: CopyIn
func PqCopyIn(tx *sql.Tx) { tx.Prepare(pq.CopyIn("items", "id", "name")) } // want foreign-table items write

// case: pq: CopyInSchema
func PqCopyInSchema(tx *sql.Tx) { tx.Prepare(pq.CopyInSchema("inventory", "lots", "id")) } // want foreign-table inventory.lots write

// case: pq: CopyIn to a table that no one owns, with a column named like one that is
func PqCopyInUnowned(tx *sql.Tx) { tx.Prepare(pq.CopyIn("app_log", "items")) }

// case: pq: QuoteIdentifier in a text
func PqQuote(db *sql.DB) { db.Exec("TRUNCATE " + pq.QuoteIdentifier("stock")) } // want foreign-table stock write

// case: pq: QuoteLiteral in a text is no table
func PqQuoteLiteral(db *sql.DB, s string) {
	db.Query("SELECT id FROM items WHERE name = " + pq.QuoteLiteral(s)) // want foreign-table items read
}

// case: scany: pgxscan.Select
func ScanySelect(p *pgxpool.Pool, rs *[]row) {
	pgxscan.Select(ctx, p, rs, `SELECT id FROM items`) // want foreign-table items read
}

// case: scany: pgxscan.Get
func ScanyGet(p *pgxpool.Pool, r *row) {
	pgxscan.Get(ctx, p, r, `SELECT id FROM stock WHERE id = $1`, 7) // want foreign-table stock read
}

// case: scany: sqlscan.Select on a table that no one owns
func ScanyUnowned(db *sql.DB, rs *[]row) { sqlscan.Select(ctx, db, rs, `SELECT id FROM app_log`) }

// case: scany: sqlscan.Get with a variable
func ScanySqlscan(db *sql.DB, r *row) {
	q := "SELECT id FROM " + "users" // want foreign-table users read
	sqlscan.Get(ctx, db, r, q)
}

// case: scan: stdscan.All
func ScanAll(db *sql.DB) {
	stdscan.All(ctx, db, scan.StructMapper[row](), `SELECT id FROM `+"items") // want foreign-table items read
}

// case: scan: stdscan.One
func ScanOne(db *sql.DB) {
	stdscan.One(ctx, db, scan.StructMapper[row](), `SELECT id FROM accounts WHERE id = $1`, 7) // want foreign-table accounts read
}
