package rules

import (
	"fmt"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

var undeclaredDependencyDoc = Rule{
	ID:      "undeclared-dependency",
	Summary: "use of a module that depends_on does not list, or of a part outside the named interface",
	Why: "The edges between modules are a decision, not an accident of an auto-import. A module that lists what it depends on shows a " +
		"new edge in review, in the map, where it is one line.",
	Fix: "Add the module (or `module::interface`) to `depends_on` in modules.yaml if the edge is wanted; otherwise take the import out, " +
		"and get what you need through a module that is listed, or by an interface that the composition root fills.",
	Bad:  "# modules.yaml\nbilling: {path: billing, depends_on: [order]}\n\n// in module billing\nimport \"example.com/shop/internal/users\"",
	Good: "# modules.yaml\nbilling: {path: billing, depends_on: [order, users]}",
}

var deprecatedDependencyDoc = Rule{
	ID:      "deprecated-dependency",
	Summary: "use of a dependency that is marked deprecated",
	Why:     "An edge that is to go cannot always go at once. Marked as deprecated it stays legal, visible and counted until it is gone.",
	Fix:     "Follow the note that stands at the dependency in modules.yaml.",
	Bad:     "# modules.yaml\norder: {path: order, depends_on: [{module: legacy, deprecated: use catalog instead}]}\n\n// in module order\nimport \"example.com/shop/internal/legacy\"",
	Good:    "import \"example.com/shop/internal/catalog\"",
}

// undeclaredDependency judges both rules about depends_on: an edge is either listed, perhaps as deprecated, or not.
func (j *judge) undeclaredDependency(u importUse) {
	if j.user == nil {
		return
	}
	dependency, declared := j.user.DependsOnPackage(u.target, u.dir)
	switch {
	case declared == modulemap.Free:
	case declared == modulemap.NotListed && len(dependency.Interfaces) > 0:
		if !u.target.IsPublic(u.dir) {
			return // private-package says so already
		}
		j.report(u.finding("undeclared-dependency", u.target.Name(), fmt.Sprintf(
			"%s imports %s of %s, but may use only %s; add the package to that interface or the module to depends_on",
			j.who(), u.Path, whose(u.target), interfaceNames(u.target.Name(), dependency.Interfaces))))
	case declared == modulemap.NotListed:
		j.report(u.finding("undeclared-dependency", u.target.Name(), fmt.Sprintf(
			"%s imports %s of %s, which its depends_on does not list; add %s to it in modules.yaml or take the import out",
			j.who(), u.Path, whose(u.target), u.target.Name())))
	case dependency.Deprecated != "":
		j.report(u.finding("deprecated-dependency", u.target.Name(), fmt.Sprintf(
			"%s imports %s of %s, a dependency it is to give up: %s", j.who(), u.Path, whose(u.target), dependency.Deprecated)))
	}
}

func interfaceNames(module string, interfaces []string) string {
	names := make([]string, len(interfaces))
	for i, name := range interfaces {
		names[i] = module + "::" + name
	}
	return strings.Join(names, ", ")
}
