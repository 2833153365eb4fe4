package sqluse

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// MaxEmbedded bounds the embedded files that are read, in bytes: larger ones count as unknown.
const MaxEmbedded = 1 << 20

// FilesIn returns a Config.ReadFile that reads below a folder (an OS path).
func FilesIn(dir string) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))) }
}

// embedded returns the file that a //go:embed directive puts into a string or []byte variable, and the variable's name.
func (o *observer) embedded(obj *types.Var) (*ast.Ident, string, bool) {
	if o.config.readFile == nil || !isText(obj.Type()) {
		return nil, "", false
	}
	name, patterns := o.embedDirective(obj)
	if len(patterns) != 1 {
		return nil, "", false
	}
	text, ok := o.readBeside(patterns[0])
	return name, text, ok
}

// embedDirective returns the patterns of the //go:embed comments above a package variable.
func (o *observer) embedDirective(obj *types.Var) (*ast.Ident, []string) {
	for _, file := range o.files {
		if file.FileStart > obj.Pos() || obj.Pos() >= file.FileEnd {
			continue
		}
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR || obj.Pos() < gen.Pos() || obj.Pos() >= gen.End() {
				continue
			}
			for _, spec := range gen.Specs {
				spec, ok := spec.(*ast.ValueSpec)
				if !ok || len(spec.Names) != 1 || spec.Names[0].Pos() != obj.Pos() {
					continue
				}
				return spec.Names[0], append(embedPatterns(gen.Doc), embedPatterns(spec.Doc)...)
			}
		}
	}
	return nil, nil
}

func embedPatterns(doc *ast.CommentGroup) []string {
	if doc == nil {
		return nil
	}
	var patterns []string
	for _, comment := range doc.List {
		if rest, ok := strings.CutPrefix(comment.Text, "//go:embed "); ok {
			for _, pattern := range strings.Fields(rest) {
				patterns = append(patterns, strings.Trim(pattern, "\"`"))
			}
		}
	}
	return patterns
}

// readBeside reads a file by its path relative to the package's folder.
func (o *observer) readBeside(name string) (string, bool) {
	if !fsPath(name) {
		return "", false
	}
	data, err := o.config.readFile(name)
	if err != nil || len(data) > MaxEmbedded {
		return "", false
	}
	return string(data), true
}

// fsPath tells whether a name is one of a file below the folder, without patterns.
func fsPath(name string) bool {
	return name != "" && !strings.ContainsAny(name, "*?[\\") && !path.IsAbs(name) && path.Clean(name) == name && !strings.HasPrefix(name, "..")
}

// readEmbedded evaluates files.ReadFile("name") on an embed.FS.
func (e *evaluator) readEmbedded(call *ast.CallExpr) evaluation {
	if e.o.config.readFile == nil || len(call.Args) == 0 {
		return unknown(call)
	}
	fs := ast.Expr(nil)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && len(call.Args) == 1 {
		fs = sel.X
	} else {
		fs = call.Args[0]
	}
	ident, ok := ast.Unparen(fs).(*ast.Ident)
	if !ok {
		return unknown(call)
	}
	obj, ok := e.o.info.ObjectOf(ident).(*types.Var)
	if !ok || obj.Pkg() != e.o.pkg {
		return unknown(call)
	}
	_, patterns := e.o.embedDirective(obj)
	name := e.o.info.Types[call.Args[len(call.Args)-1]].Value
	if len(patterns) == 0 || name == nil || name.Kind() != constant.String {
		return unknown(call)
	}
	text, ok := e.o.readBeside(constant.StringVal(name))
	if !ok {
		return unknown(call)
	}
	return constantly(text, call)
}
