package sqluse

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// Known holds what functions and variables of packages that were observed before run, return and hold. Packages may be observed with
// it side by side, but not while Add runs.
type Known struct {
	packages  map[string]bool // that were added
	names     map[string]bool // last parts of the keys below
	functions map[string]Function
	variables map[string][]Template
	// methods are those of functions that have a receiver, by their last names.
	methods map[string][]Function
}

// Add adds a package's functions and variables.
func (k *Known) Add(p *Package) {
	if k.names == nil {
		k.packages, k.names, k.methods = map[string]bool{}, map[string]bool{}, map[string][]Function{}
		k.functions, k.variables = map[string]Function{}, map[string][]Template{}
	}
	k.packages[p.Path] = true
	for _, fn := range p.Functions {
		name := lastName(fn.Func)
		k.functions[fn.Func] = fn
		k.names[name] = true
		if len(fn.Siblings) > 0 {
			k.methods[name] = append(k.methods[name], fn)
		}
	}
	for _, v := range p.Variables {
		k.variables[v.Name] = v.Texts
		k.names[lastName(v.Name)] = true
	}
}

// function returns what is known of a function of another package.
func (k *Known) function(fn *types.Func) Function {
	if k == nil || !k.names[fn.Name()] {
		return Function{}
	}
	return k.functions[fn.FullName()]
}

// observed tells whether a package was added.
func (k *Known) observed(pkg *types.Package) bool {
	return k != nil && pkg != nil && k.packages[pkg.Path()]
}

// A Question is one that an observation put to Known about all packages that were added, whether it depends on them or not: what the
// methods do that an interface's method may stand for. Everything else that Known answers is of packages that the observed one depends on.
type Question struct {
	Method string   // the name of the interface's method
	Wanted []string // the interface's methods as methodKey writes them; none: it was enough that no known type has a method of that name
	Answer string   // a digest of what the methods do, "" for nothing
}

// Holds tells whether a question has the same answer as when it was asked.
func (k *Known) Holds(q Question) bool {
	if len(q.Wanted) == 0 {
		return len(k.methods[q.Method]) == 0
	}
	return k.implementing(q.Method, q.Wanted).digest() == q.Answer
}

// does returns what a function of another package does with its arguments; of an interface's method, what those that it may stand for do.
func (o *observer) does(fn *types.Func) Function {
	known := o.config.known
	if found := known.function(fn); found.Func != "" || known == nil {
		return found
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return Function{}
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return Function{}
	}
	if len(known.methods[fn.Name()]) == 0 {
		o.asked[fn.Name()] = Question{Method: fn.Name()}
		return Function{}
	}
	wanted := make([]string, 0, iface.NumMethods())
	for i := range iface.NumMethods() {
		wanted = append(wanted, methodKey(iface.Method(i)))
	}
	found := known.implementing(fn.Name(), wanted)
	o.asked[strings.Join(append([]string{fn.Name()}, wanted...), "\n")] = Question{Method: fn.Name(), Wanted: wanted, Answer: found.digest()}
	if found.nothing() {
		return Function{}
	}
	found.Func = fn.FullName()
	return found
}

// implementing returns what the methods of a name do together, of all known types that have the wanted methods.
func (k *Known) implementing(name string, wanted []string) Function {
	var found Function
	for _, m := range k.methods[name] {
		if slices.ContainsFunc(wanted, func(key string) bool { _, has := slices.BinarySearch(m.Siblings, key); return !has }) {
			continue
		}
		found.implementations = append(found.implementations, m.Func)
		for _, t := range m.Runs {
			if !slices.ContainsFunc(found.Runs, func(old Template) bool { return slices.Equal(old, t) }) && len(found.Runs) < maxTemplates {
				found.Runs = append(found.Runs, t)
			}
		}
		for _, model := range m.Models {
			if !slices.Contains(found.Models, model) {
				found.Models = append(found.Models, model)
			}
		}
	}
	return found
}

func (f Function) nothing() bool { return len(f.implementations) == 0 }

func (f Function) digest() string {
	if f.nothing() {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %+v", f.implementations, f.Runs, f.Models))
	return hex.EncodeToString(sum[:16])
}

// methodKey writes a method's name and the types of its parameters and results: two methods with the same key satisfy each other's interfaces.
func methodKey(fn *types.Func) string {
	var b strings.Builder
	b.WriteString(fn.Id())
	sig := fn.Signature()
	for _, tuple := range []*types.Tuple{sig.Params(), sig.Results()} {
		b.WriteByte('(')
		for i := range tuple.Len() {
			b.WriteString(types.TypeString(tuple.At(i).Type(), nil))
			b.WriteByte(',')
		}
		b.WriteByte(')')
	}
	if sig.Variadic() {
		b.WriteString("...")
	}
	return b.String()
}

// typeModels returns what the methods of another package's generic type do to its type arguments' tables.
func (k *Known) typeModels(name *types.TypeName) []Model {
	if k == nil || name.Pkg() == nil || !k.names[name.Name()] {
		return nil
	}
	return k.functions[typeKey(name)].Models
}

// fieldOf returns what a field of another package's variable holds, nil if that is not known.
func (k *Known) fieldOf(v *types.Var, field string) []Template {
	if k == nil || v.Pkg() == nil || !k.names[field] {
		return nil
	}
	return k.variables[v.Pkg().Path()+"."+v.Name()+"."+field]
}

// variable returns what a variable of another package holds, nil if that is not known.
func (k *Known) variable(v *types.Var) []Template {
	if k == nil || !k.names[v.Name()] {
		return nil
	}
	return k.variables[v.Pkg().Path()+"."+v.Name()]
}
