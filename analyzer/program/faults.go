package program

import (
	"fmt"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// faults collects what is wrong with own packages.
type faults struct {
	// missing are the go command's own words on packages that could not be loaded, by import path: the type checker only says that
	// their names are invalid.
	missing map[string]string
	// told are the places in Program.Faults where a missing package is told of.
	told map[string]*Fault
	// again counts the further imports of a missing package.
	again map[string]int
	all   []*Fault
}

func newFaults(all []*packages.Package) *faults {
	f := &faults{missing: map[string]string{}, told: map[string]*Fault{}, again: map[string]int{}}
	for _, pkg := range all {
		for _, e := range pkg.Errors {
			if e.Kind == packages.ListError && f.missing[pkg.PkgPath] == "" {
				f.missing[pkg.PkgPath] = strings.Join(strings.Fields(e.Msg), " ")
			}
		}
	}
	return f
}

// illTyped is said of packages in which nothing is wrong but what they import.
const illTyped = "it could not be type-checked because something it imports could not"

// add notes a package's errors. The compiler's own report of what the type checker says with its place is left out, and so is what follows
// from an import that failed: a package that many import and nobody can load is told of once, with the reason.
func (f *faults) add(pkg *packages.Package) {
	placed, incomplete := false, false
	for _, e := range pkg.Errors {
		placed = placed || e.Kind == packages.TypeError || e.Kind == packages.ParseError
	}
	noted := len(f.all)
	if len(f.missing) > 0 {
		for _, path := range importPaths(pkg) {
			if f.missing[path] != "" {
				incomplete = true
				f.addMissing(path, pkg)
			}
		}
	}
	for _, e := range pkg.Errors {
		if placed && strings.HasPrefix(e.Msg, "# ") || incomplete && e.Kind == packages.TypeError {
			continue
		}
		pos := e.Pos
		if pos == "-" {
			pos = ""
		}
		f.note(pos, pkg, e.Msg)
	}
	if pkg.IllTyped && len(f.all) == noted {
		f.note("", pkg, illTyped)
	}
}

func (f *faults) addMissing(path string, pkg *packages.Package) {
	pos := importedAt(path, pkg)
	switch told := f.told[path]; {
	case told == nil:
		f.told[path] = f.note(pos, pkg, fmt.Sprintf("could not import %s: %s", path, f.missing[path]))
	case told.Pos != pos:
		f.again[path]++
	}
}

// importedAt returns where a package imports a path, "" if no file that can be read does.
func importedAt(path string, pkg *packages.Package) string {
	for _, name := range pkg.GoFiles {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ImportsOnly)
		if err != nil {
			continue
		}
		for _, spec := range file.Imports {
			if spec.Path.Value == strconv.Quote(path) {
				return fset.Position(spec.Path.Pos()).String()
			}
		}
	}
	return ""
}

func (f *faults) note(pos string, pkg *packages.Package, message string) *Fault {
	fault := &Fault{Pos: pos, Package: underTest(pkg), Message: message}
	f.all = append(f.all, fault)
	return fault
}

// list returns the faults that were noted.
func (f *faults) list() []Fault {
	for path, n := range f.again {
		f.told[path].Message += fmt.Sprintf(" (%d imports of it fail)", n+1)
	}
	list := make([]Fault, 0, len(f.all))
	for _, fault := range f.all {
		list = append(list, *fault)
	}
	return list
}
