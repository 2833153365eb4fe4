package texts

import (
	"fmt"

	"example.com/labelled/owner"
	"example.com/labelled/owner/texts"
)

// case: a package constant
const selectItems = "SELECT id FROM items" // want foreign-table items read

// case: the use of a constant that has been told of
func PackageConstant() { db.Query(selectItems) }

// case: a constant inside a function
func LocalConstant() {
	const q = "SELECT id FROM stock" // want foreign-table stock read
	db.Query(q)
}

const columns = "id, name"

// case: a constant expression
const selectColumns = "SELECT " + columns + " FROM users" // want foreign-table users read

// case: a table's name in a constant
func TableConstant() {
	const table = "items" // want foreign-table items read
	db.Query("SELECT id FROM " + table)
}

// case: a table's name in a constant that no SQL uses
func UnusedName() string {
	const table = "items"
	return table
}

// case: a constant of another package, judged where it is used
func OtherPackage() { db.Query(owner.SelectItems, 7) } // want foreign-table items read

// case: a constant of another package inside a concatenation
func OtherPackagePart() {
	db.Query("SELECT s.id" + owner.FromStock) // want foreign-table stock read
}

// case: a table's name of another package
func OtherPackageTable() {
	db.Exec("DELETE FROM " + owner.ItemsTable) // want foreign-table items write
}

// case: a table's name of another package in Sprintf
func OtherPackageSprintf() {
	db.Exec(fmt.Sprintf("DELETE FROM %s WHERE id = $1", owner.ItemsTable), 7) // want foreign-table items write
}

// case: a statement of a package that holds only texts
func TextsPackage() { db.Exec(texts.DeleteStock, 7) } // want foreign-table stock write

// case: another package's variable holds a table's name
func OtherPackageVariable() {
	db.Exec("DELETE FROM " + texts.Table) // want foreign-table accounts write
}

// case: another package's constant that is prose
func OtherPackageProse() string { return owner.Greeting }

// case: another package's table name outside SQL
func OtherPackageName() string { return "table " + owner.ItemsTable }

type statement string

// case: a constant of a named type
const typed statement = "DELETE FROM prices" // want foreign-table prices write

// case: a named type converted at the call
func Converted() { db.Exec(string(typed)) }

func (s statement) text() string { return string(s) }

// case: a named type with a method that converts it
func ConvertedByMethod() {
	const q statement = "DELETE FROM accounts" // want foreign-table accounts write
	db.Exec(q.text())
}

// case: a block of constants
const (
	insertUser = "INSERT INTO users (id) VALUES ($1)" // want foreign-table users write
	words      = "insert the user into the list"
	deleteUser = "DELETE FROM users WHERE id = $1" // want foreign-table users write
)

// case: constants of a block are told of once
func ConstantBlock() {
	db.Exec(insertUser, 1)
	db.Exec(deleteUser, 1)
	fmt.Println(words, selectColumns)
}

// case: schema and table put into a Sprintf
func SchemaSprintf() {
	db.Query(fmt.Sprintf("SELECT id FROM %s.%s", "inventory", "lots")) // want foreign-table inventory.lots read
}
