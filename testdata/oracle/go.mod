module github.com/ringfence/ringfence/testdata/oracle

go 1.26

require (
	github.com/DataDog/go-sqllexer v0.2.6
	github.com/ringfence/ringfence v0.0.0
	github.com/sqlc-dev/meyer v0.1.2
	github.com/sqlc-dev/oliphant v0.2.0
	github.com/sqlc-dev/teesql v1.1.0
)

require google.golang.org/protobuf v1.36.12 // indirect

require (
	github.com/sqlc-dev/marino v0.3.1
	golang.org/x/text v0.19.0 // indirect
)

replace github.com/ringfence/ringfence => ../..
