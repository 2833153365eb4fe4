package program

import (
	"crypto/sha256"
	"fmt"
	"go/token"
	"os"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/tools/go/packages"

	"github.com/ringfence/ringfence/analyzer/program/internal/load"
	"github.com/ringfence/ringfence/analyzer/program/internal/store"
	"github.com/ringfence/ringfence/analyzer/sqluse"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// run is the state of observing one load.
type run struct {
	*loaded
	exports *exports
	keys    *keys
	kept    *store.Store
	known   *sqluse.Known
	shared  *surface.Shared
	checker *load.Checker // from the first unit on that is not kept

	mu sync.Mutex
}

// observe observes the units after those that they import, so that what functions of one run and return is known in the next.
// Packages that do not depend on each other are observed side by side.
func (l *loaded) observe(e *exports, first load.Exports, kept *store.Store, progress *progress) error {
	l.config.SQL.Whole, l.config.SQL.Own = true, l.config.Ours
	r := &run{loaded: l, exports: e, kept: kept, known: &sqluse.Known{}, shared: &surface.Shared{}}
	r.keys = newKeys(l.config, l.graph, l.own, l.observationOf)
	e.use(l.graph, first, r.keys)
	l.config.SQL.Known = r.known
	for _, level := range levels(l.units) {
		if err := r.level(level); err != nil {
			return err
		}
		progress.done(len(level))
	}
	e.remember(l.graph)
	return nil
}

// level observes units that do not depend on each other.
func (r *run) level(units []*packages.Package) error {
	observed := make([]*observation, len(units))
	wanted := make([]*store.Key, len(units)) // where to keep what is observed now
	side(len(units), func(i int) error {
		observed[i], wanted[i] = r.find(units[i])
		return nil
	})
	var missed []*packages.Package
	for i, unit := range units {
		if observed[i] == nil {
			missed = append(missed, unit)
		}
	}
	if len(missed) > 0 {
		if err := r.exports.prepare(missed, r.own); err != nil {
			return err
		}
		if r.checker == nil {
			r.checker = load.NewChecker(r.graph, r.exports.file, r.own)
		}
		err := side(len(units), func(i int) (err error) {
			if observed[i] == nil {
				observed[i], err = r.look(units[i], wanted[i])
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	for i, unit := range units {
		r.observed[unitKey(unit)] = observed[i]
		r.known.Add(observed[i].SQL)
	}
	return nil
}

// side does n things side by side.
func side(n int, do func(i int) error) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error { return do(i) })
	}
	return group.Wait()
}

// find returns what is kept of a unit, if it still holds, and the key to keep it under; no key for what is not to be kept.
func (r *run) find(unit *packages.Package) (*observation, *store.Key) {
	if r.kept == nil || r.config.only != all || len(unit.Errors) > 0 {
		return nil, nil
	}
	for _, imported := range unit.Imports {
		if len(imported.Errors) > 0 && !r.own(imported) {
			return nil, nil
		}
	}
	key, err := r.keys.observation(unit)
	if err != nil {
		return nil, nil // the parser says what is wrong
	}
	if data, ok := r.kept.Get(key); ok {
		if o, err := decode(data); err == nil && r.holds(o, unit) {
			return o, nil
		}
	}
	return nil, &key
}

// holds tells whether an observation would be made again: its questions have the same answers.
func (r *run) holds(o *observation, unit *packages.Package) bool {
	read := sqluse.FilesIn(load.Dir(unit))
	for _, file := range o.Read {
		data, err := read(file.Name)
		if file.Found != (err == nil) || file.Found && sha256.Sum256(data) != file.Hash {
			return false
		}
	}
	return !slices.ContainsFunc(o.SQL.Asked, func(q sqluse.Question) bool { return !r.known.Holds(q) })
}

// look observes a unit and keeps what it sees.
func (r *run) look(unit *packages.Package, key *store.Key) (*observation, error) {
	if r.config.seen != nil {
		r.config.seen(unit.ID)
	}
	checked := r.checker.Check(unit)
	unit.Errors = append(unit.Errors, checked.Errors...)
	switch {
	case checked.Incomplete == nil:
	case checked.Missing:
		unit.Errors = append(unit.Errors, packages.Error{Kind: packages.UnknownError, Msg: illTyped})
	case r.config.Build == BuildAuto && !r.exports.building:
		r.mu.Lock()
		r.incomplete = true
		r.mu.Unlock()
	default:
		unit.Errors = append(unit.Errors, packages.Error{Kind: packages.UnknownError, Msg: fmt.Sprintf(
			"not all types of what it imports are known from source alone (%v); --build=auto has the go command build it", checked.Incomplete)})
	}
	o, err := r.see(unit, checked)
	if err != nil || key == nil || len(unit.Errors) > 0 || checked.Incomplete != nil {
		return o, err
	}
	if data, err := encode(o); err == nil {
		r.kept.Put(*key, data)
	}
	return o, nil
}

// see observes a unit.
func (r *run) see(unit *packages.Package, checked *load.Checked) (*observation, error) {
	fset := r.graph.Fset
	seen := surface.Config{Own: r.config.Ours, Assembly: surface.Assembly(unit.OtherFiles), ReadFile: os.ReadFile, Graph: true, Shared: r.shared}
	if r.config.only == imports {
		seen = surface.Config{}
	}
	observed, err := surface.Observe(fset, checked.Files, checked.Types, checked.Info, seen)
	if err != nil {
		return nil, err
	}
	o := &observation{Surface: observed, SQL: &sqluse.Package{}}
	if r.config.only != all {
		return o, nil
	}
	config := r.config.SQL
	read := sqluse.FilesIn(load.Dir(unit))
	config.ReadFile = func(name string) ([]byte, error) {
		data, err := read(name)
		o.Read = append(o.Read, readFile{name, err == nil, sha256.Sum256(data)})
		return data, err
	}
	at := func(pos token.Pos) token.Position { return surface.Position(fset, pos) }
	o.SQL = sqluse.Observe(surface.Written(fset, checked.Files), checked.Types, checked.Info, at, config)
	if r.kept == nil {
		return o, nil
	}
	o.Shape, o.InTests = shapeOf(fset, checked.Types, false), shapeOf(fset, checked.Types, true)
	o.Says, err = saysOf(o.SQL)
	return o, err
}

// levels sorts units so that each stands in a later level than all that it imports.
func levels(units []*packages.Package) [][]*packages.Package {
	byPath := make(map[string]*packages.Package, len(units))
	for _, unit := range units {
		byPath[unit.PkgPath] = unit
	}
	depth := map[string]int{}
	var visit func(unit *packages.Package) int
	visit = func(unit *packages.Package) int {
		if known, ok := depth[unit.PkgPath]; ok {
			return known
		}
		depth[unit.PkgPath] = 0 // in-package tests may import what imports the package: the loop is cut here
		level := 0
		for _, path := range importPaths(unit) {
			if imported := byPath[path]; imported != nil && imported != unit {
				level = max(level, visit(imported)+1)
			}
		}
		depth[unit.PkgPath] = level
		return level
	}
	var sorted [][]*packages.Package
	for _, unit := range units {
		level := visit(unit)
		for len(sorted) <= level {
			sorted = append(sorted, nil)
		}
		sorted[level] = append(sorted[level], unit)
	}
	return sorted
}

func importPaths(unit *packages.Package) []string {
	paths := make([]string, 0, len(unit.Imports))
	for _, imported := range unit.Imports {
		paths = append(paths, imported.PkgPath)
	}
	slices.Sort(paths)
	return paths
}

// progress counts the units of all loads.
type progress struct {
	mu        sync.Mutex
	seen, all int
	report    func(done, all int)
}

func (p *progress) add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all += n
}

func (p *progress) done(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen += n
	if p.report != nil {
		p.report(p.seen, p.all)
	}
}
