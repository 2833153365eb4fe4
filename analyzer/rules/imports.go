package rules

import (
	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// importUse is an import of another module's package.
type importUse struct {
	Import
	dir    string // the imported package's folder
	target *modulemap.Module
}

// importRules are asked about every import that leads into another module.
var importRules = []func(*judge, importUse){
	(*judge).privatePackage,
	(*judge).undeclaredDependency,
	(*judge).hiddenModule,
	(*judge).layer,
}

func (j *judge) judgeImport(imp Import) {
	if j.user == nil && j.m.Unassigned() == modulemap.UnassignedFree {
		return
	}
	dir, ours := j.m.DirOf(imp.Path)
	if !ours {
		return
	}
	target := j.m.ModuleAt(dir)
	if target == nil || target == j.user {
		return
	}
	for _, rule := range importRules {
		rule(j, importUse{imp, dir, target})
	}
}

func (u importUse) finding(rule, target, message string) finding.Finding {
	return finding.Finding{
		Rule:         rule,
		TargetModule: u.target.Name(),
		Target:       target,
		Span:         finding.Span{Start: u.Pos, End: u.End},
		Message:      message,
	}
}
