package sqluse

import (
	"go/ast"
	"go/token"
	"go/types"
)

// flow is what happens to the variables of one top-level declaration, closures included, in source order.
type flow struct {
	vars map[types.Object]*local
	arms []arm // in source order: outer ones before those inside them
}

// local is one variable of a function, or one of its constants.
type local struct {
	steps []step
	// elements are what is assigned to its elements: list[i] = x, list = append(list, x).
	elements []step
	unknown  bool // it also changes in a way that is not followed: through a pointer
}

// step is one assignment, or whatever else changes a variable.
type step struct {
	kind  stepKind
	pos   token.Pos
	value ast.Expr
	// result is which of the value's results it is: of a call, and for a range 0 for the key and 1 for the element.
	result int
}

type stepKind uint8

const (
	stepAssign stepKind = iota
	stepAdd             // +=
	stepRange           // an element of value
	stepWrite           // value is a call that writes into the variable, a buffer
	stepClear           // the variable becomes empty
)

// arm is a part of a function that may or may not be run: one of several branches, a loop's body, a function literal.
type arm struct {
	pos, end token.Pos
	of       ast.Node // the statement; arms of the same one exclude each other
	index    int
	kind     armKind
}

type armKind uint8

const (
	armBranch armKind = iota
	armLoop
	armFunc
)

// flowOf indexes a top-level declaration once.
func (o *observer) flowOf(decl ast.Decl) *flow {
	if found, ok := o.flows[decl]; ok {
		return found
	}
	f := &flow{vars: map[types.Object]*local{}}
	o.flows[decl] = f
	ast.Inspect(decl, func(n ast.Node) bool {
		o.visitArm(f, n)
		o.visitStep(f, n)
		return true
	})
	return f
}

func (o *observer) visitArm(f *flow, n ast.Node) {
	add := func(body ast.Node, of ast.Node, index int, kind armKind) {
		f.arms = append(f.arms, arm{body.Pos(), body.End(), of, index, kind})
	}
	clauses := func(of ast.Node, body *ast.BlockStmt) {
		for i, clause := range body.List {
			add(clause, of, i, armBranch)
		}
	}
	switch n := n.(type) {
	case *ast.IfStmt:
		add(n.Body, n, 0, armBranch)
		if n.Else != nil {
			add(n.Else, n, 1, armBranch)
		}
	case *ast.SwitchStmt:
		clauses(n, n.Body)
	case *ast.TypeSwitchStmt:
		clauses(n, n.Body)
	case *ast.SelectStmt:
		clauses(n, n.Body)
	case *ast.ForStmt:
		add(n.Body, n, 0, armLoop)
	case *ast.RangeStmt:
		add(n.Body, n, 0, armLoop)
	case *ast.FuncLit:
		add(n.Body, n, 0, armFunc)
	}
}

// exhaustive tells whether one of a statement's arms is always run.
func exhaustive(of ast.Node) bool {
	var body *ast.BlockStmt
	switch of := of.(type) {
	case *ast.IfStmt:
		return of.Else != nil
	case *ast.SwitchStmt:
		body = of.Body
	case *ast.TypeSwitchStmt:
		body = of.Body
	case *ast.SelectStmt:
		return true
	default:
		return false
	}
	for _, clause := range body.List {
		if clause, ok := clause.(*ast.CaseClause); ok && clause.List == nil {
			return true
		}
	}
	return false
}

// path returns the arms around a place, outermost first.
func (f *flow) path(pos token.Pos) []arm {
	var path []arm
	for _, a := range f.arms {
		if a.pos > pos {
			break
		}
		if pos < a.end {
			path = append(path, a)
		}
	}
	return path
}

func (o *observer) visitStep(f *flow, n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		o.assignStep(f, n)
	case *ast.ValueSpec:
		for i, name := range n.Names {
			v := o.local(f, name)
			switch {
			case v == nil || len(n.Values) == 0:
			case len(n.Values) == len(n.Names):
				v.steps = append(v.steps, step{pos: name.Pos(), value: n.Values[i]})
			default:
				v.steps = append(v.steps, step{pos: name.Pos(), value: n.Values[0], result: i})
			}
		}
	case *ast.RangeStmt:
		for i, target := range []ast.Expr{n.Key, n.Value} {
			if target == nil {
				continue
			}
			if v := o.local(f, target); v != nil {
				v.steps = append(v.steps, step{kind: stepRange, pos: target.Pos(), value: n.X, result: i})
			}
		}
	case *ast.CallExpr:
		o.writeStep(f, n)
	case *ast.UnaryExpr:
		if n.Op == token.AND && !isBuffer(o.info.TypeOf(n.X)) {
			if v := o.local(f, n.X); v != nil && !isStruct(o.info.TypeOf(n.X)) {
				v.unknown = true
			}
		}
	}
}

func (o *observer) assignStep(f *flow, n *ast.AssignStmt) {
	for i, lhs := range n.Lhs {
		lhs = ast.Unparen(lhs)
		if index, ok := lhs.(*ast.IndexExpr); ok {
			if v := o.local(f, index.X); v != nil && len(n.Lhs) == len(n.Rhs) {
				v.elements = append(v.elements, step{pos: n.Pos(), value: n.Rhs[i]})
			}
			continue
		}
		v := o.local(f, lhs)
		if v == nil {
			continue
		}
		s := step{pos: n.Pos()}
		switch {
		case n.Tok == token.ADD_ASSIGN:
			s.kind, s.value = stepAdd, n.Rhs[0]
		case n.Tok != token.ASSIGN && n.Tok != token.DEFINE:
			continue // no text
		case len(n.Lhs) == len(n.Rhs):
			s.value = n.Rhs[i]
		default:
			s.value, s.result = n.Rhs[0], i
		}
		v.steps = append(v.steps, s)
	}
}

// writeStep notes a call that writes into a buffer: b.WriteString(x), fmt.Fprintf(&b, …), anything else that b is handed to.
func (o *observer) writeStep(f *flow, call *ast.CallExpr) {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && isBuffer(o.info.TypeOf(sel.X)) {
		v := o.local(f, sel.X)
		switch {
		case v == nil:
		case sel.Sel.Name == "Reset" || sel.Sel.Name == "Truncate":
			v.steps = append(v.steps, step{kind: stepClear, pos: call.Pos()})
		case len(sel.Sel.Name) >= 5 && sel.Sel.Name[:5] == "Write" || sel.Sel.Name == "ReadFrom":
			v.steps = append(v.steps, step{kind: stepWrite, pos: call.Pos(), value: call})
		}
		return
	}
	for _, arg := range call.Args {
		arg = pointedTo(arg)
		if isBuffer(o.info.TypeOf(arg)) {
			if v := o.local(f, arg); v != nil {
				v.steps = append(v.steps, step{kind: stepWrite, pos: call.Pos(), value: call})
			}
		}
	}
}

// pointedTo returns x of &x, and any other expression itself.
func pointedTo(expr ast.Expr) ast.Expr {
	expr = ast.Unparen(expr)
	if address, ok := expr.(*ast.UnaryExpr); ok && address.Op == token.AND {
		return ast.Unparen(address.X)
	}
	return expr
}

// local returns the entry of a variable, nil for anything but a name.
func (o *observer) local(f *flow, expr ast.Expr) *local {
	ident, ok := ast.Unparen(expr).(*ast.Ident)
	if !ok || ident.Name == "_" {
		return nil
	}
	obj := o.info.ObjectOf(ident)
	if obj == nil {
		return nil
	}
	if f.vars[obj] == nil {
		f.vars[obj] = &local{}
	}
	return f.vars[obj]
}

// isBuffer tells whether a type is a strings.Builder or bytes.Buffer, or a pointer to one.
func isBuffer(t types.Type) bool {
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	path, name := named.Obj().Pkg().Path(), named.Obj().Name()
	return path == "strings" && name == "Builder" || path == "bytes" && name == "Buffer"
}

// namedOf returns the named type that t is, or points to, nil if there is none.
func namedOf(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

func isStruct(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}
