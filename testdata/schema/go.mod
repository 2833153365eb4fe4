module github.com/ringfence/ringfence/testdata/schema

go 1.25.0

require (
	github.com/ringfence/ringfence v0.0.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	gopkg.in/yaml.v3 v3.0.1
)

require (
	github.com/bmatcuk/doublestar/v4 v4.10.4 // indirect
	golang.org/x/mod v0.40.0 // indirect
	golang.org/x/text v0.14.0 // indirect
)

replace github.com/ringfence/ringfence => ../..
