package surface

import (
	"go/ast"
	"go/token"
	"go/types"
)

// passedOn marks the variables that are only handed on: as an argument, a result, an element, or to another variable.
func (o *observer) passedOn(files []*ast.File) {
	if len(o.kept) == 0 {
		return
	}
	handed := map[*ast.Ident]bool{}
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			for _, expr := range handsOn(node) {
				if ident := valueOf(expr); ident != nil {
					handed[ident] = true
				}
			}
			return true
		})
	}
	given, used := map[types.Object]bool{}, map[types.Object]bool{}
	for ident, obj := range o.info.Uses {
		if _, kept := o.kept[obj]; !kept {
			continue
		}
		if handed[ident] {
			given[obj] = true
		} else {
			used[obj] = true
		}
	}
	for obj, at := range o.kept {
		o.uses[at].PassedOn = given[obj] && !used[obj]
	}
}

// handsOn returns the expressions whose values a node hands on, or only compares with nil, or overwrites.
func handsOn(node ast.Node) []ast.Expr {
	switch node := node.(type) {
	case *ast.CallExpr:
		return node.Args
	case *ast.ReturnStmt:
		return node.Results
	case *ast.SendStmt:
		return []ast.Expr{node.Value}
	case *ast.ValueSpec:
		return node.Values
	case *ast.CompositeLit:
		return node.Elts
	case *ast.KeyValueExpr:
		return []ast.Expr{node.Value}
	case *ast.AssignStmt:
		exprs := node.Lhs
		for i, right := range node.Rhs {
			if len(node.Lhs) != len(node.Rhs) || !isBlank(node.Lhs[i]) {
				exprs = append(exprs[:len(exprs):len(exprs)], right)
			}
		}
		return exprs
	case *ast.BinaryExpr:
		if node.Op == token.EQL || node.Op == token.NEQ {
			if isNil(node.Y) {
				return []ast.Expr{node.X}
			}
			if isNil(node.X) {
				return []ast.Expr{node.Y}
			}
		}
	}
	return nil
}

// valueOf returns the variable whose value, address or target an expression is.
func valueOf(expr ast.Expr) *ast.Ident {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr
	case *ast.ParenExpr:
		return valueOf(expr.X)
	case *ast.StarExpr:
		return valueOf(expr.X)
	case *ast.UnaryExpr:
		if expr.Op == token.AND {
			return valueOf(expr.X)
		}
	}
	return nil
}

func isBlank(expr ast.Expr) bool {
	ident, ok := expr.(*ast.Ident)
	return ok && ident.Name == "_"
}

func isNil(expr ast.Expr) bool {
	ident, ok := expr.(*ast.Ident)
	return ok && ident.Name == "nil"
}
