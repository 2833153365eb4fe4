package rules

import (
	"go/token"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// symbolUse is a use of a symbol of another module.
type symbolUse struct {
	*Use
	owner  *modulemap.Module
	stands standing
}

// judgeUses judges the uses of other modules' symbols. What is promoted through embedded fields belongs to the first type of another module
// on the way: if that is exposed, its promoted fields and methods are, too.
func (j *judge) judgeUses() {
	if j.user == nil && j.m.Unassigned() == modulemap.UnassignedFree {
		return
	}
	reached := map[token.Position]bool{}
	known := map[*Symbol]symbolUse{} // one symbol has many uses
	for i := range j.p.Uses {
		use := &j.p.Uses[i]
		u, met := known[use.Symbol]
		if !met {
			u.stands, u.owner = j.view.standing(*use.Symbol, use.Type)
			known[use.Symbol] = u
		}
		if u.owner == j.user {
			continue
		}
		if use.Kind == Member {
			if reached[use.Pos] {
				continue
			}
			reached[use.Pos] = true
		}
		if u.owner == nil {
			continue
		}
		u.Use = use
		j.privateSymbol(u)
		j.privateType(u)
		j.concreteDependency(u)
	}
}

func (u symbolUse) finding(rule, message string) finding.Finding {
	end := u.Pos
	end.Column += int(u.Length)
	return finding.Finding{
		Rule: rule, TargetModule: u.owner.Name(), Target: u.target(),
		Span: finding.Span{Start: u.Pos, End: end}, Message: message,
	}
}
