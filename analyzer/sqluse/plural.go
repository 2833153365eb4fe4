package sqluse

import "strings"

// plural makes the plural of a word as github.com/jinzhu/inflection does, which the mappers use: by the rules of Rails, with all that is odd
// about them (human becomes humen). The library itself compiles a hundred regular expressions whenever a program starts.
func plural(word string) string {
	lowered := strings.ToLower(word)
	if uncountable[lowered] {
		return word
	}
	for _, r := range pluralRules {
		if stem, ok := r.stem(lowered); ok {
			tail, ending, same := word[len(stem):], r.ending, 0
			for same < len(tail) && same < len(ending) && r.of[same] == ending[same] {
				same++ // and stays as it is written
			}
			ending = ending[same:]
			if tail == strings.ToUpper(tail) {
				ending = strings.ToUpper(ending)
			}
			return word[:len(stem)+same] + ending
		}
	}
	last := len(word) - 1
	switch {
	case last >= 0 && isUpper(word[last]):
		return word + "S"
	case last >= 0 && word[last] >= 'a' && word[last] <= 'z':
		return word + "s"
	}
	return word
}

var uncountable = map[string]bool{
	"equipment": true, "information": true, "rice": true, "money": true, "species": true, "series": true, "fish": true, "sheep": true,
	"jeans": true, "police": true,
}

// A pluralRule gives words that end in one way another ending.
type pluralRule struct {
	before     string // what stands before it: one of these, separated by |; "": anything
	of, ending string
	whole      bool // nothing stands before that
	not        string
}

// pluralRules holds the rules in the order in which they are tried.
var pluralRules = []pluralRule{
	{of: "person", ending: "people"}, {of: "man", ending: "men"}, {of: "child", ending: "children"}, {of: "sex", ending: "sexes"},
	{of: "move", ending: "moves"}, {of: "mombie", ending: "mombies"},
	{of: "quiz", ending: "quizzes"},
	{of: "oxen", ending: "oxen", whole: true}, {of: "ox", ending: "oxen", whole: true},
	{before: "m|l", of: "ice", ending: "ice", whole: true}, {before: "m|l", of: "ouse", ending: "ice", whole: true},
	{before: "matr|vert|ind", of: "ix", ending: "ices"}, {before: "matr|vert|ind", of: "ex", ending: "ices"},
	{of: "x", ending: "xes"}, {of: "ch", ending: "ches"}, {of: "ss", ending: "sses"}, {of: "sh", ending: "shes"},
	{before: "qu", of: "y", ending: "ies"}, {not: "aeiouy", of: "y", ending: "ies"},
	{of: "hive", ending: "hives"},
	{not: "f", of: "fe", ending: "ves"}, {before: "l|r", of: "f", ending: "ves"},
	{of: "sis", ending: "ses"},
	{before: "t|i", of: "a", ending: "a"}, {before: "t|i", of: "um", ending: "a"},
	{before: "buffal|tomat", of: "o", ending: "oes"},
	{of: "bus", ending: "buses"},
	{of: "alias", ending: "aliases"}, {of: "status", ending: "statuses"},
	{before: "octop|vir", of: "i", ending: "i"}, {before: "octop|vir", of: "us", ending: "i"},
	{before: "ax|test", of: "is", ending: "es", whole: true},
	{of: "s", ending: "s"},
}

// stem returns what the rule leaves of a word.
func (r *pluralRule) stem(word string) (string, bool) {
	stem, ok := strings.CutSuffix(word, r.of)
	switch {
	case !ok:
		return "", false
	case r.not != "":
		return stem, stem != "" && !strings.Contains(r.not, stem[len(stem)-1:])
	case r.before == "":
		return stem, !r.whole || stem == ""
	}
	for before := range strings.SplitSeq(r.before, "|") {
		if rest, ok := strings.CutSuffix(stem, before); ok && (!r.whole || rest == "") {
			return stem, true
		}
	}
	return "", false
}
