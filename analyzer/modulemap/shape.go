package modulemap

import (
	"strings"
)

// shape is the form of a value. One table of shapes (grammar.go) checks a map and makes the JSON Schema, so that both accept the
// same maps as far as form goes.
type shape struct {
	kind kind
	noun string // what a value is: "a list of strings"; for errors

	// of strings
	enum    []string
	pattern *pattern

	// of integers
	min   int
	exact bool // min is the only value

	// of lists and dictionaries
	item     *shape
	notEmpty bool
	names    *shape // of a dictionary's keys

	// of mappings with fixed keys
	fields []field
	oneOf  []string // exactly one of these keys is there
	someOf []string // at least one of these keys is there, and not empty
	notTwo []string // not both of these keys are there

	alternatives []*shape // the value has one of these forms, told apart by kind
}

type field struct {
	name     string
	doc      string
	required bool
	shape    *shape
}

func (s *shape) field(name string) *shape {
	for _, f := range s.fields {
		if f.name == name {
			return f.shape
		}
	}
	return nil
}

func (s *shape) keys() []string {
	keys := make([]string, len(s.fields))
	for i, f := range s.fields {
		keys[i] = f.name
	}
	return keys
}

// check reports where v does not have the form s.
func (s *shape) check(v *value, f *faults) {
	if v.kind == kindBroken {
		return
	}
	if len(s.alternatives) > 0 {
		for _, alternative := range s.alternatives {
			if alternative.kind == v.kind {
				alternative.check(v, f)
				return
			}
		}
	}
	if len(s.alternatives) > 0 || v.kind != s.kind {
		help := ""
		if v.kind == kindNull && s.kind == kindList {
			help = "write [] for none or take the key out"
		}
		f.addForm(v.at, help, "want %s, not %s", s.noun, v.describe())
		return
	}
	switch v.kind {
	case kindString:
		s.checkString(v.text, v.at, f)
	case kindInt:
		if v.num < s.min || s.exact && v.num != s.min {
			f.addForm(v.at, "", "want %s, not %s", s.noun, v.describe())
		}
	case kindList:
		if s.notEmpty && len(v.items) == 0 {
			f.addForm(v.at, "", "want %s, not an empty list", s.noun)
		}
		for _, item := range v.items {
			s.item.check(item, f)
		}
	case kindMap:
		s.checkMap(v, f)
	}
}

func (s *shape) checkString(text string, at pos, f *faults) {
	switch {
	case len(s.enum) > 0:
		for _, name := range s.enum {
			if name == text {
				return
			}
		}
		f.addForm(at, suggest(text, s.enum), "unknown %s `%s`", s.noun, text)
	case s.pattern != nil && !s.pattern.MatchString(text):
		f.addForm(at, "", "want %s, not `%s`", s.noun, text)
	}
}

func (s *shape) checkMap(v *value, f *faults) {
	if s.fields == nil {
		if s.notEmpty && len(v.pairs) == 0 {
			f.addForm(v.at, "", "want %s, not an empty mapping", s.noun)
		}
		for _, p := range v.pairs {
			s.names.checkString(p.key, p.at, f)
			s.item.check(p.val, f)
		}
		return
	}
	for _, p := range v.pairs {
		if field := s.field(p.key); field != nil {
			field.check(p.val, f)
		} else {
			f.addForm(p.at, suggest(p.key, s.keys()), "unknown key `%s`", p.key)
		}
	}
	for _, field := range s.fields {
		if field.required && !v.has(field.name) {
			f.put(v.at, "", "missing key `"+field.name+"` ("+field.shape.noun+")")
		}
	}
	s.checkCombination(v, f)
}

func (s *shape) checkCombination(v *value, f *faults) {
	if len(s.oneOf) > 0 && !hasAny(v, s.oneOf) {
		f.put(v.at, "", "missing key `"+strings.Join(s.oneOf, "` or `")+"`")
	}
	two := s.notTwo
	if len(s.oneOf) == 2 {
		two = s.oneOf
	}
	if len(two) == 2 && v.has(two[0]) && v.has(two[1]) {
		f.put(v.get(two[1]).at, "keep one of them", "both `"+two[0]+"` and `"+two[1]+"`")
	}
	if len(s.someOf) > 0 {
		for _, key := range s.someOf {
			c := v.get(key)
			if c == nil {
				continue
			}
			if wrongForm := c.kind != kindList && c.kind != kindMap; wrongForm || len(c.items)+len(c.pairs) > 0 {
				return
			}
		}
		f.put(v.at, "write at least one entry under `"+strings.Join(s.someOf, "` or `")+"`", "the map names no module")
	}
}

func hasAny(v *value, keys []string) bool {
	for _, key := range keys {
		if v.has(key) {
			return true
		}
	}
	return false
}
