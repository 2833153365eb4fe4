package analyzer

import (
	"path"

	"github.com/ringfence/ringfence/analyzer/rules"
	"github.com/ringfence/ringfence/analyzer/surface"
)

// converted turns observations into what the rules read: plain data without Go types.
func converted(o *Observations, dir string) *rules.Package {
	s := o.Surface
	p := &rules.Package{
		Path:          s.Path,
		Name:          s.Name,
		Dir:           path.Clean(dir),
		Broken:        o.Broken,
		DeclarationAt: s.DeclarationAt,
		Files:         convert(s.Files, func(f surface.File) rules.File { return rules.File(f) }),
		Imports: convert(s.Imports, func(i surface.Import) rules.Import {
			return rules.Import{Path: i.Path, Pos: i.Pos, End: i.End}
		}),
		Directives: convert(s.Directives, func(d surface.Directive) rules.Directive { return rules.Directive(d) }),
		Uses:       convert(s.Uses, convertUse),
		API:        convertAPI(s.API),
		Passes: convert(s.Passes, func(p surface.Pass) rules.Pass {
			return rules.Pass{To: rules.Symbol(p.To), Member: p.Member, Type: p.Type, InTest: p.InTest, Pos: p.Pos, End: p.End}
		}),
		Models: convert(s.Models, func(m surface.Model) rules.Model {
			return rules.Model{Name: m.Name, From: rules.Symbol(m.From), Embeds: m.Embeds, Pos: m.Pos, End: m.End}
		}),
		Links: convert(s.Links, func(l surface.Link) rules.Link { return rules.Link(l) }),
	}
	for i := range o.SQL.Texts {
		text := &o.SQL.Texts[i]
		p.Texts = append(p.Texts, rules.Text{
			SQL: text.SQL, Sink: text.Sink, Exported: text.Exported, Inferred: text.Inferred, Guessed: text.Guessed,
			Call: text.Call, Cut: text.Cut, Span: text.Span, Elsewhere: text.Elsewhere,
		})
	}
	return p
}

func convert[From, To any](list []From, one func(From) To) []To {
	if len(list) == 0 {
		return nil
	}
	converted := make([]To, len(list))
	for i, item := range list {
		converted[i] = one(item)
	}
	return converted
}

var useKinds = map[surface.UseKind]rules.UseKind{surface.Named: rules.Named, surface.Member: rules.Member, surface.Inferred: rules.Inferred}

func convertUse(u surface.Use) rules.Use {
	return rules.Use{
		Symbol: (*rules.Symbol)(u.Symbol), Kind: useKinds[u.Kind], Member: u.Member, Depth: u.Depth, Type: u.Type, PassedOn: u.PassedOn, Imported: u.Imported, Binds: u.Binds,
		Pos: u.Pos, Length: u.Length,
	}
}

var entryKinds = map[surface.EntryKind]rules.EntryKind{
	surface.Func: rules.FuncEntry, surface.Var: rules.VarEntry, surface.Type: rules.TypeEntry, surface.Interface: rules.InterfaceEntry,
	surface.Alias: rules.AliasEntry,
}

func convertAPI(a *surface.API) *rules.API {
	if a == nil {
		return nil
	}
	return &rules.API{Package: a.Package, Complete: a.Complete, Entries: convert(a.Entries, func(e surface.Entry) rules.Entry {
		return rules.Entry{
			Symbol: rules.Symbol(e.Symbol), Kind: entryKinds[e.Kind], Helper: e.Helper, Methods: e.Methods,
			Implements: convert(e.Implements, func(s surface.Symbol) rules.Symbol { return rules.Symbol(s) }),
			Mentions: convert(e.Mentions, func(m surface.Mention) rules.Mention {
				return rules.Mention{
					Symbol: rules.Symbol(m.Symbol), Via: m.Via, In: m.In, Alias: m.Alias,
					Of: convert(m.Of, func(s surface.Symbol) rules.Symbol { return rules.Symbol(s) }), Pos: m.Pos, End: m.End,
				}
			}),
			Handles: convert(e.Handles, func(h surface.Handle) rules.Handle { return rules.Handle(h) }),
		}
	})}
}
