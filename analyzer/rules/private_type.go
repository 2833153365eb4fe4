package rules

import "fmt"

// privateType reports what code does with a value of another module's private type that it got without importing the type's package.
// Handing it on is nothing.
func (j *judge) privateType(u symbolUse) bool {
	if u.Kind == Named || u.Imported || u.stands != privatePackage && u.stands != unexposed {
		return false
	}
	what := "uses " + u.Member + " of"
	if u.Kind == Inferred {
		what = "keeps in " + u.Member + " a value of"
	}
	private := "a private type of " + whose(u.owner)
	if u.stands == unexposed {
		private = "which " + whose(u.owner) + " does not expose"
	}
	j.report(u.finding("private-type", fmt.Sprintf("%s %s %s, %s that it does not import; %s", j.who(), what, u.String(), private, j.wayOut(u.owner, u.Symbol))))
	return true
}
