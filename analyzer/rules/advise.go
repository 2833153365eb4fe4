package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ringfence/ringfence/analyzer/finding"
	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// An Edge leads from a declaration to one that it uses, or from an interface's method to one that implements it.
type Edge struct{ From, To Node }

// A Node is a declaration at package level, or a method.
type Node struct {
	Package     string // import path
	Declaration string // F or T.M
}

// nodeOf returns the node of a declaration, which may be given as (*T).M.
func nodeOf(importPath, declaration string) Node {
	if method, ok := strings.CutPrefix(declaration, "(*"); ok {
		declaration = strings.Replace(method, ")", "", 1)
	}
	return Node{importPath, declaration}
}

// touch is a declaration that touches a table of its own module.
type touch struct {
	owner         *modulemap.Module
	table, access string
}

// wish is a finding whose message could name an exposed function that does what was reached for.
type wish struct {
	finding *finding.Finding
	owner   *modulemap.Module
	message string // without a way out
	verb    string // what the function would do: reads
	// reaches are the declarations that were reached for, touch is the table, whose users are known when all packages were judged.
	reaches []reach
	touch   touch
}

// reach is a declaration that was reached for, with what a message calls it.
type reach struct {
	node Node
	name string
}

// Advise rewrites the messages of findings in a whole program, where an exposed function or interface of the owner is known to do what was
// reached for. The edges are those of all packages, results those of judging them with the view.
func Advise(view *View, results []*Result, edges []Edge) {
	users := map[Node][]Node{}
	for _, edge := range edges {
		users[edge.To] = append(users[edge.To], edge.From)
	}
	touches := map[touch][]Node{}
	for _, result := range results {
		for t, declarations := range result.touches {
			touches[t] = append(touches[t], declarations...)
		}
	}
	a := &adviser{view: view, users: users, known: map[question][]string{}}
	for _, result := range results {
		for _, w := range result.wishes {
			if w.touch.table != "" {
				a.offer(w, question{owner: w.owner, touch: w.touch}, touches[w.touch], "it")
			}
			for _, r := range w.reaches {
				// Whoever needs a function's answer can ask another one; a type, an error or a constant is needed itself.
				if a.isFunction(r.node) && a.offer(w, question{owner: w.owner, node: r.node}, []Node{r.node}, r.name) {
					break
				}
			}
		}
	}
}

// offer puts the exposed functions that are nearest to declarations into a message. What q asks for is the same for many findings.
func (a *adviser) offer(w wish, q question, declarations []Node, name string) bool {
	offers, known := a.known[q]
	if !known {
		offers = a.nearest(w.owner, declarations)
		a.known[q] = offers
	}
	if len(offers) > 0 {
		w.finding.Message = fmt.Sprintf("%s; ask %s, which %s %s", w.message, strings.Join(offers, " or "), verbFor(w.verb, len(offers)), name)
	}
	return len(offers) > 0
}

func verbFor(verb string, offers int) string {
	if offers > 1 {
		return strings.TrimSuffix(verb, "s")
	}
	return verb
}

type adviser struct {
	view  *View
	users map[Node][]Node
	known map[question][]string
}

// question asks which exposed functions of a module are nearest to those that touch a table, or to a declaration.
type question struct {
	owner *modulemap.Module
	touch touch
	node  Node
}

// nearest walks from declarations to what uses them, inside their module, until it meets exposed ones.
func (a *adviser) nearest(owner *modulemap.Module, reaches []Node) []string {
	seen := map[Node]bool{}
	var level []Node
	add := func(next, nodes []Node) []Node {
		for _, node := range nodes {
			if mod, _ := a.view.owner(node.Package); mod == owner && !seen[node] {
				seen[node] = true
				next = append(next, node)
			}
		}
		return next
	}
	for level = add(nil, reaches); len(level) > 0; {
		var found []string
		for _, node := range level {
			if name, ok := a.exposed(owner, node); ok {
				found = append(found, name)
			}
		}
		if len(found) > 0 {
			slices.Sort(found)
			found = slices.Compact(found)
			return found[:min(len(found), maxOffers)]
		}
		var next []Node
		for _, node := range level {
			next = add(next, a.users[node])
		}
		level = next
	}
	return nil
}

func (a *adviser) isFunction(node Node) bool {
	entry := a.view.api(node.Package).Entry(node.Declaration)
	return entry != nil && entry.Kind == FuncEntry
}

// exposed returns how others write a declaration that they may use. An exposed interface comes before the type that implements it.
func (a *adviser) exposed(owner *modulemap.Module, node Node) (string, bool) {
	_, dir := a.view.owner(node.Package)
	if !owner.IsPublic(dir) {
		return "", false
	}
	name, method, isMethod := strings.Cut(node.Declaration, ".")
	entry := a.view.api(node.Package).Entry(name)
	if entry == nil || entry.Helper || isMethod != (entry.Kind == TypeEntry || entry.Kind == InterfaceEntry) || !isMethod && entry.Kind != FuncEntry {
		return "", false
	}
	if isMethod && !slices.Contains(entry.Methods, method) {
		return "", false
	}
	if isMethod && entry.Kind == TypeEntry {
		for _, iface := range a.view.implemented(entry.Symbol) {
			if other := a.view.api(iface.Package).Entry(iface.Name); other != nil && slices.Contains(other.Methods, method) {
				return other.String() + "." + method, true
			}
		}
	}
	if !a.view.ownRight(owner, dir, entry.Symbol) {
		return "", false
	}
	if isMethod {
		return entry.String() + "." + method, true
	}
	return entry.String(), true
}
