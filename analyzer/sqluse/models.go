package sqluse

import (
	"go/types"
	"reflect"
)

// orm is an object-relational mapper whose models are known here.
type orm uint8

const (
	noORM    orm = iota
	gormV2       // gorm.io/gorm
	gormV1       // github.com/jinzhu/gorm
	bunORM       // github.com/uptrace/bun
	xormORM      // xorm.io/xorm, github.com/go-xorm/xorm
	beegoORM     // github.com/beego/beego/v2/client/orm, github.com/astaxie/beego/orm
	goPG         // github.com/go-pg/pg and its later versions
	namedORM     // any other: a type is a model if it has a method TableName
)

// model is what an ORM makes of a type.
type model struct {
	// names are the table's possible names, as schema.name or name without quotes, the likeliest first: more than one where the naming
	// rule depends on a setting that cannot be seen. A byte 0x01 stands for a part that the program fills in at run time (?SCHEMA in a
	// tag of bun or go-pg). There are none if namer names the table, or if a tag has an expression in its place.
	names []string
	// namer is the method that names the table (TableName), nil if a tag or the default rule does. Its result is for the caller to
	// evaluate. It may belong to an embedded type, and to an instance of a generic one.
	namer *types.Func
	// named is the model's type, nil for a struct without a name that a tag or method names a table for.
	named *types.Named
}

// maxNesting limits how far types are followed: through pointers and slices, and through embedded structs.
const maxNesting = 8

// modelOf returns the model that values of t carry for the ORM: through pointers, slices, named ones too, and through arrays and the
// elements of maps where the ORM takes them. ok is false if t is no struct that the ORM maps to a table: besides anything that is no
// struct, one without a name, and one that is a value for SQL itself (time.Time, a sql.Scanner), unless it says its table.
func modelOf(t types.Type, o orm) (m model, ok bool) {
	elem := elementOf(t, o)
	if elem == nil {
		return model{}, false
	}
	fields := elem.Underlying().(*types.Struct)
	m.named, _ = elem.(*types.Named)
	switch o {
	case bunORM, goPG:
		if name, tagged := taggedName(fields, o, maxNesting); tagged {
			if name == "_" && o == goPG {
				return model{}, false // tells go-pg that there is no table
			}
			m.names = namesIn(name)
			return m, true
		}
	default:
		if m.namer = namerOf(t, elem, o); m.namer != nil {
			return m, true
		}
	}
	if m.named == nil || isValue(m.named) {
		return model{}, false
	}
	// Of an instance of a generic type, mappers take the type's arguments into the name too ("page[int]"), which no database has.
	m.names = tableNames(m.named.Obj().Name(), o)
	return m, len(m.names) > 0
}

// elementOf returns the struct type that values of t carry, nil if there is none.
func elementOf(t types.Type, o orm) types.Type {
	if t == nil || o == noORM {
		return nil
	}
	for range maxNesting {
		t = types.Unalias(t)
		switch x := t.Underlying().(type) {
		case *types.Struct:
			return t
		case *types.Pointer:
			t = x.Elem()
		case *types.Slice:
			t = x.Elem()
		case *types.Array:
			if o != gormV2 {
				return nil
			}
			t = x.Elem()
		case *types.Map:
			if o != xormORM { // engine.Find(&map[int64]User{})
				return nil
			}
			t = x.Elem()
		default:
			return nil
		}
	}
	return nil
}

// namerOf returns the method that names the table of a struct type, nil if it has none. Mappers make a pointer to a new struct and call
// the method of that, whatever they were handed; but gorm's version 1 asks first what it was handed, be it a slice, and only that for a
// method that takes the *gorm.DB.
func namerOf(handed, elem types.Type, o orm) *types.Func {
	plain := func(s *types.Signature) bool { return s.Params().Len() == 0 && returnsString(s) }
	switch o {
	case gormV2:
		if fn := tableMethod(elem, true, plain); fn != nil {
			return fn
		}
		return tableMethod(elem, true, func(s *types.Signature) bool {
			return s.Params().Len() == 1 && isType(s.Params().At(0).Type(), "gorm.io/gorm/schema", "Namer") && returnsString(s)
		})
	case gormV1:
		if fn := tableMethod(handed, false, plain); fn != nil {
			return fn
		}
		withDB := func(s *types.Signature) bool {
			if s.Params().Len() != 1 || !returnsString(s) {
				return false
			}
			pointer, ok := types.Unalias(s.Params().At(0).Type()).(*types.Pointer)
			return ok && isType(pointer.Elem(), "github.com/jinzhu/gorm", "DB")
		}
		if fn := tableMethod(handed, false, withDB); fn != nil {
			return fn
		}
		return tableMethod(elem, true, plain)
	case xormORM, namedORM:
		return tableMethod(elem, true, plain)
	case beegoORM:
		return tableMethod(elem, true, func(s *types.Signature) bool {
			if s.Params().Len() != 0 || s.Results().Len() == 0 {
				return false
			}
			first, ok := s.Results().At(0).Type().Underlying().(*types.Basic)
			return ok && first.Kind() == types.String
		})
	}
	return nil
}

// tableMethod returns a type's method TableName (a pointer's too if the value has an address) if its signature is the wanted one.
func tableMethod(t types.Type, addressable bool, wanted func(*types.Signature) bool) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, addressable, nil, "TableName")
	if fn, ok := obj.(*types.Func); ok && wanted(fn.Signature()) {
		return fn
	}
	return nil
}

func returnsString(s *types.Signature) bool {
	return s.Results().Len() == 1 && types.Identical(s.Results().At(0).Type(), types.Typ[types.String])
}

// isType tells whether t is the type of that name.
func isType(t types.Type, path, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}

// isValue tells whether a struct type is one value for SQL, or for the program, rather than a row: of the standard library, or with a
// Scan method of its own.
func isValue(named *types.Named) bool {
	if pkg := named.Obj().Pkg(); pkg == nil || isStandard(pkg.Path()) {
		return true
	}
	obj, index, _ := types.LookupFieldOrMethod(named, true, nil, "Scan")
	fn, ok := obj.(*types.Func)
	if !ok || len(index) > 1 { // one of an embedded field, as gorm.DeletedAt has
		return false
	}
	s := fn.Signature()
	return s.Params().Len() == 1 && types.Identical(s.Params().At(0).Type().Underlying(), types.NewInterfaceType(nil, nil)) &&
		s.Results().Len() == 1 && types.Identical(s.Results().At(0).Type(), types.Universe.Lookup("error").Type())
}

// isStandard tells whether a package is one of those of the standard library whose structs are handed to mappers. They are listed, as
// modules may have paths without a dot too.
func isStandard(path string) bool {
	switch path {
	case "time", "database/sql", "database/sql/driver", "math/big", "net", "net/url", "net/netip", "net/mail", "net/http", "bytes", "strings",
		"bufio", "sync", "sync/atomic", "encoding/json", "encoding/xml", "reflect", "regexp", "text/template", "html/template", "log",
		"log/slog", "os", "io", "io/fs", "image", "container/list", "unique", "errors":
		return true
	}
	return false
}

// taggedName returns the table's name in the tag of bun's embedded BaseModel or of go-pg's field tableName. An embedded struct hands on
// its own name if its tag says "inherit"; of several names the last in order counts.
func taggedName(fields *types.Struct, o orm, depth int) (name string, ok bool) {
	if depth == 0 {
		return "", false
	}
	for i := range fields.NumFields() {
		field, tag := fields.Field(i), reflect.StructTag(fields.Tag(i))
		if s := ownName(field, tag, o); s != "" {
			name, ok = s, true
			continue
		}
		if !field.Embedded() {
			continue
		}
		if s, inherited := inheritedName(field, tag, o, depth-1); inherited {
			name, ok = s, true
		}
	}
	return name, ok
}

// ownName returns the table's name in a field's tag, "" if the field is not for that or names none.
func ownName(field *types.Var, tag reflect.StructTag, o orm) string {
	if o == bunORM {
		// bun.BaseModel is another name for the schema package's.
		if !field.Embedded() || field.Name() != "BaseModel" || !isType(field.Type(), "github.com/uptrace/bun/schema", "BaseModel") &&
			!isType(field.Type(), "github.com/uptrace/bun", "BaseModel") {
			return ""
		}
		name, options := parseTag(tag.Get("bun"), '"')
		if table, ok := options["table"]; ok {
			name = table
		}
		return name
	}
	if field.Embedded() || field.Name() != "tableName" && field.Name() != "TableName" { // TableName until version 9
		return ""
	}
	old, _ := parseTag(tag.Get("sql"), '\'') // until version 9
	if field.Name() == "TableName" {
		return old
	}
	if name, _ := parseTag(tag.Get("pg"), '\''); name != "" {
		return name
	}
	return old
}

// inheritedName returns the name of an embedded struct's table if the struct that embeds it takes that. go-pg looks for such tags in
// embedded structs of embedded ones too.
func inheritedName(field *types.Var, tag reflect.StructTag, o orm, depth int) (string, bool) {
	key, quote, option := "bun", byte('"'), "extend"
	if o == goPG {
		key, quote, option = "pg", '\'', "override"
		if tag.Get("sql") == "-" {
			return "", false
		}
	}
	if tag.Get(key) == "-" {
		return "", false
	}
	t := types.Unalias(field.Type())
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	fields, ok := t.Underlying().(*types.Struct)
	if !ok {
		return "", false
	}
	_, options := parseTag(tag.Get(key), quote)
	_, inherit := options["inherit"]
	_, old := options[option]
	if !inherit && !old {
		if o == goPG {
			return nestedName(fields, depth)
		}
		return "", false
	}
	if name, ok := taggedName(fields, o, depth); ok {
		return name, true
	}
	if named, ok := t.(*types.Named); ok {
		return tableNames(named.Obj().Name(), o)[0], true
	}
	return "", false
}

// nestedName returns the name that go-pg finds through the embedded structs of an embedded one.
func nestedName(fields *types.Struct, depth int) (name string, ok bool) {
	if depth == 0 {
		return "", false
	}
	for i := range fields.NumFields() {
		if field := fields.Field(i); field.Embedded() {
			if s, inherited := inheritedName(field, reflect.StructTag(fields.Tag(i)), goPG, depth-1); inherited {
				name, ok = s, true
			}
		}
	}
	return name, ok
}
