package order

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"example.com/mono/inventory"
	"example.com/mono/kernel/db"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
)

const (
	own     = "SELECT id FROM orders WHERE id = $1"
	foreign = "SELECT id FROM stock WHERE id = $1"                                // want `order reads stock, a table of inventory \(team-warehouse\); go through its public side instead: inventory, inventory/api/...`
	joined  = "SELECT o.id FROM orders o JOIN inventory.items i ON i.id = o.item" // want `order joins inventory.items, a table of inventory`
	view    = "SELECT id FROM orders JOIN inventory.v_stock USING (id)"
	cte     = "WITH stock AS (SELECT 1) SELECT * FROM stock"

	table = "stock" // want `order writes stock, a table of inventory`
)

func standard(ctx context.Context, conn *sql.DB, tx *sql.Tx, name string) {
	conn.QueryContext(ctx, own)
	conn.QueryContext(ctx, foreign)
	tx.Exec("DELETE FROM " + table + " WHERE id = 1")
	tx.Exec("UPDATE inventory.items SET n = 1")   // want `order writes inventory.items, a table of inventory`
	conn.QueryRow("SELECT count(*) FROM " + name) // want `order runs SQL with a table name that is not known before run time \(passed to \(\*sql.DB\).QueryRow\)`
	conn.QueryRow("SELECT count(*) FROM orders WHERE " + name)
	conn.Query(fmt.Sprintf("SELECT %s FROM orders WHERE id IN (%s)", name, name))
	conn.Query(unknown())         // want `order runs SQL that is put together where ringfence cannot follow it`
	conn.Query(inventory.ListSQL) // want `order reads inventory.items, a table of inventory`
	conn.Query(db.StockSQL)       // want `order reads stock, a table of inventory`
}

func drivers(ctx context.Context, pool *pgxpool.Pool, tx pgx.Tx, batch *pgx.Batch, x *sqlx.DB, stmt *sqlx.Stmt, name string) {
	pool.Exec(ctx, "TRUNCATE stock")                                 // want `order writes stock`
	tx.QueryRow(ctx, "SELECT "+name+" FROM stock")                   // want `order reads stock`
	batch.Queue("INSERT INTO stock VALUES ($1)", 1)                  // want `order writes stock`
	tx.CopyFrom(ctx, pgx.Identifier{"inventory", "items"}, nil, nil) // want `order writes inventory.items`
	tx.CopyFrom(ctx, pgx.Identifier{"orders"}, nil, nil)
	x.Get(nil, "SELECT * FROM stock LIMIT 1")                               // want `order reads stock`
	x.SelectContext(ctx, nil, x.Rebind("SELECT * FROM stock WHERE id = ?")) // want `order reads stock`
	sqlx.Get(x, nil, "SELECT * FROM "+name)                                 // want `order runs SQL with a table name that is not known`
	query, args, err := sqlx.In("SELECT * FROM stock WHERE id IN (?)", 1)   // want `order reads stock`
	x.Query(query, args...)
	stmt.Get(nil, name)
	_ = err
}

func ownDoors(ctx context.Context, s *db.Store, name string) {
	s.Run("x", "SELECT id FROM "+name, nil) // want `order runs SQL with a table name that is not known`
	s.Query(ctx, "SELECT id FROM "+name)    // want `order runs SQL with a table name that is not known`
	db.From("stock AS s")                   // want `order reads stock`
	db.From("orders")
	local(nil, "SELECT id FROM "+name) // want `order runs SQL with a table name that is not known`
}

func local(conn *sql.DB, query string) { conn.Query(query) }

func innocent(name string) error {
	exec.Command("sh", "-c", "select from "+name).Run()
	fmt.Println("SELECT id FROM stock")
	if name == "update stock" {
		return errors.New("insert into stock failed")
	}
	return fmt.Errorf("cannot read from stock: %s", name)
}

func unknown() string { return os.Getenv("QUERY") }
