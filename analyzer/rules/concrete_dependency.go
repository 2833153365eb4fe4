package rules

import "fmt"

// concreteDependency reports fields, parameters, variables and calls of a concrete type where its module exposes an interface that the
// type implements. The composition root and tests put concrete things together.
func (j *judge) concreteDependency(u symbolUse) {
	if u.stands != free || u.owner.Open() || j.user == nil || isTest(u.Pos) {
		return
	}
	for _, name := range u.Interfaces {
		iface := u.Symbol
		iface.Name = name
		if entry := j.view.api(u.Package).Entry(name); entry != nil {
			iface = entry.Symbol
		}
		if stands, _ := j.view.standing(iface, true); stands != free {
			continue
		}
		j.report(u.finding("concrete-dependency", fmt.Sprintf("%s depends on %s, a concrete type of %s; depend on %s, which it implements",
			j.who(), u.String(), whose(u.owner), iface.String())))
		return
	}
}
