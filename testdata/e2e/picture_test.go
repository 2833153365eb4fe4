package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPicture keeps the README's picture true: it is made of what check prints for the example monolith. UPDATE=1 draws it
// anew.
func TestPicture(t *testing.T) {
	cmd := exec.Command("go", "run", "./cmd/ringfence", "check", "-C", "testdata/shop", "--color", "always")
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "NO_COLOR=", "GOFLAGS=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatalf("check printed nothing: %s", &stderr)
	}
	got := draw("ringfence check -C testdata/shop", string(out))
	file := filepath.Join("..", "readme", "check.svg")
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("testdata/readme/check.svg is not what check prints now; run UPDATE=1 go test -run Picture in testdata/e2e")
	}
}

const (
	columns    = 118  // characters
	charWidth  = 7.83 // pixels
	lineHeight = 18
	margin     = 16
)

var escapes = regexp.MustCompile("\x1b\\[([0-9]*)m")

var styles = map[string]string{
	"1": `font-weight="bold" fill="#ffffff"`, "2": `fill="#8b949e"`, "31": `fill="#ff7b72"`, "33": `fill="#e3b341"`, "0": "",
}

// draw renders terminal output as SVG, long lines wrapped as a terminal does.
func draw(command, output string) string {
	var rows []string
	rows = append(rows, span(styles["2"], "$ ")+span(styles["1"], command))
	for _, line := range strings.Split(strings.TrimRight(output, "\n"), "\n") {
		rows = append(rows, wrap(line)...)
	}
	width, height := int(math.Ceil(columns*charWidth))+2*margin, len(rows)*lineHeight+2*margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="%s">`+"\n",
		width, height, html.EscapeString(command))
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="#0d1117"/>`+"\n")
	fmt.Fprintf(&b, `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#c9d1d9" xml:space="preserve">`+"\n")
	for i, row := range rows {
		if row != "" {
			fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text>`+"\n", margin, margin+13+i*lineHeight, row)
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

func span(style, text string) string {
	// Leading and repeated spaces survive as no-break spaces in every renderer.
	text = strings.ReplaceAll(html.EscapeString(text), " ", "\u00a0")
	if style == "" {
		return text
	}
	return "<tspan " + style + ">" + text + "</tspan>"
}

// wrap turns a line with colour codes into rows of at most columns characters.
func wrap(line string) []string {
	var rows []string
	var row strings.Builder
	style, used := "", 0
	put := func(text string) {
		for text != "" {
			runes := []rune(text)
			n := min(len(runes), columns-used)
			row.WriteString(span(style, string(runes[:n])))
			used, text = used+n, string(runes[n:])
			if used == columns && text != "" {
				rows = append(rows, row.String())
				row.Reset()
				used = 0
			}
		}
	}
	for line != "" {
		at := escapes.FindStringSubmatchIndex(line)
		if at == nil {
			put(line)
			break
		}
		put(line[:at[0]])
		style, line = styles[line[at[2]:at[3]]], line[at[1]:]
	}
	return append(rows, row.String())
}
