package main

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestMain is this program itself, when it starts itself.
func TestMain(m *testing.M) {
	if os.Getenv("BENCH_ITSELF") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestRun measures a small tree once: not for the figures, but to see that every situation can be measured.
func TestRun(t *testing.T) {
	t.Setenv("BENCH_ITSELF", "1")
	var out strings.Builder
	if err := runCommand([]string{"-packages", "80", "-texts", "3", "-lines", "10", "-repeat", "1", "-only", "1,2,3,4,7"}, &out); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + out.String())
	for _, want := range []string{"nothing changed", "only modules.yaml edited", "first run", "one leaf file edited", "go vet, cold", "go vet, warm"} {
		if !strings.Contains(out.String(), "| 80 packages | "+want) {
			t.Errorf("no row of %q", want)
		}
	}
	if strings.Contains(out.String(), "not measured") {
		t.Error("a situation was not measured")
	}
}

func TestRatios(t *testing.T) {
	seconds := func(list ...int) (samples []sample) {
		for _, n := range list {
			samples = append(samples, sample{time.Duration(n) * time.Second, int64(n) << 20})
		}
		return samples
	}
	c := comparison{this: seconds(2, 30, 4), that: seconds(1, 10, 4)}
	if wall, memory := c.ratios(); wall != 2 || memory != 2 {
		t.Errorf("ratios %v and %v, want the medians of 2, 3 and 1", wall, memory)
	}
	var b strings.Builder
	printRow(&b, "tree", row{name: "now", this: "a", that: "b", c: c, goal: 1.5})
	if want := "| tree | now | a | b | 4.00 s | 4.00 s | 2.00 | ≤ 1.50 | 4 MB | 4 MB | 2.00 |  | MISSED |\n"; b.String() != want {
		t.Errorf("got  %s want %s", b.String(), want)
	}
	b.Reset()
	printRow(&b, "tree", row{name: "now", this: "a", that: "b", c: c, goal: 1.5, scale: 0.1})
	if !strings.Contains(b.String(), "| 0.20 | ≤ 1.50 |") || !strings.HasSuffix(b.String(), "| met |\n") {
		t.Errorf("scaled: %s", b.String())
	}
	if got := ratio(1.0 / 30); got != "1/30" {
		t.Errorf("ratio: %s", got)
	}
}

func TestMapEdit(t *testing.T) {
	for text, want := range map[string]string{
		"version: 1\n":                                      "version: 1\nshared_tables: [t]\n",
		"shared_tables: [a]\nrules: {}\n":                   "shared_tables: [t, a]\nrules: {}\n",
		"shared_tables:\n  - a\n  - b\n":                    "shared_tables:\n  - t\n  - a\n  - b\n",
		"shared_tables:\n- a\n":                             "shared_tables:\n- t\n- a\n",
		"modules:\n  a: {shared_tables: 1}\n":               "",
		"shared_tables: # of the tool\n  - a\nversion: 1\n": "",
	} {
		got, err := withEdit(text, "t")
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: got %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestMapOfATreeWithout(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"order/order.go", "docs/readme.md", "nested/go.mod", "nested/a.go", "Upper/a.go", "billing/testdata/a.go"} {
		if err := saveFile(dir+"/"+name, &file{}); err != nil {
			t.Fatal(err)
		}
	}
	if written, err := ensureMap(dir); !written || err != nil {
		t.Fatalf("%v, %v", written, err)
	}
	data, err := os.ReadFile(dir + "/modules.yaml")
	if want := "version: 1\nmodules:\n  order: {path: order, tables: [\"order_*\"]}\n"; string(data) != want || err != nil {
		t.Errorf("got %q, %v, want %q", data, err, want)
	}
	if written, err := ensureMap(dir); written || err != nil {
		t.Errorf("a second time: %v, %v", written, err)
	}
}
