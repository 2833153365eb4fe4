package billing

import "context"

// Ledger returns the amounts in billing.invoices or billing.payments by order.
func (s *Service) Ledger(ctx context.Context, table string) (map[string]int64, error) {
	// Violation: dynamic-sql. Nobody can tell from the code which table this
	// reads, neither a reviewer nor ringfence, and the caller could name
	// another module's. Instead, write one constant statement per table.
	rows, err := s.conn.QueryContext(ctx, "SELECT order_id, SUM(amount_cents) FROM "+table+" GROUP BY order_id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	cents := map[string]int64{}
	for rows.Next() {
		var id string
		var n int64
		if err := rows.Scan(&id, &n); err != nil {
			return nil, err
		}
		cents[id] = n
	}
	return cents, rows.Err()
}
