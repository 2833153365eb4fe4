// Command shop opens the shop on an in-memory SQLite database and places one
// order. To keep this example free of dependencies it links no database driver;
// add a line such as
//
//	import _ "modernc.org/sqlite"
//
// to run it.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"

	"example.com/shop"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	conn, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	if _, err := conn.ExecContext(ctx, shop.MemorySchemas); err != nil {
		return err
	}
	app, err := shop.Open(ctx, conn)
	if err != nil {
		return err
	}
	if err := app.Users.Register(ctx, "u1", "Ada", "ada@example.com"); err != nil {
		return err
	}
	if err := app.Inventory.Restock(ctx, "TEA-1", "Green tea", 10, 450); err != nil {
		return err
	}
	id, err := app.PlaceOrder(ctx, "u1", "TEA-1", 3)
	if err != nil {
		return err
	}
	left, err := app.Stock(ctx, "TEA-1")
	if err != nil {
		return err
	}
	fmt.Printf("order %s placed, %d left\n", id, left)
	return nil
}
