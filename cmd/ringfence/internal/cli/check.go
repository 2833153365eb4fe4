package cli

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/ringfence/ringfence/analyzer"
	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
	"github.com/ringfence/ringfence/analyzer/program"
	"github.com/ringfence/ringfence/analyzer/report"
	"github.com/ringfence/ringfence/analyzer/rules"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// checkFlags are the flags of check.
type checkFlags struct {
	format  string
	color   string
	tags    string
	tests   bool
	verbose bool
	build   string
	noCache bool
}

func newCheck(g *globals) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [packages]",
		Short: "Judge packages against the module map",
		Long: "check loads packages (default ./..., in every Go module below the map), judges what they do against the module map,\n" +
			"and prints what crosses a boundary.\n\n" +
			"What it saw of a package is kept in the folder that RINGFENCE_CACHE names (default: ringfence in the user's cache folder; off: none) and\n" +
			"looked at again when the package or what it imports changes.\n\n" +
			"Exit code: 0 clean or warnings only, 1 findings of severity error, 2 could not judge.",
		Example: "  ringfence check\n  ringfence check --format json ./internal/order/...",
		RunE: func(_ *cobra.Command, patterns []string) error {
			return g.check(f, patterns)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "output `FORMAT`: text or json")
	flags.StringVar(&f.color, "color", "auto", "colours and source lines: auto, always or never")
	flags.StringVar(&f.tags, "tags", "", "build `TAGS`, comma separated")
	flags.BoolVar(&f.tests, "tests", true, "judge test files too")
	flags.StringVar(&f.build, "build", "auto", "what is imported is read from what the go command `BUILT`, and else from source (auto), from source (never), or\n"+
		"built first (always)")
	flags.BoolVar(&f.noCache, "no-cache", false, "look at everything anew, and keep nothing")
	flags.BoolVar(&f.verbose, "verbose", false, "name the files that were not looked at, and count the SQL of each module")
	return cmd
}

func (f checkFlags) validate() error {
	if f.format != "text" && f.format != "json" {
		return fmt.Errorf("--format %s: want text or json", f.format)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.color) {
		return fmt.Errorf("--color %s: want auto, always or never", f.color)
	}
	if _, ok := builds[f.build]; !ok {
		return fmt.Errorf("--build %s: want auto, never or always", f.build)
	}
	return nil
}

var builds = map[string]program.Build{"auto": program.BuildAuto, "never": program.BuildNever, "always": program.BuildAlways}

func (g *globals) check(f checkFlags, patterns []string) error {
	if err := f.validate(); err != nil {
		return err
	}
	dir, err := g.folder()
	if err != nil {
		return err
	}
	m, err := g.loadMap(dir)
	if err != nil {
		return err
	}
	config := program.Config{
		Tags:  f.tags,
		Tests: f.tests,
		Env:   g.host.Env,
		Ours:  func(path string) bool { _, ours := m.DirOf(path); return ours },
		SQL:   analyzer.Config(m),
		Build: builds[f.build],
		Probe: g.host.probe(),
	}
	if config.Loads, config.Asked, err = g.loads(m, dir, patterns); err != nil {
		return err
	}
	if !f.noCache {
		if config.Cache, config.Tool, err = g.host.cache(); err != nil {
			return err
		}
	}
	stop := g.host.showProgress(&config)
	observed, loadErr := program.Observe(config)
	stop()
	r := judge(m, observed)
	if loadErr != nil {
		r.Faults = append(r.Faults, report.Fault{Message: relative(m, loadErr.Error())})
	}
	if err := g.print(f, m, r); err != nil {
		return err
	}
	return exit(g.host, r)
}

// loads returns what the whole program is, every Go module of the map, and what of it is asked for: the packages that are named, or every Go
// module at and below the folder; nil for all.
func (g *globals) loads(m *modulemap.Map, dir string, patterns []string) (whole, asked []program.Load, err error) {
	if whole, err = g.modules(m, m.Root()); err != nil {
		return nil, nil, err
	}
	if len(patterns) > 0 && !slices.Equal(patterns, []string{"./..."}) {
		return whole, []program.Load{{Dir: dir, Patterns: patterns}}, nil
	}
	below := whole
	if dir != m.Root() {
		if below, err = g.modules(m, dir); err != nil {
			return nil, nil, err
		}
		asked = below
	}
	if len(below) == 0 {
		return nil, nil, fmt.Errorf("no Go module at or below %s is under the module map; run it where a go.mod is, or name one with -C", g.dir)
	}
	return whole, asked, nil
}

// modules returns how to load every Go module of the map at and below a folder.
func (g *globals) modules(m *modulemap.Map, dir string) ([]program.Load, error) {
	var below []string
	inside := false
	for _, module := range m.GoModules() {
		moduleDir := filepath.Join(m.Root(), filepath.FromSlash(module.Dir))
		if _, err := os.Stat(filepath.Join(moduleDir, "go.mod")); err != nil {
			inside = true // the map stands inside a Go module
			continue
		}
		if rel, err := filepath.Rel(dir, moduleDir); err == nil && filepath.IsLocal(rel) {
			below = append(below, moduleDir)
		} else if rel, err := filepath.Rel(moduleDir, dir); err == nil && filepath.IsLocal(rel) {
			inside = true
		}
	}
	loads, err := program.Loads(dir, below, g.host.getenv("GOWORK"))
	if err != nil {
		return nil, err
	}
	if inside && !slices.Contains(below, dir) {
		loads = append(loads, program.Load{Dir: dir, Patterns: []string{"./..."}, Whole: []string{dir}})
	}
	return loads, nil
}

// judge judges every package and puts the results of those that are asked for in order.
func judge(m *modulemap.Map, observed *program.Program) *report.Report {
	r := &report.Report{Version: toolVersion()}
	var found []*finding.Finding
	var sql rules.Coverage
	modules := map[string]rules.Coverage{}
	paths := map[string]bool{}
	for i, result := range judgeAll(m, observed) {
		p, coverage := observed.Packages[i], result.Coverage
		if !p.Asked {
			continue
		}
		found = append(found, result.Findings...)
		sql.Add(coverage)
		if coverage.Statements > 0 {
			name := moduleOf(m, p)
			of := modules[name]
			of.Add(coverage)
			modules[name] = of
		}
		paths[p.Surface.Path] = true
		r.Skipped = append(r.Skipped, excluded(m, p)...)
	}
	r.Findings = finding.Sort(found)
	r.Coverage = report.Coverage{Packages: len(paths), SQL: report.SQL(sql)}
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		r.Coverage.Modules = append(r.Coverage.Modules, report.ModuleSQL{Module: name, SQL: report.SQL(modules[name])})
	}
	for _, skip := range observed.Skipped {
		r.Skipped = append(r.Skipped, report.Skip{Path: relativePath(m, skip.Path), Reason: skip.Reason})
	}
	slices.SortFunc(r.Skipped, func(a, b report.Skip) int { return cmp.Compare(a.Path, b.Path) })
	r.Skipped = slices.CompactFunc(r.Skipped, func(a, b report.Skip) bool { return a.Path == b.Path })
	for _, fault := range observed.Faults {
		r.Faults = append(r.Faults, report.Fault{Package: fault.Package, Pos: relative(m, fault.Pos), Message: relative(m, fault.Message)})
	}
	return r
}

// judgeAll judges every package with all the others in view.
func judgeAll(m *modulemap.Map, observed *program.Program) []*rules.Result {
	surfaces := make([]*surface.Package, len(observed.Packages))
	for i, p := range observed.Packages {
		surfaces[i] = p.Surface
	}
	view := analyzer.NewView(m, func() []*surface.API {
		var apis []*surface.API
		for _, s := range surfaces {
			if s.API != nil {
				apis = append(apis, s.API)
			}
		}
		return apis
	})
	results := make([]*rules.Result, len(observed.Packages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range observed.Packages {
		group.Go(func() error {
			results[i] = analyzer.Judge(m, &analyzer.Observations{Surface: p.Surface, SQL: p.SQL, Broken: p.Broken}, view)
			return nil
		})
	}
	_ = group.Wait() // nothing fails
	analyzer.Advise(view, surfaces, results)
	return results
}

// moduleOf names the module that a package belongs to, "" for none.
func moduleOf(m *modulemap.Map, p *program.Package) string {
	if dir, ours := m.DirOf(p.Surface.Path); ours {
		if module := m.ModuleAt(dir); module != nil {
			return module.Name()
		}
	}
	return ""
}

// excluded lists the files of a package that the map takes out.
func excluded(m *modulemap.Map, p *program.Package) []report.Skip {
	var skips []report.Skip
	for _, file := range p.Surface.Files {
		if name := relativePath(m, filepath.Join(p.Dir, file.Name)); m.Excluded(name) {
			skips = append(skips, report.Skip{Path: name, Reason: "excluded in " + modulemap.FileName})
		}
	}
	return skips
}

// relativePath names a file as findings do.
func relativePath(m *modulemap.Map, file string) string {
	if rel, err := filepath.Rel(m.Root(), file); err == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

// relative takes the map's folder out of a message of the go command or the type checker.
func relative(m *modulemap.Map, message string) string {
	return strings.ReplaceAll(message, m.Root()+string(filepath.Separator), "")
}

func (g *globals) print(f checkFlags, m *modulemap.Map, r *report.Report) error {
	if f.format == "json" {
		return report.JSON(g.host.Out, r)
	}
	options := report.TextOptions{Verbose: f.verbose}
	if f.color == "always" || f.color == "auto" && g.host.Terminal {
		options.Color = f.color == "always" || g.host.getenv("NO_COLOR") == ""
		options.Line = sourceLines(m.Root())
	}
	return report.Text(g.host.Out, r, options)
}

// sourceLines returns a reader of single source lines that keeps the last file.
func sourceLines(root string) func(file string, line int) string {
	var last string
	var lines []string
	return func(file string, line int) string {
		if file != last {
			data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
			if err != nil {
				data = nil // the finding stands without its line
			}
			last, lines = file, strings.Split(string(data), "\n")
		}
		if line < 1 || line > len(lines) {
			return ""
		}
		return lines[line-1]
	}
}

// exit says what could not be judged and turns a report into an exit code.
func exit(host *Host, r *report.Report) error {
	printFaults(host, r.Faults)
	if len(r.Faults) > 0 {
		return failed(exitFault)
	}
	if errors, _ := r.Count(); errors > 0 {
		return failed(exitFindings)
	}
	return nil
}

// printFaults writes a line for each fault; those of whole packages that say the same are one line.
func printFaults(host *Host, faults []report.Fault) {
	alike := map[string]int{}
	for _, fault := range faults {
		if fault.Pos == "" {
			alike[fault.Message]++
		}
	}
	for _, fault := range faults {
		message := fault.Message
		if fault.Pos == "" {
			n := alike[message]
			if n == 0 {
				continue // told with the first of its kind
			}
			alike[message] = 0
			if n > 1 {
				message += fmt.Sprintf("; nor could %s (--format json names them)", report.Plural(n-1, "other package"))
			}
		}
		where := ""
		for _, part := range []string{fault.Pos, fault.Package} {
			if part != "" {
				where += part + ": "
			}
		}
		fmt.Fprintf(host.Err, "ringfence: %s%s\n", where, message)
	}
}
