package modulemap

import (
	"bytes"
	"encoding/json"
)

// Schema returns the JSON Schema (draft 2020-12) of a map, for editors. What the form of a value says stands in it; that names name
// something is known to the parser only.
func Schema() []byte {
	s := schemaOf(grammar())
	top := ordered{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "https://github.com/ringfence/ringfence/modules.schema.json"},
		{"title", "ringfence module map"},
		{"description", "modules.yaml: which packages and tables belong to which module, what of it others may use, and who may."},
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(append(top, s...)); err != nil {
		panic("modulemap: " + err.Error()) // strings, lists and maps are always encoded
	}
	return b.Bytes()
}

// ordered is a JSON object whose keys come in the order of the grammar.
type ordered []member

type member struct {
	name  string
	value any
}

func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{m.name, m.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			encoder := json.NewEncoder(&b)
			encoder.SetEscapeHTML(false)
			if err := encoder.Encode(v); err != nil {
				return nil, err
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func schemaOf(s *shape) ordered {
	if len(s.alternatives) > 0 {
		var list []any
		for _, alternative := range s.alternatives {
			list = append(list, schemaOf(alternative))
		}
		return ordered{{"oneOf", list}}
	}
	switch s.kind {
	case kindString:
		return schemaOfString(s)
	case kindInt:
		if s.exact {
			return ordered{{"const", s.min}}
		}
		return ordered{{"type", "integer"}, {"minimum", s.min}}
	case kindBool:
		return ordered{{"type", "boolean"}}
	case kindList:
		list := ordered{{"type", "array"}, {"items", schemaOf(s.item)}}
		if s.notEmpty {
			list = append(list, member{"minItems", 1})
		}
		return list
	}
	return schemaOfMap(s)
}

func schemaOfString(s *shape) ordered {
	switch {
	case len(s.enum) > 0:
		return ordered{{"enum", s.enum}}
	case s.pattern != nil:
		return ordered{{"type", "string"}, {"pattern", s.pattern.String()}}
	}
	return ordered{{"type", "string"}}
}

func schemaOfMap(s *shape) ordered {
	o := ordered{{"type", "object"}}
	if s.fields == nil {
		return append(o, member{"propertyNames", schemaOf(s.names)}, member{"additionalProperties", schemaOf(s.item)})
	}
	var properties ordered
	var required []string
	for _, f := range s.fields {
		properties = append(properties, member{f.name, append(ordered{{"description", f.doc}}, schemaOf(f.shape)...)})
		if f.required {
			required = append(required, f.name)
		}
	}
	o = append(o, member{"additionalProperties", false}, member{"properties", properties})
	if required != nil {
		o = append(o, member{"required", required})
	}
	return append(o, combinations(s)...)
}

// combinations says which keys go together.
func combinations(s *shape) ordered {
	has := func(key string) ordered { return ordered{{"required", []string{key}}} }
	var o ordered
	if len(s.notTwo) > 0 {
		o = append(o, member{"not", ordered{{"required", s.notTwo}}})
	}
	if len(s.oneOf) > 0 {
		var list []any
		for _, key := range s.oneOf {
			list = append(list, has(key))
		}
		o = append(o, member{"oneOf", list})
	}
	if len(s.someOf) > 0 {
		var list []any
		for _, key := range s.someOf {
			full := ordered{{"minItems", 1}, {"minProperties", 1}}
			list = append(list, append(has(key), member{"properties", ordered{{key, full}}}))
		}
		o = append(o, member{"anyOf", list})
	}
	return o
}
