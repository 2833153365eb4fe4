package rules

import (
	"fmt"

	"github.com/ringfence/ringfence/analyzer/finding"
)

// sharedModel reports a struct that maps a table with the fields of another module's struct.
func (j *judge) sharedModel(model *Model) {
	owner, _ := j.view.owner(model.From.Package)
	if owner == nil || owner == j.user || owner.Open() || j.user == nil {
		return
	}
	how := "is"
	if model.Embeds {
		how = "embeds"
	}
	j.report(finding.Finding{
		Rule: "shared-model", TargetModule: owner.Name(), Target: model.From.target(), Span: finding.Span{Start: model.Pos, End: model.End},
		Message: fmt.Sprintf("%s, which maps a table of %s, %s %s of %s; give it fields of its own, so that each module's tables can change alone",
			model.Name, j.who(), how, model.From.String(), whose(owner)),
	})
}
