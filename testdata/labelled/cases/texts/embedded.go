package texts

import (
	"embed"
	"strings"
	"text/template"
)

// case: an embedded string
//
//go:embed sql/items.sql
var embeddedString string // want foreign-table items read

// case: the use of an embedded string that has been told of
func EmbeddedString() { db.Query(embeddedString) }

// case: embedded bytes
//
//go:embed sql/stock.sql
var embeddedBytes []byte // want foreign-table stock write

// case: the use of embedded bytes that have been told of
func EmbeddedBytes() { db.Exec(string(embeddedBytes)) }

//go:embed sql
var files embed.FS

// case: a file of an embed.FS
func EmbeddedFS() {
	q, _ := files.ReadFile("sql/users.sql") // want foreign-table users read
	db.Query(string(q))
}

// case: a file of an embed.FS about a table that no one owns
func EmbeddedFSUnowned() {
	q, _ := files.ReadFile("sql/log.sql")
	db.Query(string(q))
}

//go:embed sql/help.txt
var help string

// case: an embedded text that is prose
func EmbeddedProse() string { return help }

// case: a template with a constant table
func TemplateConstant() {
	t := template.Must(template.New("q").Parse("SELECT id FROM items WHERE {{.Condition}}")) // want foreign-table items read
	var b strings.Builder
	t.Execute(&b, map[string]string{"Condition": "open"})
	db.Query(b.String())
}

func render(t *template.Template, data any) string {
	var b strings.Builder
	t.Execute(&b, data)
	return b.String()
}

// case: a template with an unknown table
func TemplateTable(data any) {
	db.Query(render(template.Must(template.New("q").Parse("SELECT id FROM {{.Table}}")), data)) // want dynamic-sql
}

// case: a template that is a page
func TemplatePage(data any) string {
	t := template.Must(template.New("page").Parse("Choose from {{.Table}}: items"))
	var b strings.Builder
	t.Execute(&b, data)
	return b.String()
}
