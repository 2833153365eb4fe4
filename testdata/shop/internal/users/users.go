// Package users keeps the shop's customers. The module is so small that it is a
// single package: its private side is simply what it does not export.
package users

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
)

// Migrations creates the schema users.
//
//go:embed migrations/*.sql
var Migrations embed.FS

// ErrUnknownUser is returned for an id that was never registered.
var ErrUnknownUser = errors.New("unknown user")

// User is a customer.
type User struct {
	ID, Name, Email string
}

// Directory knows the customers.
type Directory interface {
	// Register adds a customer, or changes name and address of one.
	Register(ctx context.Context, id, name, email string) error
	// Find returns a customer, or ErrUnknownUser.
	Find(ctx context.Context, id string) (User, error)
}

// EraseIn deletes a customer in a transaction of the caller's.
func EraseIn(ctx context.Context, tx *sql.Tx, id string) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM users.users WHERE id = ?", id)
	return err
}

// New returns the directory kept in conn.
func New(conn *sql.DB) Directory { return directory{conn} }

type directory struct{ conn *sql.DB }

func (d directory) Register(ctx context.Context, id, name, email string) error {
	_, err := d.conn.ExecContext(ctx, `
		INSERT INTO users.users (id, name, email)
		VALUES (?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email`,
		id, name, email)
	return err
}

func (d directory) Find(ctx context.Context, id string) (User, error) {
	u := User{ID: id}
	err := d.conn.QueryRowContext(ctx, "SELECT name, email FROM users.users WHERE id = ?", id).Scan(&u.Name, &u.Email)
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, fmt.Errorf("%w: %s", ErrUnknownUser, id)
	}
	return u, err
}
