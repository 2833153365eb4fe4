package oracle

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/sqlc-dev/oliphant"
)

// postgresTables asks PostgreSQL's grammar for a statement's tables. opaque tells of a routine whose body the grammar does not look
// into. ok is false where the grammar refuses the text or there is not exactly one statement.
func postgresTables(sql string) (tables []table, opaque, ok bool) {
	text, err := oliphant.ParseToJSON(sql)
	if err != nil {
		return nil, false, false
	}
	return postgresTree(text)
}

// postgresTree reads the tables from a parsed statement as JSON.
func postgresTree(text string) (tables []table, opaque, ok bool) {
	var tree struct {
		Statements []struct {
			Statement map[string]any `json:"stmt"`
		} `json:"stmts"`
	}
	if json.Unmarshal([]byte(text), &tree) != nil || len(tree.Statements) != 1 {
		return nil, false, false
	}
	w := &postgresWalk{}
	w.node(tree.Statements[0].Statement, "ddl")
	return w.tables, w.opaque, true
}

type postgresWalk struct {
	tables []table
	ctes   []string
	opaque bool
}

func (w *postgresWalk) add(n map[string]any, access string) {
	name, _ := n["relname"].(string)
	schema, _ := n["schemaname"].(string)
	offset, _ := n["location"].(float64)
	if access == "read" && schema == "" && slices.Contains(w.ctes, name) {
		return
	}
	w.tables = append(w.tables, table{Schema: schema, Name: name, Access: access, Offset: int(offset)})
}

// listed adds a name given as a list of strings, the last leave of which are no part of it.
func (w *postgresWalk) listed(n any, leave int) {
	var parts []string
	list, _ := n.(map[string]any)["List"].(map[string]any)
	items, _ := list["items"].([]any)
	for _, item := range items {
		s, _ := item.(map[string]any)["String"].(map[string]any)
		text, _ := s["sval"].(string)
		parts = append(parts, text)
	}
	if len(parts) <= leave {
		return
	}
	parts = parts[:len(parts)-leave]
	t := table{Name: parts[len(parts)-1], Access: "ddl", Offset: -1}
	if len(parts) > 1 {
		t.Schema = parts[len(parts)-2]
	}
	w.tables = append(w.tables, t)
}

// relation tells the kinds of objects that are tables.
func relation(kind any) bool {
	switch kind {
	case "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE", "OBJECT_COLUMN", "OBJECT_TABCONSTRAINT",
		"OBJECT_TRIGGER", "OBJECT_RULE", "OBJECT_POLICY":
		return true
	}
	return false
}

// node walks a node that has one key, its type, or a list of fields.
func (w *postgresWalk) node(v any, access string) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			w.node(e, access)
		}
	case map[string]any:
		if _, ok := v["relname"]; ok {
			w.add(v, access)
			return
		}
		for _, k := range keys(v) {
			fields, _ := v[k].(map[string]any)
			if k == "" || k[0] < 'A' || k[0] > 'Z' {
				w.node(v[k], access)
				continue
			}
			if k == "RangeVar" {
				w.add(fields, access)
				continue
			}
			w.typed(k, fields, access)
		}
	}
}

func keys(m map[string]any) []string {
	var ks []string
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}

func (w *postgresWalk) typed(kind string, n map[string]any, access string) {
	mark := len(w.ctes)
	if with, ok := n["withClause"].(map[string]any); ok {
		w.with(with)
	}
	defer func() { w.ctes = w.ctes[:mark] }()
	skip := []string{"withClause"}
	rest := access
	switch kind {
	case "SelectStmt", "SetOperationStmt":
		rest = "read"
		if into, ok := n["intoClause"]; ok {
			w.node(into, "ddl")
			skip = append(skip, "intoClause")
		}
		skip = append(skip, "lockingClause")
	case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt":
		w.node(n["relation"], "write")
		skip = append(skip, "relation")
		rest = "read"
	case "LockStmt", "TruncateStmt", "RefreshMatViewStmt":
		rest = "write"
	case "CopyStmt":
		rest = "read"
		if n["is_from"] == true {
			w.node(n["relation"], "write")
			skip = append(skip, "relation")
		}
	case "ExplainStmt", "PrepareStmt", "DeclareCursorStmt":
		rest = "read"
	case "CreateTableAsStmt":
		w.node(n["into"], "ddl")
		skip = append(skip, "into")
		rest = "read"
	case "ViewStmt":
		w.node(n["view"], "ddl")
		skip = append(skip, "view")
		rest = "read"
	case "Constraint":
		w.node(n["pktable"], "fk")
		skip = append(skip, "pktable")
	case "SubLink", "RangeSubselect":
		rest = "read"
	case "CreateSeqStmt", "AlterSeqStmt", "CompositeTypeStmt", "SecLabelStmt", "VariableSetStmt":
		return
	case "ConstraintsSetStmt":
		return
	case "AlterTableStmt":
		if !relation(n["objtype"]) {
			return
		}
	case "AlterTableMoveAllStmt":
		return
	case "GrantStmt":
		if n["objtype"] != "OBJECT_TABLE" {
			return
		}
	case "RenameStmt":
		if !relation(n["renameType"]) || n["relationType"] == "OBJECT_TYPE" || n["relationType"] == "OBJECT_INDEX" || n["relationType"] == "OBJECT_SEQUENCE" {
			return
		}
		skip = append(skip, "object")
	case "AlterObjectSchemaStmt", "AlterObjectDependsStmt":
		if !relation(n["objectType"]) {
			return
		}
		skip = append(skip, "object")
	case "ReindexStmt":
		if n["kind"] != "REINDEX_OBJECT_TABLE" {
			return
		}
	case "DropStmt":
		w.dropped(n["objects"], n["removeType"])
		return
	case "CommentStmt":
		w.dropped([]any{n["object"]}, n["objtype"])
		return
	case "CreateFunctionStmt":
		if _, ok := n["sql_body"]; !ok {
			w.opaque = true
		}
	case "DoStmt":
		w.opaque = true
	case "CreateSchemaStmt", "RuleStmt", "CreateTrigStmt", "IndexStmt", "CreateStmt", "CreateForeignTableStmt":
		rest = "ddl"
	case "ImportForeignSchemaStmt":
		rest = "read"
	}
	for _, k := range keys(n) {
		if slices.Contains(skip, k) {
			continue
		}
		if fields, ok := n[k].(map[string]any); ok && (k == "larg" || k == "rarg") && kind == "SelectStmt" {
			w.typed("SelectStmt", fields, rest)
			continue
		}
		w.node(n[k], rest)
	}
}

// dropped reads the names of DROP and COMMENT ON.
func (w *postgresWalk) dropped(objects, kind any) {
	if !relation(kind) {
		return
	}
	leave := 0
	if k, _ := kind.(string); strings.HasSuffix(k, "TRIGGER") || strings.HasSuffix(k, "RULE") || strings.HasSuffix(k, "POLICY") ||
		strings.HasSuffix(k, "COLUMN") || strings.HasSuffix(k, "TABCONSTRAINT") {
		leave = 1
	}
	list, _ := objects.([]any)
	for _, o := range list {
		if m, ok := o.(map[string]any); ok && m != nil {
			w.listed(m, leave)
		}
	}
}

func (w *postgresWalk) with(clause map[string]any) {
	list, _ := clause["ctes"].([]any)
	recursive := clause["recursive"] == true
	for _, pass := range []bool{true, false} {
		for _, e := range list {
			c, _ := e.(map[string]any)["CommonTableExpr"].(map[string]any)
			name, _ := c["ctename"].(string)
			if pass {
				if recursive {
					w.ctes = append(w.ctes, name)
				}
				continue
			}
			w.node(c["ctequery"], "read")
			if !recursive {
				w.ctes = append(w.ctes, name)
			}
		}
	}
}
