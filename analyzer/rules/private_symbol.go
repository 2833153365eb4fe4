package rules

import "fmt"

// privateSymbol reports the use of a symbol of a public package that its module does not expose: by its name, or by a field or method of
// it where the package is imported.
func (j *judge) privateSymbol(u symbolUse) bool {
	if u.stands != unexposed || u.Kind == Inferred || u.Kind == Member && !u.Imported {
		return false
	}
	what := "uses " + u.String()
	if u.Kind == Member {
		what = fmt.Sprintf("uses %s of %s", u.Member, u.String())
	}
	message := fmt.Sprintf("%s %s, which %s does not expose", j.who(), what, whose(u.owner))
	f := j.report(u.finding("private-symbol", message+"; "+j.wayOut(u.owner, u.Symbol)))
	if f != nil && u.Kind == Named && !u.Type {
		j.wishes = append(j.wishes, wish{finding: f, owner: u.owner, message: message, reaches: []string{declarationKey(u.Package, u.Name)}, verb: "uses"})
	}
	return true
}
