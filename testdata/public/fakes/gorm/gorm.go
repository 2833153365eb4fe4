// Package gorm stands in for the mapper, with as much of it as the cases need.
package gorm

type DB struct{ Error error }

func (db *DB) Find(dest any, conds ...any) *DB { return db }

type Model struct{ ID uint }
