package vettool

import (
	"fmt"
	"go/version"
	"strings"
)

// goVersionVariable names the environment variable in which the go command tells its tools which Go it is of.
const goVersionVariable = "GOVERSION"

// readable tells, as an error, that a tool cannot work for a go command: what a Go version compiles, an older one may not be able to read,
// and what it allows, an older one takes for a mistake. Both versions are as runtime.Version gives them; one that nobody can tell passes.
func readable(built, goCommand string) error {
	tool, command := release(built), release(goCommand)
	if tool == "" || command == "" || version.Compare(version.Lang(command), version.Lang(tool)) <= 0 {
		return nil
	}
	return fmt.Errorf("it was built with %s and cannot read what %s compiles; build it again with the newer Go: "+
		"go install github.com/ringfence/ringfence/cmd/ringfence@latest in this folder, or use it as a tool of the Go module (go get -tool)", tool, command)
}

// tellsApart tells whether the go command's cache tells the run of a package as a mere dependency from the run that judges it. Go 1.26 up to
// 1.26.8 and 1.27 up to 1.27.1 do not; before, runs that judge were not cached at all. Of a version that nobody can tell, the worse is thought.
func tellsApart(goCommand string) bool {
	v := release(goCommand)
	if v == "" || strings.HasPrefix(goCommand, "devel") {
		return false
	}
	switch version.Lang(v) {
	case "go1.26":
		return version.Compare(v, "go1.26.9") >= 0
	case "go1.27":
		return version.Compare(v, "go1.27.2") >= 0
	}
	return true
}

// release returns the part of a runtime.Version that names a version (devel go1.27-0123456 and go1.26.1 X:boringcrypto have more), "" if there
// is none.
func release(v string) string {
	for _, field := range strings.Fields(v) {
		if version.IsValid(field) {
			return field
		}
	}
	return ""
}
