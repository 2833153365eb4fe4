package surface

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Model is a struct that maps a table and takes its columns from a struct of another of the user's packages.
type Model struct {
	Name     string // of the type
	From     Symbol // the other struct
	Embeds   bool   // it embeds it, and is not just another name for it
	Pos, End token.Position
}

// modelTags are the struct tags with which mappers name columns.
var modelTags = []string{"db", "gorm", "bun", "xorm", "pg", "orm", "boil"}

// embeddingTags are, by mapper, the options that make a named field an embedded one.
var embeddingTags = map[string][]string{"gorm": {"embedded"}, "bun": {"embed"}, "xorm": {"extends"}}

// model notes a type declaration that takes its columns from a foreign struct.
func (o *observer) model(spec *ast.TypeSpec) {
	obj, ok := o.info.Defs[spec.Name].(*types.TypeName)
	if !ok {
		return
	}
	add := func(from *types.TypeName, embeds bool, at ast.Expr) {
		o.models = append(o.models, Model{Name: obj.Name(), From: *o.of(from), Embeds: embeds, Pos: o.at(at.Pos()), End: o.at(at.End())})
	}
	if literal, ok := ast.Unparen(spec.Type).(*ast.StructType); ok {
		if mapsTable(obj) {
			o.embeddedModels(literal, add)
		}
	} else if from := o.foreignStruct(spec.Type); from != nil && (mapsTable(obj) || mapsTable(from)) {
		add(from, false, spec.Type)
	}
}

// embeddedModels reports the foreign structs among a struct's embedded fields.
func (o *observer) embeddedModels(literal *ast.StructType, add func(*types.TypeName, bool, ast.Expr)) {
	for _, field := range literal.Fields.List {
		if len(field.Names) > 0 && !embedsByTag(field) {
			continue
		}
		if from := o.foreignStruct(field.Type); from != nil {
			add(from, true, field.Type)
		}
	}
}

// foreignStruct returns the struct of another package that a type expression names, perhaps behind a pointer.
func (o *observer) foreignStruct(expr ast.Expr) *types.TypeName {
	if star, ok := ast.Unparen(expr).(*ast.StarExpr); ok {
		expr = star.X
	}
	name := typeName(o.info.TypeOf(expr))
	if name == nil || !o.foreign(name) {
		return nil
	}
	if _, ok := name.Type().Underlying().(*types.Struct); !ok {
		return nil
	}
	return name
}

// mapsTable tells whether a struct says which columns or which table it stands for.
func mapsTable(name *types.TypeName) bool {
	t := types.Unalias(name.Type())
	if named, ok := t.(*types.Named); ok {
		for i := range named.NumMethods() {
			if fn := named.Method(i); fn.Name() == "TableName" && fn.Signature().Params().Len() == 0 && fn.Signature().Results().Len() == 1 {
				return true
			}
		}
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		tag := reflect.StructTag(s.Tag(i))
		for _, key := range modelTags {
			if value, ok := tag.Lookup(key); ok && value != "-" {
				return true
			}
		}
	}
	return false
}

// embedsByTag tells named fields that a mapper treats as embedded: gorm:"embedded", bun:"embed:", xorm:"extends".
func embedsByTag(field *ast.Field) bool {
	if field.Tag == nil {
		return false
	}
	text, err := strconv.Unquote(field.Tag.Value)
	if err != nil {
		return false
	}
	for key, options := range embeddingTags {
		if slices.ContainsFunc(tagOptions(reflect.StructTag(text).Get(key)), func(o string) bool { return slices.Contains(options, o) }) {
			return true
		}
	}
	return false
}

// tagOptions returns the words of a mapper's tag, without their values.
func tagOptions(tag string) []string {
	var options []string
	for _, part := range strings.FieldsFunc(tag, func(r rune) bool { return r == ';' || r == ',' || r == ' ' }) {
		option, _, _ := strings.Cut(part, ":")
		options = append(options, option)
	}
	return options
}
