// Package links goes past the type checker.
package links

import (
	_ "unsafe"

	_ "example.com/public/payment"
)

// want +2 `links links pull to payment.hidden, of payment; use its public side: payment`

//go:linkname pull example.com/public/payment.hidden
func pull()

// want +2 `links puts push in the place of payment.\(\*Store\).conns, of payment`

//go:linkname push example.com/public/payment.(*Store).conns
func push() {}

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//go:linkname own example.com/public/links.other
func own()

//go:linkname offered
func offered() {}

func stub()
