package sqluse

import (
	"os"
	"strings"
	"testing"
)

// testdata/plurals.txt is what inflection v1.0.0 makes of words that each of its rules is for, almost is for, and that tables are named after.
func TestPlural(t *testing.T) {
	data, err := os.ReadFile("testdata/plurals.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(lines) < 1000 {
		t.Fatalf("only %d words", len(lines))
	}
	for _, line := range lines {
		word, want, _ := strings.Cut(line, " ")
		if got := plural(word); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}
