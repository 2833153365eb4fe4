// Package texts holds SQL about the owner's tables for others to use.
package texts

// Statements of the owner.
const (
	DeleteStock = "DELETE FROM stock WHERE item_id = $1"
	CountUsers  = "SELECT count(*) FROM users"
)

// Table is a name that others may put into a statement.
var Table = "accounts"
