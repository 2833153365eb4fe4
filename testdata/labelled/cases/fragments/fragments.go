// Package fragments shows texts that no sink in sight runs, and words that only look like SQL.
package fragments

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"testing"
)

// case: a whole statement in a constant
const listItems = "SELECT id, name FROM items WHERE deleted_at IS NULL" // want foreign-table items read

// case: a statement in a raw literal
// want:+4 foreign-table stock read
const listStock = `
SELECT
	qty
FROM stock
ORDER BY qty DESC`

// case: an insert in a constant
const insertUser = "INSERT INTO users (id, name) VALUES ($1, $2)" // want foreign-table users write

// case: an update in a variable
var updateUser = "UPDATE users SET name = $1 WHERE id = $2" // want foreign-table users write

// case: a delete in a variable
var deleteItem = "DELETE FROM items WHERE id = $1" // want foreign-table items write

// case: a statement of a table that no one owns
const listLog = "SELECT id, words FROM app_log WHERE id = $1"

// case: a fragment with FROM
const fromItems = " FROM items WHERE" // want foreign-table items read

// case: a fragment with JOIN
const joinLots = " JOIN inventory.items i ON i.id = l.item_id" // want foreign-table inventory.items read

// case: a fragment with LEFT JOIN
const leftJoin = "LEFT JOIN stock s ON s.item_id = l.item_id" // want foreign-table stock read

// case: a condition with a subquery
const inItems = "id IN (SELECT id FROM items)" // want foreign-table items read

// case: a condition with EXISTS
const existsUser = "EXISTS (SELECT 1 FROM users u WHERE u.id = l.user_id)" // want foreign-table users read

// case: DDL in a constant
const addColumn = "ALTER TABLE products ADD COLUMN weight INT" // want foreign-table products ddl

// case: a statement with a CTE
const recent = "WITH recent AS (SELECT id FROM items LIMIT 5) SELECT id FROM recent" // want foreign-table items read

// case: a statement with a comment in front
const commented = "-- name: ListAccounts :many\nSELECT id FROM accounts" // want foreign-table accounts read

// case: a statement with a hint
const hinted = "/* slow */ SELECT id FROM prices" // want foreign-table prices read

type query struct{ name, text string }

// case: a statement in a struct literal
var byName = query{name: "items", text: "SELECT id FROM items WHERE name = $1"} // want foreign-table items read

// case: statements in a list
var all = []string{
	"TRUNCATE TABLE users", // want foreign-table users write
	"TRUNCATE TABLE app_log",
}

// case: a statement that a function returns
func Statement() string { return "SELECT id FROM accounts WHERE id = $1" } // want foreign-table accounts read

// case: a statement put together by Sprintf
func Sprintf(limit int) string {
	return fmt.Sprintf("SELECT id FROM items ORDER BY id LIMIT %d", limit) // want foreign-table items read
}

// case: a statement put together by +
func Sum(condition string) string {
	return "SELECT id FROM stock WHERE " + condition // want foreign-table stock read
}

// case: a statement in a map
var byKey = map[string]string{
	"items": "SELECT id FROM items WHERE id = $1", // want foreign-table items read
	"log":   "SELECT id FROM app_log WHERE id = $1",
}

// case: a CTE named like an owned table
const cte = "WITH stock AS (SELECT 1 AS id) SELECT id FROM stock"

// case: a column of an upsert
const upsert = "INSERT INTO app_log (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET items = EXCLUDED.items"

// case: a table that is made and thrown away
const temporary = "CREATE TEMPORARY TABLE scratch (id INT)"

// case: an error
var errUpdate = errors.New("update users failed")

// case: an error that begins like a query
var errSelect = errors.New("select from users: no rows")

// case: an error about a delete
func Errorf(id int) error { return fmt.Errorf("delete from stock where id is %d: not allowed", id) }

// case: a log line
func Log(id int) { log.Printf("insert into items failed for %d", id) }

// case: a structured log line
func Slog(id int) { slog.Info("update stock set to zero", "id", id) }

// case: a panic
func Panic() { panic("select items from stock: unreachable") }

// case: a message to the terminal
func Print() { fmt.Fprintln(os.Stderr, "Delete from users? [y/N]") }

// case: a help text
const help = `Usage: shop [options]

Select items from the list, or update users by hand.
To delete from stock, use the form.`

// case: a flag's usage
var table = flag.String("table", "items", "select rows from items where this table is named")

// case: a title
const title = "Select items from the list"

// case: an English sentence
const sentence = "Insert into users' hearts, update stock photos and delete from cart."

// case: a short English phrase in an error
var errCart = errors.New("delete from cart")

// case: a tip
const tip = "Select products from stock before closing time."

// case: words with FROM and a table's name
const fromWords = "a message from users"

// case: words with JOIN and a table's name
const joinWords = "join users in the chat"

// case: words with INTO and a table's name
const intoWords = "turn items into products"

// case: a button
const button = "Update Products"

// case: a URL
const url = "https://example.com/select/from/items?update=stock&set=1"

// case: a route
func Route(mux *http.ServeMux, h http.Handler) { mux.Handle("DELETE /items/{id}", h) }

// case: a route with a verb that SQL has too
func RoutePatch(mux *http.ServeMux, h http.Handler) { mux.Handle("UPDATE /users", h) }

// case: a file's name
const file = "select_from_items.sql"

// case: struct tags
type tags struct {
	ID   int    `json:"id" db:"items.id" help:"select id from items"`
	Name string `json:"name" validate:"update users"`
}

// case: a test's name
func names(t *testing.T) {
	t.Run("select from items where there are none", func(t *testing.T) { t.Skip("update users first") })
}

// case: JSON
const document = `{"select": "items", "from": "users", "update": {"set": "stock"}}`

// case: JSON in code
func JSON() ([]byte, error) { return json.Marshal(map[string]string{"from": "items", "join": "users"}) }

// case: HTML
const page = `<p>Select one <b>from items</b> or <a href="/users">join users</a>.</p>`

// case: a metric's name
const metric = "update_items_total"

// case: a query of another language
const cypher = "MATCH (i:items)-[:IN]->(s:stock) RETURN i"

// case: GraphQL
const graphQL = `query { items(from: "users") { id } }`

// case: a shell command
const shell = "truncate -s 0 items && join users stock"

// case: a regular expression
const pattern = `(?i)^\s*(select|delete)\s+from\s+(\w+)`

// case: an e-mail's head
const head = "From: users@example.com\nTo: items@example.com\nSubject: Update stock"

// case: an event's name
const event = "items.update"

// case: a key that is a table's name
const key = "inventory.items"

// case: a permission
const permission = "delete:items from:users"

// case: a comparison with a word of SQL
func IsSelect(s string) bool { return s == "select" || s == "from" || s == "items" }

var _ = []any{
	listItems, listStock, insertUser, updateUser, deleteItem, listLog, fromItems, joinLots, leftJoin, inItems, existsUser, addColumn,
	recent, commented, hinted, byName, all, byKey, cte, upsert, temporary, errUpdate, errSelect, help, table, title, sentence,
	errCart, tip, fromWords, joinWords, intoWords, button, url, file, tags{}, names, document, page, metric, cypher, graphQL, shell,
	pattern, head, event, key, permission,
}
