package sinks

import (
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/beego/beego/v2/client/orm"
	"github.com/go-pg/pg/v10"
	"github.com/gocraft/dbr/v2"
	gorm1 "github.com/jinzhu/gorm"
	"github.com/upper/db/v4"
	"github.com/uptrace/bun"
	"github.com/volatiletech/sqlboiler/v4/queries"
	"github.com/volatiletech/sqlboiler/v4/queries/qm"
	"gorm.io/gorm"
	"xorm.io/xorm"

	"example.com/labelled/gen/models"
)

// case: gorm: Raw
func GormRaw(db *gorm.DB, rs *[]row) { db.Raw("SELECT id FROM " + "items").Scan(rs) } // want foreign-table items read

// case: gorm: Exec
func GormExec(db *gorm.DB) { db.Exec("UPDATE stock SET qty = ?", 1) } // want foreign-table stock write

// case: gorm: Raw on a table that no one owns
func GormUnowned(db *gorm.DB, rs *[]row) { db.Raw("SELECT id FROM app_log").Scan(rs) }

// case: jinzhu/gorm: Raw
func Gorm1Raw(db *gorm1.DB, rs *[]row) { db.Raw("SELECT id FROM items").Scan(rs) } // want foreign-table items read

// case: jinzhu/gorm: Exec
func Gorm1Exec(db *gorm1.DB) { db.Exec("DELETE FROM " + "users") } // want foreign-table users write

// case: bun: NewRaw
func BunRaw(db *bun.DB, rs *[]row) { db.NewRaw("SELECT id FROM "+"items").Scan(ctx, rs) } // want foreign-table items read

// case: bun: ExecContext
func BunExec(db bun.IDB) { db.ExecContext(ctx, "DELETE FROM stock") } // want foreign-table stock write

// case: bun: an identifier among the arguments of NewRaw
func BunIdent(db *bun.DB) {
	db.NewRaw("SELECT id FROM ?", bun.Ident("users")).Exec(ctx) // want foreign-table users read
}

// case: xorm: SQL
func XormSQL(e *xorm.Engine, rs *[]row) { e.SQL("SELECT id FROM " + "items").Find(rs) } // want foreign-table items read

// case: xorm: Exec with its text first
func XormExec(s *xorm.Session) { s.Exec("UPDATE "+"stock"+" SET qty = ?", 1) } // want foreign-table stock write

// case: xorm: Query
func XormQuery(e *xorm.Engine) { e.Query("SELECT id FROM users WHERE id = ?", 7) } // want foreign-table users read

// case: xorm: QueryString on a table that no one owns
func XormUnowned(e *xorm.Engine) { e.QueryString("SELECT id FROM app_log") }

// case: go-pg: Query
func PgQuery(db *pg.DB, rs *[]row) { db.Query(rs, "SELECT id FROM "+"items") } // want foreign-table items read

// case: go-pg: QueryOne in a transaction
func PgQueryOne(tx *pg.Tx, r *row) { tx.QueryOne(r, `SELECT id FROM stock WHERE id = ?`, 7) } // want foreign-table stock read

// case: go-pg: ExecContext
func PgExec(db *pg.DB) { db.ExecContext(ctx, "DELETE FROM "+"users") } // want foreign-table users write

// case: go-pg: Exec on a table that no one owns
func PgUnowned(db *pg.DB) { db.Exec("DELETE FROM app_log") }

// case: dbr: SelectBySql
func DbrSelect(s *dbr.Session, rs *[]row) { s.SelectBySql("SELECT id FROM " + "items").Load(rs) } // want foreign-table items read

// case: dbr: UpdateBySql in a transaction
func DbrUpdate(tx *dbr.Tx) { tx.UpdateBySql("UPDATE stock SET qty = ?", 1).Exec() } // want foreign-table stock write

// case: dbr: DeleteBySql on a table that no one owns
func DbrUnowned(s *dbr.Session) { s.DeleteBySql("DELETE FROM app_log").Exec() }

// case: upper: SQL().Query
func UpperQuery(s db.Session) { s.SQL().Query("SELECT id FROM " + "items") } // want foreign-table items read

// case: upper: SQL().Exec
func UpperExec(s db.Session) { s.SQL().Exec(`DELETE FROM stock WHERE id = ?`, 7) } // want foreign-table stock write

// case: beego: Raw
func BeegoRaw(o orm.Ormer, rs *[]row) { o.Raw("SELECT id FROM " + "items").QueryRows(rs) } // want foreign-table items read

// case: beego: Raw, then Exec without a text
func BeegoExec(o orm.Ormer) { o.Raw("UPDATE stock SET qty = ?", 1).Exec() } // want foreign-table stock write

// case: clickhouse: PrepareBatch
func ClickBatch(c driver.Conn) { c.PrepareBatch(ctx, "INSERT INTO "+"items") } // want foreign-table items write

// case: clickhouse: Select
func ClickSelect(c driver.Conn, rs *[]row) { c.Select(ctx, rs, "SELECT id FROM "+"stock") } // want foreign-table stock read

// case: clickhouse: AsyncInsert
func ClickAsync(c driver.Conn) { c.AsyncInsert(ctx, "INSERT INTO "+"users VALUES (1)", false) } // want foreign-table users write

// case: clickhouse: Exec on a table that no one owns
func ClickUnowned(c driver.Conn) { c.Exec(ctx, "TRUNCATE TABLE app_log") }

// case: sqlboiler: queries.Raw
func BoilRaw() { queries.Raw("SELECT id FROM " + "items") } // want foreign-table items read

// case: sqlboiler: qm.SQL
func BoilSQL() { models.NewQuery(qm.SQL("SELECT id FROM " + "stock")) } // want foreign-table stock read

// case: sqlboiler: qm.From
func BoilFrom() { models.NewQuery(qm.Select("id"), qm.From("items")) } // want foreign-table items read

// case: sqlboiler: qm.InnerJoin to a query of a table that no one owns
func BoilJoin() { models.AppLogs(qm.InnerJoin("stock s on s.id = app_log.id")) } // want foreign-table stock read

// case: sqlboiler: qm.Where with a hole
func BoilWhere(condition string) { models.AppLogs(qm.Where(condition)) }
