// Package payment hands out handles.
package payment

import (
	"context"
	"database/sql"
	"testing"
)

// Service takes a transaction; who passes one is told.
type Service interface {
	Pay(ctx context.Context, tx *sql.Tx, cents int) error
	Tx() (*sql.Tx, error) // want `payment hands out a database handle \(\*sql.Tx\) by Service.Tx; offer what others need of the data instead, and keep the connection inside`
}

// Options are given to New.
type Options struct {
	DB *sql.DB
}

// New is a constructor.
func New(o Options, more ...Option) Service { return nil }

// Option sets what New may do without.
type Option func(*options) error

type options struct{ Replica *sql.DB }

// GetOptions gives back what the caller gave.
func GetOptions(more ...Option) options { return options{} }

// WithReplica sets a handle.
func WithReplica(db *sql.DB) Option {
	return func(o *options) error { o.Replica = db; return nil }
}

// Store has a handle that is seen from outside, and one that is not.
type Store struct {
	DB   *sql.DB // want `by Store.DB`
	Open func() *sql.DB
	conn *sql.DB
}

func (s *Store) Conn(ctx context.Context) (*sql.Conn, error) { return nil, nil } // want `by Store.Conn`

func (s *Store) conns() []*sql.Conn { return nil }

// Shared is a variable.
var Shared *sql.DB // want `by Shared`

func DB() *sql.DB { return Shared } // want `payment hands out a database handle \(\*sql.DB\) by DB`

func InTx(do func(*sql.Tx) error) error { return nil } // want `by InTx`

func Wrapped() *Querier { return nil } // want `payment hands out a database handle \(\*payment.Querier\) by Wrapped`

// Querier wraps a handle: it runs what it is given.
type Querier struct{ db *sql.DB }

// Query runs a statement.
func (q *Querier) Query(query string, args ...any) (*sql.Rows, error) { return nil, nil }

// Reader wraps one, too: its values are no variadic parameter.
type Reader interface {
	Query(ctx context.Context, query string, values []any, options ...string) (*sql.Rows, error)
}

func Read() Reader { return nil } // want `payment hands out a database handle \(payment.Reader\) by Read`

// Tx is a transaction, though no statement can be run with it.
type Tx interface {
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
}

func Begin() (Tx, error) { return nil, nil } // want `payment hands out a database handle \(payment.Tx\) by Begin`

// Work ends a transaction that it holds.
type Work struct {
	tx   *sql.Tx
	done bool
}

func (w *Work) Commit() error   { return w.tx.Commit() }
func (w *Work) Rollback() error { return w.tx.Rollback() }

func NewWork() *Work { return nil } // want `payment hands out a database handle \(\*payment.Work\) by NewWork`

// Pool gives its handle to whoever asks.
type Pool struct{ db *sql.DB }

func (p Pool) DB() *sql.DB { return p.db } // want `by Pool.DB`

func NewPool() Pool { return Pool{} } // want `payment hands out a database handle \(payment.Pool\) by NewPool`

// Offsets holds no transaction of a database.
type Offsets struct{ n int }

func (o *Offsets) Commit() error   { return nil }
func (o *Offsets) Rollback() error { return nil }

func NewOffsets() *Offsets { return nil }

// Repository keeps its handle for itself.
type Repository struct{ db *sql.DB }

// NewRepository is fine.
func NewRepository(db *sql.DB) *Repository { return &Repository{db} }

// TestDB is for tests.
func TestDB(t testing.TB) *sql.DB { return nil }

func Log(v any) {}

func Use(v any) {}

func Each[T any](v T) {}

// Payment is a model.
type Payment struct {
	ID int `db:"id"`
}
