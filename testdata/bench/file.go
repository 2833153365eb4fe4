package main

import (
	"fmt"
	"go/format"
	"maps"
	"path"
	"slices"
	"strings"
)

// A file is one that is being written: Go, with the imports that its code asked for, or plain text if it has no package.
type file struct {
	pkg     string
	imports map[string]string // path → name, "" for its own
	body    strings.Builder
}

// use returns the name of a package in this file and sees to its import. A name of its own is given to what is called alike in every module.
func (f *file) use(importPath string) string {
	base := path.Base(importPath)
	name := ""
	if _, inner, ok := strings.Cut(importPath, "/internal/"); ok && strings.Contains(inner, "/") {
		name = strings.ReplaceAll(inner, "/", "")
	}
	f.imports[importPath] = name
	if name != "" {
		return name
	}
	return base
}

// blank imports a package for its effects.
func (f *file) blank(importPath string) {
	if _, used := f.imports[importPath]; !used {
		f.imports[importPath] = "_"
	}
}

func (f *file) printf(text string, args ...any) { fmt.Fprintf(&f.body, text, args...) }

func (f *file) bytes() ([]byte, error) {
	if f.pkg == "" {
		return []byte(f.body.String()), nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\n", f.pkg)
	if len(f.imports) > 0 {
		b.WriteString("import (\n")
		ours := func(importPath string) bool { return strings.HasPrefix(importPath, root) }
		for _, own := range []bool{false, true} {
			for _, importPath := range slices.Sorted(maps.Keys(f.imports)) {
				if ours(importPath) == own {
					fmt.Fprintf(&b, "\t%s %q\n", f.imports[importPath], importPath)
				}
			}
			b.WriteString("\n")
		}
		b.WriteString(")\n\n")
	}
	b.WriteString(f.body.String())
	return format.Source([]byte(b.String()))
}
