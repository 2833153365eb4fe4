package modulemap

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first needed: most processes that link this package never read a map.
type pattern struct {
	text     string
	compiled func() *regexp.Regexp
}

func newPattern(text string) *pattern {
	return &pattern{text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
}

func (p *pattern) String() string { return p.text }

// MatchString tells whether a string holds a match.
func (p *pattern) MatchString(s string) bool { return p.compiled().MatchString(s) }
