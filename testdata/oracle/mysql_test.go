package oracle

import (
	"reflect"
	"slices"
	"strings"

	"github.com/sqlc-dev/marino/ast"
	"github.com/sqlc-dev/marino/parser"
)

// mysqlTables asks MySQL's grammar, as TiDB reads it, for a statement's tables. It tells no offsets. ok is false where the grammar
// refuses the text.
func mysqlTables(sql string) (tables []table, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	statements, _, err := parser.New().Parse(sql, "", "")
	if err != nil || len(statements) != 1 {
		return nil, false
	}
	w := &mysqlWalk{}
	w.statement(statements[0])
	return w.tables, true
}

type mysqlWalk struct {
	tables []table
	ctes   []string
}

func (w *mysqlWalk) add(t *ast.TableName, access string) {
	if t == nil {
		return
	}
	if access == "read" && t.Schema.O == "" {
		for _, c := range w.ctes {
			if strings.EqualFold(c, t.Name.O) {
				return
			}
		}
		if strings.EqualFold(t.Name.O, "dual") {
			return
		}
	}
	w.tables = append(w.tables, table{Schema: t.Schema.O, Name: t.Name.O, Access: access, Offset: -1})
}

// with reads a WITH clause and returns what to call at the end of its scope.
func (w *mysqlWalk) with(c *ast.WithClause) func() {
	mark := len(w.ctes)
	if c != nil {
		for _, e := range c.CTEs {
			if c.IsRecursive {
				w.ctes = append(w.ctes, e.Name.O)
			}
			w.walk(reflect.ValueOf(e.Query), "read")
			if !c.IsRecursive {
				w.ctes = append(w.ctes, e.Name.O)
			}
		}
	}
	return func() { w.ctes = w.ctes[:mark] }
}

func (w *mysqlWalk) statement(n ast.Node) {
	switch n := n.(type) {
	case *ast.InsertStmt:
		w.walk(reflect.ValueOf(n.Table), "write")
		w.fields(n, "read", "Table")
	case *ast.UpdateStmt:
		defer w.with(n.With)()
		named, bare := map[string]bool{}, false
		for _, a := range n.List {
			if a.Column.Table.O == "" {
				bare = true
			}
			named[a.Column.Table.L] = true
		}
		w.joined(n.TableRefs, func(name string) bool { return bare || named[strings.ToLower(name)] })
		w.fields(n, "read", "TableRefs", "With")
	case *ast.DeleteStmt:
		defer w.with(n.With)()
		if !n.IsMultiTable {
			w.joined(n.TableRefs, func(string) bool { return true })
		} else {
			named := map[string]bool{}
			for _, t := range n.Tables.Tables {
				named[t.Name.L] = true
			}
			first := len(w.tables)
			w.joined(n.TableRefs, func(name string) bool { return named[strings.ToLower(name)] })
			if listed := w.tables[first:]; !slices.ContainsFunc(listed, func(t table) bool { return t.Access == "write" }) {
				for i := range listed {
					listed[i].Access = "write" // targets that mean none of the tables: the corpus counts all of them
				}
			}
		}
		w.fields(n, "read", "TableRefs", "Tables", "With")
	case *ast.CreateTableStmt:
		w.add(n.Table, "ddl")
		w.add(n.ReferTable, "ddl")
		w.fields(n, "ddl", "Table", "ReferTable", "Select")
		w.walk(reflect.ValueOf(n.Select), "read")
	case *ast.CreateViewStmt:
		w.add(n.ViewName, "ddl")
		w.walk(reflect.ValueOf(n.Select), "read")
	case *ast.ExplainStmt:
		w.statement(n.Stmt)
	case *ast.ShowStmt:
		if n.Procedure == nil && n.Tp != ast.ShowCreateTrigger && n.Tp != ast.ShowCreateEvent && n.Tp != ast.ShowCreateFunction && n.Tp != ast.ShowCreateSequence {
			w.walk(reflect.ValueOf(n), "read")
		}
	case *ast.HandlerOpenStmt, *ast.HandlerReadStmt, *ast.HandlerCloseStmt:
		w.walk(reflect.ValueOf(n), "read")
	case *ast.SelectStmt, *ast.SetOprStmt, *ast.SetStmt, *ast.DoStmt, *ast.CallStmt, *ast.ProcedureInfo:
		w.walk(reflect.ValueOf(n), "read")
	case *ast.TruncateTableStmt, *ast.LockTablesStmt, *ast.LoadDataStmt, *ast.LoadXMLStmt:
		w.walk(reflect.ValueOf(n), "write")
	default:
		switch reflect.TypeOf(n).Elem().Name() {
		case "DropSequenceStmt", "CreateSequenceStmt", "AlterSequenceStmt", "CreateEventStmt", "AlterEventStmt", "DropEventStmt":
			return
		}
		w.walk(reflect.ValueOf(n), "ddl")
	}
}

// joined reads the tables of a FROM list, writing those whose alias or name is wanted.
func (w *mysqlWalk) joined(c *ast.TableRefsClause, written func(string) bool) {
	var visit func(n ast.Node)
	visit = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Join:
			visit(n.Left)
			if n.Right != nil {
				visit(n.Right)
			}
			if n.On != nil {
				w.walk(reflect.ValueOf(n.On), "read")
			}
		case *ast.TableSource:
			if t, ok := n.Source.(*ast.TableName); ok {
				name := n.AsName.O
				if name == "" {
					name = t.Name.O
				}
				if written(name) {
					w.add(t, "write")
				} else {
					w.add(t, "read")
				}
				return
			}
			if j, ok := n.Source.(*ast.Join); ok {
				visit(j)
				return
			}
			w.walk(reflect.ValueOf(n.Source), "read")
		}
	}
	if c != nil && c.TableRefs != nil {
		visit(c.TableRefs)
	}
}

// fields walks a statement's fields save for some.
func (w *mysqlWalk) fields(n any, access string, but ...string) {
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		skip := !v.Type().Field(i).IsExported()
		for _, b := range but {
			skip = skip || v.Type().Field(i).Name == b
		}
		if !skip {
			w.walk(v.Field(i), access)
		}
	}
}

func (w *mysqlWalk) walk(v reflect.Value, access string) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem(), access)
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i), access)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && (!strings.HasSuffix(f.Name, "Name") || f.Name == "ViewName" || f.Name == "AsName") {
				w.walk(v.Field(i), access)
			}
		}
	case reflect.Pointer:
		if v.IsNil() || !v.CanInterface() {
			return
		}
		switch n := v.Interface().(type) {
		case *ast.TableName:
			w.add(n, access)
		case *ast.ColumnName, *ast.TableNameExpr, *ast.SelectLockInfo, *ast.TableOptimizerHint:
		case *ast.ReferenceDef:
			w.add(n.Table, "fk")
		case *ast.SelectStmt:
			defer w.with(n.With)()
			w.fields(n, "read", "With")
		case *ast.SetOprStmt:
			defer w.with(n.With)()
			w.fields(n, "read", "With")
		case *ast.SetOprSelectList:
			defer w.with(n.With)()
			w.fields(n, "read", "With")
		case *ast.InsertStmt, *ast.UpdateStmt, *ast.DeleteStmt:
			w.statement(n.(ast.Node))
		default:
			if v.Elem().Kind() == reflect.Struct && strings.HasSuffix(v.Elem().Type().PkgPath(), "/ast") {
				w.walk(v.Elem(), access)
			}
		}
	}
}
