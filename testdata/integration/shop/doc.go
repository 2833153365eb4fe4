// Package shop runs the example in testdata/shop on a real SQLite database. Its
// test has the build tag integration, so that nobody compiles a database engine
// who does not ask for it.
package shop
