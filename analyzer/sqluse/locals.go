package sqluse

import (
	"go/ast"
	"go/token"
	"go/types"
)

// local is what happens to a variable of a function (or what one of its constants is declared as), in source order.
type local struct {
	steps   []step
	unknown bool // it is also assigned to in a way that is not followed: a range, one of several results, through a pointer
}

// step is one assignment.
type step struct {
	value ast.Expr
	add   bool     // +=
	block ast.Node // the block or case that it stands in
}

type locals map[types.Object]*local

// localsOf indexes the assignments inside a top-level declaration, closures included, once.
func (o *observer) localsOf(decl ast.Decl) locals {
	if found, ok := o.locals[decl]; ok {
		return found
	}
	index := &localIndex{o: o, vars: locals{}}
	o.locals[decl] = index.vars
	var open []ast.Node // the nodes around the one that is visited
	ast.Inspect(decl, func(n ast.Node) bool {
		if n == nil {
			open = open[:len(open)-1]
			return true
		}
		index.visit(n, innermostBlock(open))
		open = append(open, n)
		return true
	})
	return index.vars
}

func innermostBlock(open []ast.Node) ast.Node {
	for i := len(open) - 1; i >= 0; i-- {
		switch open[i].(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			return open[i]
		}
	}
	return nil
}

type localIndex struct {
	o    *observer
	vars locals
}

// get returns the entry of a variable, nil for anything but a name.
func (x *localIndex) get(expr ast.Expr) *local {
	ident, ok := expr.(*ast.Ident)
	if !ok {
		return nil
	}
	obj := x.o.info.ObjectOf(ident)
	if obj == nil {
		return nil
	}
	if x.vars[obj] == nil {
		x.vars[obj] = &local{}
	}
	return x.vars[obj]
}

func (x *localIndex) lose(expr ast.Expr) {
	if expr == nil {
		return
	}
	if v := x.get(ast.Unparen(expr)); v != nil {
		v.unknown = true
	}
}

func (x *localIndex) visit(n ast.Node, block ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		x.assign(n, block)
	case *ast.ValueSpec:
		for i, name := range n.Names {
			switch v := x.get(name); {
			case v == nil || len(n.Values) == 0:
			case len(n.Values) == len(n.Names):
				v.steps = append(v.steps, step{value: n.Values[i], block: block})
			default:
				v.unknown = true
			}
		}
	case *ast.RangeStmt:
		x.lose(n.Key)
		x.lose(n.Value)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			x.lose(n.X)
		}
	}
}

func (x *localIndex) assign(n *ast.AssignStmt, block ast.Node) {
	for i, lhs := range n.Lhs {
		v := x.get(ast.Unparen(lhs))
		if v == nil {
			continue
		}
		switch {
		case n.Tok == token.ADD_ASSIGN:
			v.steps = append(v.steps, step{value: n.Rhs[0], add: true, block: block})
		case len(n.Lhs) == len(n.Rhs):
			v.steps = append(v.steps, step{value: n.Rhs[i], block: block})
		case i == 0:
			// The first of several results: sqlx.In and its like give the text back first.
			v.steps = append(v.steps, step{value: n.Rhs[0], block: block})
		default:
			v.unknown = true
		}
	}
}
