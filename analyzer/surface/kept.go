package surface

import (
	"go/ast"
	"go/token"
	"go/types"
)

// keeping follows the variables whose type was inferred.
type keeping struct {
	at          map[types.Object]int // their place in uses
	given, used map[types.Object]bool
	outside     bool // one of them is declared at package level
	open        bool // the declaration at hand has one
}

// keep notes that the last use names a variable.
func (o *observer) keep(obj types.Object) {
	if o.kept.at == nil {
		o.kept = keeping{at: map[types.Object]int{}, given: map[types.Object]bool{}, used: map[types.Object]bool{}}
	}
	o.kept.at[obj] = len(o.uses) - 1
	o.kept.open = true
	o.kept.outside = o.kept.outside || isPackageLevel(obj)
}

// follow looks at what a declaration does with the variables.
func (o *observer) follow(decl ast.Node) {
	handed := map[*ast.Ident]bool{}
	ast.Inspect(decl, func(node ast.Node) bool {
		if ident, ok := node.(*ast.Ident); ok {
			if obj := o.info.Uses[ident]; obj != nil {
				if _, kept := o.kept.at[obj]; kept && handed[ident] {
					o.kept.given[obj] = true
				} else if kept {
					o.kept.used[obj] = true
				}
			}
			return true
		}
		for _, expr := range handsOn(node) {
			if ident := valueOf(expr); ident != nil {
				handed[ident] = true
			}
		}
		return true
	})
}

// passedOn marks the variables that are only handed on: as an argument, a result, an element, or to another variable.
func (o *observer) passedOn(files []*ast.File) {
	if o.kept.outside {
		for _, file := range files {
			o.follow(file)
		}
	}
	for obj, at := range o.kept.at {
		o.uses[at].PassedOn = o.kept.given[obj] && !o.kept.used[obj]
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
