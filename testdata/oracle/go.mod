module github.com/ringfence/ringfence/testdata/oracle

go 1.26

require github.com/ringfence/ringfence v0.0.0

replace github.com/ringfence/ringfence => ../..
