package builders

import (
	"context"
	"fmt"
	"os"

	"github.com/go-pg/pg/v10"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
)

var ctx = context.Background()

type logRow struct{ ID int }

// TableName names the table for ORMs.
func (logRow) TableName() string { return "app_log" }

// case: gorm: Table with an alias
func GormTable(db *gorm.DB, ids *[]int) { db.Table("items AS i").Pluck("i.id", ids) } // want foreign-table items read

// case: gorm: Joins
func GormJoins(db *gorm.DB, rows *[]logRow) {
	db.Joins("JOIN stock s ON s.id = app_log.id").Find(rows) // want foreign-table stock read
}

// case: gorm: Joins with a schema and several lines
func GormJoinsLines(db *gorm.DB, rows *[]logRow) {
	// want:+2 foreign-table inventory.lots read
	db.Model(&logRow{}).Joins(`
		LEFT JOIN inventory.lots l
			ON l.id = app_log.id`).Find(rows)
}

// case: gorm: tables of two owners
func GormTwoOwners(db *gorm.DB, ids *[]int) {
	db.Table("items i").Joins("JOIN orders o ON o.item_id = i.id").Pluck("i.id", ids) // want foreign-table items join; foreign-table orders join
}

// case: gorm: a condition with a subquery
func GormWhere(db *gorm.DB, rows *[]logRow) {
	db.Where("item_id IN (SELECT id FROM items)").Find(rows) // want foreign-table items read
}

// case: gorm: a condition that is a builder
func GormSubquery(db *gorm.DB, rows *[]logRow) {
	db.Where("item_id IN (?)", db.Table("items").Select("id")).Find(rows) // want foreign-table items read
}

// case: gorm: Select with a subquery
func GormSelect(db *gorm.DB, rows *[]logRow) {
	db.Select("id, (SELECT count(*) FROM stock) AS n").Find(rows) // want foreign-table stock read
}

// case: gorm: Table, then Updates
func GormTableUpdate(db *gorm.DB) { db.Table("users").Where("id = 1").Updates(map[string]any{"n": 1}) } // want foreign-table users write

// case: gorm: Table, then Create
func GormTableCreate(db *gorm.DB) { db.Table("accounts").Create(map[string]any{"id": 1}) } // want foreign-table accounts write

// case: gorm: a table in Sprintf with an unknown shard of no one's
func GormShard(db *gorm.DB, ids *[]int) { db.Table(fmt.Sprintf("app_%s", "log")).Pluck("id", ids) }

// case: gorm: an unknown table
func GormDynamic(db *gorm.DB, ids *[]int) { db.Table(os.Getenv("TABLE")).Pluck("id", ids) } // want dynamic-sql

// case: gorm: an unknown order
func GormOrder(db *gorm.DB, rows *[]logRow) { db.Order(os.Getenv("ORDER")).Find(rows) }

// case: gorm: conditions, columns and associations named like tables
func GormNames(db *gorm.DB, rows *[]logRow) {
	db.Select("items").Where("stock = ?", 1).Group("users").Order("products").Find(rows)
}

// case: bun: TableExpr
func BunTableExpr(db *bun.DB, ids *[]int) {
	db.NewSelect().TableExpr("items AS i").Column("i.id").Scan(ctx, ids) // want foreign-table items read
}

// case: bun: Table
func BunTable(db *bun.DB, ids *[]int) { db.NewSelect().Table("stock").Column("id").Scan(ctx, ids) } // want foreign-table stock read

// case: bun: Join
func BunJoin(db *bun.DB, ids *[]int) {
	db.NewSelect().Table("app_log").Join("JOIN users AS u ON u.id = app_log.user_id").Scan(ctx, ids) // want foreign-table users read
}

// case: bun: ModelTableExpr
func BunModelTableExpr(db *bun.DB, rows *[]logRow) {
	db.NewSelect().Model(rows).ModelTableExpr("inventory.lots AS log_row").Scan(ctx) // want foreign-table inventory.lots read
}

// case: bun: a condition with a subquery
func BunWhere(db *bun.DB, ids *[]int) {
	db.NewSelect().Table("app_log").Where("item_id IN (SELECT id FROM items)").Scan(ctx, ids) // want foreign-table items read
}

// case: bun: a column with a subquery
func BunColumnExpr(db *bun.DB, ids *[]int) {
	db.NewSelect().Table("app_log").ColumnExpr("(SELECT max(id) FROM stock)").Scan(ctx, ids) // want foreign-table stock read
}

// case: bun: an update of a table
func BunUpdate(db *bun.DB) { db.NewUpdate().Table("items").Set("n = 1").Where("id = 1").Exec(ctx) } // want foreign-table items write

// case: bun: a delete of a table expression
func BunDelete(db *bun.DB) { db.NewDelete().TableExpr("users AS u").Where("u.id = 1").Exec(ctx) } // want foreign-table users write

// case: bun: an identifier as the table
func BunIdent(db *bun.DB, ids *[]int) {
	db.NewSelect().TableExpr("?", bun.Ident("items")).Scan(ctx, ids) // want foreign-table items read
}

// case: bun: a CTE
func BunCTE(db *bun.DB, ids *[]int) {
	db.NewSelect().
		With("recent", db.NewSelect().Table("items")). // want foreign-table items read
		Table("recent").
		Scan(ctx, ids)
}

// case: bun: an unknown table
func BunDynamic(db *bun.DB, ids *[]int) { db.NewSelect().Table(os.Getenv("TABLE")).Scan(ctx, ids) } // want dynamic-sql

// case: bun: columns named like tables
func BunColumns(db *bun.DB, ids *[]int) {
	db.NewSelect().Table("app_log").Column("items", "stock").OrderExpr("users DESC").Scan(ctx, ids)
}

// case: go-pg: Table
func PgTable(db *pg.DB, ids *[]int) { db.Model().Table("items").Column("id").Select(ids) } // want foreign-table items read

// case: go-pg: TableExpr and Join
func PgJoin(db *pg.DB, ids *[]int) {
	db.Model().TableExpr("app_log AS l").Join("JOIN stock AS s ON s.id = l.id").Select(ids) // want foreign-table stock read
}

// case: go-pg: a condition with a subquery
func PgWhere(db *pg.DB, ids *[]int) {
	db.Model().Table("app_log").Where("item_id IN (SELECT id FROM items)").Select(ids) // want foreign-table items read
}

// case: go-pg: a table that no one owns
func PgUnowned(db *pg.DB, ids *[]int) { db.Model().Table("app_log").Column("items").Select(ids) }
