// Package builders shows query builders, which take tables' names as text.
package builders

import (
	"os"

	sq "github.com/Masterminds/squirrel"
	"github.com/doug-martin/goqu/v9"

	"example.com/labelled/owner"
)

var psql = sq.StatementBuilder.PlaceholderFormat(sq.Dollar)

// case: squirrel: From
func SquirrelFrom() { sq.Select("id").From("items").ToSql() } // want foreign-table items read

// case: squirrel: From with an alias and a schema
func SquirrelAlias() { psql.Select("l.id").From("inventory.lots AS l").ToSql() } // want foreign-table inventory.lots read

// case: squirrel: From with a short alias
func SquirrelShortAlias() { psql.Select("i.id").From("items i").ToSql() } // want foreign-table items read

// case: squirrel: Join with ON
func SquirrelJoin() {
	sq.Select("1").From("app_log l").Join("stock s ON s.id = l.id").ToSql() // want foreign-table stock read
}

// case: squirrel: tables of two owners
func SquirrelTwoOwners() {
	sq.Select("1").
		From("items i").                          // want foreign-table items join
		LeftJoin("orders o ON o.item_id = i.id"). // want foreign-table orders join
		ToSql()
}

// case: squirrel: JoinClause
func SquirrelJoinClause() {
	sq.Select("1").From("app_log").JoinClause("CROSS JOIN users").ToSql() // want foreign-table users read
}

// case: squirrel: Insert
func SquirrelInsert() { sq.Insert("items").Columns("id").Values(1).ToSql() } // want foreign-table items write

// case: squirrel: Insert and Into
func SquirrelInto() { psql.Insert("").Into("stock").Columns("id").Values(1).ToSql() } // want foreign-table stock write

// case: squirrel: Update
func SquirrelUpdate() { sq.Update("users").Set("name", "a").Where(sq.Eq{"id": 1}).ToSql() } // want foreign-table users write

// case: squirrel: Delete
func SquirrelDelete() { psql.Delete("accounts").Where("id = ?", 1).ToSql() } // want foreign-table accounts write

// case: squirrel: an expression with a subquery
func SquirrelExpr() {
	sq.Select("id").From("app_log").Where(sq.Expr("item_id IN (SELECT id FROM items)")).ToSql() // want foreign-table items read
}

// case: squirrel: a subquery that is a builder
func SquirrelFromSelect() {
	sub := sq.Select("id").From("items") // want foreign-table items read
	sq.Select("id").FromSelect(sub, "stock").ToSql()
}

const itemsTable = "items" // want foreign-table items read

// case: squirrel: a table in a constant
func SquirrelConstant() { sq.Select("id").From(itemsTable).ToSql() }

// case: squirrel: a table in another package's constant
func SquirrelOtherPackage() { sq.Select("id").From(owner.ItemsTable).ToSql() } // want foreign-table items read

// case: squirrel: an unknown table
func SquirrelDynamic() { sq.Select("id").From(os.Getenv("TABLE")).ToSql() } // want dynamic-sql

// case: squirrel: an unknown condition
func SquirrelDynamicWhere() { sq.Select("id").From("app_log").Where(os.Getenv("CONDITION")).ToSql() }

// case: squirrel: columns named like tables
func SquirrelColumns() {
	sq.Select("items", "stock").From("app_log").Where(sq.Eq{"users": 1}).OrderBy("products").ToSql()
}

// case: squirrel: a builder kept in a variable
func SquirrelVariable(open bool) {
	q := psql.Update("items") // want foreign-table items write
	if open {
		q = q.Where("open")
	}
	q.Set("name", "a").ToSql()
}

// case: squirrel: From put behind later
func SquirrelLater() {
	q := sq.Select("id")
	q = q.From("stock") // want foreign-table stock read
	q.ToSql()
}

// case: squirrel: a CTE in front
func SquirrelCTE() {
	sq.Select("id").Prefix("WITH recent AS (SELECT id FROM items)").From("recent").ToSql() // want foreign-table items read
}

func squirrelAll(table string) (string, []any, error) { return sq.Select("*").From(table).ToSql() }

// case: squirrel: a wrapper
func SquirrelWrapped() { squirrelAll("products") } // want foreign-table products read

// case: squirrel: a wrapper called with a table that no one owns
func SquirrelWrappedUnowned() { squirrelAll("app_log") }

// case: goqu: From
func GoquFrom() { goqu.From("items").Select("id").ToSQL() } // want foreign-table items read

// case: goqu: a dialect's From
func GoquDialect() { goqu.Dialect("postgres").From("stock").ToSQL() } // want foreign-table stock read

// case: goqu: T with an alias
func GoquT() { goqu.From(goqu.T("items").As("i")).ToSQL() } // want foreign-table items read

// case: goqu: S and Table
func GoquS() { goqu.From(goqu.S("inventory").Table("lots")).ToSQL() } // want foreign-table inventory.lots read

// case: goqu: a schema of another's
func GoquOtherSchema() { goqu.From(goqu.S("app").Table("items")).ToSQL() }

// case: goqu: Join
func GoquJoin() {
	goqu.From("app_log").Join(goqu.T("stock"), goqu.On(goqu.Ex{"stock.id": goqu.I("app_log.id")})).ToSQL() // want foreign-table stock read
}

// case: goqu: tables of two owners
func GoquTwoOwners() {
	goqu.From("items").LeftJoin(goqu.T("orders"), goqu.Using("id")).ToSQL() // want foreign-table items join; foreign-table orders join
}

// case: goqu: Insert
func GoquInsert() { goqu.Insert("items").Rows(goqu.Record{"id": 1}).ToSQL() } // want foreign-table items write

// case: goqu: Update
func GoquUpdate(db *goqu.Database) {
	db.Update("users").Set(goqu.Record{"name": "a"}).Executor().Exec() // want foreign-table users write
}

// case: goqu: Delete
func GoquDelete() { goqu.Delete("accounts").Where(goqu.C("id").Eq(1)).ToSQL() } // want foreign-table accounts write

// case: goqu: Truncate
func GoquTruncate() { goqu.Truncate("prices").ToSQL() } // want foreign-table prices write

// case: goqu: a literal with a subquery
func GoquL() {
	goqu.From("app_log").Where(goqu.L("item_id IN (SELECT id FROM items)")).ToSQL() // want foreign-table items read
}

// case: goqu: a subquery that is a builder
func GoquSubquery() {
	goqu.From("app_log").Where(goqu.C("item_id").In(goqu.From("items").Select("id"))).ToSQL() // want foreign-table items read
}

// case: goqu: identifiers of columns
func GoquColumns() { goqu.From("app_log").Select(goqu.C("items"), goqu.I("stock")).ToSQL() }

// case: goqu: a table that no one owns
func GoquUnowned() { goqu.From("app_log").ToSQL() }

// case: goqu: an unknown table
func GoquDynamic() { goqu.From(os.Getenv("TABLE")).ToSQL() } // want dynamic-sql

// case: goqu: a table in a variable with one value
func GoquVariable() {
	table := "items" // want foreign-table items read
	goqu.From(table).ToSQL()
}

// case: goqu: a CTE
func GoquCTE() {
	goqu.From("recent").With("recent", goqu.From("stock").Where(goqu.C("new").IsTrue())).ToSQL() // want foreign-table stock read
}

type mail struct{}

func (mail) From(name string) mail   { return mail{} }
func (mail) Select(name string) mail { return mail{} }
func (mail) Update(name string) mail { return mail{} }
func (mail) Into(name string) mail   { return mail{} }
func (mail) Table(name string) mail  { return mail{} }

// case: a builder's names on a type that is none
func Mail(m mail) { m.Select("id").From("items").Update("stock").Into("users").Table("items") }
