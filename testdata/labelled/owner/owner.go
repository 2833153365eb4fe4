// Package owner owns the tables that the cases touch, and lends texts about them.
package owner

// Texts about the owner's own tables.
const (
	SelectItems = "SELECT id, name FROM items WHERE id = $1"
	ItemsTable  = "items"
	FromStock   = " FROM stock s WHERE s.qty > 0"
	Greeting    = "select items from the list"
)

// Item is a row of the table items.
type Item struct {
	ID   int
	Name string
}

// TableName names the table for ORMs.
func (Item) TableName() string { return ItemsTable }

// AllItems returns a whole statement.
func AllItems() string { return "SELECT id FROM items" }

// SelectFrom puts a table into a statement.
func SelectFrom(table string) string { return "SELECT id FROM " + table }

// Label is no SQL.
func Label(name string) string { return "the list of " + name }
