package modulemap

import (
	"fmt"
	"maps"
	"slices"
)

// Overrides are settings of a door (of golangci-lint, say) that go before what a map says, written beside the door's other settings
// rather than in the map. The zero value overrides nothing.
type Overrides struct {
	// Name says where the settings stand, and is printed in errors in place of a file's name.
	Name string
	// Values are what a YAML, JSON or TOML decoder makes of the settings:
	//
	//	rules:   {dynamic-sql: off}   # levels that hold in every module, also in one with a level of its own
	//	exclude: ["**/*_gen.go"]      # globs of files that are not judged either
	//
	// Other keys, rules that do not exist and globs that cannot be parsed are errors, reported together with those of the map.
	Values map[string]any
}

// overridesShape is the form of Overrides.Values: keys of a map that say how it is judged, never whose what is.
func overridesShape() *shape {
	whole := grammar()
	var fields []field
	for _, f := range whole.fields {
		if f.name == "rules" || f.name == "exclude" {
			fields = append(fields, f)
		}
	}
	return object("a mapping", fields...)
}

// readOverrides reads what goes before the map.
func (p *parser) readOverrides() {
	overrides := &parser{faults: newFaults(p.src.Overrides.Name)}
	root := new(settings).value(p.src.Overrides.Values)
	overridesShape().check(root, overrides.faults)
	p.m.overrides = levelsOf(root.get("rules"))
	p.m.exclude = overrides.fileWords(root.get("exclude"))
	for _, fault := range overrides.faults.list {
		fault.Column = 0
		p.faults.list = append(p.faults.list, fault)
	}
}

// settings counts the values of settings that somebody else has decoded. They have no lines; a column each tells them apart.
type settings struct{ column int }

func (s *settings) at() pos {
	s.column++
	return pos{0, s.column}
}

// value turns decoded settings into a value.
func (s *settings) value(decoded any) *value {
	v := &value{kind: kindOther, at: s.at()}
	switch decoded := decoded.(type) {
	case nil:
		v.kind = kindNull
	case string:
		v.kind, v.text = kindString, decoded
	case []any:
		v.kind = kindList
		for _, item := range decoded {
			v.items = append(v.items, s.value(item))
		}
	case map[string]any:
		v.kind = kindMap
		for _, key := range slices.Sorted(maps.Keys(decoded)) {
			v.pairs = append(v.pairs, pair{key, s.at(), s.value(decoded[key])})
		}
	default:
		v.text = fmt.Sprint(decoded)
	}
	return v
}
