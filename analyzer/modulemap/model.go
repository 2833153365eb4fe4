package modulemap

import (
	"io/fs"
	"slices"
)

// A GoModule is a Go module whose packages a map covers.
type GoModule struct {
	Dir  string // relative to the map's folder, "." for the folder itself
	Path string // import path of the package in Dir
}

// A Source is the text of a map and what stands beside it.
type Source struct {
	Name string // printed in errors
	Data []byte
	// FS is rooted at the map's folder. With nil no folder is looked at: paths are not checked, discover entries are applied when
	// a package is asked for, and GoModules must name the Go modules.
	FS fs.FS
	// GoModules, if given, are used instead of those that go.mod and go.work files name.
	GoModules []GoModule
	// Folders, if given, are what there is below the map's folder, so that nobody has to look.
	Folders *Folders
	// Overrides go before what the text says.
	Overrides Overrides
}

// Folders is what the folders below a map tell of it: what takes time to find out, in a form that can be written down.
type Folders struct {
	Go               []string   // folders with Go files of the map's modules at or below, sorted
	Modules, Foreign []GoModule // the map's Go modules, and nested ones that have another map or none
}

// A Map is a validated module map. It never changes.
type Map struct {
	name, root string
	digest     string

	modules []*Module // sorted by name
	byName  map[string]*Module
	byPath  map[string]*Module
	layers  []string

	goModules, foreign []GoModule
	tree               *tree // nil if no folders were looked at

	databases map[string]database // "" is the default one
	sinks     []Sink
	tableArgs []TableArg

	grants     []Grant
	unassigned Unassigned
	shared     []word
	exclude    []word
	rules      map[string]Level
	overrides  map[string]Level // go before the levels of modules, too

	tables map[string]*tableIndex // by database
	lazy   *lazyModules           // nil if folders were looked at

	fs      fs.FS
	created []Created
}

// database is what the map says of one database.
type database struct{ dialect, schema string }

// word is a string of the map with its place.
type word struct {
	text string
	at   pos
}

func texts(words []word) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.text
	}
	return list
}

// A Sink is a function with a parameter that is SQL.
type Sink struct {
	Func string // as written and as types.Func.FullName prints it: (*pkg/path.Type).Method, pkg/path.Func
	FuncName
	Arg int // 0-based, receiver not counted
}

// A TableArg is a function with a parameter that names a table.
type TableArg struct {
	Func string // as for Sink
	FuncName
	Arg    int
	Access string // read, write, ddl or foreign-key
}

// A FuncName is the name of a function or method, taken apart.
type FuncName struct {
	Package  string // import path
	Receiver string // the type's name; "" for a function
	Pointer  bool   // the receiver is a pointer
	Name     string
}

// A Grant is an exception: From may touch tables of To.
type Grant struct {
	From, To string   // module names
	May      []string // read, join, write, ddl, foreign-key, transaction; sorted
	Tables   []string // patterns; none: all
	Reason   string
	Issue    string
	Until    string // YYYY-MM-DD, the last day; "" for no end
	Line     int
	Column   int

	patterns []tableGlob
}

// Unassigned says what packages in no module may do.
type Unassigned uint8

// The policies for packages in no module.
const (
	UnassignedPublic Unassigned = iota // they may use what is public
	UnassignedFree                     // they may use anything
	UnassignedDeny                     // there may be none
)

// A Dependency is a module that another one may use.
type Dependency struct {
	Module     string
	Interfaces []string // the named interfaces that may be used, sorted; none: the whole public side
	Deprecated string   // what to use instead; "" if the dependency is fine
	Line       int
	Column     int
}

// Declared says how a module stands to another one.
type Declared uint8

// What depends_on says of a module.
const (
	Free      Declared = iota // there is no depends_on: any module may be used
	Allowed                   // it is listed, or is the module itself
	NotListed                 // it is not listed
)

// A Module is a part of the monolith.
type Module struct {
	name, owner, layer string
	at                 pos
	paths              []string
	pathsAt            []word // the same with places, in the map's order
	layerAt            pos
	open, unchecked    bool
	discovered         bool

	public     []packageGlob
	interfaces []namedInterface // sorted by name
	expose     []exposed
	depends    []Dependency // as listed
	hasDepends bool
	visible    []word
	hasVisible bool

	tables, publicTables, migrations []word
	database                         string
	databaseAt                       pos
	rules                            map[string]Level
}

type namedInterface struct {
	name     string
	packages []packageGlob
}

// Name returns the file name that was given in Source.Name.
func (m *Map) Name() string { return m.name }

// Root returns the OS path of the map's folder, "" if the map was not read from a file.
func (m *Map) Root() string { return m.root }

// Digest returns a hash of the map's meaning, in hex: comments, the order of keys and of lists whose order says nothing do not
// change it; a folder that a discover entry finds and a Go module's path do.
func (m *Map) Digest() string { return m.digest }

// Modules returns all modules, sorted by name; where no folders were looked at, only those under `modules`.
func (m *Map) Modules() []*Module { return slices.Clone(m.modules) }

// GoModules returns the Go modules that the map covers, sorted by Dir.
func (m *Map) GoModules() []GoModule { return slices.Clone(m.goModules) }

// Others returns the Go modules below the map's folder that have another map, or no name, sorted by Dir.
func (m *Map) Others() []GoModule { return slices.Clone(m.foreign) }

// Unassigned returns the policy for packages in no module.
func (m *Map) Unassigned() Unassigned { return m.unassigned }

// Sinks returns the declared functions that run SQL, in the map's order.
func (m *Map) Sinks() []Sink { return slices.Clone(m.sinks) }

// TableArgs returns the declared functions that take a table's name, in the map's order.
func (m *Map) TableArgs() []TableArg { return slices.Clone(m.tableArgs) }

// Grants returns the exceptions, in the map's order.
func (m *Map) Grants() []Grant { return slices.Clone(m.grants) }

// Layers returns the layers from top to bottom.
func (m *Map) Layers() []string { return slices.Clone(m.layers) }

// LayerIndex returns the position of a layer, 0 for the top, -1 for a name that is none.
func (m *Map) LayerIndex(name string) int { return slices.Index(m.layers, name) }

// Level returns the level of a rule for findings in a module (nil: in none): that of the Overrides, else the module's, else the map's,
// else the rule's default. A rule that does not exist is off.
func (m *Map) Level(rule string, in *Module) Level {
	if level, ok := m.overrides[rule]; ok {
		return level
	}
	if in != nil {
		if level, ok := in.rules[rule]; ok {
			return level
		}
	}
	if level, ok := m.rules[rule]; ok {
		return level
	}
	return defaultLevel(rule)
}

// Database returns the name of the database that a module's code speaks to; "" is the one under `sql`, also for nil.
func (m *Map) Database(in *Module) string {
	if in == nil {
		return ""
	}
	return in.database
}

// Dialect returns the SQL dialect of a module's database (nil: of the map's): postgres, mysql, sqlite, sqlserver or any.
func (m *Map) Dialect(in *Module) string { return m.databases[m.Database(in)].dialect }

// DefaultSchema returns the schema of tables named without one in a module's database (nil: in the map's). With dialect any and no
// default_schema there is none: a bare name, public., main. and dbo. are then one.
func (m *Map) DefaultSchema(in *Module) string { return m.databases[m.Database(in)].schema }
