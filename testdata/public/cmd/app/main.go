// Command app is in no module: it puts the others together, with what is public.
package main

import (
	"database/sql"

	"example.com/public/billing"
	"example.com/public/inventory"
)

func main() {
	var db *sql.DB
	billing.New(db, inventory.NewStock())
	inventory.Purge() // want `cmd/app \(in no module\) uses inventory.Purge, which inventory \(team-warehouse\) does not expose`
}
