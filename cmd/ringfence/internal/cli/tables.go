package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

func newTables(g *globals) *cobra.Command {
	var dialect string
	var lines bool
	cmd := &cobra.Command{
		Use:   "tables [FILE.sql]",
		Short: "List the tables that SQL text touches",
		Long: "tables reads SQL from a file or standard input and prints one JSON object for each statement: its text, and the tables\n" +
			"in it with access and byte offset. With --lines every line of input is {\"sql\": …, \"dialect\": …} and is answered by\n" +
			"one line.",
		Example: "  echo 'SELECT * FROM orders' | ringfence tables\n  ringfence tables --dialect postgres schema.sql",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			d, err := sqltables.ParseDialect(dialect)
			if err != nil {
				return err
			}
			in := g.host.In
			if len(args) == 1 && args[0] != "-" {
				name := args[0]
				if !filepath.IsAbs(name) {
					name = filepath.Join(g.dir, name)
				}
				file, err := os.Open(name)
				if err != nil {
					return err
				}
				defer file.Close()
				in = file
			}
			if lines {
				return tablesOfLines(in, g.host.Out, d)
			}
			return tablesOfText(in, g.host.Out, d)
		},
	}
	cmd.Flags().StringVar(&dialect, "dialect", "any", "`DIALECT`: any, postgres, mysql, sqlite or sqlserver")
	cmd.Flags().BoolVar(&lines, "lines", false, "read and answer line by line")
	return cmd
}

type tableJSON struct {
	Schema  string `json:"schema"`
	Name    string `json:"name"`
	Access  string `json:"access"`
	Offset  int    `json:"offset"`
	Partial bool   `json:"partial,omitempty"`
}

type statementJSON struct {
	SQL    string      `json:"sql"`
	Tables []tableJSON `json:"tables"`
}

func tableOf(ref sqltables.Reference, from int) tableJSON {
	return tableJSON{Schema: ref.Schema, Name: ref.Name, Access: ref.Access.String(), Offset: ref.Offset - from, Partial: ref.Partial}
}

func newEncoder(w io.Writer) *json.Encoder {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder
}

// tablesOfText answers for each statement of a text; offsets count from the start of the statement that is printed.
func tablesOfText(in io.Reader, out io.Writer, dialect sqltables.Dialect) error {
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	text := string(data)
	result := sqltables.Extract(text, dialect)
	w := bufio.NewWriter(out)
	encoder := newEncoder(w)
	for i, statement := range result.Statements {
		// Offsets are bytes; what the JSON shows must start where they count from.
		sql := text[statement.Offset:statement.End]
		answer := statementJSON{SQL: strings.TrimRight(sql, " \t\r\n"), Tables: []tableJSON{}}
		for _, ref := range result.References {
			if ref.Statement == i {
				answer.Tables = append(answer.Tables, tableOf(ref, statement.Offset))
			}
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
	return w.Flush()
}

// tablesOfLines answers one line for each line, so that another program can hold a conversation.
func tablesOfLines(in io.Reader, out io.Writer, dialect sqltables.Dialect) error {
	reader := bufio.NewReader(in)
	w := bufio.NewWriter(out)
	encoder := newEncoder(w)
	var result sqltables.Result
	for number := 1; ; number++ {
		line, readErr := reader.ReadBytes('\n')
		if readErr != nil && readErr != io.EOF {
			return readErr
		}
		if len(strings.TrimSpace(string(line))) > 0 {
			var question struct {
				SQL     string `json:"sql"`
				Dialect string `json:"dialect"`
			}
			if err := json.Unmarshal(line, &question); err != nil {
				return fmt.Errorf("line %d: want {\"sql\": …, \"dialect\": …}: %v", number, err)
			}
			d := dialect
			if question.Dialect != "" {
				var err error
				if d, err = sqltables.ParseDialect(question.Dialect); err != nil {
					return fmt.Errorf("line %d: %w", number, err)
				}
			}
			result.Extract(question.SQL, d)
			answer := statementJSON{SQL: question.SQL, Tables: []tableJSON{}}
			for _, ref := range result.References {
				answer.Tables = append(answer.Tables, tableOf(ref, 0))
			}
			if err := encoder.Encode(answer); err != nil {
				return err
			}
		}
		if reader.Buffered() == 0 || readErr == io.EOF {
			if err := w.Flush(); err != nil {
				return err
			}
		}
		if readErr == io.EOF {
			return nil
		}
	}
}
