package cli

import (
	"github.com/spf13/cobra"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

func newSchema(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of modules.yaml, for editors",
		Example: "  ringfence schema > modules.schema.json\n" +
			"  # then, as the first line of modules.yaml:\n" +
			"  # yaml-language-server: $schema=modules.schema.json",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := g.host.Out.Write(modulemap.Schema())
			return err
		},
	}
}
