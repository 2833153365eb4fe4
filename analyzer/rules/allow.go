package rules

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

var badAllowDoc = Rule{
	ID:       "bad-allow",
	Summary:  "an allow directive without rule or reason, or naming an unknown rule",
	Protects: everyPrinciple,
	Why: "An exception that does not say what it excuses and why cannot be reviewed, and one that is misspelt excuses nothing: what it was " +
		"meant for is found as well.",
	Fix: "Write `//ringfence:allow RULE [TARGET] -- reason`, with no space before ringfence; `until=2027-03-31` and `issue=URL` may stand " +
		"before the `--`.",
	Shared: `-- modules.yaml --
version: 1
modules:
  inventory: {path: inventory, tables: ["inventory.*"]}
  report: {path: report}
-- inventory/inventory.go --
package inventory
`,
	Bad: `-- report/report.go --
package report

//ringfence:allow foreign-table inventory.items
const monthly = "SELECT sku, qty FROM inventory.items ORDER BY sku"
`,
	Good: `-- report/report.go --
package report

//ringfence:allow foreign-table inventory.items -- monthly report, goes with the read model
const monthly = "SELECT sku, qty FROM inventory.items ORDER BY sku"
`,
}

var staleAllowDoc = Rule{
	ID:       "stale-allow",
	Summary:  "an allow directive that allows nothing",
	Protects: everyPrinciple,
	Why: "What was excused is gone. Left standing, the directive would excuse the next crossing at this place without anyone having " +
		"decided it.",
	Fix: "Remove the directive, or put it on the line, the line above, or the declaration of what it is meant for.",
	Shared: `-- modules.yaml --
version: 1
modules:
  report: {path: report, tables: ["reports.*"]}
`,
	Bad: `-- report/report.go --
package report

//ringfence:allow foreign-table inventory.items -- monthly report, goes with the read model
const monthly = "SELECT sku, qty FROM reports.stock ORDER BY sku"
`,
	Good: `-- report/report.go --
package report

const monthly = "SELECT sku, qty FROM reports.stock ORDER BY sku"
`,
}

// allow is a directive that was read.
type allow struct {
	rule, target, reason string
	used                 bool

	span     finding.Span
	from, to int // lines of span.Start.Filename that it covers; 0 for one inside a text
}

func (j *judge) readDirectives() {
	for _, d := range j.p.Directives {
		if a := j.readAllow(d.Text, finding.Span{Start: d.Pos, End: d.End}); a != nil {
			a.from, a.to = d.From, d.To
			j.allows = append(j.allows, a)
		}
	}
}

// readAllow reads "ringfence:allow RULE [TARGET] [until=…] [issue=…] -- reason"; what is wrong with it is reported, and nil
// returned.
func (j *judge) readAllow(text string, span finding.Span) *allow {
	bad := func(format string, args ...any) *allow {
		j.report(finding.Finding{Rule: "bad-allow", Span: span, Target: text, Message: fmt.Sprintf(format, args...)})
		return nil
	}
	head, reason, _ := strings.Cut(text, "--")
	words := strings.Fields(head)
	if words[0] != "ringfence:allow" {
		return bad("unknown directive %s; the only one is ringfence:allow", words[0])
	}
	a := &allow{reason: strings.TrimSpace(reason), span: span}
	for _, word := range words[1:] {
		key, value, isOption := strings.Cut(word, "=")
		switch {
		case isOption && key == "until":
			if _, err := time.Parse(time.DateOnly, value); err != nil {
				return bad("until=%s is no date; write it as until=2027-03-31", value)
			}
		case isOption && key == "issue":
			if u, err := url.Parse(value); err != nil || u.Scheme == "" {
				return bad("issue=%s is no URL", value)
			}
		case a.rule == "":
			a.rule = word
		case a.target == "":
			a.target = word
		default:
			return bad("allow directive has more than a rule and a target (%s); a reason goes behind --", word)
		}
	}
	switch {
	case a.rule == "":
		return bad("allow directive names no rule; write ringfence:allow RULE [TARGET] -- reason")
	case !slices.ContainsFunc(modulemap.Rules(), func(r modulemap.RuleInfo) bool { return r.ID == a.rule }):
		return bad("allow directive names an unknown rule %s%s", a.rule, nearestRule(a.rule))
	case a.reason == "":
		return bad("allow directive for %s has no reason; add it behind --", a.rule)
	}
	return a
}

func nearestRule(name string) string {
	ids := make([]string, 0, len(modulemap.Rules()))
	for _, rule := range modulemap.Rules() {
		ids = append(ids, rule.ID)
	}
	if near := modulemap.Nearest(name, ids); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// excusable tells whether a directive may excuse a rule's findings: one that excuses directives would hide what it was itself.
func excusable(rule string) bool { return rule != badAllowDoc.ID && rule != staleAllowDoc.ID }

// allowed returns the directive that excuses a finding, whose positions still carry base names, and marks it as used.
func (j *judge) allowed(f *finding.Finding) *allow {
	if !excusable(f.Rule) {
		return nil
	}
	for _, a := range j.allows {
		at := f.Span.Start
		if a.from > 0 && (at.Filename != a.span.Start.Filename || at.Line < a.from || at.Line > a.to) {
			continue
		}
		if a.rule == f.Rule && j.sameTarget(a.target, f) {
			a.used = true
			return a
		}
	}
	return nil
}

// sameTarget tells whether a directive's target, if it has one, names what a finding reaches: its target, its module, a
// table with or without the default schema, a package by its folder, a symbol as code writes it (store.Row).
func (j *judge) sameTarget(target string, f *finding.Finding) bool {
	if target == "" || target == f.Target || target == f.TargetModule || strings.HasSuffix(f.Target, "/"+target) {
		return true
	}
	if f.Access != "" {
		schema, name, qualified := strings.Cut(target, ".")
		if !qualified {
			schema, name = "", target
		}
		return j.m.CanonicalTable(j.user, modulemap.Table{Schema: schema, Name: name}) == f.Target
	}
	dir, ours := j.m.DirOf(f.Target)
	return ours && dir == target
}

// staleAllows reports directives that excused nothing. A package that was seen only in part, and a rule that is judged
// elsewhere, say nothing about that.
func (j *judge) staleAllows() {
	if j.p.Broken {
		return
	}
	stale := func(a *allow) {
		if a != nil && !a.used && judgedHere(a.rule) {
			j.reportStale(a)
		}
	}
	for _, a := range j.allows {
		stale(a)
	}
	for _, a := range j.textDirectives {
		stale(a)
	}
}

func (j *judge) reportStale(a *allow) {
	what := "no " + a.rule + " finding"
	if a.target != "" {
		what += " for " + a.target
	}
	target := strings.TrimSpace(a.rule + " " + a.target)
	j.report(finding.Finding{
		Rule: "stale-allow", Span: a.span, Target: target,
		Message: fmt.Sprintf("this directive allows nothing: there is %s here; remove it", what),
	})
}

func judgedHere(id string) bool {
	for _, rule := range modulemap.Rules() {
		if rule.ID == id {
			return rule.Vet
		}
	}
	return false
}
