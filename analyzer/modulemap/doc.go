// Package modulemap reads modules.yaml, the map of a modular monolith: which packages and which tables belong to which module,
// what of a module others may use, and who may.
//
// In come the bytes of a map and the folders beside it; out comes a validated Map that never changes and may be used from
// several goroutines, or all errors of the map at once, each with line, column and the nearest right name.
//
// # Paths
//
// All paths are relative to the map's folder and written with "/". Everything at or below a module's path belongs to it;
// the longest path wins, so that order/legacy may be a module inside order. Paths are compared by whole segments: order never
// matches orders. Folders named vendor, testdata or node_modules and those starting with "." or "_" are not looked at, nor are
// Go modules below another modules.yaml, which have a map of their own.
//
// # Globs
//
// For packages (public, interfaces), relative to each of the module's paths:
//
//	.         the module's root package
//	events    exactly that package
//	api/...   api and everything below it
//	...       every package of the module
//	api/*     the packages right below api: * stands for one segment, or a part of one (v*)
//	**/dto    dto at any depth: ** stands for any number of segments, also none
//
// Packages of a named interface are public, listed under public or not.
//
// For tables (tables, public_tables, shared_tables and a grant's tables): name or schema.name, where * stands for any
// characters within the name or within the schema. A name without schema means the default schema. An exact name beats a glob,
// a glob with more literal characters beats one with fewer. An exact name under public_tables is the module's own, too;
// a glob there only says which of its tables are public.
//
// For files (exclude, migrations): *, ?, [class], {a,b} within a segment, ** for any number of segments. A migrations entry
// that names a folder stands for the .sql files at or below it.
//
// For symbols (expose): a name with * for any characters, optionally with its package in front (the package's name, its folder
// relative to the module, or the last part of that: api.Item, api/v1.Item, v1.Item), or a file name ending in .go.
package modulemap
