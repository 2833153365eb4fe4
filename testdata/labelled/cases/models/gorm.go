// Package models shows ORM models, which name their tables by their types.
package models

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"example.com/labelled/owner"
)

var (
	ctx = context.Background()
	db  *gorm.DB
)

// Item is mapped to items by gorm's naming.
type Item struct {
	ID   int
	Name string
}

// Lot names its table.
type Lot struct{ ID int }

// TableName names the table for gorm.
func (Lot) TableName() string { return "inventory.lots" }

// Person names its table by a constant and through a pointer.
type Person struct{ ID int }

const peopleTable = "users"

// TableName names the table for gorm.
func (*Person) TableName() string { return peopleTable }

// AppLog is mapped to app_logs, which no one owns.
type AppLog struct{ ID int }

// Stock is mapped to a table that no one owns, although its default name would be owned.
type Stock struct{ ID int }

// TableName names the table for gorm.
func (Stock) TableName() string { return "app_notes" }

// case: gorm: Create
func Create() { db.Create(&Item{ID: 1}) } // want foreign-table items write

// case: gorm: Find into a slice
func Find() {
	var items []Item
	db.Where("id > ?", 1).Find(&items) // want foreign-table items read
}

// case: gorm: Find into a slice of pointers
func FindPointers() {
	var items []*Item
	db.WithContext(ctx).Order("id").Find(&items) // want foreign-table items read
}

// case: gorm: First with a variable
func First() (lot Lot, err error) {
	err = db.First(&lot, 7).Error // want foreign-table inventory.lots read
	return lot, err
}

// case: gorm: Take with new
func Take() { db.Take(new(Person)) } // want foreign-table users read

// case: gorm: a nil pointer as a model
func NilPointer() { db.Model((*Item)(nil)).Where("id = 1").Count(new(int64)) } // want foreign-table items read

// case: gorm: Save
func Save(i *Item) { db.Save(i) } // want foreign-table items write

// case: gorm: Delete with a condition
func Delete() { db.Where("id = ?", 7).Delete(&Person{}) } // want foreign-table users write

// case: gorm: Updates of a model
func Updates() { db.Model(&Item{}).Where("id = 1").Updates(map[string]any{"name": "a"}) } // want foreign-table items write

// case: gorm: Update of a variable
func Update(lot Lot) { db.Model(&lot).Update("id", 1) } // want foreign-table inventory.lots write

// case: gorm: FirstOrCreate writes
func FirstOrCreate(i *Item) { db.FirstOrCreate(i, Item{ID: 1}) } // want foreign-table items write

// case: gorm: CreateInBatches
func CreateInBatches(items []Item) { db.CreateInBatches(items, 100) } // want foreign-table items write

// case: gorm: a clause between
func Upsert(i Item) { db.Clauses(clause.OnConflict{DoNothing: true}).Create(&i) } // want foreign-table items write

// case: gorm: AutoMigrate
func AutoMigrate() { db.AutoMigrate(&Item{}, &AppLog{}, &Lot{}) } // want foreign-table items ddl; foreign-table inventory.lots ddl

// case: gorm: the migrator
func Migrator() { db.Migrator().DropTable(&Person{}) } // want foreign-table users ddl

// case: gorm: a chain over several variables is told of once
func Chain(open bool) {
	var rows []struct{ ID int }
	q := db.Model(&Item{}) // want foreign-table items read
	if open {
		q = q.Where("open")
	}
	q = q.Order("id")
	q.Find(&rows)
}

// case: gorm: a chain over several variables that ends in a write
func ChainWrite() {
	q := db.Model(&Item{}) // want foreign-table items write
	q = q.Where("id = 1")
	q.Update("name", "a")
}

// case: gorm: Model and the same destination
func ModelAndDest(items []Item) { db.Model(&Item{}).Find(&items) } // want foreign-table items read

// case: gorm: the destination of a scan is no model
func ScanDest() {
	var item Item
	db.Model(&AppLog{}).Select("id").Scan(&item)
}

// case: gorm: Table overrides the destination
func TableOverrides() {
	var items []Item
	db.Table("app_log").Find(&items)
}

// case: gorm: Table names a foreign table
func TableName() {
	var rows []AppLog
	db.Table("items").Where("id = 1").Find(&rows) // want foreign-table items read
}

// case: gorm: a model of another package
func OtherPackage() {
	var items []owner.Item
	db.Find(&items) // want foreign-table items read
}

// case: gorm: a model of a table that no one owns
func Unowned() {
	db.Create(&AppLog{})
	db.Delete(&Stock{}, 7)
}

// case: gorm: a transaction's closure
func Transaction() error {
	return db.Transaction(func(tx *gorm.DB) error {
		return tx.Create(&Lot{}).Error // want foreign-table inventory.lots write
	})
}

// case: gorm: conditions given as a struct
func WhereStruct() {
	var rows []AppLog
	db.Where(&Item{ID: 1}).Find(&rows)
}

// case: gorm: Preload reads the table of an association
func Preload() {
	var rows []Shelf
	db.Preload("Items").Find(&rows) // want foreign-table items read
}

// Shelf is mapped to shelves, which no one owns.
type Shelf struct {
	ID    int
	Items []Item `gorm:"foreignKey:ID"`
}

// case: gorm: an association that is not loaded
func NoPreload() {
	var rows []Shelf
	db.Find(&rows)
}

// case: gorm: Raw scans into a model without reading its table
func RawScan() {
	var items []Item
	db.Raw("SELECT 1 AS id").Scan(&items)
}

type repo struct{ db *gorm.DB }

func (r *repo) save(v any) error { return r.db.Create(v).Error }

// case: gorm: any through a wrapper
func SaveAny(r *repo) error { return r.save(&Item{}) } // want foreign-table items write

// case: gorm: any through a wrapper with a model that no one owns
func SaveAnyUnowned(r *repo) error { return r.save(&AppLog{}) }

// Repo is a generic repository.
type Repo[T any] struct{ db *gorm.DB }

// All reads all rows.
func (r Repo[T]) All() (rows []T, err error) {
	err = r.db.Find(&rows).Error
	return rows, err
}

// case: gorm: a generic repository
func GenericRepo() { Repo[Item]{db}.All() } // want foreign-table items read

// case: gorm: a generic repository of a model that no one owns
func GenericRepoUnowned() { Repo[AppLog]{db}.All() }

func byID[T any](id int) (v T, err error) {
	err = db.First(&v, id).Error
	return v, err
}

// case: gorm: a generic function
func GenericFunc() (any, error) { return byID[Lot](7) } // want foreign-table inventory.lots read

// case: gorm: a closure over each type
func Several() {
	for _, m := range []any{&Item{}, &AppLog{}} { // want foreign-table items ddl
		db.AutoMigrate(m)
	}
}

// case: gorm: the generics interface
func Generics() { gorm.G[Item](db).Where("id = 1").First(ctx) } // want foreign-table items read

type basket struct{ items []Item }

func (b *basket) Create(i *Item) *basket { b.items = append(b.items, *i); return b }
func (b *basket) Find(out *[]Item)       { *out = b.items }
func (b *basket) Delete(i *Item)         {}

// case: the same names on a type that is no ORM
func Basket(b *basket, items []Item) {
	b.Create(&Item{}).Find(&items)
	b.Delete(&Item{})
}

// case: a model that is only built
func Built() *Item { return &Item{Name: "items"} }

// case: a method TableName that nothing asks
func Asked() string { return Lot{}.TableName() }

// case: gorm: hooks and sessions touch nothing
func Session() *gorm.DB { return db.Session(&gorm.Session{NewDB: true}).Debug() }

func lotsQuery(tx *gorm.DB) *gorm.DB {
	return tx.Table("inventory.lots").Where("open") // want foreign-table inventory.lots read; foreign-table inventory.lots write
}

// case: gorm: a function begins the chain, and what is found fills another struct
func FromFunction(rows []AppLog) { lotsQuery(db).Order("id").Find(&rows) }

// case: gorm: a function begins the chain that deletes
func DeleteFromFunction() { lotsQuery(db).Where("id = 1").Delete(nil) }

// case: gorm: Scan fills a struct that happens to be a model
func ScanFills(q *gorm.DB, i *Item) { q.Select("max(id)").Scan(i) }

// case: gorm: a model that nobody can see
func GormUnseen(db *gorm.DB, next func() any) { db.Create(next()) } // want dynamic-sql

// case: gorm: what a select fills may be anything
func GormFills(db *gorm.DB, next func() any) { db.Where("id = 1").Find(next()) }
