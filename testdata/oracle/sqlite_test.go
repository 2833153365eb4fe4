package oracle

import (
	"reflect"
	"strings"

	"github.com/sqlc-dev/meyer/ast"
	"github.com/sqlc-dev/meyer/parser"
)

// sqliteTables asks SQLite's grammar for the tables of each statement of a text. ok is false where the grammar refuses it.
func sqliteTables(sql string) (tables []table, ok bool) {
	statements, err := parser.ParseString(sql)
	if err != nil || len(statements) == 0 {
		return nil, false
	}
	w := &sqliteWalk{}
	for _, s := range statements {
		w.node(s)
	}
	return w.tables, true
}

type sqliteWalk struct {
	tables []table
	ctes   []string
}

func (w *sqliteWalk) add(n *ast.QualifiedName, access string) {
	if n == nil || n.Name == nil {
		return
	}
	t := table{Name: n.Name.Name, Access: access, Offset: n.Pos()}
	if n.Schema != nil {
		t.Schema = n.Schema.Name
	} else if access == "read" {
		for _, c := range w.ctes {
			if strings.EqualFold(c, t.Name) {
				return
			}
		}
	}
	w.tables = append(w.tables, t)
}

func (w *sqliteWalk) node(n ast.Node) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	mark := len(w.ctes)
	defer func() { w.ctes = w.ctes[:mark] }()
	switch n := n.(type) {
	case *ast.SelectStmt:
		w.with(n.With)
	case *ast.InsertStmt:
		w.with(n.With)
		w.add(n.Table, "write")
	case *ast.UpdateStmt:
		w.with(n.With)
		w.add(n.Table, "write")
	case *ast.DeleteStmt:
		w.with(n.With)
		w.add(n.Table, "write")
	case *ast.TableRef:
		if !n.HasArgs {
			w.add(n.Name, "read")
		}
	case *ast.InExpr:
		if !n.HasArgs {
			w.add(n.Table, "read")
		}
	case *ast.CreateTableStmt:
		w.add(n.Name, "ddl")
	case *ast.CreateViewStmt:
		w.add(n.Name, "ddl")
	case *ast.CreateVirtualTableStmt:
		w.add(n.Name, "ddl")
	case *ast.CreateIndexStmt:
		w.add(&ast.QualifiedName{Span: n.Table.Span, Name: n.Table}, "ddl")
	case *ast.CreateTriggerStmt:
		w.add(n.Table, "ddl")
	case *ast.AlterTableStmt:
		w.add(n.Table, "ddl")
	case *ast.DropTableStmt:
		w.add(n.Name, "ddl")
	case *ast.DropViewStmt:
		w.add(n.Name, "ddl")
	case *ast.ForeignKeyClause:
		w.add(&ast.QualifiedName{Span: n.Table.Span, Name: n.Table}, "fk")
	case *ast.With:
		return
	}
	for _, c := range n.Children() {
		w.node(c)
	}
}

// with puts all names of a WITH clause in sight of each other and of the statement.
func (w *sqliteWalk) with(c *ast.With) {
	if c == nil {
		return
	}
	for _, e := range c.CTEs {
		w.ctes = append(w.ctes, e.Name.Name)
	}
	for _, e := range c.CTEs {
		w.node(e.Select)
	}
}
