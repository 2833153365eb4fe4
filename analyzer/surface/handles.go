package surface

import (
	"go/types"
	"iter"
	"path"
	"slices"
	"strings"
)

// databaseHandles are the types of database APIs through which SQL is run or a transaction is held, by package.
var databaseHandles = []struct {
	packages []string
	types    []string
}{
	{[]string{"database/sql"}, []string{"DB", "Tx", "Conn"}},
	{[]string{"github.com/jackc/pgx/v5", "github.com/jackc/pgx/v4"}, []string{"Conn", "Tx"}},
	{[]string{"github.com/jackc/pgx/v5/pgxpool", "github.com/jackc/pgx/v4/pgxpool"}, []string{"Pool", "Conn", "Tx"}},
	{[]string{"github.com/jackc/pgx/v5/pgconn", "github.com/jackc/pgconn"}, []string{"PgConn"}},
	{
		[]string{"github.com/jmoiron/sqlx"},
		[]string{"DB", "Tx", "Conn", "Ext", "ExtContext", "Queryer", "QueryerContext", "Execer", "ExecerContext", "Preparer", "PreparerContext"},
	},
	{[]string{"gorm.io/gorm", "github.com/jinzhu/gorm"}, []string{"DB", "ConnPool", "SQLCommon", "Tx", "TxBeginner", "ConnPoolBeginner"}},
	{[]string{"github.com/uptrace/bun"}, []string{"DB", "Tx", "Conn", "IDB", "IConn"}},
	{[]string{"xorm.io/xorm", "github.com/go-xorm/xorm"}, []string{"Engine", "EngineGroup", "Session", "EngineInterface", "Interface"}},
	{[]string{"github.com/go-pg/pg/v10", "github.com/go-pg/pg/v9", "github.com/go-pg/pg"}, []string{"DB", "Tx", "Conn", "DBI"}},
	{[]string{"github.com/go-pg/pg/v10/orm", "github.com/go-pg/pg/v9/orm", "github.com/go-pg/pg/orm"}, []string{"DB"}},
	{[]string{"github.com/beego/beego/v2/client/orm", "github.com/astaxie/beego/orm"}, []string{"Ormer", "TxOrmer", "QueryExecutor", "DQL", "DML"}},
	{[]string{"github.com/go-gorp/gorp/v3", "github.com/go-gorp/gorp", "gopkg.in/gorp.v2", "gopkg.in/gorp.v1"}, []string{"DbMap", "Transaction", "SqlExecutor"}},
	{[]string{"github.com/gocraft/dbr/v2", "github.com/gocraft/dbr", "github.com/mailru/dbr"}, []string{"Connection", "Session", "Tx", "SessionRunner"}},
	{[]string{"github.com/upper/db/v4", "github.com/upper/db"}, []string{"Session"}},
	{[]string{"zombiezen.com/go/sqlite", "crawshaw.io/sqlite"}, []string{"Conn"}},
	{[]string{"zombiezen.com/go/sqlite/sqlitex", "crawshaw.io/sqlite/sqlitex"}, []string{"Pool"}},
	{[]string{"github.com/volatiletech/sqlboiler/v4/boil", "github.com/aarondl/sqlboiler/v4/boil"}, []string{"Executor", "ContextExecutor", "Transactor", "Beginner"}},
}

// runsSQL are the methods that take a statement; a type that has one, with the signature of a driver's, wraps a handle.
var runsSQL = []string{
	"Exec", "ExecContext", "Query", "QueryContext", "QueryRow", "QueryRowContext", "Queryx", "QueryxContext", "QueryRowx", "QueryRowxContext",
	"NamedExec", "NamedExecContext", "MustExec", "MustExecContext",
}

// handles tells database handles from other types, and remembers.
type handles map[*types.TypeName]bool

// name returns how a handle's type is written, through pointers, slices and other collections of one; "" for other types.
func (h handles) name(t types.Type) string {
	switch t := t.(type) {
	case *types.Pointer:
		return prefixed("*", h.name(t.Elem()))
	case *types.Slice:
		return prefixed("[]", h.name(t.Elem()))
	case *types.Map:
		return h.name(t.Elem())
	case *types.Chan:
		return h.name(t.Elem())
	case *types.Signature: // one that is got by calling
		if t.Params().Len() == 0 && t.Results().Len() > 0 {
			return h.name(t.Results().At(0).Type())
		}
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
			return h.name(pointer)
		}
		return ""
	}
	obj := named.Origin().Obj()
	if obj.Pkg() == nil || !h.is(named.Origin()) {
		return ""
	}
	return obj.Pkg().Name() + "." + obj.Name()
}

func prefixed(prefix, name string) string {
	if name == "" {
		return ""
	}
	return prefix + name
}

// is tells whether a defined type is a handle: a database API's, one that embeds one, or one with a driver's methods.
func (h handles) is(named *types.Named) bool {
	obj := named.Obj()
	if known, ok := h[obj]; ok {
		return known
	}
	h[obj] = false // a type that embeds itself
	h[obj] = isDatabaseHandle(obj) || h.wraps(named)
	return h[obj]
}

func isDatabaseHandle(obj *types.TypeName) bool {
	for _, api := range databaseHandles {
		if slices.Contains(api.packages, obj.Pkg().Path()) {
			return slices.Contains(api.types, obj.Name())
		}
	}
	return false
}

func isDatabaseAPI(importPath string) bool {
	for _, api := range databaseHandles {
		if slices.Contains(api.packages, importPath) {
			return true
		}
	}
	return false
}

// wraps tells whether whoever has a value of the type can run statements with it, or end a transaction.
func (h handles) wraps(named *types.Named) bool {
	t, isStruct := named.Underlying().(*types.Struct)
	if isStruct {
		for i := range t.NumFields() {
			field := t.Field(i)
			if !field.Embedded() {
				continue
			}
			if name := typeOf(field.Type()); name != nil && h.is(name) {
				return true
			}
		}
	}
	ends, gives := 0, false
	for fn := range methodsOf(named) {
		if runsStatement(fn) {
			return true
		}
		if fn.Name() == "Commit" || fn.Name() == "Rollback" {
			ends++
		}
		gives = gives || isStruct && t.NumFields() == 1 && returnsHandle(fn)
	}
	switch {
	case ends < 2 && !gives:
		return false
	case isStruct:
		return holdsHandle(t)
	}
	return types.IsInterface(named) // what stands behind it may
}

// holdsHandle tells whether a field of a struct is a database API's handle.
func holdsHandle(t *types.Struct) bool {
	for i := range t.NumFields() {
		if name := typeOf(t.Field(i).Type()); name != nil && isDatabaseHandle(name.Obj()) {
			return true
		}
	}
	return false
}

// methodsOf yields the methods that a type declares, or that an interface has.
func methodsOf(named *types.Named) iter.Seq[*types.Func] {
	if iface, ok := named.Underlying().(*types.Interface); ok {
		return iface.Methods()
	}
	return named.Methods()
}

// returnsHandle tells methods that give a database API's handle to whoever asks.
func returnsHandle(fn *types.Func) bool {
	sig := fn.Signature()
	if !fn.Exported() || sig.Params().Len() > 0 || sig.Results().Len() != 1 {
		return false
	}
	name := typeOf(sig.Results().At(0).Type())
	return name != nil && isDatabaseHandle(name.Obj())
}

func typeOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	return named.Origin()
}

// runsStatement tells methods such as QueryContext(ctx, query string, args ...any) (*sql.Rows, error): a statement, a list of values, and
// a result that a database API defines. Options may follow.
func runsStatement(fn *types.Func) bool {
	sig := fn.Signature()
	if !slices.Contains(runsSQL, fn.Name()) || sig.Results().Len() == 0 || !isOfDatabase(sig.Results().At(0).Type()) {
		return false
	}
	for i := range sig.Params().Len() - 1 {
		text, ok := sig.Params().At(i).Type().Underlying().(*types.Basic)
		if !ok || text.Info()&types.IsString == 0 {
			continue
		}
		values, ok := sig.Params().At(i + 1).Type().(*types.Slice)
		return ok && types.IsInterface(values.Elem())
	}
	return false
}

// isOfDatabase tells rows, results and handles: types of a database API or of one of its parts.
func isOfDatabase(t types.Type) bool {
	named := typeOf(t)
	if named == nil {
		return false
	}
	importPath := named.Obj().Pkg().Path()
	return isDatabaseAPI(importPath) || strings.Contains(importPath, "/") && isDatabaseAPI(path.Dir(importPath))
}
