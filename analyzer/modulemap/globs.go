package modulemap

import (
	"path"
	"slices"
	"strings"
)

// packageGlob is an entry of `public` or of an interface.
type packageGlob struct {
	word
	segments []string // "**" for any number; none: the root package
}

// parsePackageGlob returns "" if w can be read as a package glob, else why not.
func parsePackageGlob(w word) (packageGlob, string) {
	text := strings.TrimSuffix(strings.TrimPrefix(w.text, "./"), "/")
	g := packageGlob{word: w}
	if text == "." || text == "" {
		return g, ""
	}
	g.segments = strings.Split(text, "/")
	for i, segment := range g.segments {
		switch {
		case segment == "..." && i == len(g.segments)-1:
			g.segments[i] = "**"
		case segment == "**":
		case strings.Contains(segment, "..."):
			return g, "... stands only at the end, after a /; use ** for any folders between"
		case strings.Contains(segment, "**"):
			return g, "** stands for whole segments only"
		case segment == "..":
			return g, "a module cannot publish what is outside of it"
		case segment == "" || segment == ".":
			return g, "an empty segment matches nothing"
		}
	}
	return g, ""
}

// match tells whether the glob matches a package's folder relative to the module, "." for its root.
func (g packageGlob) match(rel string) bool {
	if rel == "." {
		return matchSegments(g.segments, nil)
	}
	return matchSegments(g.segments, strings.Split(rel, "/"))
}

func matchSegments(glob, segments []string) bool {
	for i, g := range glob {
		if g == "**" {
			for skip := 0; skip <= len(segments)-i; skip++ {
				if matchSegments(glob[i+1:], segments[i+skip:]) {
					return true
				}
			}
			return false
		}
		if i >= len(segments) || !matchStars(g, segments[i]) {
			return false
		}
	}
	return len(glob) == len(segments)
}

// matchStars tells whether text matches a glob in which * stands for any characters.
func matchStars(glob, text string) bool {
	first, rest, starred := strings.Cut(glob, "*")
	if !starred {
		return glob == text
	}
	if !strings.HasPrefix(text, first) {
		return false
	}
	text = text[len(first):]
	parts := strings.Split(rest, "*")
	last := len(parts) - 1
	for _, part := range parts[:last] {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return len(text) >= len(parts[last]) && strings.HasSuffix(text, parts[last])
}

// starsOverlap tells whether there is a text that both globs match.
func starsOverlap(a, b string) bool {
	// reach[j]: the part of a read so far and b[:j] can match one text
	reach := make([]bool, len(b)+1)
	for i := 0; i <= len(a); i++ {
		next := make([]bool, len(b)+1)
		for j := 0; j <= len(b); j++ {
			switch {
			case i == 0 && j == 0:
				next[j] = true
			case i > 0 && a[i-1] == '*':
				next[j] = reach[j] || j > 0 && next[j-1]
			case j > 0 && b[j-1] == '*':
				next[j] = next[j-1] || i > 0 && reach[j]
			default:
				next[j] = i > 0 && j > 0 && a[i-1] == b[j-1] && reach[j-1]
			}
		}
		reach = next
	}
	return reach[len(b)]
}

// exposed is an entry of `expose`.
type exposed struct {
	word
	file string // base name or path of a file; "" for symbols
	pkg  string // in front: the package's name, its folder, or the folder's last part; "" for any
	name string // glob
}

func parseExposed(w word) exposed {
	if strings.HasSuffix(w.text, ".go") {
		return exposed{word: w, file: w.text}
	}
	slash := strings.LastIndex(w.text, "/") + 1
	if dot := strings.Index(w.text[slash:], "."); dot >= 0 {
		return exposed{word: w, pkg: w.text[:slash+dot], name: w.text[slash+dot+1:]}
	}
	return exposed{word: w, name: w.text}
}

// match tells whether the entry exposes a symbol of the package in the folder rel of the module.
func (e exposed) match(rel, pkg, file, symbol string) bool {
	if e.file != "" {
		if strings.Contains(e.file, "/") {
			return matchStars(e.file, path.Join(rel, file))
		}
		return matchStars(e.file, file)
	}
	if e.pkg != "" && !matchStars(e.pkg, pkg) && !matchStars(e.pkg, rel) && !matchStars(e.pkg, path.Base(rel)) {
		return false
	}
	return matchStars(e.name, symbol)
}

func sortedCopy(list []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

func foldOverlap(a, b string) bool { return starsOverlap(strings.ToLower(a), strings.ToLower(b)) }
