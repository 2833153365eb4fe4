package sqluse

// builders returns the query builders and object-relational mappers that are known, as their sources have them.
func builders() []builder {
	return append(queryBuilders(), mappers()...)
}

// queryBuilders are libraries that put statements together without models.
func queryBuilders() []builder {
	return []builder{
		{
			packages: []string{"github.com/Masterminds/squirrel", "github.com/lann/squirrel"},
			methods: methods(
				under(conditions(0).with(selectVerb), "Select", "StatementBuilderType.Select"),
				under(table(0, insertVerb), "Insert", "Replace", "StatementBuilderType.Insert", "StatementBuilderType.Replace", "InsertBuilder.Into"),
				under(table(0, updateVerb), "Update", "StatementBuilderType.Update", "UpdateBuilder.Table"),
				under(table(0, deleteVerb), "Delete", "StatementBuilderType.Delete", "DeleteBuilder.From"),
				under(from(0), "SelectBuilder.From", "UpdateBuilder.From"),
				under(join(0), ".Join", ".LeftJoin", ".RightJoin", ".InnerJoin", ".CrossJoin"),
				under(raw(0), ".JoinClause", ".Suffix"),
				under(condition(0), ".Where", ".Having", ".Column", "Expr", ".Prefix"),
				under(conditions(0), ".Columns", "ConcatExpr"),
			),
		},
		{
			packages: []string{"github.com/doug-martin/goqu/v9", "github.com/doug-martin/goqu/v8", "github.com/doug-martin/goqu"},
			methods: methods(
				under(froms(0).with(selectVerb), "From", ".From"),
				under(begins(selectVerb), "Select"),
				under(table(0, insertVerb).quote(), "Insert", "DialectWrapper.Insert", "Database.Insert", "TxDatabase.Insert", ".Into"),
				under(table(0, updateVerb).quote(), "Update", "DialectWrapper.Update", "Database.Update", "TxDatabase.Update", "UpdateDataset.Table"),
				under(table(0, deleteVerb).quote(), "Delete", "DialectWrapper.Delete", "Database.Delete", "TxDatabase.Delete", "DeleteDataset.From"),
				under(tables(0, truncateVerb).quote(), "Truncate", "DialectWrapper.Truncate", "Database.Truncate", "TxDatabase.Truncate", "TruncateDataset.Table"),
				under(begins(insertVerb), "SelectDataset.Insert"),
				under(begins(updateVerb), "SelectDataset.Update"),
				under(begins(deleteVerb), "SelectDataset.Delete"),
				under(begins(truncateVerb), "SelectDataset.Truncate"),
				under(froms(0), "UpdateDataset.From"),
				under(join(0).quote(), ".Join", ".InnerJoin", ".FullOuterJoin", ".RightOuterJoin", ".LeftOuterJoin", ".FullJoin", ".RightJoin",
					".LeftJoin", ".NaturalJoin", ".NaturalLeftJoin", ".NaturalRightJoin", ".NaturalFullJoin", ".CrossJoin"),
				under(condition(0), "L", "Literal"),
			),
		},
		{
			packages: []string{"github.com/gocraft/dbr/v2", "github.com/gocraft/dbr", "github.com/mailru/dbr"},
			methods: methods(
				under(conditions(0).with(selectVerb), "Select", ".Select"),
				under(from(0), ".From"),
				under(join(0), ".Join", ".LeftJoin", ".RightJoin", ".FullJoin"),
				under(table(0, insertVerb).quote(), "InsertInto", ".InsertInto"),
				under(table(0, updateVerb).quote(), "Update", ".Update"),
				under(table(0, deleteVerb).quote(), "DeleteFrom", ".DeleteFrom"),
				under(condition(0), ".Where", ".Having", "Expr"),
			),
		},
		{
			packages: []string{"github.com/upper/db/v4", "github.com/upper/db"},
			methods: methods(
				under(table(0, noVerb).quote(), "Session.Collection", ".Collection"),
				under(begins(selectVerb), ".Find", ".Count", ".Exists"),
				under(begins(insertVerb), "Collection.Insert", "Collection.InsertReturning"),
				under(begins(updateVerb), "Collection.UpdateReturning", "Result.Update"),
				under(begins(deleteVerb), "Result.Delete"),
				under(begins(truncateVerb), "Collection.Truncate"),
				under(froms(0).with(selectVerb), ".SelectFrom", ".From"),
				under(table(0, insertVerb).quote(), ".InsertInto", ".Into"),
				under(table(0, updateVerb).quote(), "SQL.Update"),
				under(table(0, deleteVerb).quote(), "SQL.DeleteFrom", ".DeleteFrom"),
				under(join(0).all(), ".Join", ".FullJoin", ".CrossJoin", ".RightJoin", ".LeftJoin"),
				under(condition(0), ".Where", ".And"),
			),
		},
		{
			packages: []string{"github.com/huandu/go-sqlbuilder"},
			methods: methods(
				under(conditions(0).with(selectVerb), "Select", ".Select", "SelectDistinct", ".SelectMore"),
				under(from(0).all(), ".From", "Struct.SelectFrom"),
				under(join(0), ".Join"),
				under(join(1), ".JoinWithOption"),
				under(table(0, insertVerb), "InsertInto", ".InsertInto", "InsertIgnoreInto", ".InsertIgnoreInto", "ReplaceInto", ".ReplaceInto"),
				under(tables(0, updateVerb), "Update", "UpdateBuilder.Update", "Flavor.Update"),
				under(table(0, updateVerb), "Struct.Update"),
				under(tables(0, deleteVerb), "DeleteFrom", ".DeleteFrom"),
				under(table(0, createVerb), "CreateTable", ".CreateTable", "CreateTempTable", ".CreateTempTable"),
				under(conditions(0), ".Where", ".Having", "Build", "Buildf", "BuildNamed"),
			),
		},
		{
			packages: []string{"xorm.io/builder", "github.com/go-xorm/builder"},
			methods: methods(
				under(conditions(0).with(selectVerb), "Select", ".Select"),
				under(begins(insertVerb), "Insert", ".Insert"),
				under(begins(updateVerb), "Update", ".Update"),
				under(begins(deleteVerb), "Delete", ".Delete"),
				under(method{clause: subjectClause}, ".From"),
				under(table(0, insertVerb), ".Into"),
				under(join(0), ".InnerJoin", ".LeftJoin", ".RightJoin", ".CrossJoin", ".FullJoin"),
				under(join(1), ".Join"),
				under(condition(0), "Expr"),
			),
		},
		{
			packages: []string{"entgo.io/ent/dialect/sql"},
			methods: methods(
				under(begins(selectVerb), "Select", "DialectBuilder.Select"),
				under(from(0), ".From"),
				under(join(0), ".Join", ".LeftJoin", ".RightJoin", ".FullJoin"),
				under(table(0, insertVerb).quote(), "Insert", "DialectBuilder.Insert"),
				under(table(0, updateVerb).quote(), "Update", "DialectBuilder.Update"),
				under(table(0, deleteVerb).quote(), "Delete", "DialectBuilder.Delete"),
				under(condition(0), "Expr", "ExprP"),
			),
		},
		{
			packages: []string{"github.com/volatiletech/sqlboiler/v4/queries/qm", "github.com/aarondl/sqlboiler/v4/queries/qm"},
			methods: methods(
				under(from(0), "From"),
				under(join(0), "InnerJoin", "LeftOuterJoin", "RightOuterJoin", "FullOuterJoin"),
				under(condition(0), "Where", "And", "Or", "Having"),
			),
		},
	}
}
