package store

import "database/sql"

func Load(db *sql.DB) { db.Query("SELECT id FROM stock") }
