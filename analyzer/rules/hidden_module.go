package rules

import "fmt"

var hiddenModuleDoc = Rule{
	ID:      "hidden-module",
	Summary: "use of a module whose visible_to leaves the user out",
	Why:     "Some modules are meant for a few others only: a payment gateway for billing, a legacy store for what replaces it.",
	Fix:     "Go through one of the modules that may see it, or ask its owner to add yours to `visible_to` in modules.yaml.",
	Bad:     "# modules.yaml\ngateway: {path: gateway, visible_to: [billing]}\n\n// in module order\nimport \"example.com/shop/internal/gateway\"",
	Good:    "import \"example.com/shop/internal/billing\"",
}

func (j *judge) hiddenModule(u importUse) {
	if u.target.VisibleTo(j.user) {
		return
	}
	j.report(u.finding("hidden-module", u.target.Name(), fmt.Sprintf(
		"%s imports %s of %s, which its visible_to hides from %s; go through a module that may see it",
		j.who(), u.Path, whose(u.target), j.who())))
}
