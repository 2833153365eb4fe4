package sqluse

// api lists, for the packages of one database API, the functions that run a parameter as SQL: the name (of methods with a dot
// in front) → the index of that parameter. The receiver does not matter: a parameter counts only if it is a string, so
// that Stmt.Exec(args ...any) is no sink.
type api struct {
	packages []string
	args     map[string]int
	loose    bool // the parameter may be of type any, and the only one of ...any
}

var standard = map[string]int{
	".Query": 0, ".QueryRow": 0, ".Exec": 0, ".Prepare": 0,
	".QueryContext": 1, ".QueryRowContext": 1, ".ExecContext": 1, ".PrepareContext": 1,
}

// withContext are the methods of APIs that always take a context.
var withContext = map[string]int{".Query": 1, ".QueryRow": 1, ".Exec": 1, ".Prepare": 1}

// apis is read from the libraries' sources.
var apis = []api{
	{packages: []string{"database/sql"}, args: standard},
	{packages: []string{"database/sql/driver"}, args: standard},
	{
		packages: []string{"github.com/jmoiron/sqlx"},
		args: merge(standard, map[string]int{
			".Queryx": 0, ".QueryRowx": 0, ".MustExec": 0, ".NamedExec": 0, ".NamedQuery": 0, ".Preparex": 0, ".PrepareNamed": 0,
			".QueryxContext": 1, ".QueryRowxContext": 1, ".MustExecContext": 1, ".NamedExecContext": 1,
			".NamedQueryContext": 1, ".PreparexContext": 1, ".PrepareNamedContext": 1,
			".Get": 1, ".Select": 1, ".GetContext": 2, ".SelectContext": 2,
			"Get": 2, "Select": 2, "GetContext": 3, "SelectContext": 3,
			"NamedExec": 1, "NamedQuery": 1, "NamedExecContext": 2, "NamedQueryContext": 2,
			"MustExec": 1, "MustExecContext": 2, "Preparex": 1, "PreparexContext": 2,
		}),
	},
	{
		packages: []string{
			"github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool",
			"github.com/jackc/pgx/v4", "github.com/jackc/pgx/v4/pgxpool",
		},
		args: map[string]int{".Query": 1, ".QueryRow": 1, ".QueryFunc": 1, ".Exec": 1, ".Prepare": 2, ".Queue": 0},
	},
	{
		packages: []string{"github.com/jackc/pgx/v5/pgconn", "github.com/jackc/pgconn"},
		args: map[string]int{
			".Exec": 1, ".ExecParams": 1, ".Prepare": 2, ".CopyFrom": 2, ".CopyTo": 2,
		},
	},
	{packages: []string{"github.com/lib/pq"}, args: map[string]int{".ExecSimpleQuery": 0}},
	{
		packages: []string{"github.com/georgysavva/scany/v2/sqlscan", "github.com/georgysavva/scany/v2/pgxscan", "github.com/georgysavva/scany/sqlscan", "github.com/georgysavva/scany/pgxscan"},
		args:     map[string]int{"Get": 3, "Select": 3, ".Get": 3, ".Select": 3, ".Query": 1, ".QueryContext": 1},
	},
	{
		packages: []string{"github.com/stephenafamo/scan", "github.com/stephenafamo/scan/stdscan", "github.com/stephenafamo/scan/pgxscan"},
		args:     map[string]int{"One": 3, "All": 3, "Cursor": 3, "Each": 3, ".QueryContext": 1, ".Query": 1},
	},
	{packages: []string{"github.com/canonical/sqlair"}, args: map[string]int{"Prepare": 0, "MustPrepare": 0}},
	{
		packages: []string{"github.com/ClickHouse/clickhouse-go/v2/lib/driver", "github.com/ClickHouse/clickhouse-go/v2"},
		args: merge(withContext, map[string]int{
			".Select": 2, ".PrepareBatch": 1, ".AsyncInsert": 1, ".QueryFormat": 2, ".InsertFormat": 2,
		}),
	},
	{
		packages: []string{"zombiezen.com/go/sqlite", "crawshaw.io/sqlite"},
		args:     map[string]int{".Prep": 0, ".Prepare": 0, ".PrepareTransient": 0},
	},
	{
		packages: []string{"zombiezen.com/go/sqlite/sqlitex", "crawshaw.io/sqlite/sqlitex"},
		args: map[string]int{
			"Exec": 1, "Execute": 1, "ExecTransient": 1, "ExecuteTransient": 1, "ExecScript": 1, "ExecuteScript": 1,
		},
	},
	{
		packages: []string{"github.com/go-gorp/gorp/v3", "github.com/go-gorp/gorp", "gopkg.in/gorp.v2", "gopkg.in/gorp.v1"},
		args: merge(standard, map[string]int{
			".Select": 1, ".SelectOne": 1, ".SelectInt": 0, ".SelectNullInt": 0, ".SelectFloat": 0, ".SelectNullFloat": 0, ".SelectStr": 0,
			".SelectNullStr": 0, "SelectInt": 1, "SelectNullInt": 1, "SelectFloat": 1, "SelectNullFloat": 1, "SelectStr": 1,
			"SelectNullStr": 1, "SelectOne": 3,
		}),
	},
	// Raw SQL through builders and mappers; what they put together themselves stands with their methods (builders_*.go).
	{
		packages: []string{"github.com/beego/beego/v2/client/orm", "github.com/astaxie/beego/orm"},
		args:     map[string]int{".Raw": 0, ".RawWithCtx": 1},
	},
	{
		packages: []string{"gorm.io/gorm", "github.com/jinzhu/gorm"},
		args:     merge(standard, map[string]int{".Raw": 0, ".Exec": 0}),
	},
	{
		packages: []string{"github.com/uptrace/bun"},
		args:     merge(standard, map[string]int{".NewRaw": 0, "NewRawQuery": 1}),
	},
	{
		packages: []string{"xorm.io/xorm", "github.com/go-xorm/xorm", "xorm.io/xorm/core"},
		args: merge(standard, map[string]int{
			".SQL": 0, ".Sql": 0, ".QueryString": 0, ".QueryInterface": 0, ".QuerySliceString": 0,
		}),
		loose: true,
	},
	{
		packages: []string{"github.com/go-pg/pg/v10", "github.com/go-pg/pg/v10/orm", "github.com/go-pg/pg/v9", "github.com/go-pg/pg/v9/orm", "github.com/go-pg/pg", "github.com/go-pg/pg/orm"},
		args: map[string]int{
			".Exec": 0, ".ExecOne": 0, ".ExecContext": 1, ".ExecOneContext": 1, ".Query": 1, ".QueryOne": 1, ".QueryContext": 2,
			".QueryOneContext": 2, ".CopyFrom": 1, ".CopyTo": 1, ".Prepare": 0,
		},
		loose: true,
	},
	{
		packages: []string{"github.com/gocraft/dbr/v2", "github.com/gocraft/dbr", "github.com/mailru/dbr"},
		args: map[string]int{
			"SelectBySql": 0, "InsertBySql": 0, "UpdateBySql": 0, "DeleteBySql": 0,
			".SelectBySql": 0, ".InsertBySql": 0, ".UpdateBySql": 0, ".DeleteBySql": 0,
		},
	},
	{
		packages: []string{"github.com/upper/db/v4", "github.com/upper/db"},
		args: map[string]int{
			".Exec": 0, ".Query": 0, ".QueryRow": 0, ".Prepare": 0, ".Iterator": 0,
			".ExecContext": 1, ".QueryContext": 1, ".QueryRowContext": 1, ".PrepareContext": 1, ".IteratorContext": 1,
		},
		loose: true,
	},
	{
		packages: []string{"github.com/doug-martin/goqu/v9", "github.com/doug-martin/goqu/v8", "github.com/doug-martin/goqu"},
		args: merge(standard, map[string]int{
			".ScanStructs": 1, ".ScanStruct": 1, ".ScanVals": 1, ".ScanVal": 1,
			".ScanStructsContext": 2, ".ScanStructContext": 2, ".ScanValsContext": 2, ".ScanValContext": 2,
		}),
	},
	{packages: []string{"github.com/Masterminds/squirrel"}, args: standard},
	{packages: []string{"entgo.io/ent/dialect/sql", "entgo.io/ent/dialect"}, args: map[string]int{".Exec": 1, ".Query": 1, ".ExecContext": 1, ".QueryContext": 1}},
	{
		packages: []string{"github.com/volatiletech/sqlboiler/v4/queries", "github.com/aarondl/sqlboiler/v4/queries"},
		args:     map[string]int{"Raw": 0, "RawG": 0, "SetSQL": 1},
	},
	{
		packages: []string{"github.com/volatiletech/sqlboiler/v4/queries/qm", "github.com/aarondl/sqlboiler/v4/queries/qm"},
		args:     map[string]int{"SQL": 0, "With": 0},
	},
	{packages: []string{"github.com/volatiletech/sqlboiler/v4/boil", "github.com/aarondl/sqlboiler/v4/boil"}, args: standard},
}

func merge(a, b map[string]int) map[string]int {
	all := make(map[string]int, len(a)+len(b))
	for _, m := range []map[string]int{a, b} {
		for name, arg := range m {
			all[name] = arg
		}
	}
	return all
}
