package inventory

import (
	"example.com/public/inventory/api"
	"example.com/public/inventory/store"
)

type Row = store.Row // want `inventory shows store.Row, a type of the private package inventory/store of inventory \(team-warehouse\): Row → store.Row; let the public side have a type of its own`

func Leak() store.Row { return store.Row{} } // want `Leak → store.Row`

func LeakRow() Row { return Row{} }

func LeakRows() []store.Row { return nil } // want `LeakRows → store.Row`

func LeakMap() map[string]*store.Row { return nil } // want `LeakMap → store.Row`

func LeakChan() <-chan store.Row { return nil } // want `LeakChan → store.Row`

func LeakFunc() func() (store.Row, error) { return nil } // want `LeakFunc → store.Row`

func LeakIn(r store.Row) {} // want `LeakIn → store.Row`

func LeakTwice(a, b store.Row) store.Row { return a } // want `LeakTwice → store.Row`

func LeakPage() Page[store.Row] { return Page[store.Row]{} } // want `LeakPage → store.Row`

func LeakConstraint[T store.Number](n T) {} // want `LeakConstraint → store.Number`

func LeakIface() store.Reader { return nil } // want `LeakIface → store.Reader`

func LeakNested() Outer { return Outer{} } // want `LeakNested → Outer.Inner → inner.Rows → store.Row`

// Outer is exposed by LeakNested only.
type Outer struct {
	Inner  inner
	hidden store.Row // nobody outside sees it
}

type inner struct{ Rows []store.Row }

// LeakType is exposed by its name: its fields and methods are judged where they stand.
type LeakType struct {
	store.Row           // want `LeakType.Row → store.Row`
	Named     store.Row // want `LeakType.Named → store.Row`
	Item      api.Item  // the module's own public side
	unnamed   *store.Row
	Anonymous struct { // want `LeakType.Anonymous → store.Row`
		R store.Row
	}
}

func (LeakType) Method(store.Row) {} // want `LeakType.Method → store.Row`

func (LeakType) unexported() store.Row { return store.Row{} }

func (t LeakType) Chain() LeakType { return t }

type LeakInterface interface {
	Read() store.Row // want `LeakInterface.Read → store.Row`
	Others() LeakType
}

type LeakEmbedded interface { // want `LeakEmbedded → store.Reader`
	store.Reader
}

var LeakVar *store.Row // want `LeakVar → store.Row`

const LeakConst = store.Full // want `LeakConst → store.Level`

// LeakOther shows a type of another package of the public side that is exposed there by nothing but this.
func LeakOther() api.Detail { return api.Detail{} } // want `LeakOther → api.Detail.Row → store.Row`

// LeakCounter does not leak: the type cannot be named elsewhere, but what it has is public.
func LeakCounter() *counter { return nil }

// LeakOption does not leak: nobody outside reaches the fields of options.
type LeakOption func(*options) error

type options struct{ Row store.Row }

func quiet() store.Row { return store.Row{} }

// Quiet is not exposed, so that what it shows is nobody's business.
func Quiet() store.Row { return quiet() }
