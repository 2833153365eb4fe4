package modulemap

import "slices"

// A Level says what becomes of a rule's findings.
type Level uint8

// The levels, from mild to strict.
const (
	LevelOff Level = iota
	LevelWarning
	LevelError
)

// String returns the level as the map spells it: off, warning or error.
func (l Level) String() string {
	switch l {
	case LevelWarning:
		return "warning"
	case LevelError:
		return "error"
	}
	return "off"
}

func parseLevel(s string) Level {
	switch s {
	case "warning":
		return LevelWarning
	case "error":
		return LevelError
	}
	return LevelOff
}

// RuleInfo is what the map knows of a rule.
type RuleInfo struct {
	ID      string
	Default Level
	Vet     bool // one package and its dependencies show it, so that go vet and golangci-lint can judge it
}

// Rules returns all rules in the order in which they are documented.
func Rules() []RuleInfo { return slices.Clone(rules) }

var rules = []RuleInfo{
	{"private-package", LevelError, true},
	{"private-symbol", LevelError, true},
	{"private-type", LevelError, true},
	{"api-leak", LevelError, true},
	{"undeclared-dependency", LevelError, true},
	{"deprecated-dependency", LevelWarning, true},
	{"hidden-module", LevelError, true},
	{"layer", LevelError, true},
	{"cycle", LevelError, false},
	{"linkname", LevelError, true},
	{"concrete-dependency", LevelOff, true},
	{"shared-model", LevelWarning, true},
	{"db-handle", LevelWarning, true},
	{"shared-transaction", LevelError, true},
	{"foreign-table", LevelError, true},
	{"foreign-key", LevelError, true},
	{"unowned-table", LevelOff, true},
	{"dynamic-sql", LevelWarning, true},
	{"unassigned-package", LevelError, true},
	{"bad-allow", LevelError, true},
	{"stale-allow", LevelWarning, true},
	{"expired", LevelError, false},
	{"stale-baseline", LevelError, false},
	{"unused-map", LevelWarning, false},
	{"blind-module", LevelWarning, false},
}

func ruleIDs() []string {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	return ids
}

func defaultLevel(rule string) Level {
	for _, r := range rules {
		if r.ID == rule {
			return r.Default
		}
	}
	return LevelOff
}
