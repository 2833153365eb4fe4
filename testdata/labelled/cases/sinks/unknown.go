package sinks

import (
	"database/sql"
	"os"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/beego/beego/v2/client/orm"
	"github.com/georgysavva/scany/v2/pgxscan"
	"github.com/georgysavva/scany/v2/sqlscan"
	"github.com/go-pg/pg/v10"
	"github.com/gocraft/dbr/v2"
	pgx4 "github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	gorm1 "github.com/jinzhu/gorm"
	"github.com/jmoiron/sqlx"
	"github.com/stephenafamo/scan"
	"github.com/stephenafamo/scan/stdscan"
	"github.com/upper/db/v4"
	"github.com/uptrace/bun"
	"github.com/volatiletech/sqlboiler/v4/queries"
	"gorm.io/gorm"
	"xorm.io/xorm"

	"example.com/labelled/platform"
)

// unknown is a table's name that nobody knows; a text with it is told of only if the function that runs it is known.
func unknown() string { return "SELECT id FROM " + os.Getenv("TABLE") }

// case: an unknown table at database/sql
func UnknownSQL(c *sql.Conn) { c.QueryRowContext(ctx, "SELECT id FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at pgx
func UnknownPgx(p *pgxpool.Pool) { p.Query(ctx, "SELECT id FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table in a pgx batch
func UnknownPgxBatch(b *pgx.Batch) { b.Queue("DELETE FROM " + os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at pgx 4
func UnknownPgx4(tx pgx4.Tx) { tx.Exec(ctx, "DELETE FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at sqlx
func UnknownSqlx(db *sqlx.DB, rs *[]row) { db.Select(rs, "SELECT id FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at sqlx's interface
func UnknownSqlxExt(e sqlx.ExtContext, r *row) {
	sqlx.GetContext(ctx, e, r, "SELECT id FROM "+os.Getenv("TABLE")) // want dynamic-sql
}

// case: an unknown table at pgxscan
func UnknownPgxscan(q pgxscan.Querier, rs *[]row) {
	pgxscan.Select(ctx, q, rs, "SELECT id FROM "+os.Getenv("TABLE")) // want dynamic-sql
}

// case: an unknown table at sqlscan
func UnknownSqlscan(q sqlscan.Querier, r *row) {
	sqlscan.Get(ctx, q, r, "SELECT id FROM "+os.Getenv("TABLE")) // want dynamic-sql
}

// case: an unknown table at scan
func UnknownScan(db *sql.DB) {
	stdscan.All(ctx, db, scan.StructMapper[row](), "SELECT id FROM "+os.Getenv("TABLE")) // want dynamic-sql
}

// case: an unknown table at gorm's Raw
func UnknownGorm(db *gorm.DB, rs *[]row) { db.Raw("SELECT id FROM " + os.Getenv("TABLE")).Scan(rs) } // want dynamic-sql

// case: an unknown table at jinzhu/gorm's Exec
func UnknownGorm1(db *gorm1.DB) { db.Exec("DELETE FROM " + os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at bun's NewRaw
func UnknownBun(db bun.IDB, rs *[]row) { db.NewRaw("SELECT id FROM "+os.Getenv("TABLE")).Scan(ctx, rs) } // want dynamic-sql

// case: an unknown table at xorm's SQL
func UnknownXorm(e *xorm.Engine, rs *[]row) { e.SQL("SELECT id FROM " + os.Getenv("TABLE")).Find(rs) } // want dynamic-sql

// case: an unknown table at xorm's Exec
func UnknownXormExec(s *xorm.Session) { s.Exec("DELETE FROM " + os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at go-pg
func UnknownPg(db *pg.DB, rs *[]row) { db.Query(rs, "SELECT id FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at go-pg's Exec
func UnknownPgExec(tx *pg.Tx) { tx.Exec("DELETE FROM " + os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at dbr
func UnknownDbr(s *dbr.Session, rs *[]row) {
	s.SelectBySql("SELECT id FROM " + os.Getenv("TABLE")).Load(rs) // want dynamic-sql
}

// case: an unknown table at upper
func UnknownUpper(s db.Session) { s.SQL().Exec("DELETE FROM " + os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at beego
func UnknownBeego(o orm.Ormer, rs *[]row) {
	o.Raw("SELECT id FROM " + os.Getenv("TABLE")).QueryRows(rs) // want dynamic-sql
}

// case: an unknown table at clickhouse
func UnknownClickhouse(c driver.Conn, rs *[]row) {
	c.Select(ctx, rs, "SELECT id FROM "+os.Getenv("TABLE")) // want dynamic-sql
}

// case: an unknown table in a clickhouse batch
func UnknownClickhouseBatch(c driver.Conn) { c.PrepareBatch(ctx, "INSERT INTO "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at sqlboiler
func UnknownBoil() { queries.Raw("SELECT id FROM " + os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at sqlc's interface
func UnknownSqlc(q *Queries) { q.db.ExecContext(ctx, "DELETE FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at an interface of one's own
func UnknownOwn(q querier) { q.Query(ctx, "SELECT id FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at an interface of one's own in sqlx's manner
func UnknownOwnGetter(g getter, r *row) { g.Get(r, "SELECT id FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at a wrapper of another package two deep
func UnknownDeep(db *sql.DB) { platform.Deep(ctx, db, "DELETE FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown table at a wrapper's method in another package
func UnknownStore(s *platform.Store) { s.Do(ctx, "DELETE FROM "+os.Getenv("TABLE")) } // want dynamic-sql

// case: an unknown text at functions that run no SQL
func UnknownElsewhere(s search, p promClient, c cache, j shell) string {
	s.Query(os.Getenv("NAME"))
	p.Query(ctx, os.Getenv("QUERY"))
	c.Get(nil, os.Getenv("KEY"))
	j.Exec(ctx, os.Getenv("COMMAND"))
	platform.Say(os.Getenv("WORDS"))
	return unknown()
}
