package builders

import (
	"os"

	"github.com/beego/beego/v2/client/orm"
	"github.com/gocraft/dbr/v2"
	"github.com/huandu/go-sqlbuilder"
	"github.com/upper/db/v4"
	"xorm.io/builder"
	"xorm.io/xorm"
)

// case: dbr: From
func DbrFrom(s *dbr.Session, ids *[]int) { s.Select("id").From("items").Load(ids) } // want foreign-table items read

// case: dbr: From with an alias
func DbrAlias(s *dbr.Session, ids *[]int) { s.Select("id").From(dbr.I("stock").As("s")).Load(ids) } // want foreign-table stock read

// case: dbr: Join
func DbrJoin(s *dbr.Session, ids *[]int) {
	s.Select("1").From("app_log").LeftJoin("users", "users.id = app_log.user_id").Load(ids) // want foreign-table users read
}

// case: dbr: InsertInto
func DbrInsert(tx *dbr.Tx) { tx.InsertInto("items").Columns("id").Values(1).Exec() } // want foreign-table items write

// case: dbr: Update
func DbrUpdate(s *dbr.Session) { s.Update("stock").Set("qty", 1).Where("id = ?", 1).Exec() } // want foreign-table stock write

// case: dbr: DeleteFrom
func DbrDelete(tx *dbr.Tx) { tx.DeleteFrom("accounts").Where(dbr.Eq("id", 1)).Exec() } // want foreign-table accounts write

// case: dbr: the functions of the package
func DbrFunctions() { dbr.Select("id").From("inventory.lots") } // want foreign-table inventory.lots read

// case: dbr: a condition with a subquery
func DbrWhere(s *dbr.Session, ids *[]int) {
	s.Select("id").From("app_log").Where("item_id IN (SELECT id FROM items)").Load(ids) // want foreign-table items read
}

// case: dbr: a table that no one owns
func DbrUnowned(s *dbr.Session, ids *[]int) { s.Select("items").From("app_log").Load(ids) }

// case: dbr: an unknown table
func DbrDynamic(s *dbr.Session, ids *[]int) { s.Select("id").From(os.Getenv("TABLE")).Load(ids) } // want dynamic-sql

// case: upper: SelectFrom
func UpperSelectFrom(s db.Session, rows *[]any) { s.SQL().SelectFrom("items").All(rows) } // want foreign-table items read

// case: upper: From with an alias
func UpperFrom(s db.Session, rows *[]any) { s.SQL().Select("s.id").From("stock AS s").All(rows) } // want foreign-table stock read

// case: upper: Join
func UpperJoin(s db.Session, rows *[]any) {
	s.SQL().SelectFrom("app_log AS l").Join("users AS u").On("u.id = l.user_id").All(rows) // want foreign-table users read
}

// case: upper: InsertInto
func UpperInsert(s db.Session) { s.SQL().InsertInto("items").Columns("id").Values(1).Exec() } // want foreign-table items write

// case: upper: Update
func UpperUpdate(s db.Session) { s.SQL().Update("stock").Set("qty", 1).Where("id = ?", 1).Exec() } // want foreign-table stock write

// case: upper: DeleteFrom
func UpperDelete(s db.Session) { s.SQL().DeleteFrom("inventory.lots").Where("id = ?", 1).Exec() } // want foreign-table inventory.lots write

// case: upper: a collection that is searched
func UpperCollection(s db.Session, rows *[]any) { s.Collection("items").Find("id", 1).All(rows) } // want foreign-table items read

// case: upper: a collection that gets a row
func UpperCollectionInsert(s db.Session) { s.Collection("users").Insert(map[string]any{"id": 1}) } // want foreign-table users write

// case: upper: a collection whose found rows are deleted
func UpperCollectionDelete(s db.Session) { s.Collection("users").Find("id", 1).Delete() } // want foreign-table users write

// case: upper: a table that no one owns
func UpperUnowned(s db.Session, rows *[]any) { s.SQL().Select("stock").From("app_log").All(rows) }

// case: upper: an unknown collection
func UpperDynamic(s db.Session, rows *[]any) { s.Collection(os.Getenv("TABLE")).Find().All(rows) } // want dynamic-sql

// case: sqlbuilder: From
func SqlbuilderFrom() { sqlbuilder.Select("id").From("items").Build() } // want foreign-table items read

// case: sqlbuilder: statements one by one
func SqlbuilderSteps() {
	sb := sqlbuilder.PostgreSQL.NewSelectBuilder()
	sb.Select("1")
	sb.From("app_log l")
	sb.Join("stock s", "s.id = l.id") // want foreign-table stock read
	sb.Where(sb.Equal("s.id", 1))
	sb.Build()
}

// case: sqlbuilder: As
func SqlbuilderAs() {
	sb := sqlbuilder.NewSelectBuilder()
	sb.Select("u.id").From(sb.As("users", "u")).Build() // want foreign-table users read
}

// case: sqlbuilder: InsertInto
func SqlbuilderInsert() { sqlbuilder.InsertInto("items").Cols("id").Values(1).Build() } // want foreign-table items write

// case: sqlbuilder: Update
func SqlbuilderUpdate() {
	ub := sqlbuilder.NewUpdateBuilder()
	ub.Update("stock").Set(ub.Assign("qty", 1)).Build() // want foreign-table stock write
}

// case: sqlbuilder: DeleteFrom
func SqlbuilderDelete() { sqlbuilder.DeleteFrom("accounts").Where("id = 1").Build() } // want foreign-table accounts write

// case: sqlbuilder: CreateTable
func SqlbuilderCreate() { sqlbuilder.CreateTable("items").Define("id", "INT").Build() } // want foreign-table items ddl

// case: sqlbuilder: a struct's SelectFrom
func SqlbuilderStruct() {
	sqlbuilder.NewStruct(new(struct{ ID int })).SelectFrom("prices").Build() // want foreign-table prices read
}

// case: sqlbuilder: Buildf
func SqlbuilderBuildf() { sqlbuilder.Buildf("SELECT id FROM "+"items"+" WHERE id = %v", 1).Build() } // want foreign-table items read

// case: sqlbuilder: a table that no one owns
func SqlbuilderUnowned() { sqlbuilder.Select("items").From("app_log").OrderBy("stock").Build() }

// case: sqlbuilder: an unknown table
func SqlbuilderDynamic() { sqlbuilder.Select("id").From(os.Getenv("TABLE")).Build() } // want dynamic-sql

// case: xorm builder: From
func BuilderFrom() { builder.Select("id").From("items").ToSQL() } // want foreign-table items read

// case: xorm builder: From with an alias
func BuilderAlias() { builder.Postgres().Select("i.id").From("inventory.lots", "i").ToSQL() } // want foreign-table inventory.lots read

// case: xorm builder: Join
func BuilderJoin() {
	builder.Select("1").From("app_log").InnerJoin("stock", "stock.id = app_log.id").ToSQL() // want foreign-table stock read
}

// case: xorm builder: Insert and Into
func BuilderInsert() { builder.Insert(builder.Eq{"id": 1}).Into("users").ToSQL() } // want foreign-table users write

// case: xorm builder: Update and From
func BuilderUpdate() { builder.Update(builder.Eq{"n": 1}).From("items").ToSQL() } // want foreign-table items write

// case: xorm builder: Delete and From
func BuilderDelete() { builder.Delete(builder.Eq{"id": 1}).From("accounts").ToSQL() } // want foreign-table accounts write

// case: xorm builder: a subquery in a condition
func BuilderIn(e *xorm.Session) {
	e.Table("app_log").Where(builder.In("item_id", builder.Select("id").From("items"))).Exist() // want foreign-table items read
}

// case: xorm builder: a condition names columns
func BuilderCondition() builder.Cond { return builder.Eq{"items": 1}.And(builder.In("stock", 1, 2)) }

// case: xorm builder: an expression with a subquery
func BuilderExpr() builder.Cond {
	return builder.Expr("item_id IN (SELECT id FROM items)") // want foreign-table items read
}

// case: xorm: Table with a name
func XormTable(e *xorm.Engine, rows *[]map[string]string) {
	e.Table("items").Where("id = 1").Find(rows) // want foreign-table items read
}

// case: xorm: Join with a name
func XormJoin(e *xorm.Engine, rows *[]map[string]string) {
	e.Table("app_log").Join("INNER", "stock", "stock.id = app_log.id").Find(rows) // want foreign-table stock read
}

// case: xorm: Table with a name, then Update
func XormUpdate(s *xorm.Session) { s.Table("users").ID(1).Update(map[string]any{"name": "a"}) } // want foreign-table users write

// case: beego's builder: From
func BeegoFrom(qb orm.QueryBuilder) { _ = qb.Select("id").From("items").Where("id = 1").String() } // want foreign-table items read

// case: beego's builder: InsertInto
func BeegoInsert(qb orm.QueryBuilder) { _ = qb.InsertInto("stock", "id").Values("1").String() } // want foreign-table stock write

// case: beego's builder: Delete and From
func BeegoDelete(qb orm.QueryBuilder) { _ = qb.Delete().From("users").Where("id = 1").String() } // want foreign-table users write

// case: beego's builder: a table that no one owns
func BeegoUnowned(qb orm.QueryBuilder) {
	_ = qb.Select("items").From("app_log").OrderBy("stock").String()
}
