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

// judgeUses judges the uses of other modules' symbols. What crosses a boundary in several ways at one place is told once.
func (j *judge) judgeUses() {
	if j.user == nil && j.m.Unassigned() == modulemap.UnassignedFree {
		return
	}
	told := map[token.Position]bool{}
	for i := range j.p.Uses {
		use := &j.p.Uses[i]
		stands, owner := j.view.standing(use.Symbol, use.Type)
		if owner == nil || owner == j.user {
			continue
		}
		u := symbolUse{use, owner, stands}
		if !told[use.Pos] && (j.privateSymbol(u) || j.privateType(u)) {
			told[use.Pos] = true
		}
		j.concreteDependency(u)
	}
}

func (u symbolUse) finding(rule, message string) finding.Finding {
	return finding.Finding{
		Rule: rule, TargetModule: u.owner.Name(), Target: u.target(),
		Span: finding.Span{Start: u.Pos, End: u.End}, Message: message,
	}
}
