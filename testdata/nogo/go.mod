module github.com/ringfence/ringfence/testdata/nogo

go 1.25.0

require (
	github.com/ringfence/ringfence v0.0.0
	golang.org/x/mod v0.40.0
	golang.org/x/tools v0.49.0
)

require (
	github.com/bmatcuk/doublestar/v4 v4.10.4 // indirect
	golang.org/x/sync v0.22.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

replace github.com/ringfence/ringfence => ../..
