package rules

import (
	"fmt"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// A Rule is the documentation of one rule: data for explain, help texts and reports.
type Rule struct {
	ID      string
	Summary string // what it finds, in a line
	Why     string
	Fix     string // what to do about a finding
	Bad     string // a minimal example that breaks it
	Good    string // the same without the break
}

// catalogue holds the rules that are judged, by id.
var catalogue = index(
	privatePackageDoc, undeclaredDependencyDoc, deprecatedDependencyDoc, hiddenModuleDoc, layerDoc, unassignedPackageDoc,
	foreignTableDoc, foreignKeyDoc, unownedTableDoc, dynamicSQLDoc, badAllowDoc, staleAllowDoc,
)

func index(list ...Rule) map[string]Rule {
	byID := make(map[string]Rule, len(list))
	for _, rule := range list {
		byID[rule.ID] = rule
	}
	return byID
}

// Lookup returns the documentation of a rule. The second result is false for a rule that is not judged.
func Lookup(id string) (Rule, bool) {
	rule, ok := catalogue[id]
	return rule, ok
}

// URL returns where a rule is explained.
func URL(id string) string {
	return "https://github.com/ringfence/ringfence/blob/main/analyzer/rules/README.md#" + id
}

// Markdown returns the documentation of all rules that are judged as one page, in the order of the contract's table.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# Rules\n\n<!-- Made from the catalogue: UPDATE=1 go test ./analyzer/rules -->\n\n")
	b.WriteString("`ringfence explain RULE` prints the same. Levels are set under `rules` in modules.yaml.\n\n")
	b.WriteString("| rule | finds | default |\n|---|---|---|\n")
	for _, info := range modulemap.Rules() {
		if rule, ok := catalogue[info.ID]; ok {
			fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", rule.ID, rule.ID, rule.Summary, info.Default)
		}
	}
	for _, info := range modulemap.Rules() {
		if rule, ok := catalogue[info.ID]; ok {
			fmt.Fprintf(&b, "\n## %s\n\nFinds: %s.\n\n%s\n\n**What to do.** %s\n\nBreaks it:\n\n```\n%s\n```\n\nDoes not:\n\n```\n%s\n```\n",
				rule.ID, rule.Summary, rule.Why, rule.Fix, rule.Bad, rule.Good)
		}
	}
	return b.String()
}
