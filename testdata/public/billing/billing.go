// Package billing is about handles, models and concrete types.
package billing

import (
	"context"
	"database/sql"

	"example.com/public/inventory"
	"example.com/public/kernel"
	"example.com/public/payment"
	"gorm.io/gorm"
)

type bills struct {
	db    *sql.DB
	stock *inventory.Stock // want `billing depends on inventory.Stock, a concrete type of inventory \(team-warehouse\); depend on inventory.Service, which it implements`
	other inventory.Service
	list  map[string]*inventory.Ledger // want `billing depends on inventory.Ledger, a concrete type of inventory \(team-warehouse\); depend on api.Service, which it implements`
}

// New takes a handle from the composition root.
func New(db *sql.DB, stock inventory.Service) *bills { return &bills{db: db, other: stock} }

func (b *bills) pay(ctx context.Context, tx *sql.Tx, orm *gorm.DB, p payment.Service) {
	stock := inventory.NewStock() // want `billing depends on inventory.Stock, a concrete type`
	stock.Reserve(nil)            // want `billing depends on inventory.Stock, a concrete type`
	b.other.Reserve(nil)

	p.Pay(ctx, tx, 1) // want `billing passes a database handle \(\*sql.Tx\) to payment.Service.Pay of payment; let each module open its own transactions, and pass data`
	p.Pay(ctx, nil, 1)
	payment.Log(orm)                       // want `passes a database handle \(\*gorm.DB\) to payment.Log`
	payment.New(payment.Options{DB: b.db}) // want `passes a database handle \(\*sql.DB\) to payment.Options.DB`
	payment.Shared = b.db                  // want `passes a database handle \(\*sql.DB\) to payment.Shared`
	payment.Use(wrapped{b.db})             // want `passes a database handle \(billing.wrapped\) to payment.Use`
	payment.Each[*sql.Tx](tx)              // want `passes a database handle \(\*sql.Tx\) to payment.Each`
	b.own(tx)
	kernel.InTx(b.db, func(tx *sql.Tx) error {
		p.Pay(ctx, tx, 1) // want `passes a database handle \(\*sql.Tx\) to payment.Service.Pay`
		return nil
	})
}

func (b *bills) own(tx *sql.Tx) {}

// wrapped is a handle, too.
type wrapped struct{ *sql.DB }

type billRow struct { // not judged at the struct but at what it embeds
	inventory.ProductAvailability // want `billRow, which maps a table of billing, embeds inventory.ProductAvailability of inventory \(team-warehouse\); give it fields of its own`
	kernel.Base
	gorm.Model
	Total int `db:"total"`
}

type tagged struct {
	Line inventory.Line `gorm:"embedded;embeddedPrefix:line_"` // want `tagged, which maps a table of billing, embeds inventory.Line`
	Ref  inventory.Line `gorm:"foreignKey:SKU"`
}

type named payment.Payment // want `named, which maps a table of billing, is payment.Payment of payment`

type byName inventory.Line // want `byName, which maps a table of billing, is inventory.Line`

func (byName) TableName() string { return "lines" }

// view is no model: nothing says that it maps a table.
type view struct {
	payment.Payment
	Link string `json:"link"`
}
