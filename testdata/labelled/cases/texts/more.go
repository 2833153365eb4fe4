package texts

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

// case: a strings.Builder that is reset
func BuilderReset() {
	var b strings.Builder
	b.WriteString("DELETE FROM ")
	b.WriteString("items")
	b.Reset()
	b.WriteString("SELECT 1")
	db.Query(b.String())
}

func writeOpen(b *strings.Builder) { b.WriteString(" WHERE open") }

// case: a strings.Builder that a helper writes a condition into
func BuilderHelper() {
	var b strings.Builder
	b.WriteString("DELETE FROM ")
	b.WriteString("stock") // want foreign-table stock write
	writeOpen(&b)
	db.Exec(b.String())
}

func writeFrom(b *strings.Builder, table string) {
	b.WriteString(" FROM ")
	b.WriteString(table)
}

// case: a strings.Builder that a helper writes a table into
func BuilderHelperTable() {
	var b strings.Builder
	b.WriteString("SELECT id")
	writeFrom(&b, "users") // want foreign-table users read
	db.Query(b.String())
}

// case: io.WriteString
func WriteString() {
	var b strings.Builder
	io.WriteString(&b, "SELECT id FROM ")
	io.WriteString(&b, "prices") // want foreign-table prices read
	db.Query(b.String())
}

// case: a format in a constant
func FormatConstant() {
	const format = "DELETE FROM %s WHERE id = %d"
	db.Exec(fmt.Sprintf(format, "items", 7)) // want foreign-table items write
}

// case: Sprintf in Sprintf
func SprintfTwice() {
	db.Query(fmt.Sprintf("SELECT id FROM %s", fmt.Sprintf("%s.%s", "inventory", "lots"))) // want foreign-table inventory.lots read
}

type ledger struct{}

// String names the table.
func (ledger) String() string { return "accounts" } // want foreign-table accounts read

// case: Sprintf with a Stringer
func SprintfStringer() { db.Query(fmt.Sprintf("SELECT id FROM %s", ledger{})) }

// case: a goroutine
func Goroutine() { go db.Exec("DELETE FROM items") } // want foreign-table items write

var once sync.Once

// case: a closure that runs once
func Once() {
	table := "products" // want foreign-table products write
	once.Do(func() { db.Exec("DELETE FROM " + table) })
}

// case: a text chosen by a function literal that is called at once
func CalledAtOnce(all bool) {
	table := func() string {
		if all {
			return "users" // want foreign-table users write
		}
		return "app_log"
	}()
	db.Exec("DELETE FROM " + table)
}

// case: one of two lists
func TwoLists(all bool) {
	list := []string{"app_log"}
	if all {
		list = []string{"app_log", "items"} // want foreign-table items write
	}
	for _, t := range list {
		db.Exec("DELETE FROM " + t)
	}
}

// case: the keys of a map
func MapKeys() {
	for t := range map[string]bool{"stock": true, "app_log": false} { // want foreign-table stock write
		db.Exec("DELETE FROM " + t)
	}
}

// case: the values of a map whose keys are owned names
func MapValues() {
	for _, t := range map[string]string{"items": "app_items", "users": "app_users"} {
		db.Exec("DELETE FROM " + t)
	}
}

// case: the function that returns lists
func ListResult() {
	for _, t := range ownTables() {
		db.Exec("TRUNCATE " + t)
	}
}

func ownTables() []string {
	return []string{
		"app_log",
		"customers", // want foreign-table customers write
	}
}
