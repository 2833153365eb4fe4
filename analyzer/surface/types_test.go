package surface_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/ringfence/ringfence/analyzer/surface"
)

// check type-checks packages of the module example.com/m, each in one file, in the order given, and observes the last one.
func check(t *testing.T, config surface.Config, sources ...string) *surface.Package {
	t.Helper()
	fset := token.NewFileSet()
	known := map[string]*types.Package{}
	fallback := importer.ForCompiler(fset, "source", nil)
	var observed *surface.Package
	for _, source := range sources {
		file, err := parser.ParseFile(fset, "x.go", source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		info := &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		}
		conf := types.Config{Importer: importerFunc(func(path string) (*types.Package, error) {
			if pkg := known[path]; pkg != nil {
				return pkg, nil
			}
			return fallback.Import(path)
		})}
		pkg, err := conf.Check("example.com/m/"+file.Name.Name, fset, []*ast.File{file}, info)
		if err != nil {
			t.Fatal(err)
		}
		known[pkg.Path()] = pkg
		config.Own = func(path string) bool { return strings.HasPrefix(path, "example.com/m/") }
		if observed, err = surface.Observe(fset, []*ast.File{file}, pkg, info, config); err != nil {
			t.Fatal(err)
		}
	}
	return observed
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

const owner = `package a

import "database/sql"

type T struct{ F int; hidden int }

func (*T) M() {}

type I interface{ M() }

type Outer struct{ T }

type Alias = T

func New() *T { return nil }

func Give(tx *sql.Tx) {}

var V T

type Opt struct{ DB *sql.DB }

func (Opt) Run(o Opt, in func(*sql.Tx)) []*sql.Conn { return nil }
`

func TestUses(t *testing.T) {
	p := check(t, surface.Config{}, owner, `package b

import "example.com/m/a"

type own struct{ a.Outer }

func f(o own, p *a.T) a.I {
	_ = o.F
	o.M()
	p.F = 1
	x := a.New()
	y := a.New()
	print(y)
	_ = a.Alias{F: 2}
	for _, z := range []a.T{} {
		z.F++
	}
	_ = x.F
	return p
}
`)
	var got []string
	for _, u := range p.Uses {
		kind := []string{"names", "member " + u.Member + " of", "keeps in " + u.Member}[u.Kind]
		marks := ""
		if u.Binds {
			marks += " binds"
		}
		if u.Depth > 0 {
			marks += fmt.Sprint(" depth ", u.Depth)
		}
		got = append(got, fmt.Sprintf("%d:%d %s %s%s", u.Pos.Line, u.Pos.Column, kind, u.Symbol, marks))
	}
	want := []string{
		"5:20 names a.Outer binds",
		"7:20 names a.T binds", "7:25 names a.I binds",
		"8:8 member F of a.Outer depth 1", "8:8 member F of a.T depth 2",
		"9:4 member M of a.Outer binds depth 1", "9:4 member M of a.T binds depth 2",
		"10:4 member F of a.T",
		"11:2 keeps in x a.T binds", "11:9 names a.New",
		"12:2 keeps in y a.T binds", "12:9 names a.New",
		"14:8 names a.Alias", "14:14 member F of a.T",
		"15:9 keeps in z a.T binds", "15:24 names a.T",
		"16:5 member F of a.T",
		"18:8 member F of a.T",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAPI(t *testing.T) {
	var got []string
	api := check(t, surface.Config{}, owner).API
	for _, e := range api.Entries {
		line := e.Name
		for _, m := range e.Mentions {
			line += fmt.Sprintf(" | %s %s in=%v", m.Via, m.Symbol, m.In)
		}
		for _, h := range e.Handles {
			line += fmt.Sprintf(" | %s hands %s", h.Via, h.Type)
		}
		if len(e.Implements) > 0 {
			line += fmt.Sprintf(" | is %s", e.Implements)
		}
		got = append(got, line)
	}
	want := []string{
		"Alias |  a.T in=false",
		"Give",
		"I",
		"New |  a.T in=false",
		"Opt | Run a.Opt in=true | DB hands *sql.DB | Run hands *sql.Tx | Run hands []*sql.Conn",
		"Outer | T a.T in=false | is [a.I]",
		"T | is [a.I]",
		"V |  a.T in=false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestGraph(t *testing.T) {
	p := check(t, surface.Config{Graph: true}, `package a

type I interface{ Get() int }

type impl struct{}

const q, r = "SELECT 1", "SELECT 2"

func (*impl) Get() int { return len(q) + len(q) + len(r) }

func New() I { return &impl{} }

func use(i I) int { return i.Get() }

var v = use(New())
`)
	var got []string
	for _, e := range p.Graph.Edges {
		got = append(got, e.From.Declaration+" -> "+e.To.Declaration)
	}
	slices.Sort(got)
	want := []string{
		"I.Get -> impl.Get", "impl.Get -> q", "impl.Get -> r", "r -> q", "use -> I.Get", "v -> New", "v -> use",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestLinks(t *testing.T) {
	const assembly = "#include \"textflag.h\"\n" +
		"TEXT ·f(SB), NOSPLIT, $0-0 // CALL example·com∕m∕b·comment(SB)\n" +
		"\tCALL example·com∕m∕b·F(SB); MOVQ $example·com∕m∕c·table+8(SB), AX\n" +
		"\tCALL runtime·x(SB)\n\tCALL example·com∕m∕a·own(SB)\n\tCALL local<>(SB)\n"
	p := check(t, surface.Config{
		Assembly: []string{"/some/where/x.s"},
		ReadFile: func(name string) ([]byte, error) { return []byte(assembly), nil },
	}, `package a

import _ "unsafe"

//go:linkname pull example.com/m/b.F
var pull int

//go:linkname push example.com/m/b.(*T).M
func push() {}

//go:linkname dots example.com/m/v1%2e2.F
var dots int

//go:linkname offered
func offered() {}

//go:linkname std runtime.nanotime
var std int
`)
	var got []string
	for _, l := range p.Links {
		got = append(got, fmt.Sprintf("%s:%d:%d-%d %s=%s %s push=%v", l.Pos.Filename, l.Pos.Line, l.Pos.Column, l.End.Column, l.Local, l.Package, l.Name, l.Push))
	}
	want := []string{
		"x.go:5:20-37 pull=example.com/m/b F push=false",
		"x.go:8:20-42 push=example.com/m/b (*T).M push=true",
		"x.go:11:20-42 dots=example.com/m/v1.2 F push=false",
		"x.s:3:7-30 =example.com/m/b F push=false",
		"x.s:3:42-71 =example.com/m/c table push=false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestModels(t *testing.T) {
	p := check(t, surface.Config{}, "package a\n\ntype Row struct {\n\tID int `db:\"id\"`\n}\n\ntype Plain struct{ ID int }\n", `package b

import "example.com/m/a"

type embeds struct {
	*a.Plain
	Total int `+"`gorm:\"column:total\"`"+`
}

type extends struct {
	P a.Plain `+"`xorm:\"extends\"`"+`
	Q a.Plain `+"`xorm:\"-\"`"+`
}

type is a.Row

type named = a.Row

type view struct { // nothing says that it is a table
	a.Row
	Link string `+"`json:\"link\" db:\"-\"`"+`
}

type plain a.Plain

type table struct{ a.Plain }

func (*table) TableName() string { return "t" }
`)
	var got []string
	for _, m := range p.Models {
		got = append(got, fmt.Sprintf("%d:%d %s %v %s", m.Pos.Line, m.Pos.Column, m.Name, m.Embeds, m.From))
	}
	want := []string{"6:2 embeds true a.Plain", "11:4 extends true a.Plain", "15:9 is false a.Row", "17:14 named false a.Row", "26:20 table true a.Plain"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
