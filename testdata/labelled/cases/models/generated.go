package models

import (
	"database/sql"

	"example.com/labelled/gen/ent"
	"example.com/labelled/gen/ent/item"
	boiled "example.com/labelled/gen/models"

	"github.com/volatiletech/sqlboiler/v4/boil"
	"github.com/volatiletech/sqlboiler/v4/queries/qm"
)

// case: ent: Query
func EntQuery(c *ent.Client) { c.Item.Query().Where(item.ID(7)).All(ctx) } // want foreign-table items read

// case: ent: Get
func EntGet(c *ent.Client) { c.Item.Get(ctx, 7) } // want foreign-table items read

// case: ent: Create
func EntCreate(c *ent.Client) { c.Item.Create().SetName("a").Save(ctx) } // want foreign-table items write

// case: ent: UpdateOneID
func EntUpdate(c *ent.Client) { c.Item.UpdateOneID(7).SetName("a").Exec(ctx) } // want foreign-table items write

// case: ent: Delete
func EntDelete(c *ent.Client) { c.Item.Delete().Where(item.ID(7)).Exec(ctx) } // want foreign-table items write

// case: ent: CreateBulk is told of once a line
func EntBulk(c *ent.Client) { c.Item.CreateBulk(c.Item.Create().SetName("a")).Save(ctx) } // want foreign-table items write

// case: ent: a table that no one owns
func EntUnowned(c *ent.Client) { c.Entry.Query().All(ctx) }

// case: ent: names of fields and columns touch nothing
func EntNames() []string { return append(item.Columns, item.FieldName, item.Label) }

type client struct{ Item *shelf }

type shelf struct{}

func (*shelf) Query() *shelf  { return nil }
func (*shelf) Create() *shelf { return nil }

// case: ent's names on types that are not ent's
func EntLike(c *client) { c.Item.Query().Create() }

// case: sqlboiler: All
func BoilAll(db *sql.DB) { boiled.Items(qm.Where("id = ?", 7)).All(ctx, db) } // want foreign-table items read

// case: sqlboiler: Count
func BoilCount(db *sql.DB) { boiled.Items().Count(ctx, db) } // want foreign-table items read

// case: sqlboiler: DeleteAll
func BoilDeleteAll(db *sql.DB) { boiled.Items(qm.Where("id = 1")).DeleteAll(ctx, db) } // want foreign-table items write

// case: sqlboiler: Insert
func BoilInsert(db *sql.DB) { (&boiled.Item{ID: 1}).Insert(ctx, db, boil.Infer()) } // want foreign-table items write

// case: sqlboiler: a find function
func BoilFind(db *sql.DB) { boiled.FindItem(ctx, db, 7) } // want foreign-table items read

// case: sqlboiler: a table that no one owns
func BoilUnowned(db *sql.DB) { boiled.AppLogs().All(ctx, db) }

// case: sqlboiler: a table's name in a text
func BoilTableNames(db *sql.DB) { db.Exec("TRUNCATE " + boiled.TableNames.Items) } // want foreign-table items write

// case: sqlboiler: a table's name outside SQL
func BoilTableTitle() string { return "Truncate " + boiled.TableNames.Items + "?" }
