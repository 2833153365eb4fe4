package billing

import (
	"context"

	// Violation: undeclared-dependency. users.Directory is public, but billing's
	// depends_on in modules.yaml does not list users. Instead, list it, if the
	// owners agree that billing should know users; or let the event Placed
	// carry the name.
	"example.com/shop/internal/users"
)

// Addressee returns the name to print on the invoice of an order.
func (s *Service) Addressee(ctx context.Context, customers users.Directory, orderID string) (string, error) {
	invoice, err := s.Invoice(ctx, orderID)
	if err != nil {
		return "", err
	}
	user, err := customers.Find(ctx, invoice.CustomerID)
	return user.Name, err
}
