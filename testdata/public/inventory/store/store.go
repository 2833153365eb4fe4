// Package store is private.
package store

// Row is a private type.
type Row struct {
	Qty  int
	Next *Row
}

// Total is a method of a private type.
func (r Row) Total() int { return r.Qty }

// Number is a private constraint.
type Number interface{ ~int | ~int64 }

// Reader is a private interface.
type Reader interface{ ReadRow() Row }

// Level is a private type.
type Level int

// Full is a private constant.
const Full Level = 3
