package surface

import (
	"go/types"
	"sync"
)

// Shared remembers what packages declare while others that import them are observed. It may be used from several goroutines, with types
// of one load.
type Shared struct {
	mu       sync.Mutex
	packages map[*types.Package]*declared
}

// declared is what a package declares, found out when somebody asks.
type declared struct {
	once                 sync.Once
	interfaces, concrete []*types.Named // plain interfaces, and types that are none; exported ones first, each part sorted by name
	shown                [2]int         // how many of them are exported
}

// of returns what a package declares.
func (s *Shared) of(pkg *types.Package) *declared {
	s.mu.Lock()
	d := s.packages[pkg]
	if d == nil {
		if s.packages == nil {
			s.packages = map[*types.Package]*declared{}
		}
		d = &declared{}
		s.packages[pkg] = d
	}
	s.mu.Unlock()
	d.once.Do(func() { d.read(pkg) })
	return d
}

// exported returns the exported interfaces and other types.
func (d *declared) exported() (interfaces, concrete []*types.Named) {
	return d.interfaces[:d.shown[0]], d.concrete[:d.shown[1]]
}

func (d *declared) read(pkg *types.Package) {
	var hidden [2][]*types.Named
	for _, name := range pkg.Scope().Names() {
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		named, ok := obj.Type().(*types.Named)
		if !ok || named.TypeParams().Len() > 0 {
			continue
		}
		kind, list := 0, &d.interfaces
		switch {
		case isPlainInterface(named):
		case types.IsInterface(named):
			continue
		default:
			kind, list = 1, &d.concrete
		}
		if obj.Exported() {
			*list = append(*list, named)
		} else {
			hidden[kind] = append(hidden[kind], named)
		}
	}
	d.shown = [2]int{len(d.interfaces), len(d.concrete)}
	d.interfaces = append(d.interfaces, hidden[0]...)
	d.concrete = append(d.concrete, hidden[1]...)
}

// isPlainInterface tells interfaces that have methods and no type sets.
func isPlainInterface(named *types.Named) bool {
	iface, ok := named.Underlying().(*types.Interface)
	return ok && iface.NumMethods() > 0 && iface.IsMethodSet()
}
