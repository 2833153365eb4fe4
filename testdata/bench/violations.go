package main

import (
	"fmt"
	"strings"
)

// planted is a violation in the generated code.
type planted struct{ rule, file string }

// A seedling plants violations of a rule: by a module, on what another one has. It answers false where these two will not do.
type seedling struct {
	rule  string
	plant func(v *planting) bool
}

// A planting is one violation in the making. The code of the user goes into its jobs, which nobody imports.
type planting struct {
	*tree
	user, other *module
	n           int // tells the names of this violation apart
	rule        string
}

var seedlings = []seedling{
	{"private-package", func(v *planting) bool {
		f, ok := v.jobs(v.uses() && v.first())
		if ok {
			f.printf("\nvar legacy%d %s.Row\n", v.n, f.use(v.other.path("store")))
		}
		return ok
	}},
	{"private-symbol", func(v *planting) bool {
		f, ok := v.jobs(v.uses() && v.other.expose)
		if ok {
			g := v.beside(v.other, ".", fmt.Sprintf("debug%d.go", v.n))
			g.printf("\n// Debug%[1]d is for this module's own tools.\nfunc Debug%[1]d() string { return %[2]q }\n", v.n, v.other.name)
			f.printf("\nvar legacy%d = %s.Debug%d()\n", v.n, f.use(v.other.path(".")), v.n)
		}
		return ok
	}},
	{"private-type", func(v *planting) bool {
		f, ok := v.jobs(v.uses() && !v.other.expose && v.first())
		if ok {
			v.leak(v.other)
			f.printf("\nfunc legacy%d() int { return %s.Leak%d().Qty }\n", v.n, f.use(v.other.path(".")), v.n)
		}
		return ok
	}},
	{"api-leak", func(v *planting) bool {
		if v.user.expose {
			return false
		}
		v.leak(v.user)
		return true
	}},
	{"undeclared-dependency", func(v *planting) bool {
		f, ok := v.jobs(!v.user.declares(v.other) && v.other.level() >= v.user.level() && v.other.place != late)
		if ok {
			f.printf("\nvar legacy%d %s.Item\n", v.n, f.use(v.other.path("api")))
		}
		return ok
	}},
	{"deprecated-dependency", func(v *planting) bool {
		for i, d := range v.user.declared {
			if v.uses() && d.module == v.other && !d.deprecated {
				v.user.declared[i].deprecated = true
				v.found(v.rule, fmt.Sprintf("internal/%s/service.go", v.user.name))
				return true
			}
		}
		return false
	}},
	{"hidden-module", func(v *planting) bool {
		f, ok := v.jobs(v.other.place == late && !v.uses() && v.other.level() >= v.user.level())
		if ok {
			v.declare()
			f.printf("\nvar legacy%d %s.Item\n", v.n, f.use(v.other.path("api")))
		}
		return ok
	}},
	{"layer", func(v *planting) bool {
		f, ok := v.jobs(v.other.level() < v.user.level())
		if ok {
			v.declare()
			f.printf("\nvar legacy%d %s.Item\n", v.n, f.use(v.other.path("api")))
		}
		return ok
	}},
	{"linkname", func(v *planting) bool {
		f, ok := v.jobs(v.uses())
		if ok {
			g := v.beside(v.other, ".", fmt.Sprintf("linked%d.go", v.n))
			g.printf("\n//go:noinline\nfunc hidden%d(n int) int { return n * n }\n\nvar _ = hidden%d(1)\n", v.n, v.n)
			f.blank("unsafe")
			f.blank(v.other.path("."))
			f.printf("\n//go:linkname hidden%[1]d %[2]s.hidden%[1]d\nfunc hidden%[1]d(n int) int\n\nvar _ = hidden%[1]d\n", v.n, v.other.path("."))
			v.goFile(fmt.Sprintf("internal/%s/jobs/linked.s", v.user.name), "")
		}
		return ok
	}},
	{"shared-model", func(v *planting) bool {
		f, ok := v.jobs(v.uses())
		if ok {
			f.printf("\ntype legacy%d struct {\n\t%s.Item\n\tState string `gorm:\"column:state\"`\n}\n\nvar _ legacy%d\n", v.n, f.use(v.other.path("api")), v.n)
		}
		return ok
	}},
	{"db-handle", func(v *planting) bool {
		f, ok := v.jobs(v.uses() && !v.other.expose)
		if ok {
			g := v.beside(v.other, ".", fmt.Sprintf("attach%d.go", v.n))
			g.use("database/sql")
			g.printf("\n// Attach%d works in the caller's transaction.\nfunc Attach%d(tx *sql.Tx) error { return tx.Commit() }\n", v.n, v.n)
			f.use("database/sql")
			f.printf("\nfunc legacy%d(tx *sql.Tx) error { return %s.Attach%d(tx) }\n", v.n, f.use(v.other.path(".")), v.n)
		}
		return ok
	}},
	{"foreign-table", func(v *planting) bool {
		return v.statement("SELECT qty FROM %s WHERE id = $1", v.other.table("items"))
	}},
	{"foreign-table", func(v *planting) bool {
		return v.statement("UPDATE %s SET qty = 0 WHERE id = $1", v.other.table("lines"))
	}},
	{"foreign-table", func(v *planting) bool {
		return v.statement("SELECT a.qty FROM "+v.user.table("items")+" AS a JOIN %s AS b USING (id) WHERE b.id = $1", v.other.table("events"))
	}},
	{"foreign-key", func(v *planting) bool {
		return v.statement("CREATE TABLE "+v.user.table("links")+" (id BIGINT REFERENCES %s (id))", v.other.table("items"))
	}},
	{"unowned-table", func(v *planting) bool {
		return v.statement("SELECT count(*) FROM %s WHERE id = $1", fmt.Sprintf("left_over_%d", v.n))
	}},
	{"dynamic-sql", func(v *planting) bool {
		f, _ := v.jobs(true)
		f.use("context")
		f.use("os")
		f.printf("\nfunc (w *Worker) legacy%d(ctx context.Context) (int64, error) {\n\treturn w.db.One(ctx, \"SELECT count(*) FROM \"+os.Getenv(\"TABLE\"))\n}\n\nvar _ = (*Worker).legacy%d\n", v.n, v.n)
		return true
	}},
	{"stale-allow", func(v *planting) bool {
		f, _ := v.jobs(true)
		f.printf("\n//ringfence:allow foreign-table -- it was moved long ago\nfunc legacy%d() {}\n\nvar _ = legacy%d\n", v.n, v.n)
		return true
	}},
	{"bad-allow", func(v *planting) bool {
		f, _ := v.jobs(true)
		f.printf("\n//ringfence:allow foreign-table\nfunc legacy%d() {}\n\nvar _ = legacy%d\n", v.n, v.n)
		return true
	}},
}

// uses tells whether the user really uses the other module, as it may.
func (v *planting) uses() bool {
	for _, m := range v.user.uses {
		if m == v.other {
			return true
		}
	}
	return false
}

// first tells whether the user does not reach for a private type yet, by an import or without: with the import, only that is reported.
func (v *planting) first() bool {
	before := v.user.reaches
	v.user.reaches = true
	return !before
}

// jobs returns the file of the user that the violation goes into.
func (v *planting) jobs(ok bool) (*file, bool) {
	if !ok {
		return nil, false
	}
	name := fmt.Sprintf("legacy%d.go", v.n)
	v.found(v.rule, fmt.Sprintf("internal/%s/jobs/%s", v.user.name, name))
	return v.file(v.user, "jobs", name), true
}

// beside returns a file for what the violation needs in the other module.
func (v *planting) beside(m *module, dir, name string) *file { return v.file(m, dir, name) }

func (v *planting) found(rule, file string) { v.planted = append(v.planted, planted{rule, file}) }

// leak lets a module show a private type.
func (v *planting) leak(m *module) {
	name := fmt.Sprintf("leak%d.go", v.n)
	f := v.beside(m, ".", name)
	f.printf("\n// Leak%[1]d shows a private type.\nfunc Leak%[1]d() %[2]s.Row { return %[2]s.Row{} }\n", v.n, f.use(m.path("store")))
	v.found("api-leak", fmt.Sprintf("internal/%s/%s", m.name, name))
}

func (v *planting) declare() {
	if !v.user.declares(v.other) {
		v.user.declared = append(v.user.declared, dependency{module: v.other})
	}
}

// statement runs SQL with a table's name in it.
func (v *planting) statement(query, table string) bool {
	f, _ := v.jobs(true)
	f.use("context")
	run := "Run"
	if strings.HasPrefix(query, "SELECT") {
		run = "One"
	}
	f.printf("\nfunc (w *Worker) legacy%d(ctx context.Context, id int64) (int64, error) {\n\treturn w.db.%s(ctx, %q, id)\n}\n\nvar _ = (*Worker).legacy%d\n",
		v.n, run, fmt.Sprintf(query, table), v.n)
	return true
}

// plant spreads the violations over the modules: each kind once, and as many more as the shape asks for.
func (t *tree) plant() {
	count := max(len(seedlings), int(float64(t.packages)*t.violations/100))
	for n := range count {
		// With the fewest packages there is a place for each kind, which a test sees to; for more of them there may be none left.
		if s := seedlings[n%len(seedlings)]; !t.plantOne(s, n) && n < len(seedlings) {
			panic("no modules for a violation of " + s.rule)
		}
	}
}

// plantOne tries pairs of modules, from a random one on, until one fits.
func (t *tree) plantOne(s seedling, n int) bool {
	start := t.rng.IntN(len(t.modules))
	for i := range t.modules {
		user := t.modules[(start+i)%len(t.modules)]
		if user.index == 0 {
			continue
		}
		from := t.rng.IntN(user.index)
		for k := range min(user.index, 64) {
			other := t.modules[(from+k)%user.index]
			if s.plant(&planting{t, user, other, n, s.rule}) {
				return true
			}
		}
	}
	return false
}
