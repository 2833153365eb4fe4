package cli

import (
	"fmt"
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
			_, err := fmt.Fprintf(g.host.Out, "%s: %s\n\n%s\n\nWhat to do: %s\n\nBreaks it:\n%s\n\nDoes not:\n%s\n",
				rule.ID, rule.Summary, rule.Why, rule.Fix, indent(rule.Bad), indent(rule.Good))
			return err
		},
	}
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

func indent(text string) string {
	return "    " + strings.ReplaceAll(text, "\n", "\n    ")
}
