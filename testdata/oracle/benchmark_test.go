package oracle

import (
	"testing"

	"github.com/DataDog/go-sqllexer"
	"github.com/sqlc-dev/oliphant"

	"github.com/ringfence/ringfence/analyzer/sqltables"
)

// BenchmarkPostgres reads the PostgreSQL corpus with this package, with DataDog's collector and with PostgreSQL's own grammar. One
// operation is one statement.
func BenchmarkPostgres(b *testing.B) {
	var statements []string
	bytes := 0
	for _, e := range readCorpus(b, "postgres.jsonl.gz") {
		statements = append(statements, e.SQL)
		bytes += len(e.SQL)
	}
	mean := int64(bytes / len(statements))
	run := func(name string, read func(sql string)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(mean)
			for i := 0; b.Loop(); i++ {
				read(statements[i%len(statements)])
			}
		})
	}
	var r sqltables.Result
	run("sqltables", func(sql string) { r.Extract(sql, sqltables.Postgres) })
	run("sqltables-any", func(sql string) { r.Extract(sql, sqltables.Any) })
	normalizer := sqllexer.NewNormalizer(sqllexer.WithCollectTables(true))
	run("sqllexer", func(sql string) { _, _, _ = normalizer.Normalize(sql, sqllexer.WithDBMS(sqllexer.DBMSPostgres)) })
	run("oliphant", func(sql string) { _, _ = oliphant.Parse(sql) })
}
