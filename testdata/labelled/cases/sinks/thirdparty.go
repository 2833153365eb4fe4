package sinks

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/go-dbw"

	"example.com/labelled/platform"
)

// Stock says its table, unless a test told it another.
type Stock struct {
	ID        int
	tableName string
}

// TableName returns the table's name.
func (s *Stock) TableName() string {
	if s.tableName != "" {
		return s.tableName
	}
	return "stock"
}

// SetTableName is for tests.
func (s *Stock) SetTableName(name string) { s.tableName = name }

// Log is a row of a table that no one owns.
type Log struct{ ID int }

// TableName returns the table's name.
func (*Log) TableName() string { return "app_log" }

// case: a library that is on no list: a statement in a variable
func DbwExec(rw *dbw.RW) {
	q := fmt.Sprintf("delete from %s where id = ?", "stock") // want foreign-table stock write
	rw.Exec(ctx, q, []any{1})
}

// case: a library that is on no list: Query
func DbwQuery(rw *dbw.RW, by string) {
	rw.Query(ctx, "select id from users order by "+by, nil) // want foreign-table users read
}

// case: a library that is on no list: an unknown table
func DbwUnknown(rw *dbw.RW) {
	rw.Exec(ctx, "delete from "+os.Getenv("TABLE"), nil) // want dynamic-sql
}

// case: a library that is on no list: a model is made
func DbwCreate(rw *dbw.RW) { rw.Create(ctx, &Stock{ID: 1}) } // want foreign-table stock write

// case: a library that is on no list: a model is looked up
func DbwLookup(rw *dbw.RW) {
	s := &Stock{ID: 1}
	rw.LookupBy(ctx, s) // want foreign-table stock read
}

// case: a library that is on no list: models are searched
func DbwSearch(rw *dbw.RW) {
	var found []*Stock
	rw.SearchWhere(ctx, &found, "id = ?", []any{1}) // want foreign-table stock read
}

// case: a library that is on no list: a model is deleted
func DbwDelete(rw *dbw.RW) { rw.Delete(ctx, &Stock{ID: 1}) } // want foreign-table stock write

// case: a library that is on no list: a model of a table that no one owns
func DbwUnowned(rw *dbw.RW) { rw.Create(ctx, &Log{ID: 1}) }

// case: a library that is on no list: a struct that names no table
func DbwPlain(rw *dbw.RW) { rw.Create(ctx, &row{}) }

// case: the project's own interface: a model is looked up
func ReaderLookup(r platform.Reader) { r.LookupByID(ctx, &Stock{}) } // want foreign-table stock read

// case: the project's own interface: a list of models
func WriterItems(w platform.Writer) {
	rows := []any{&Log{}, &Stock{}} // want foreign-table stock write
	w.CreateItems(ctx, rows)
}

// case: the project's own interface: one of several models
func WriterOne(w platform.Writer, log bool) {
	var one any
	if log {
		one = &Log{}
	} else {
		one = &Stock{} // want foreign-table stock write
	}
	w.Update(ctx, one, nil)
}

// case: the project's own interface: a statement with a list of values
func ReaderQuery(r platform.Reader) {
	q := "select id " + "from users" // want foreign-table users read
	r.Query(ctx, q, []any{1}, "slow")
}

// case: the project's own interface: what a statement fills is no model
func ReaderGet(r platform.Reader, s *Stock) { r.Get(ctx, s, "select 1 from app_log") }

// case: the project's own interface: a verb with another object
func ReaderTicket(r platform.Reader) { r.GetTicket(ctx, &Stock{}) }

// case: the project's own interface: no verb of a mapper
func WriterPublish(w platform.Writer) { w.Publish(ctx, &Stock{}) }

// case: a type of the project that looks like a mapper
func CacheLookup(c *platform.Cache) { c.Get(ctx, &Stock{}) }

// case: a package that knows no database
func Encode(e *json.Encoder) error { return e.Encode(&Stock{}) }

// changer is what this package asks of platform.Runner.
type changer interface {
	Change(ctx context.Context, table string) error
}

// noter is satisfied by it too.
type noter interface {
	Note(ctx context.Context, line string) error
}

// case: an interface of this package that another package's type satisfies
func Changes(c changer) { c.Change(ctx, "stock") } // want foreign-table stock write

// case: an interface of this package that another package's type satisfies, with a method that runs nothing
func Notes(n noter) { n.Note(ctx, "stock") }
