package rules

import (
	"fmt"
	"path"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// linkname reports a reference past the type checker into another module, public there or not.
func (j *judge) linkname(link *Link) {
	if j.user == nil && j.m.Unassigned() == modulemap.UnassignedFree {
		return
	}
	owner, _ := j.view.owner(link.Package)
	if owner == nil || owner == j.user {
		return
	}
	name := path.Base(link.Package) + "." + link.Name
	what := fmt.Sprintf("links %s to %s", link.Local, name)
	switch {
	case link.Local == "":
		what = "refers in assembly to " + name
	case link.Push:
		what = fmt.Sprintf("puts %s in the place of %s", link.Local, name)
	}
	message := fmt.Sprintf("%s %s, of %s", j.who(), what, whose(owner))
	if public := publicSide(owner); public != "" {
		message += "; use its public side: " + public
	}
	j.report(finding.Finding{
		Rule: "linkname", TargetModule: owner.Name(), Target: link.Package + "." + link.Name,
		Span: finding.Span{Start: link.Pos, End: link.End}, Message: message,
	})
}
