package models

import (
	"github.com/beego/beego/v2/client/orm"
	"github.com/go-pg/pg/v10"
	pgorm "github.com/go-pg/pg/v10/orm"
	gorm1 "github.com/jinzhu/gorm"
	"github.com/uptrace/bun"
	"xorm.io/xorm"
)

// case: jinzhu/gorm: Find
func Gorm1Find(db *gorm1.DB, items []Item) { db.Where("id = 1").Find(&items) } // want foreign-table items read

// case: jinzhu/gorm: Create
func Gorm1Create(db *gorm1.DB) { db.Create(&Lot{}) } // want foreign-table inventory.lots write

// case: jinzhu/gorm: AutoMigrate
func Gorm1Migrate(db *gorm1.DB) { db.AutoMigrate(&Item{}) } // want foreign-table items ddl

// case: jinzhu/gorm: CreateTable
func Gorm1CreateTable(db *gorm1.DB) { db.CreateTable(Person{}) } // want foreign-table users ddl

// case: jinzhu/gorm: Delete of a model that no one owns
func Gorm1Unowned(db *gorm1.DB) { db.Delete(AppLog{}) }

// case: jinzhu/gorm: Model with Updates
func Gorm1Updates(db *gorm1.DB) { db.Model(&Item{}).Updates(Item{Name: "a"}) } // want foreign-table items write

// BunLot is mapped by a tag.
type BunLot struct {
	bun.BaseModel `bun:"table:inventory.lots,alias:l"`

	ID int `bun:"id,pk"`
}

// BunLog is mapped by a tag to a table that no one owns.
type BunLog struct {
	bun.BaseModel `bun:"app_log,alias:items"`

	ID int `bun:"id,pk"`
}

// case: bun: a tag names the table
func BunSelect(db *bun.DB, lots []BunLot) { db.NewSelect().Model(&lots).Where("id = 1").Scan(ctx) } // want foreign-table inventory.lots read

// case: bun: default naming
func BunInsert(db *bun.DB) { db.NewInsert().Model(&Item{}).Exec(ctx) } // want foreign-table items write

// case: bun: a nil pointer
func BunDelete(db bun.IDB) { db.NewDelete().Model((*BunLot)(nil)).Where("id = 1").Exec(ctx) } // want foreign-table inventory.lots write

// case: bun: an update
func BunUpdate(tx bun.Tx, item *Item) { tx.NewUpdate().Model(item).WherePK().Exec(ctx) } // want foreign-table items write

// case: bun: CreateTable
func BunCreateTable(db *bun.DB) { db.NewCreateTable().Model((*Item)(nil)).IfNotExists().Exec(ctx) } // want foreign-table items ddl

// case: bun: DropTable
func BunDropTable(db *bun.DB) { db.NewDropTable().Model((*BunLot)(nil)).Exec(ctx) } // want foreign-table inventory.lots ddl

// case: bun: TruncateTable is a write
func BunTruncate(db *bun.DB) { db.NewTruncateTable().Model((*Item)(nil)).Exec(ctx) } // want foreign-table items write

// case: bun: a model that no one owns, with an alias named like a table
func BunUnowned(db *bun.DB, rows []BunLog) { db.NewSelect().Model(&rows).Scan(ctx) }

// case: bun: a table expression overrides the model's table
func BunModelTable(db *bun.DB, items []Item) {
	db.NewSelect().Model(&items).ModelTableExpr("app_log AS item").Scan(ctx)
}

// case: bun: the destination of a scan is no model
func BunScanDest(db *bun.DB, item *Item) {
	db.NewSelect().Model((*BunLog)(nil)).Scan(ctx, item)
}

// case: bun: a query in a variable
func BunVariable(db *bun.DB, open bool) error {
	q := db.NewSelect().Model((*Item)(nil)) // want foreign-table items read
	if open {
		q = q.Where("open")
	}
	_, err := q.Count(ctx)
	return err
}

// Invoice is mapped to invoice by the naming of xorm and beego.
type Invoice struct {
	Id   int64
	Name string
}

// XormLot names its table.
type XormLot struct{ Id int64 }

// TableName names the table for xorm.
func (XormLot) TableName() string { return "inventory.lots" }

// case: xorm: default naming is not plural
func XormGet(e *xorm.Engine) { e.Get(&Invoice{Id: 1}) } // want foreign-table invoice read

// case: xorm: a model whose plural would be owned
func XormPlural(e *xorm.Engine) { e.Get(&Item{ID: 1}) }

// case: xorm: Find with a method TableName
func XormFind(e *xorm.Engine, lots []XormLot) { e.Where("id > ?", 1).Find(&lots) } // want foreign-table inventory.lots read

// case: xorm: Insert
func XormInsert(s *xorm.Session) { s.Insert(&XormLot{}, &AppLog{}) } // want foreign-table inventory.lots write

// case: xorm: Update
func XormUpdate(e *xorm.Engine, inv *Invoice) { e.ID(1).Cols("name").Update(inv) } // want foreign-table invoice write

// case: xorm: Sync2
func XormSync(e *xorm.Engine) { e.Sync2(new(Invoice), new(XormLot)) } // want foreign-table invoice ddl; foreign-table inventory.lots ddl

// case: xorm: Table overrides
func XormTable(e *xorm.Engine, items []Item) { e.Table("app_log").Find(&items) }

// case: xorm: Exist
func XormExist(e *xorm.Engine) { e.Exist(&XormLot{Id: 1}) } // want foreign-table inventory.lots read

// case: xorm: a model that no one owns
func XormUnowned(e *xorm.Engine) { e.Delete(&AppLog{ID: 1}) }

// Ledger names its table.
type Ledger struct{ Id int }

// TableName names the table for beego.
func (*Ledger) TableName() string { return "accounts" }

// case: beego: Read
func BeegoRead(o orm.Ormer) { o.Read(&Invoice{Id: 1}) } // want foreign-table invoice read

// case: beego: Insert
func BeegoInsert(o orm.Ormer) { o.Insert(&Ledger{}) } // want foreign-table accounts write

// case: beego: Update of columns
func BeegoUpdate(o orm.Ormer, inv *Invoice) { o.Update(inv, "Name") } // want foreign-table invoice write

// case: beego: QueryTable with a model
func BeegoQueryTable(o orm.Ormer, rows []*Ledger) {
	o.QueryTable(new(Ledger)).Filter("id", 1).All(&rows) // want foreign-table accounts read
}

// case: beego: QueryTable with a name
func BeegoQueryName(o orm.Ormer) { o.QueryTable("invoice").Filter("id", 1).Delete() } // want foreign-table invoice write

// case: beego: a model that no one owns
func BeegoUnowned(o orm.Ormer) { o.Delete(&AppLog{ID: 1}) }

// PgLot is mapped by a tag.
type PgLot struct {
	tableName struct{} `pg:"inventory.lots,alias:l"`

	ID int
}

// case: go-pg: default naming
func PgSelect(db *pg.DB, items []Item) { db.Model(&items).Where("id = 1").Select() } // want foreign-table items read

// case: go-pg: a tag names the table
func PgInsert(db *pg.DB) { db.Model(&PgLot{}).Insert() } // want foreign-table inventory.lots write

// case: go-pg: a nil pointer
func PgDelete(tx *pg.Tx) { tx.Model((*Item)(nil)).Where("id = 1").Delete() } // want foreign-table items write

// case: go-pg: CreateTable
func PgCreateTable(db *pg.DB) {
	db.Model((*PgLot)(nil)).CreateTable(&pgorm.CreateTableOptions{}) // want foreign-table inventory.lots ddl
}

// case: go-pg: Exists
func PgExists(db *pg.DB) { db.Model(new(Item)).Where("id = 1").Exists() } // want foreign-table items read

// case: go-pg: a model that no one owns
func PgUnowned(db *pg.DB) { db.Model(&AppLog{}).Insert() }

// case: go-pg: a chain over several variables
func PgChain(db *pg.DB, open bool) error {
	q := db.Model((*PgLot)(nil)) // want foreign-table inventory.lots write
	if open {
		q = q.Where("open")
	}
	_, err := q.Delete()
	return err
}

// case: a tag of a struct that no ORM sees
type tagged struct {
	ID int `json:"items" db:"stock" query:"select id from items"`
}

// case: a struct with a tag that no ORM sees is made
func Tagged() any { return tagged{ID: 1} }
