// Package event lets one module tell others what happened without importing
// them: the publisher owns the event's type, the composition root connects the
// listeners.
package event

import (
	"context"
	"errors"
)

// Topic carries events of one type. Its zero value is ready to use. Subscribe
// everybody before the first Publish.
type Topic[E any] struct {
	listeners []func(context.Context, E) error
}

// Subscribe adds a listener.
func (t *Topic[E]) Subscribe(listener func(context.Context, E) error) {
	t.listeners = append(t.listeners, listener)
}

// Publish calls every listener in the order of subscription, also after one has
// failed, and returns all their errors.
func (t *Topic[E]) Publish(ctx context.Context, e E) error {
	var errs []error
	for _, listener := range t.listeners {
		errs = append(errs, listener(ctx, e))
	}
	return errors.Join(errs...)
}
