package texts

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// case: a sum of literals
func Sum() { db.Query("SELECT id " + "FROM items " + "WHERE id = 1") } // want foreign-table items read

// case: a name that two literals make
func SplitName() { db.Query("SELECT id FROM inven" + "tory.lots") } // want foreign-table inventory.lots read

// case: text added with +=
func PlusEquals(all bool) {
	q := "SELECT id FROM app_log l"
	q += " JOIN items i ON i.id = l.item_id" // want foreign-table items read
	if !all {
		q += " WHERE l.open"
	}
	db.Query(q)
}

// case: text added with += in a loop
func PlusEqualsLoop(ids []int) {
	q := "DELETE FROM items WHERE id IN (0" // want foreign-table items write
	for _, id := range ids {
		q += "," + strconv.Itoa(id)
	}
	db.Exec(q + ")")
}

// case: Sprintf with %s
func SprintfS() { db.Exec(fmt.Sprintf("DELETE FROM %s", "items")) } // want foreign-table items write

// case: Sprintf with %v
func SprintfV() { db.Exec(fmt.Sprintf("DELETE FROM %v WHERE id = %d", "items", 7)) } // want foreign-table items write

// case: Sprintf with %q makes a quoted name
func SprintfQ() { db.Exec(fmt.Sprintf("DELETE FROM %q", "items")) } // want foreign-table items write

// case: Sprintf with an index
func SprintfIndex() {
	db.Exec(fmt.Sprintf("DELETE FROM %[2]s WHERE %[1]s = 1", "id", "items")) // want foreign-table items write
}

// case: Sprintf with an index used twice
func SprintfIndexTwice() {
	db.Query(fmt.Sprintf("SELECT %[1]s.id FROM %[1]s", "stock")) // want foreign-table stock read
}

// case: Sprintf with a percent sign
func SprintfPercent() {
	db.Query(fmt.Sprintf("SELECT id FROM %s WHERE name LIKE 'a%%'", "items")) // want foreign-table items read
}

// case: Sprintf with a hole in WHERE only
func SprintfWhere(id int) {
	db.Query(fmt.Sprintf("SELECT id FROM items WHERE id = %d", id)) // want foreign-table items read
}

// case: Sprintf that makes no SQL
func SprintfProse(n int) string { return fmt.Sprintf("deleted %d rows from %s", n, "items") }

// case: Sprint
func Sprint() { db.Exec(fmt.Sprint("DELETE FROM ", "items")) } // want foreign-table items write

// case: Fprintf into a strings.Builder
func FprintfBuilder() {
	var b strings.Builder
	fmt.Fprintf(&b, "SELECT id FROM %s", "items") // want foreign-table items read
	db.Query(b.String())
}

// case: Fprintf of an owned table's name to a person
func FprintfProse(w io.Writer) { fmt.Fprintf(w, "cannot select from %s\n", "items") }

// case: Appendf
func Appendf() {
	q := fmt.Appendf(nil, "DELETE FROM %s", "stock") // want foreign-table stock write
	db.Exec(string(q))
}

// case: a strings.Builder
func Builder(open bool) {
	var b strings.Builder
	b.WriteString("SELECT id FROM ")
	b.WriteString("items") // want foreign-table items read
	if open {
		b.WriteString(" WHERE open")
	}
	db.Query(b.String())
}

// case: a strings.Builder behind a pointer
func BuilderPointer() {
	b := &strings.Builder{}
	b.WriteString("DELETE FROM ")
	b.WriteString("stock") // want foreign-table stock write
	b.WriteByte(' ')
	b.WriteString("WHERE qty = 0")
	db.Exec(b.String())
}

// case: a strings.Builder that becomes a page
func BuilderProse() string {
	var b strings.Builder
	b.WriteString("Choose from ")
	b.WriteString("items")
	return b.String()
}

// case: a bytes.Buffer
func Buffer() {
	var b bytes.Buffer
	b.WriteString("UPDATE ")
	b.WriteString("users") // want foreign-table users write
	b.WriteByte(' ')
	b.WriteString("SET name = ''")
	db.Exec(b.String())
}

// case: a bytes.Buffer that begins with text
func BufferString() {
	b := bytes.NewBufferString("SELECT id FROM users ") // want foreign-table users read
	b.WriteString("WHERE id = 1")
	db.Query(b.String())
}

// case: a bytes.Buffer written by Fprintf
func BufferFprintf(id int) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "DELETE FROM %s WHERE id = %d", "accounts", id) // want foreign-table accounts write
	db.Exec(b.String())
}

// case: strings.Join of a literal list
func JoinList() {
	db.Query(strings.Join([]string{"SELECT id", "FROM items", "WHERE id = 1"}, " ")) // want foreign-table items read
}

// case: strings.Join of a list that grows
func JoinAppended(open bool) {
	parts := []string{"SELECT id FROM app_log l"}
	parts = append(parts, "JOIN stock s ON s.id = l.id") // want foreign-table stock read
	if open {
		parts = append(parts, "WHERE l.open")
	}
	db.Query(strings.Join(parts, "\n"))
}

// case: strings.Join of table names
func JoinTables() {
	db.Exec("TRUNCATE " + strings.Join([]string{"items", "stock"}, ", ")) // want foreign-table items write; foreign-table stock write
}

// case: strings.Join of conditions
func JoinConditions(conditions []string) {
	db.Query("SELECT id FROM items WHERE " + strings.Join(conditions, " AND ")) // want foreign-table items read
}

// case: strings.Join of words
func JoinWords() string { return strings.Join([]string{"select", "from", "items"}, " → ") }

// case: strings.Replace
func Replace() {
	db.Query(strings.Replace("SELECT id FROM {table}", "{table}", "items", 1)) // want foreign-table items read
}

// case: strings.ReplaceAll
func ReplaceAll() {
	db.Query(strings.ReplaceAll("SELECT T.id FROM T", "T", "stock")) // want foreign-table stock read
}

// case: strings.ReplaceAll that takes the owned table away
func ReplacedAway() { db.Query(strings.ReplaceAll("SELECT id FROM $items", "$items", "app_log")) }

// case: strings.NewReplacer
func NewReplacer() {
	db.Query(strings.NewReplacer(":t", "users", ":c", "id").Replace("SELECT :c FROM :t")) // want foreign-table users read
}

// case: strings.Repeat of place holders
func Repeat(n int) {
	db.Query("SELECT id FROM items WHERE id IN (0" + strings.Repeat(",?", n) + ")") // want foreign-table items read
}

// case: strings.TrimSpace of a raw literal
func TrimSpace() {
	// want:+2 foreign-table items read
	q := strings.TrimSpace(`
		SELECT id FROM items
	`)
	db.Query(q)
}

// case: strings.ToLower of a name
func ToLower() { db.Query("SELECT id FROM " + strings.ToLower("ITEMS")) } // want foreign-table items read

// case: strings.TrimSuffix cuts what does not matter
func TrimSuffix() {
	db.Query(strings.TrimSuffix("SELECT id FROM items WHERE id = 1 AND ", " AND ")) // want foreign-table items read
}

// case: text as bytes
func Bytes() {
	q := []byte("SELECT id FROM items") // want foreign-table items read
	db.Query(string(q))
}

// case: strconv.Itoa fills no table's name
func Itoa(year int) {
	db.Query("SELECT id FROM items WHERE year = " + strconv.Itoa(year)) // want foreign-table items read
}

// case: a quoted name by strconv.Quote
func StrconvQuote() { db.Query("SELECT id FROM " + strconv.Quote("items")) } // want foreign-table items read
