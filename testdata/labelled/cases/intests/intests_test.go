// Package intests shows that test files are judged like others.
package intests

import (
	"database/sql"
	"testing"
)

// case: a test that fills another module's table
func TestFill(t *testing.T) {
	t.Skip("never run")
	var db *sql.DB
	if _, err := db.Exec("INSERT INTO items (id) VALUES (1)"); err != nil { // want foreign-table items write
		t.Fatalf("insert into items: %v", err)
	}
}

// case: a helper of tests with a table's name
func clear(t *testing.T, db *sql.DB, table string) {
	if _, err := db.Exec("DELETE FROM " + table); err != nil {
		t.Fatal(err)
	}
}

// case: a test that clears tables
func TestClear(t *testing.T) {
	t.Skip("never run")
	for _, table := range []string{"stock", "app_log"} { // want foreign-table stock write
		clear(t, nil, table)
	}
}

// case: words that a test expects
func TestWords(t *testing.T) {
	if got, want := "select"+" items from the list", "select items from the list"; got != want {
		t.Errorf("got %q, expected %q: update users first", got, want)
	}
}
