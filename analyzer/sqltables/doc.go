// Package sqltables reads SQL text and tells which tables it names.
//
// In goes a text as it stands in source code or in a migration: one statement, several, or a piece of one, possibly with
// holes (the byte [Hole]) where a part is not known, possibly cut off, possibly not SQL at all. Out comes a [Result]: every
// mention of a table with what is done to it and the bytes where it stands, the statements, and a verdict on the text's shape.
//
// It is no validator. Names are found by structure: a lexer per dialect (lexer*.go) makes tokens, clauses are read by recursive
// descent, and expressions are skipped by the depth of their parentheses, apart from the subqueries in them. Where to look:
//
//	query.go    expressions and subqueries, SELECT         from.go     FROM lists and joins
//	with.go     WITH and its scopes                        name.go     dotted names, quotes, holes
//	insert.go   INSERT, REPLACE                            update.go   UPDATE
//	delete.go   DELETE                                     merge.go    MERGE
//	create.go   CREATE TABLE, VIEW, INDEX                  alter.go    ALTER, RENAME
//	create_trigger.go  CREATE TRIGGER, RULE, POLICY, PUBLICATION, SCHEMA, DOMAIN
//	drop.go     DROP                                       utility.go  LOCK, COPY, TRUNCATE, EXPLAIN and the like
//	grant.go    GRANT, REVOKE, COMMENT                     mysql.go    SHOW, DESCRIBE, HANDLER and MySQL's table utilities
//	body.go     routine and trigger bodies                 statement.go  which reader reads which statement
//	quoted.go   literals with bodies, SQL or names in them
//	shape.go    what speaks against SQL                    verdict.go  whole statement, fragment or no SQL
//
// Any input is read in time linear in its length and with bounded stack; no input makes it panic.
package sqltables
