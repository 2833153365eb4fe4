package sqluse

import (
	"go/ast"
	"go/types"
	"slices"
)

// version is one of the values that a variable may have, with the branches that were taken for it.
type version struct {
	text  segments
	taken []arm // at most one of each statement; index -1: none of its arms
}

// conflict tells whether the version took another branch than the one given.
func (v *version) conflict(path []arm) bool {
	for _, a := range path {
		for _, t := range v.taken {
			if t.of == a.of && t.index != a.index {
				return true
			}
		}
	}
	return false
}

func (v *version) took(of ast.Node) bool {
	return slices.ContainsFunc(v.taken, func(t arm) bool { return t.of == of })
}

// localVar evaluates a variable of a function where it is used: by going through its assignments in source order and keeping
// what each way through the branches makes of it.
func (e *evaluator) localVar(expr ast.Expr, obj *types.Var) evaluation {
	f := e.o.flowOf(e.in)
	v := f.vars[obj]
	var start []version
	if _, isParam := e.o.parameterOf(obj); isParam {
		start = []version{{text: e.parameter(expr, obj).texts[0]}}
	}
	if v == nil {
		if start == nil {
			return unknown(expr)
		}
		return evaluation{texts: []segments{start[0].text}}
	}
	outer := e.current[obj]
	defer func() { e.current[obj] = outer }()
	w := &walk{e: e, f: f, v: v, obj: obj, expr: expr, versions: start, use: f.path(expr.Pos()), home: f.path(obj.Pos())}
	for _, s := range v.steps {
		w.step(s)
	}
	return w.result()
}

// walk is the way through a variable's assignments.
type walk struct {
	e         *evaluator
	f         *flow
	v         *local
	obj       *types.Var
	expr      ast.Expr
	use, home []arm
	versions  []version
	cut       bool
}

// relative returns the branches and loops around a place inside of the variable's scope, without those that are around its use, too.
func (w *walk) relative(path []arm) []arm {
	var rel []arm
	for _, a := range path {
		if a.kind == armFunc || slices.ContainsFunc(w.home, func(h arm) bool { return h.of == a.of }) ||
			slices.Contains(w.use, a) {
			continue
		}
		rel = append(rel, a)
	}
	return rel
}

// function returns the function literal around a path, nil for the declaration itself.
func function(path []arm) ast.Node {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i].kind == armFunc {
			return path[i].of
		}
	}
	return nil
}

// reaches tells whether an assignment may come before the use: it stands before it, or in a loop around both, or in another function
// literal, which may run at any time.
func (w *walk) reaches(s step, path []arm) bool {
	if s.pos < w.expr.Pos() || function(path) != function(w.use) {
		return true
	}
	for _, a := range path {
		if a.kind == armLoop && slices.Contains(w.use, a) && !slices.Contains(w.home, a) {
			return true
		}
	}
	return false
}

func (w *walk) step(s step) {
	path := w.f.path(s.pos)
	if !w.reaches(s, path) {
		return
	}
	rel := w.relative(path)
	for _, a := range rel {
		if slices.ContainsFunc(w.use, func(u arm) bool { return u.of == a.of && u.index != a.index }) {
			return // the other branch of the one that the use stands in
		}
	}
	if function(path) != function(w.use) || s.pos > w.expr.Pos() {
		w.alternative(s) // at a time that is not known
		return
	}
	if s.kind == stepAdd || s.kind == stepWrite {
		if more := w.evaluate(s, w.texts(nil)); harmless(more) {
			// Whether a condition is there or not, and which, is no reason for a version of its own.
			w.grow(together(more), nil)
			return
		}
	}
	for _, a := range rel {
		w.split(a, s)
	}
	w.apply(s, rel)
}

// grow adds texts to the versions that take the branches.
func (w *walk) grow(more evaluation, taken []arm) {
	w.cut = w.cut || more.cut
	if len(w.versions) == 0 {
		w.versions = []version{{}}
	}
	var kept []version
	for _, v := range w.versions {
		if v.conflict(taken) {
			kept = append(kept, v)
			continue
		}
		longer := w.e.concat(evaluation{texts: []segments{v.text}}, more)
		w.cut = w.cut || longer.cut
		for _, text := range longer.texts {
			kept = append(kept, version{text, v.taken})
		}
	}
	w.versions = kept
	w.bound()
}

// alternative adds what an assignment makes of the variable to what else it may be.
func (w *walk) alternative(s step) {
	texts := w.evaluate(s, w.texts(nil))
	if s.kind == stepAdd || s.kind == stepWrite {
		texts = w.e.concat(orEmpty(evaluation{texts: w.texts(nil)}), texts)
	}
	w.cut = w.cut || texts.cut
	for _, text := range texts.texts {
		w.add(version{text: text})
	}
}

// split makes a version for each arm of a statement in which the variable changes, and one for none of them.
func (w *walk) split(a arm, s step) {
	if len(w.versions) == 0 {
		w.versions = []version{{}}
		if s.kind == stepAssign || s.kind == stepRange {
			w.versions = nil
			return
		}
	}
	indexes, replaced := w.changedArms(a)
	none := replaced && (a.kind == armLoop || !exhaustive(a.of) || !w.changesAll(a, indexes))
	var split []version
	for _, v := range w.versions {
		if v.took(a.of) {
			split = append(split, v)
			continue
		}
		if none {
			split = append(split, version{v.text, append(slices.Clip(v.taken), arm{of: a.of, index: -1})})
		}
		for _, index := range indexes {
			split = append(split, version{v.text, append(slices.Clip(v.taken), arm{of: a.of, index: index})})
		}
	}
	w.versions = split
	w.bound()
}

// changedArms returns the arms of a statement in which the variable changes, and whether it gets a new value in one rather than a longer
// one. What only grows in some branch is taken as grown: whatever the shorter text touches the longer one touches, too.
func (w *walk) changedArms(a arm) (indexes []int, replaced bool) {
	for _, s := range w.v.steps {
		for _, other := range w.f.path(s.pos) {
			if other.of != a.of {
				continue
			}
			if !slices.Contains(indexes, other.index) {
				indexes = append(indexes, other.index)
			}
			replaced = replaced || s.kind == stepAssign || s.kind == stepRange || s.kind == stepClear
		}
	}
	return indexes, replaced
}

func (w *walk) changesAll(a arm, indexes []int) bool {
	arms := 0
	for _, other := range w.f.arms {
		if other.of == a.of {
			arms++
		}
	}
	return arms == len(indexes)
}

// apply lets an assignment change the versions that take its branches.
func (w *walk) apply(s step, path []arm) {
	taken := make([]arm, len(path))
	for i, a := range path {
		taken[i] = arm{of: a.of, index: a.index}
	}
	result := w.evaluate(s, w.texts(taken))
	if s.kind == stepAdd || s.kind == stepWrite {
		w.grow(result, taken)
		return
	}
	w.cut = w.cut || result.cut
	var kept []version
	cleared := false
	for _, v := range w.versions {
		switch {
		case v.conflict(taken):
			kept = append(kept, v)
		case s.kind == stepClear:
			kept = append(kept, version{nil, v.taken})
			cleared = true
		}
	}
	w.versions = kept
	if !cleared {
		for _, text := range result.texts {
			w.add(version{text, taken})
		}
	}
	w.bound()
}

// texts returns the values of the versions that take the branches.
func (w *walk) texts(taken []arm) []segments {
	var texts []segments
	for _, v := range w.versions {
		if !v.conflict(taken) {
			texts = append(texts, v.text)
		}
	}
	return texts
}

// evaluate returns what an assignment gives, where before is what the variable may be until then.
func (w *walk) evaluate(s step, before []segments) evaluation {
	w.e.current[w.obj] = &self{value: evaluation{texts: before}, expr: w.expr}
	var result evaluation
	switch s.kind {
	case stepClear:
	case stepRange:
		result = w.e.rangeValue(w.expr, s)
	case stepWrite:
		result = w.e.written(s.value.(*ast.CallExpr), w.obj)
	default:
		result = w.e.evalResult(s.value, s.result)
	}
	return result
}

func (w *walk) add(v version) {
	for _, old := range w.versions {
		if old.text.same(v.text) && slices.Equal(old.taken, v.taken) {
			return
		}
	}
	w.versions = append(w.versions, v)
}

func (w *walk) bound() {
	if len(w.versions) > 2*maxTexts {
		w.versions, w.cut = w.versions[:2*maxTexts], true
	}
}

func (w *walk) result() evaluation {
	value := evaluation{cut: w.cut}
	for _, v := range w.versions {
		if !v.conflict(w.use) {
			value = union(value, evaluation{texts: []segments{v.text}})
		}
	}
	value = dropEmpty(value)
	if w.v.unknown || len(value.texts) == 0 {
		value = union(value, unknown(w.expr))
	}
	return value
}
