// Package clock makes the current time a dependency that a test can replace.
package clock

import "time"

// Clock tells the time.
type Clock func() time.Time

// System is the machine's clock, in UTC.
func System() time.Time { return time.Now().UTC() }

// Fixed is a clock that stands still.
func Fixed(at time.Time) Clock { return func() time.Time { return at } }
