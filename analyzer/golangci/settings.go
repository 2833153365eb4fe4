package golangci

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// settingsName says in errors where the settings stand.
const settingsName = "linters.settings.custom.ringfence.settings"

// settings are what .golangci.yml may say:
//
//	map:     config/modules.yaml  # default: the nearest modules.yaml, in the working directory or above; so is a relative name
//	rules:   {dynamic-sql: off}   # levels that go before the map's, in every module
//	exclude: ["**/*_gen.go"]      # files that are not judged, beside those that the map excludes
type settings struct {
	mapFile   string
	overrides map[string]any // checked together with the map
}

// keys are the settings that there are.
var keys = []string{"exclude", "map", "rules"}

func readSettings(decoded any) (settings, error) {
	s := settings{overrides: map[string]any{}}
	if decoded == nil {
		return s, nil
	}
	values, ok := decoded.(map[string]any)
	if !ok {
		return s, fmt.Errorf("%s: want a mapping with some of %s, not %v", settingsName, strings.Join(keys, ", "), decoded)
	}
	var faults modulemap.Errors
	fault := func(help, format string, args ...any) {
		faults = append(faults, &modulemap.Error{File: settingsName, Message: fmt.Sprintf(format, args...), Help: help})
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		switch value := values[key]; {
		case !slices.Contains(keys, key):
			help := "known: " + strings.Join(keys, ", ")
			if near := modulemap.Nearest(key, keys); near != "" {
				help = fmt.Sprintf("did you mean `%s`?", near)
			}
			fault(help, "unknown key `%s`", key)
		case key == "map":
			if s.mapFile, ok = value.(string); !ok || s.mapFile == "" {
				fault("take the key out to have the nearest "+modulemap.FileName, "want the path of a map under `map`, not `%v`", value)
			}
		default:
			s.overrides[key] = value
		}
	}
	if len(faults) > 0 {
		return s, faults
	}
	return s, nil
}
