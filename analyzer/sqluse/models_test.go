package sqluse

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// libraries are as much of the mappers' and other packages as the models need.
var libraries = sourceImporter{
	"time":         `package time; type Time struct{ wall uint64 }; func (t *Time) Scan2() {}`,
	"database/sql": `package sql; type NullString struct{ String string; Valid bool }; func (n *NullString) Scan(value any) error { return nil }`,

	"gorm.io/gorm/schema": `package schema; type Namer interface{ TableName(table string) string }`,
	"gorm.io/gorm": `package gorm
		import "database/sql"
		type Model struct{ ID uint }
		type DeletedAt sql.NullString
		func (n *DeletedAt) Scan(value any) error { return nil }`,
	"github.com/jinzhu/gorm":        `package gorm; type DB struct{}`,
	"github.com/uptrace/bun/schema": `package schema; type BaseModel struct{}`,
	"github.com/uptrace/bun":        `package bun; import "github.com/uptrace/bun/schema"; type BaseModel = schema.BaseModel`,
	"github.com/shopspring/decimal": `package decimal; type Decimal struct{ exp int32 }; func (d *Decimal) Scan(value interface{}) error { return nil }`,
	"example.com/shop/models/orders": `package orders
		import "github.com/uptrace/bun"
		type Order struct{ bun.BaseModel ` + "`bun:\"table:sales.orders,alias:o\"`" + `; ID int }
		type Line struct{ tableName struct{} ` + "`pg:\"sales.lines\"`" + ` }
		func (*Line) TableName() string { return "lines" }`,
}

// sourceImporter type-checks packages from their sources.
type sourceImporter map[string]string

func (s sourceImporter) Import(path string) (*types.Package, error) {
	source, ok := s[path]
	if !ok {
		return nil, fmt.Errorf("no package %s", path)
	}
	return s.check(path, source)
}

func (s sourceImporter) check(path, source string) (*types.Package, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", source, 0)
	if err != nil {
		return nil, err
	}
	return (&types.Config{Importer: s}).Check(path, fset, []*ast.File{file}, nil)
}

// shown prints a model: its names, or whose method names it, and its type.
func shown(m model, ok bool) string {
	if !ok {
		return "none"
	}
	text := strings.ReplaceAll(strings.Join(m.names, " "), hole, "▢")
	if m.namer != nil {
		text = types.ObjectString(m.namer, func(*types.Package) string { return "" })
	}
	if m.named == nil {
		text += " (no type)"
	}
	return text
}

func TestModelOf(t *testing.T) {
	const (
		user     = "type User struct{ ID int }; "
		named    = user + `func (User) TableName() string { return "u" }; `
		pointer  = user + `func (*User) TableName() string { return "u" }; `
		valueFn  = "func (User).TableName() string"
		pointFn  = "func (*User).TableName() string"
		bunItem  = "type Item struct{ bun.BaseModel `bun:\"table:inventory.items,alias:i\"`; ID int }; "
		pgItem   = "type Item struct{ tableName struct{} `pg:\"inventory.items,alias:i\"`; ID int }; "
		withConn = user + `func (u *User) TableName(db *gormone.DB) string { return "u" }; `
	)
	tests := []struct {
		name  string
		orm   orm
		decls string
		typ   string
		want  string
	}{
		{"struct", gormV2, user, "User", "users user"},
		{"pointer to a pointer", gormV2, user, "**User", "users user"},
		{"slice of pointers", gormV2, user, "*[]*User", "users user"},
		{"array", gormV2, user, "*[3]User", "users user"},
		{"array that the mapper does not take", gormV1, user, "*[3]User", "none"},
		{"named slice", gormV2, user + "type Users []User", "*Users", "users user"},
		{"named pointer", gormV2, user + "type P *User", "P", "users user"},
		{"alias", gormV2, user + "type U = User", "[]U", "users user"},
		{"map of models", xormORM, user, "*map[int64]*User", "user"},
		{"map that the mapper does not take", gormV2, user, "map[int64]User", "none"},
		{"embedded Model", gormV2, "type APIKey struct{ gorm.Model }", "APIKey", "api_keys api_key"},
		{"embedded value", gormV2, "type APIKey struct{ gorm.DeletedAt }", "APIKey", "api_keys api_key"},
		{"instance of a generic type", gormV2, "type Page[T any] struct{ Items []T }", "Page[int]", "pages page"},
		{"method of an instance", gormV2, `type Page[T any] struct{ Items []T }; func (p Page[T]) TableName() string { return "p" }`, "Page[int]", "func (Page[int]).TableName() string"},
		{"type of a struct type", gormV2, named + "type Member User", "Member", "members member"},
		{"local name without capital", gormV2, "type result struct{ N int }", "[]result", "results result"},
		{"recursive", gormV2, "type R []R", "R", "none"},
		{"mapper that is not known", noORM, user, "User", "none"},

		{"basic type", gormV2, "", "*int", "none"},
		{"string", xormORM, "", "string", "none"},
		{"map of anything", gormV2, "", "[]map[string]any", "none"},
		{"interface", gormV2, "type T interface{ TableName() string }", "T", "none"},
		{"struct without a name", gormV2, "", "struct{ A int }", "none"},
		{"struct without a name, with a method", gormV2, named, "struct{ User; A int }", valueFn + " (no type)"},
		{"time", gormV2, "", "*time.Time", "none"},
		{"null string", gormV2, "", "[]sql.NullString", "none"},
		{"scanner of a module", gormV2, "", "decimal.Decimal", "none"},
		{"module named without a dot", gormV2, user, "User", "users user"},

		{"method of the value", gormV2, named, "[]*User", valueFn},
		{"method of the pointer", gormV2, pointer, "User", pointFn},
		{"promoted method", gormV2, pointer + "type Admin struct{ User }", "[]Admin", pointFn},
		{"method through an embedded pointer", gormV2, named + "type Admin struct{ *User }", "Admin", valueFn},
		{"method of another form", gormV2, user + `func (User) TableName(x int) string { return "u" }`, "User", "users user"},
		{"field of the method's name", gormV2, named + "type Admin struct{ User; TableName string }", "Admin", "admins admin"},
		{"two promoted methods", gormV2, named + `type V struct{}; func (V) TableName() string { return "v" }; type Admin struct{ User; V }`, "Admin", "admins admin"},
		{"method with a namer", gormV2, user + `func (User) TableName(n schema.Namer) string { return n.TableName("u") }`, "User", "func (User).TableName(n Namer) string"},

		{"first version", gormV1, user, "[]*User", "users user"},
		{"first version, method", gormV1, pointer, "User", pointFn},
		{"first version, method with connection", gormV1, withConn, "*User", "func (*User).TableName(db *DB) string"},
		{"first version, no method with connection for slices", gormV1, withConn, "*[]User", "users user"},
		{"first version, no method with connection for values", gormV1, withConn, "User", "users user"},
		{"first version, method of the slice", gormV1, named + `type Users []User; func (Users) TableName() string { return "us" }`, "*Users", "func (Users).TableName() string"},
		{"second version, no method of the slice", gormV2, named + "type Users []User; func (Users) TableName() string { return \"us\" }", "*Users", valueFn},
		{"method with the other version's argument", gormV2, withConn, "*User", "users user"},

		{"bun: tag with table", bunORM, bunItem, "*[]Item", "inventory.items"},
		{"bun: tag without table", bunORM, "type Item struct{ bun.BaseModel `bun:\"inventory.items,alias:i\"` }", "Item", "inventory.items"},
		{"bun: alias alone", bunORM, "type Item struct{ bun.BaseModel `bun:\",alias:i\"` }", "Item", "items"},
		{"bun: select alone", bunORM, "type Item struct{ bun.BaseModel `bun:\"select:item_view\"` }", "Item", "items"},
		{"bun: no tag", bunORM, "type UserIDs struct{ bun.BaseModel }", "UserIDs", "user_i_ds"},
		{"bun: no base", bunORM, user, "*User", "users"},
		{"bun: a name with an unknown part", bunORM, "type Item struct{ bun.BaseModel `bun:\"table:?tenant.items\"` }", "Item", "▢.items"},
		{"bun: embedded model", bunORM, bunItem + "type Part struct{ Item }", "Part", "parts"},
		{"bun: inherited", bunORM, bunItem + "type Part struct{ Item `bun:\",inherit\"` }", "Part", "inventory.items"},
		{"bun: extended by pointer", bunORM, user + "type Part struct{ *User `bun:\",extend\"` }", "Part", "users"},
		{"bun: inherited through an alias", bunORM, user + "type u = User; type Part struct{ *u `bun:\",inherit\"` }", "Part", "users"},
		{"bun: inherited behind its own", bunORM, bunItem + "type Part struct{ bun.BaseModel `bun:\"parts\"`; Item `bun:\",inherit\"` }", "Part", "inventory.items"},
		{"bun: inherited before its own", bunORM, bunItem + "type Part struct{ Item `bun:\",inherit\"`; bun.BaseModel `bun:\"own\"` }", "Part", "own"},
		{"bun: no name of the type", bunORM, "", "struct{ bun.BaseModel `bun:\"table:items\"` }", "items (no type)"},
		{"bun: type of a struct type", bunORM, bunItem + "type Part Item", "Part", "inventory.items"},
		{"bun: another package's", bunORM, "", "*[]orders.Order", "sales.orders"},
		{"bun: base of another name", bunORM, "type BaseModel struct{}; type Item struct{ BaseModel `bun:\"table:x\"` }", "Item", "items"},
		{"bun: no methods", bunORM, named, "User", "users"},

		{"go-pg: tag", goPG, pgItem, "*[]*Item", "inventory.items"},
		{"go-pg: option alone", goPG, "type Item struct{ tableName struct{} `pg:\",discard_unknown_columns\"` }", "Item", "items"},
		{"go-pg: old tag", goPG, "type Item struct{ tableName struct{} `sql:\"inventory.items,alias:t\" pg:\",discard_unknown_columns\"` }", "Item", "inventory.items"},
		{"go-pg: old field", goPG, "type Item struct{ TableName struct{} `sql:\"stock\"` }", "Item", "stock"},
		{"go-pg: field of that name", goPG, "type Item struct{ TableName string `pg:\"table_name\"` }", "Item", "items"},
		{"go-pg: quoted", goPG, "type Item struct{ tableName struct{} `pg:\"'odd,name'\"` }", "Item", "odd,name"},
		{"go-pg: quotes of SQL", goPG, "type Item struct{ tableName struct{} `sql:\"\\\"inventory\\\".\\\"items\\\"\"` }", "Item", "inventory.items"},
		{"go-pg: unknown part", goPG, "type Item struct{ tableName struct{} `pg:\"?SCHEMA.items_?0\"` }", "Item", "▢.items_▢"},
		{"go-pg: expression", goPG, "type Item struct{ tableName struct{} `pg:\"generate_series(0, ?) AS n\"` }", "Item", ""},
		{"go-pg: no table", goPG, "type Item struct{ tableName struct{} `pg:\"_\"` }", "Item", "none"},
		{"go-pg: embedded", goPG, pgItem + "type Part struct{ Item }", "Part", "parts"},
		{"go-pg: inherited", goPG, pgItem + "type Part struct{ Item `pg:\",inherit\"` }", "Part", "inventory.items"},
		{"go-pg: overridden", goPG, pgItem + "type Part struct{ Item `pg:\",override\"` }", "Part", "inventory.items"},
		{"go-pg: inherited further down", goPG, pgItem + "type Part struct{ Item `pg:\",inherit\"` }; type Screw struct{ Part }", "Screw", "inventory.items"},
		{"go-pg: left out", goPG, pgItem + "type Part struct{ Item `pg:\"-\"` }", "Part", "parts"},
		{"go-pg: another package's", goPG, "", "orders.Line", "sales.lines"},
		{"go-pg: embeds itself", goPG, "type Part struct{ *Part }", "Part", "parts"},
		{"go-pg: inherits itself", goPG, "type Part struct{ *Part `pg:\",inherit\"` }", "Part", "parts"},

		{"xorm: both mappers", xormORM, "type APIKey struct{}", "[]APIKey", "a_p_i_key api_key"},
		{"xorm: method", xormORM, pointer, "[]User", pointFn},
		{"xorm: another package's", xormORM, "", "*orders.Line", "func (*Line).TableName() string"},
		{"beego", beegoORM, "type APIKey struct{}", "*APIKey", "a_p_i_key"},
		{"beego: method", beegoORM, pointer, "*User", pointFn},
		{"beego: method with more results", beegoORM, user + `func (User) TableName() (string, error) { return "u", nil }`, "User", "func (User).TableName() (string, error)"},
		{"beego: method without text", beegoORM, user + `func (User) TableName() int { return 1 }`, "User", "user"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			imports := ""
			for name, path := range map[string]string{
				"time": "time", "sql": "database/sql", "gorm": "gorm.io/gorm", "schema": "gorm.io/gorm/schema", "gormone": "github.com/jinzhu/gorm",
				"bun": "github.com/uptrace/bun", "decimal": "github.com/shopspring/decimal", "orders": "example.com/shop/models/orders",
			} {
				if strings.Contains(test.decls+test.typ, name+".") {
					imports += fmt.Sprintf("import %s %q\n", name, path)
				}
			}
			pkg, err := libraries.check("shop/models", "package models\n"+imports+test.decls+"\nvar x "+test.typ)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(modelOf(pkg.Scope().Lookup("x").Type(), test.orm)); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func TestModelOfTypeParameter(t *testing.T) {
	pkg, err := libraries.check("shop/models", "package models; func Get[T any, R struct{ A int }](t []T, r *R) {}")
	if err != nil {
		t.Fatal(err)
	}
	params := pkg.Scope().Lookup("Get").Type().(*types.Signature).Params()
	for i := range params.Len() {
		if m, ok := modelOf(params.At(i).Type(), gormV2); ok {
			t.Errorf("%s: %s", params.At(i).Type(), shown(m, ok))
		}
	}
	if m, ok := modelOf(nil, gormV2); ok {
		t.Errorf("no type: %s", shown(m, ok))
	}
}
