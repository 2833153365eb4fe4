package billing

import "context"

// WriteOff closes an invoice that nobody will pay.
func (s *Service) WriteOff(ctx context.Context, orderID string) error {
	_, err := s.conn.ExecContext(ctx, "UPDATE billing.invoices SET closed_at = ? WHERE order_id = ?", s.timestamp(), orderID)
	if err != nil {
		return err
	}
	// Violation: foreign-table (write). The status of an order is order's to
	// change: this skips every rule that its processor keeps. Instead, give
	// order.Processor a method for it, add that to the interface Orders, and
	// call it as Pay calls MarkPaid.
	_, err = s.conn.ExecContext(ctx, "UPDATE orders.orders SET status = 'written-off' WHERE id = ?", orderID)
	return err
}
