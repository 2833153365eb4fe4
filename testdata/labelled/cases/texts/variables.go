package texts

// case: a local variable assigned once
func AssignedOnce() {
	q := "SELECT id FROM items" // want foreign-table items read
	db.Query(q)
}

// case: a table's name in a local variable
func TableVariable() {
	table := "items" // want foreign-table items write
	db.Exec("DELETE FROM " + table)
}

// case: each branch is a text
func Branches(all bool) {
	var table string
	if all {
		table = "items" // want foreign-table items write
	} else {
		table = "stock" // want foreign-table stock write
	}
	db.Exec("DELETE FROM " + table)
}

// case: a branch that keeps the first value
func KeptOrReplaced(deep bool) {
	q := "DELETE FROM app_log"
	if deep {
		q = "DELETE FROM users" // want foreign-table users write
	}
	db.Exec(q)
}

// case: a switch
func Switch(kind int) {
	table := "app_log"
	switch kind {
	case 1:
		table = "items" // want foreign-table items write
	case 2:
		table = "inventory.lots" // want foreign-table inventory.lots write
	}
	db.Exec("DELETE FROM " + table)
}

// case: a branch in which the name is not used for SQL
func OtherUse(kind int) string {
	table := "app_log"
	db.Exec("DELETE FROM " + table)
	if kind == 1 {
		table = "items"
	}
	return table
}

// case: a loop over a list in place
func LoopList() {
	for _, t := range []string{"items", "stock"} { // want foreign-table items write; foreign-table stock write
		db.Exec("DELETE FROM " + t)
	}
}

// case: a loop over an array of statements
func LoopStatements() {
	for _, q := range [...]string{
		"DELETE FROM items", // want foreign-table items write
		"DELETE FROM app_log",
	} {
		db.Exec(q)
	}
}

var tables = []string{
	"users", // want foreign-table users write
	"app_log",
	"accounts", // want foreign-table accounts write
}

// case: a loop over a package-level list
func LoopPackageList() {
	for _, t := range tables {
		db.Exec("TRUNCATE " + t)
	}
}

var menu = []string{"items", "users"}

// case: a loop over a package-level list that is no SQL
func LoopMenu() (n int) {
	for _, t := range menu {
		n += len("deleted from " + t)
	}
	return n
}

// case: a loop with an index
func LoopIndex() {
	list := []string{"items"} // want foreign-table items write
	for i := range list {
		db.Exec("DELETE FROM " + list[i])
	}
}

// case: a package variable
var countItems = "SELECT count(*) FROM items" // want foreign-table items read

// case: the use of a package variable that has been told of
func PackageVariable() { db.QueryRow(countItems) }

var tableName = "stock" // want foreign-table stock read

// case: a package variable with a table's name
func PackageTable() { db.Query("SELECT id FROM " + tableName) }

var lateTable string

func init() { lateTable = "prices" } // want foreign-table prices read

// case: a package variable set in init
func LatePackageTable() { db.Query("SELECT id FROM " + lateTable) }

var byKind = map[string]string{
	"item": "SELECT id FROM items", // want foreign-table items read
	"user": "SELECT id FROM users", // want foreign-table users read
	"log":  "SELECT id FROM app_log",
}

// case: a map of texts by a key
func MapOfTexts(kind string) { db.Query(byKind[kind]) }

var tableByKind = map[string]string{
	"item": "items", // want foreign-table items read
	"user": "users", // want foreign-table users read
}

// case: a map of table names by a key
func MapOfTables(kind string) { db.Query("SELECT id FROM " + tableByKind[kind]) }

// case: a map of table names whose presence is asked
func MapOfTablesOK(kind string) {
	names := map[string]string{"s": "stock"} // want foreign-table stock read
	if t, ok := names[kind]; ok {
		db.Query("SELECT id FROM " + t)
	}
}

var titles = map[string]string{"item": "items", "user": "users"}

// case: a map lookup that is no SQL
func MapOfTitles(kind string) string { return "choose from " + titles[kind] }

// case: a slice of texts at an index
func SliceAt(i int) {
	qs := []string{
		"DELETE FROM items", // want foreign-table items write
		"DELETE FROM stock", // want foreign-table stock write
	}
	db.Exec(qs[i])
}

// case: append in a loop body that runs later
func Appended() {
	var qs []string
	qs = append(qs, "DELETE FROM app_log")
	qs = append(qs, "DELETE FROM products") // want foreign-table products write
	for _, q := range qs {
		db.Exec(q)
	}
}

// case: a variable reassigned after use
func ReassignedLater() string {
	q := "DELETE FROM items" // want foreign-table items write
	db.Exec(q)
	q = "items are gone"
	return q
}

// case: the later value runs, the earlier one does not
func Replaced() {
	table := "items"
	table = "app_log"
	db.Exec("DELETE FROM " + table)
}

// case: a shadowed name
func Shadowed() string {
	table := "items"
	{
		table := "app_log"
		db.Exec("DELETE FROM " + table)
	}
	return table
}

// case: a shadowing name that holds an owned table
func Shadowing() string {
	table := "app_log"
	{
		table := "stock" // want foreign-table stock write
		db.Exec("DELETE FROM " + table)
	}
	return table
}

// case: an empty name is replaced by a default
func DefaultName(table string) {
	q := "SELECT id FROM app_log"
	if table == "" {
		q = "SELECT id FROM items" // want foreign-table items read
	}
	db.Query(q)
}

// case: one assignment of two
func TwoAtOnce() {
	a, b := "items", "WHERE id = 1" // want foreign-table items write
	db.Exec("DELETE FROM " + a + " " + b)
}

// case: a closure that captures a text
func Captured() {
	q := "DELETE FROM items" // want foreign-table items write
	run := func() { db.Exec(q) }
	run()
}

// case: a closure with a parameter
func ClosureParameter() {
	clear := func(table string) { db.Exec("DELETE FROM " + table) }
	clear("users") // want foreign-table users write
	clear("app_log")
}

// case: a closure with a parameter that runs nothing
func ClosureProse() {
	say := func(table string) string { return "deleted from " + table }
	say("users")
}

// case: a deferred closure
func Deferred() {
	defer func(q string) { db.Exec(q) }("DELETE FROM stock") // want foreign-table stock write
}
