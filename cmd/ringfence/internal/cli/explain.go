package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/rules"
)

func newExplain(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:     "explain RULE",
		Short:   "Tell what a rule finds, why, and what to do about it",
		Example: "  ringfence explain foreign-table",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			rule, ok := rules.Lookup(args[0])
			if !ok {
				return unknownRule(args[0])
			}
			_, err := io.WriteString(g.host.Out, explain(rule))
			return err
		},
	}
}

func explain(rule rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", rule.ID, rule.Summary)
	fmt.Fprintf(&b, "Default: %s\n\n", defaultLevel(rule.ID))
	fmt.Fprintf(&b, "Protects %s: %s.\n", rule.Protects.Name, rule.Protects.Meaning)
	if rule.Protects.Source != "" {
		fmt.Fprintf(&b, "(%s)\n", rule.Protects.Source)
	}
	fmt.Fprintf(&b, "\nWhy: %s\n\nWhat to do: %s\n\nTo allow one: %s\n", rule.Why, rule.Fix, rule.Allow())
	for _, example := range []struct{ title, archive string }{
		{"Both examples have", rule.Shared}, {"Breaks it", rule.Bad}, {"Does not", rule.Good},
	} {
		if example.archive != "" {
			fmt.Fprintf(&b, "\n%s:\n\n%s", example.title, indent(example.archive))
		}
	}
	return b.String()
}

func defaultLevel(id string) modulemap.Level {
	for _, info := range modulemap.Rules() {
		if info.ID == id {
			return info.Default
		}
	}
	return modulemap.LevelOff
}

func unknownRule(id string) error {
	var ids []string
	for _, rule := range modulemap.Rules() {
		if rule.ID == id {
			return fmt.Errorf("%s is not judged by this version yet", id)
		}
		ids = append(ids, rule.ID)
	}
	if near := modulemap.Nearest(id, ids); near != "" {
		return fmt.Errorf("no rule %s; did you mean %s?", id, near)
	}
	return fmt.Errorf("no rule %s; the rules are %s", id, strings.Join(ids, ", "))
}

// indent moves every line that is not empty to the right.
func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}
