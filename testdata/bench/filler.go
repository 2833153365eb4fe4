package main

import (
	"fmt"
	"strings"
)

// A filler is code as any program has it; NAME and numbers N1 to N3 are put in.
type filler struct {
	imports []string
	code    string
}

var fillers = []filler{
	{[]string{"errors", "strings"}, `
// NAME holds the settings of a step.
type NAME struct {
	Name   string
	Limit  int
	Labels map[string]string
	Next   *NAME
}

// Validate tells what is wrong.
func (s *NAME) Validate() error {
	var errs []error
	for at := s; at != nil; at = at.Next {
		switch {
		case strings.TrimSpace(at.Name) == "":
			errs = append(errs, errors.New("a step without a name"))
		case at.Limit < 0 || at.Limit > N1:
			errs = append(errs, errors.New("the limit of "+at.Name+" is out of range"))
		}
		for key := range at.Labels {
			if strings.ContainsAny(key, " =") {
				errs = append(errs, errors.New("bad label "+key))
			}
		}
	}
	return errors.Join(errs...)
}
`},
	{[]string{"cmp", "slices"}, `
// NAME groups values and returns the largest groups first.
func NAME[K cmp.Ordered, V any](values []V, key func(V) K) [][]V {
	groups := map[K][]V{}
	for _, v := range values {
		k := key(v)
		groups[k] = append(groups[k], v)
	}
	keys := make([]K, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int {
		return cmp.Or(cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(a, b))
	})
	var sorted [][]V
	for _, k := range keys[:min(len(keys), N2)] {
		sorted = append(sorted, groups[k])
	}
	return sorted
}
`},
	{[]string{"encoding/json", "fmt", "net/http", "time"}, `
// NAMERequest is the body of a request.
type NAMERequest struct {
	ID    int64
	Since time.Time
	Tags  []string
}

// NAME answers a request.
func NAME(w http.ResponseWriter, r *http.Request) {
	var body NAMERequest
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, N1<<10)).Decode(&body); err != nil {
		http.Error(w, fmt.Sprintf("bad body: %v", err), http.StatusBadRequest)
		return
	}
	if time.Since(body.Since) > N2*time.Hour {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answer := map[string]any{"id": body.ID + N3, "tags": len(body.Tags)}
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
`},
	{[]string{"context", "errors", "time"}, `
// NAME tries until it works or the context ends.
func NAME(ctx context.Context, do func(context.Context) error) error {
	wait := N1 * time.Millisecond
	for attempt := 0; ; attempt++ {
		err := do(ctx)
		if err == nil || errors.Is(err, context.Canceled) {
			return err
		}
		if attempt == N2 {
			return errors.Join(errors.New("gave up"), err)
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(wait):
			wait *= 2
		}
	}
}
`},
	{[]string{"bufio", "fmt", "io", "strconv", "strings"}, `
// NAME reads lines of key=value.
func NAME(r io.Reader) (map[string]int, error) {
	values := map[string]int{}
	scanner := bufio.NewScanner(r)
	for line := N2; scanner.Scan(); line++ {
		text := strings.TrimSpace(scanner.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		key, value, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fmt.Errorf("line %d: no value for %q", line, key)
		}
		n, err := strconv.Atoi(value)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		values[key] += n * N3
	}
	return values, scanner.Err()
}
`},
	{[]string{"sync"}, `
// NAME keeps what was computed.
type NAME struct {
	mu     sync.Mutex
	values map[string]int
	order  []string
}

// Get returns a value, computed once.
func (c *NAME) Get(key string, compute func(string) int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.values[key]; ok {
		return v
	}
	if c.values == nil {
		c.values = map[string]int{}
	}
	if len(c.order) >= N1 {
		delete(c.values, c.order[0])
		c.order = c.order[1:]
	}
	v := compute(key)
	c.values[key] = v
	c.order = append(c.order, key)
	return v
}
`},
	{[]string{"fmt", "strings", "text/template"}, `
// NAME prints a letter.
func NAME(name string, amounts []int) (string, error) {
	total := N1
	var lines []string
	for i, amount := range amounts {
		if amount%2 == 0 {
			total += amount
		} else {
			total -= amount / 2
		}
		lines = append(lines, fmt.Sprintf("%3d. %8d", i+1, amount))
	}
	letter, err := template.New("letter").Parse("Dear {{.Name}},\n{{range .Lines}}{{.}}\n{{end}}in all {{.Total}}\n")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = letter.Execute(&b, map[string]any{"Name": name, "Lines": lines, "Total": total})
	return b.String(), err
}
`},
	{[]string{"crypto/sha256", "encoding/hex", "math/bits"}, `
type stateNAME uint8

const (
	idleNAME stateNAME = iota
	busyNAME
	doneNAME
)

func (s stateNAME) next(input string) (stateNAME, string) {
	sum := sha256.Sum256([]byte(input))
	ones := 0
	for _, b := range sum {
		ones += bits.OnesCount8(b)
	}
	switch {
	case s == idleNAME && ones > N1:
		return busyNAME, hex.EncodeToString(sum[:N2%32])
	case s == busyNAME && ones%2 == 0:
		return doneNAME, ""
	case s == doneNAME:
		return idleNAME, "again"
	}
	return s, ""
}

// NAME runs the machine over all inputs.
func NAME(inputs ...string) (outputs []string) {
	state := idleNAME
	for _, input := range inputs {
		var output string
		if state, output = state.next(input); output != "" {
			outputs = append(outputs, output)
		}
	}
	return outputs
}
`},
}

// fill adds code that has nothing to do with other modules or with the database, in files of about 150 lines.
func (t *tree) fill(m *module, dir string) {
	f := t.file(m, dir, "more0.go")
	for lines, inFile, n, files := 0, 0, 0, 1; lines < t.lines; n++ {
		if inFile > 150 {
			f, inFile = t.file(m, dir, fmt.Sprintf("more%d.go", files)), 0
			files++
		}
		filler := fillers[t.rng.IntN(len(fillers))]
		for _, importPath := range filler.imports {
			f.use(importPath)
		}
		code := strings.NewReplacer(
			"NAME", fmt.Sprintf("Step%d", n), "N1", fmt.Sprint(10+t.rng.IntN(90)), "N2", fmt.Sprint(2+t.rng.IntN(8)), "N3", fmt.Sprint(3+t.rng.IntN(50)),
		).Replace(filler.code)
		f.printf("%s", code)
		count := strings.Count(code, "\n")
		lines, inFile = lines+count, inFile+count
	}
}

// tests gives some of the packages tests, inside and outside of them.
func (t *tree) tests(m *module, dir string) {
	inside, outside := t.rng.IntN(100) < 40, t.rng.IntN(100) < 20
	if inside {
		f := t.file(m, dir, "inside_test.go")
		f.use("os")
		f.use("testing")
		f.printf("\nfunc TestInside(t *testing.T) {\n")
		f.printf("\tfor _, statement := range []string{%q, %q} {\n", t.query(m, true), t.query(m, false))
		f.printf("\t\tif os.Getenv(\"DSN\") == statement {\n\t\t\tt.Fatal(statement)\n\t\t}\n\t}\n}\n")
	}
	if outside {
		f := t.file(m, dir, "outside_test.go")
		f.pkg += "_test"
		f.use("testing")
		api := f.use(m.path("api"))
		f.printf("\nfunc TestOutside(t *testing.T) {\n\tpage := %s.Page{Items: []%s.Item{{Qty: 2}, {Qty: 3}}}\n", api, api)
		f.printf("\tif page.Total() != 5 {\n\t\tt.Fatal(page.Total())\n\t}\n")
		if dir != "." && dir != "api" && dir != "events" && dir != "store" {
			f.printf("\tif got := %s.Weight(page.Items[0]); got < 0 {\n\t\tt.Fatal(got)\n\t}\n", f.use(m.path(dir)))
		} else if dir != "api" {
			f.blank(m.path(dir))
		}
		f.printf("}\n")
	}
}
