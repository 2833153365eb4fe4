// Package schema compares the JSON Schema of modules.yaml with the parser, by a JSON Schema library: what one accepts the other
// does, but for what only the parser can know. It is a Go module of its own so that users of ringfence inherit no such library.
package schema
