module github.com/ringfence/ringfence/testdata/oracle

go 1.26

require github.com/ringfence/ringfence v0.0.0

require (
	github.com/sqlc-dev/marino v0.3.1
	golang.org/x/text v0.19.0 // indirect
)

replace github.com/ringfence/ringfence => ../..
