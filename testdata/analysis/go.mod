module example.com/mono

go 1.25

require (
	github.com/jackc/pgx/v5 v5.0.0
	github.com/jmoiron/sqlx v1.0.0
)

replace (
	github.com/jackc/pgx/v5 => ./fakes/pgx
	github.com/jmoiron/sqlx => ./fakes/sqlx
)
