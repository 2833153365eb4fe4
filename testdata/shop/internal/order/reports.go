package order

import (
	"context"
	"database/sql"
)

// Reports answers questions over many orders.
type Reports struct{ conn *sql.DB }

// NewReports returns the reports over the orders in conn.
func NewReports(conn *sql.DB) *Reports { return &Reports{conn} }

// A statement may join another module's view when the map lists the view under
// public_tables: it is as much a part of the public side as a function.
const soldOut = `
	SELECT DISTINCT l.sku
	FROM orders.orders AS o
	JOIN orders.lines AS l ON l.order_id = o.id
	JOIN inventory.v_stock AS s ON s.sku = l.sku
	WHERE o.status = 'open' AND s.free <= 0
	ORDER BY l.sku`

// SoldOut lists the products in open orders of which nothing more can be sold.
func (r *Reports) SoldOut(ctx context.Context) ([]string, error) {
	return column(r.conn.QueryContext(ctx, soldOut))
}

// column reads the one column that a query selected.
func column(rows *sql.Rows, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}
