package sqluse

import (
	"go/ast"
	"go/token"
	"go/types"
)

// local is what a function does to one of its variables (or declares one of its constants as).
type local struct {
	base    []ast.Expr // right-hand sides of = and :=
	added   []ast.Expr // right-hand sides of +=
	unknown bool       // assigned in a way that is not followed: a range, one of several results, through a pointer
}

type locals map[types.Object]*local

// localsOf indexes the assignments inside a top-level declaration, closures included, once.
func (o *observer) localsOf(decl ast.Decl) locals {
	if found, ok := o.locals[decl]; ok {
		return found
	}
	vars := locals{}
	o.locals[decl] = vars
	get := func(expr ast.Expr) *local {
		ident, ok := ast.Unparen(expr).(*ast.Ident)
		if !ok {
			return nil
		}
		obj := o.info.ObjectOf(ident)
		if obj == nil {
			return nil
		}
		if vars[obj] == nil {
			vars[obj] = &local{}
		}
		return vars[obj]
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			o.assign(n, get)
		case *ast.ValueSpec:
			for i, name := range n.Names {
				switch v := get(name); {
				case v == nil || len(n.Values) == 0:
				case len(n.Values) == len(n.Names):
					v.base = append(v.base, n.Values[i])
				default:
					v.unknown = true
				}
			}
		case *ast.RangeStmt:
			for _, expr := range []ast.Expr{n.Key, n.Value} {
				if v := getOrNil(get, expr); v != nil {
					v.unknown = true
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				if v := get(n.X); v != nil {
					v.unknown = true
				}
			}
		}
		return true
	})
	return vars
}

func getOrNil(get func(ast.Expr) *local, expr ast.Expr) *local {
	if expr == nil {
		return nil
	}
	return get(expr)
}

func (o *observer) assign(n *ast.AssignStmt, get func(ast.Expr) *local) {
	for i, lhs := range n.Lhs {
		v := get(lhs)
		if v == nil {
			continue
		}
		switch {
		case n.Tok == token.ADD_ASSIGN:
			v.added = append(v.added, n.Rhs[0])
		case len(n.Lhs) == len(n.Rhs):
			v.base = append(v.base, n.Rhs[i])
		case i == 0:
			// The first of several results: sqlx.In and its like give the text back first.
			v.base = append(v.base, n.Rhs[0])
		default:
			v.unknown = true
		}
	}
}
