package texts

import (
	"database/sql"
	"fmt"

	"example.com/labelled/owner"
)

func listItems() string { return "SELECT id FROM items" } // want foreign-table items read

// case: a function that returns a constant
func ResultConstant() { db.Query(listItems()) }

func pick(all bool) string {
	if all {
		return "SELECT id FROM users" // want foreign-table users read
	}
	return "SELECT id FROM app_log"
}

// case: a function with several returns
func ResultBranches(all bool) { db.Query(pick(all)) }

func tableFor(kind int) string {
	switch kind {
	case 1:
		return "items" // want foreign-table items read
	case 2:
		return "stock" // want foreign-table stock read
	default:
		return "app_log"
	}
}

// case: a function that returns a table's name
func ResultTable(kind int) { db.Query("SELECT id FROM " + tableFor(kind)) }

func titleFor(kind int) string {
	if kind == 1 {
		return "items"
	}
	return "log"
}

// case: a function that returns a title
func ResultTitle(kind int) string { return "Choose from " + titleFor(kind) }

func byID(table string) string { return fmt.Sprintf("SELECT * FROM %s WHERE id = $1", table) }

// case: a function that puts its parameter into a template
func ResultTemplate() {
	db.QueryRow(byID("items"), 1) // want foreign-table items read
	db.QueryRow(byID("app_log"), 1)
}

func inner(table string) string { return "DELETE FROM " + table }
func outer(table string) string { return inner(table) + " WHERE id = $1" }

// case: a template two functions deep
func ResultDeep() { db.Exec(outer("stock"), 1) } // want foreign-table stock write

func pair() (string, error) { return "SELECT id FROM accounts", nil } // want foreign-table accounts read

// case: a function with two results
func ResultPair() error {
	q, err := pair()
	if err != nil {
		return err
	}
	_, err = db.Query(q)
	return err
}

func named() (q string, args []any) {
	q = "DELETE FROM products WHERE id = $1" // want foreign-table products write
	args = append(args, 7)
	return
}

// case: named results
func ResultNamed() {
	q, args := named()
	db.Exec(q, args...)
}

// case: a function of another package that returns a text
func ResultElsewhere() { db.Query(owner.AllItems()) } // want foreign-table items read

// case: a function of another package that puts a parameter in
func ResultElsewhereTemplate() { db.Query(owner.SelectFrom("stock")) } // want foreign-table stock read

// case: a function of another package with a name that no one owns
func ResultElsewhereUnowned() { db.Query(owner.SelectFrom("app_log")) }

// case: a function of another package that returns prose
func ResultElsewhereProse() string { return owner.Label("items") }

func run[T any](q string, into T) { db.QueryRow(q).Scan(into) }

// case: a generic function that runs its parameter
func Generic() { run("SELECT id FROM items", new(int)) } // want foreign-table items read

// case: a generic function with its type written
func GenericWritten() { run[*int]("SELECT id FROM stock", nil) } // want foreign-table stock read

type repo[T any] struct{ table string }

func (r repo[T]) all() { db.Query("SELECT * FROM " + r.table) }

// case: a generic type with a method
func GenericType() { repo[int]{table: "users"}.all() } // want foreign-table users read

type finder[T any] struct{ db *sql.DB }

func (f *finder[T]) find(q string) { f.db.Query(q) }

// case: a generic type's method that runs its parameter
func GenericMethod(f *finder[int]) { f.find("SELECT id FROM accounts") } // want foreign-table accounts read

func describe[T any](q string, v T) string { return fmt.Sprint(q, v) }

// case: a generic function that runs nothing
func GenericProse() { describe("choose from items", 1) }

// case: a method value
func MethodValue() {
	f := db.Query
	f("SELECT id FROM items") // want foreign-table items read
}

// case: a method expression
func MethodExpression() {
	(*sql.DB).Exec(db, "DELETE FROM items") // want foreign-table items write
}

// case: a method value handed to a function
func MethodValueArgument() { apply(db.Exec, "DELETE FROM stock") } // want foreign-table stock write

func apply(f func(string, ...any) (sql.Result, error), q string) { f(q) }

func countDown(n int, q string) string {
	if n == 0 {
		return q
	}
	return countDown(n-1, q)
}

// case: a recursive function that returns its text
func Recursive() { db.Query(countDown(3, "SELECT id FROM items")) } // want foreign-table items read

func retry(n int, q string) error {
	if _, err := db.Exec(q); err != nil && n > 0 {
		return retry(n-1, q)
	}
	return nil
}

// case: a recursive function that runs its text
func RecursiveRun() { retry(3, "DELETE FROM stock") } // want foreign-table stock write

func ping(n int) string { return pong(n - 1) }
func pong(n int) string {
	if n < 0 {
		return "app_log"
	}
	return ping(n)
}

// case: functions that call each other
func Mutual() { db.Query("SELECT id FROM " + ping(3)) }

func orDefault(s, def string) string {
	if s == "" {
		return def
	}
	return s
}

// case: a default put in for an empty constant
func Defaulted() { db.Query("SELECT id FROM " + orDefault("", "items")) } // want foreign-table items read

// case: a function value in a variable
var buildText = func(table string) string { return "DELETE FROM " + table }

// case: a call of a function value in a variable
func FunctionValue() { db.Exec(buildText("prices")) } // want foreign-table prices write
