package rules

import (
	"fmt"
	"path"
	"slices"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

var unassignedPackageDoc = Rule{
	ID:       "unassigned-package",
	Summary:  "a package in no module, where `unassigned: deny`",
	Protects: publicInterfaces,
	Why:      "A package that no module owns escapes most rules. Where every package has to have an owner, a new folder cannot slip past.",
	Fix:      "Give the package to a module in modules.yaml: under a `path`, in `paths`, or by a `discover` entry.",
	Shared: `-- order/order.go --
package order
-- tools/seed/seed.go --
package seed
`,
	Bad: `-- modules.yaml --
version: 1
unassigned: deny
modules:
  order: {path: order}
`,
	Good: `-- modules.yaml --
version: 1
unassigned: deny
modules:
  order: {path: order}
  tools: {path: tools}
`,
}

// unassignedPackage reports a package once, at the package clause of its first file that is not a test (or of its first
// file, if all are).
func (j *judge) unassignedPackage() {
	if j.user != nil || j.m.Unassigned() != modulemap.UnassignedDeny || len(j.p.Files) == 0 {
		return
	}
	if slices.ContainsFunc(j.p.Files, func(f File) bool { return j.m.Excluded(path.Join(j.p.Dir, f.Name)) }) {
		return
	}
	first := j.p.Files[0]
	for _, file := range j.p.Files {
		if !file.Test {
			first = file
			break
		}
	}
	end := first.Clause
	end.Column += len(j.p.Name)
	j.report(finding.Finding{
		Rule:    "unassigned-package",
		Target:  j.p.Path,
		Span:    finding.Span{Start: first.Clause, End: end},
		Message: fmt.Sprintf("package %s is in no module; give %s to one in modules.yaml", j.p.Path, j.p.Dir),
	})
}
