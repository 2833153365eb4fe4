package surface

import (
	"go/ast"
	"go/token"
	"strings"
)

// A Link is a reference to another package's symbol past the type checker: a //go:linkname directive or assembly.
type Link struct {
	Package  string // import path of the symbol's package
	Name     string // F, T.M or (*T).M
	Local    string // the function or variable that is tied to it; "" in assembly
	Push     bool   // the local function has a body, which takes the place of the other package's
	Pos, End token.Position
}

// linknames returns the //go:linkname directives of a file that name another package's symbol. The form without one only lets others link.
func (s *symbols) linknames(file *ast.File, importPath string) []Link {
	var found []Link
	bodies := map[string]bool{}
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Body != nil {
			bodies[fn.Name.Name] = true
		}
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			rest, ok := strings.CutPrefix(comment.Text, "//go:linkname ")
			if !ok {
				continue
			}
			words := strings.Fields(rest)
			if len(words) != 2 {
				continue
			}
			link, ok := s.link(words[1], importPath)
			if !ok {
				continue
			}
			link.Local, link.Push = words[0], bodies[words[0]]
			start := comment.Pos() + token.Pos(strings.LastIndex(comment.Text, words[1]))
			link.Pos, link.End = Position(s.fset, start), Position(s.fset, start+token.Pos(len(words[1])))
			found = append(found, link)
		}
	}
	return found
}

// link takes a linker symbol apart, if it is one of another of the user's packages.
func (s *symbols) link(symbol, importPath string) (Link, bool) {
	slash := strings.LastIndexByte(symbol, '/') + 1
	dot := strings.IndexByte(symbol[slash:], '.')
	if dot <= 0 {
		return Link{}, false
	}
	// The linker escapes the dots in the last part of an import path.
	path := symbol[:slash] + strings.ReplaceAll(symbol[slash:slash+dot], "%2e", ".")
	if path == importPath || s.own == nil || !s.own(path) {
		return Link{}, false
	}
	return Link{Package: path, Name: symbol[slash+dot+1:]}, true
}

// assembly returns the references of an assembly file to other packages' symbols, each symbol once a line.
func (s *symbols) assembly(name string, source []byte, importPath string) []Link {
	var found []Link
	line := 0
	for text := range strings.Lines(string(source)) {
		line++
		text, _, _ = strings.Cut(text, "//")
		for end := strings.Index(text, "(SB)"); end >= 0; {
			start := strings.LastIndexFunc(text[:end], func(r rune) bool { return strings.ContainsRune(" \t,$*", r) }) + 1
			written := text[start:end]
			plain, _, _ := strings.Cut(written, "<")
			plain = strings.TrimRight(strings.NewReplacer("·", ".", "∕", "/").Replace(plain), "+-0123456789")
			if link, ok := s.link(plain, importPath); ok {
				link.Pos = token.Position{Filename: baseName(name), Line: line, Column: start + 1}
				link.End = link.Pos
				link.End.Column += len(written)
				found = append(found, link)
			}
			next := strings.Index(text[end+1:], "(SB)")
			if next < 0 {
				break
			}
			end += 1 + next
		}
	}
	return found
}
