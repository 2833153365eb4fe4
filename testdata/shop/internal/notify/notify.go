// Package notify sends messages to people. It is told an address and a text, and
// need not know who is behind them: that is what keeps it below the domain.
package notify

import (
	"context"
	"log/slog"
)

// Sender delivers a text to an e-mail address.
type Sender interface {
	Send(ctx context.Context, address, text string) error
}

// NewLog returns a Sender that writes messages to a log instead of sending them.
func NewLog(log *slog.Logger) Sender { return logSender{log} }

type logSender struct{ log *slog.Logger }

func (s logSender) Send(ctx context.Context, address, text string) error {
	s.log.InfoContext(ctx, "message sent", "address", address, "text", text)
	return nil
}
