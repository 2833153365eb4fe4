package notify

import (
	"context"

	// Violation: layer. notify stands in the layer platform, users in domain,
	// and a layer may use only itself and those below. Instead, the caller
	// looks the address up and passes it to Send, as order.Processor does.
	"example.com/shop/internal/users"
)

// SendToUser delivers a text to a customer, whose address it looks up itself.
func SendToUser(ctx context.Context, to Sender, customers users.Directory, userID, text string) error {
	user, err := customers.Find(ctx, userID)
	if err != nil {
		return err
	}
	return to.Send(ctx, user.Email, text)
}
