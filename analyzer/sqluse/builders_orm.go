package sqluse

// mappers are the object-relational mappers: what they do to the tables of their models.
func mappers() []builder {
	gorm := methods(
		under(subject(0, noVerb).raw(), ".Model"),
		under(method{clause: overrideClause, quoted: true}, ".Table"),
		under(dest(0, insertVerb), ".Create", ".CreateInBatches", ".Save", ".FirstOrCreate"),
		under(dest(0, selectVerb), ".First", ".Take", ".Last", ".Find", ".FindInBatches", ".FirstOrInit"),
		// Scan fills any struct with columns; only without a table would it be a model.
		under(dest(0, updateVerb), ".Updates", ".UpdateColumns"),
		under(begins(updateVerb), ".Update", ".UpdateColumn"),
		under(begins(selectVerb), ".Count", ".Pluck", ".Row", ".Rows", ".Scan"),
		under(dest(0, deleteVerb), ".Delete"),
		under(method{clause: relationClause}, ".Joins", ".InnerJoins", ".Preload"),
		under(condition(0), ".Where", ".Or", ".Not", ".Having", ".Select", ".Order", "Expr"),
		under(method{clause: statementClause}, ".Raw", ".Exec"),
		under(method{clause: typeClause}, "G"),
		under(subjects(0, alterVerb), ".AutoMigrate"),
		under(subjects(0, createVerb), ".CreateTable"),
		under(subjects(0, dropVerb), ".DropTable", ".DropTableIfExists"),
		under(subject(0, alterVerb), "Migrator.AddColumn", "Migrator.DropColumn", "Migrator.AlterColumn", "Migrator.RenameColumn",
			"Migrator.MigrateColumn", "Migrator.CreateConstraint", "Migrator.DropConstraint", "Migrator.CreateIndex", "Migrator.DropIndex",
			"Migrator.RenameIndex", "Migrator.RenameTable"),
		under(subject(0, dropVerb), "Migrator.DropView"),
		map[string]method{
			// An association's own methods of the same names.
			"Association.Find": {}, "Association.Append": {}, "Association.Replace": {}, "Association.Delete": {}, "Association.Count": {},
		},
	)
	xorm := methods(
		under(method{clause: overrideClause, quoted: true}, ".Table"),
		under(join(1), ".Join"),
		under(method{clause: statementClause}, ".SQL", ".Sql"),
		under(dests(0, insertVerb), ".Insert", ".InsertOne", ".InsertMulti"),
		under(dest(0, updateVerb), ".Update"),
		under(dests(0, deleteVerb), ".Delete", ".Truncate"),
		under(dests(0, selectVerb), ".Get", ".Exist", ".Count"),
		under(dest(0, selectVerb), ".Find", ".FindAndCount", ".Iterate", ".Rows", ".Sum", ".SumInt", ".Sums", ".SumsInt", ".IsTableEmpty", ".GetOrError"),
		under(condition(0), ".Where", ".And", ".Or", ".Having", ".Select", ".OrderBy"),
		under(subjects(0, alterVerb), ".Sync", ".Sync2", ".CreateIndexes", ".CreateUniques", ".DropIndexes"),
		under(subjects(1, alterVerb), ".SyncWithOptions"),
		under(subjects(0, createVerb), ".CreateTables", ".CreateTable"),
		under(subjects(0, dropVerb), ".DropTables", ".DropTable"),
	)
	bun := methods(
		under(subject(0, noVerb).raw(), ".Model"),
		under(begins(selectVerb), ".NewSelect", "NewSelectQuery"), under(begins(insertVerb), ".NewInsert", "NewInsertQuery"),
		under(begins(updateVerb), ".NewUpdate", "NewUpdateQuery", ".NewMerge"), under(begins(deleteVerb), ".NewDelete", "NewDeleteQuery"),
		under(begins(createVerb), ".NewCreateTable", "NewCreateTableQuery"), under(begins(dropVerb), ".NewDropTable", "NewDropTableQuery"),
		under(begins(truncateVerb), ".NewTruncateTable", "NewTruncateTableQuery"),
		under(begins(alterVerb), ".NewCreateIndex", ".NewDropIndex", ".NewAddColumn", ".NewDropColumn"),
		under(method{clause: firstClause, rest: true, quoted: true}, ".Table"),
		under(method{clause: firstClause}, ".TableExpr", ".Using"),
		under(method{clause: overrideClause}, ".ModelTableExpr"),
		under(raw(0), ".Join"),
		under(method{clause: relationClause}, ".Relation"),
		under(condition(0), ".Where", ".WhereOr", ".Having", ".ColumnExpr", ".Set", ".OrderExpr", ".GroupExpr"),
		under(subjects(1, createVerb), "DB.ResetModel"),
	)
	pg := methods(
		under(dests(0, noVerb), ".Model"), under(dests(1, noVerb), ".ModelContext"),
		under(method{clause: firstClause, rest: true, quoted: true}, ".Table"),
		under(method{clause: firstClause}, ".TableExpr"),
		under(raw(0), ".Join"),
		under(method{clause: relationClause}, ".Relation"),
		under(condition(0), ".Where", ".WhereOr", ".Having", ".ColumnExpr", ".Set", ".OrderExpr"),
		under(begins(selectVerb), ".Select", ".First", ".Last", ".SelectOrInsert", ".Count", ".CountEstimate", ".SelectAndCount", ".Exists", ".ForEach"),
		under(begins(insertVerb), ".Insert"),
		under(begins(updateVerb), ".Update", ".UpdateNotZero"),
		under(begins(deleteVerb), ".Delete", ".ForceDelete"),
		under(begins(createVerb), ".CreateTable"), under(begins(dropVerb), ".DropTable"),
	)
	beego := methods(
		under(method{clause: modelClause, quoted: true}, ".QueryTable"),
		under(method{clause: modelClause, arg: 1, quoted: true}, ".QueryTableWithCtx"),
		under(dest(0, selectVerb), ".Read", ".ReadForUpdate", ".LoadRelated"),
		under(dest(1, selectVerb), ".ReadWithCtx", ".ReadForUpdateWithCtx", ".LoadRelatedWithCtx"),
		under(dest(0, insertVerb), "DML.Insert", "DML.InsertOrUpdate", "Ormer.Insert", "Ormer.InsertOrUpdate", ".ReadOrCreate"),
		under(dest(1, insertVerb), "DML.InsertWithCtx", "DML.InsertOrUpdateWithCtx", ".ReadOrCreateWithCtx", ".InsertMulti"),
		under(dest(2, insertVerb), ".InsertMultiWithCtx"),
		under(dest(0, updateVerb), "DML.Update", "Ormer.Update"), under(dest(1, updateVerb), "DML.UpdateWithCtx"),
		under(dest(0, deleteVerb), "DML.Delete", "Ormer.Delete"), under(dest(1, deleteVerb), "DML.DeleteWithCtx"),
		under(begins(updateVerb), "QuerySeter.Update", "QuerySeter.UpdateWithCtx"),
		under(begins(deleteVerb), "QuerySeter.Delete", "QuerySeter.DeleteWithCtx"),
		under(begins(insertVerb), "QuerySeter.PrepareInsert"),
		under(condition(1), ".FilterRaw"),
		under(begins(selectVerb), "QueryBuilder.Select"),
		under(from(0).all(), "QueryBuilder.From"),
		under(join(0), "QueryBuilder.InnerJoin", "QueryBuilder.LeftJoin", "QueryBuilder.RightJoin"),
		under(tables(0, updateVerb), "QueryBuilder.Update"),
		under(table(0, insertVerb), "QueryBuilder.InsertInto"),
		under(begins(deleteVerb), "QueryBuilder.Delete"),
		under(condition(0), "QueryBuilder.Where", "QueryBuilder.And", "QueryBuilder.Or", "QueryBuilder.Having"),
	)
	return []builder{
		{packages: []string{"gorm.io/gorm", "gorm.io/gorm/migrator"}, orm: gormV2, methods: gorm},
		{packages: []string{"github.com/jinzhu/gorm"}, orm: gormV1, methods: gorm},
		{packages: []string{"xorm.io/xorm", "github.com/go-xorm/xorm"}, orm: xormORM, methods: xorm},
		{packages: []string{"github.com/uptrace/bun"}, orm: bunORM, methods: bun},
		{packages: []string{"github.com/go-pg/pg/v10", "github.com/go-pg/pg/v10/orm", "github.com/go-pg/pg/v9", "github.com/go-pg/pg/v9/orm", "github.com/go-pg/pg", "github.com/go-pg/pg/orm"}, orm: goPG, methods: pg},
		{packages: []string{"github.com/beego/beego/v2/client/orm", "github.com/astaxie/beego/orm"}, orm: beegoORM, methods: beego},
	}
}
