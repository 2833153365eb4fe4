package rules

import (
	"fmt"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// A Rule is the documentation of one rule: data for explain, help texts and reports.
type Rule struct {
	ID       string
	Summary  string // what it finds, in a line
	Protects Principle
	Why      string
	Fix      string // what to do about a finding
	// Shared, Bad and Good are txtar archives of a Go module example.com/shop, its go.mod left out: what both examples have, what breaks
	// the rule, and the same without the break. check is tested with them.
	Shared, Bad, Good string
	InSQL             bool // its findings stand in SQL, so that a comment there may allow them
}

// A Principle is what makes a modular monolith one. Each rule guards one of them.
type Principle struct {
	Name    string
	Meaning string
	Source  string // where it is argued for
}

var (
	schemaIsolation = Principle{
		Name:    "schema isolation",
		Meaning: "a module's tables are reached by its own code only",
		Source:  "Chris Richardson, Database per Service (microservices.io): private tables or a schema of its own for each",
	}
	publicInterfaces = Principle{
		Name:    "strict public interfaces",
		Meaning: "modules use each other through what each of them declares as public, and know nothing else of one another",
		Source:  "D. L. Parnas, On the Criteria To Be Used in Decomposing Systems into Modules (1972): information hiding",
	}
	dataModels = Principle{
		Name:    "independent data models",
		Meaning: "each module has its own picture of the data, and changes it alone",
		Source:  "Eric Evans, Domain-Driven Design (2003): bounded contexts",
	}
	everyPrinciple = Principle{
		Name:    "all three principles",
		Meaning: "an exception from any of them has a reason, and goes when it is not needed any more",
	}
)

// catalogue holds the rules that are judged, by id.
var catalogue = index(
	privatePackageDoc, privateSymbolDoc, privateTypeDoc, apiLeakDoc, undeclaredDependencyDoc, deprecatedDependencyDoc, hiddenModuleDoc,
	layerDoc, linknameDoc, concreteDependencyDoc, sharedModelDoc, dbHandleDoc, foreignTableDoc, foreignKeyDoc, unownedTableDoc,
	dynamicSQLDoc, unassignedPackageDoc, badAllowDoc, staleAllowDoc,
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

// Allow tells how one finding of the rule is allowed, in Markdown that reads well as plain text.
func (r Rule) Allow() string {
	if !excusable(r.ID) {
		return "No directive excuses another one: put it right, or remove it."
	}
	text := fmt.Sprintf("`//ringfence:allow %s [TARGET] -- reason` on its line, on the line above, or in the comment of the declaration around it", r.ID)
	if r.InSQL {
		text += fmt.Sprintf("; inside the SQL, `/* ringfence:allow %s [TARGET] -- reason */`", r.ID)
	}
	return text + "."
}

// URL returns where a rule is explained.
func URL(id string) string {
	return "https://github.com/ringfence/ringfence/blob/main/analyzer/rules/README.md#" + id
}

// Markdown returns the documentation of all rules that are judged as one page, in the order of the contract's table.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# Rules\n\n<!-- Made from the catalogue: UPDATE=1 go test ./analyzer/rules -->\n\n")
	b.WriteString("`ringfence explain RULE` prints the same. Levels are set under `rules` in modules.yaml.\n\nEach rule guards a principle:\n\n")
	for _, p := range []Principle{schemaIsolation, publicInterfaces, dataModels} {
		fmt.Fprintf(&b, "- **%s**: %s. (%s)\n", p.Name, p.Meaning, p.Source)
	}
	b.WriteString("\nThe examples are files of a Go module `example.com/shop`; the tests run `ringfence check` on every one of them.\n\n")
	b.WriteString("| rule | finds | protects | default |\n|---|---|---|---|\n")
	for _, info := range modulemap.Rules() {
		if rule, ok := catalogue[info.ID]; ok {
			fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", rule.ID, rule.ID, rule.Summary, rule.Protects.Name, info.Default)
		}
	}
	for _, info := range modulemap.Rules() {
		if rule, ok := catalogue[info.ID]; ok {
			rule.markdown(&b)
		}
	}
	return b.String()
}

func (r Rule) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s\n\nFinds: %s.\n\n**Protects %s.** %s\n\n**What to do.** %s\n\n**To allow one.** %s\n",
		r.ID, r.Summary, r.Protects.Name, r.Why, r.Fix, r.Allow())
	for _, example := range []struct{ title, archive string }{{"Both examples have", r.Shared}, {"Breaks it", r.Bad}, {"Does not", r.Good}} {
		if example.archive != "" {
			fmt.Fprintf(b, "\n%s:\n\n```\n%s```\n", example.title, example.archive)
		}
	}
}
