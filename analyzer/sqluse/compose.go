package sqluse

import (
	"go/ast"
	"slices"
	"strings"
)

// compose writes the chain's statement.
func (e *evaluator) compose(ch *chain, way int, at ast.Expr) evaluation {
	text := func(s string) evaluation { return constantly(s, at) }
	name := func(n named) evaluation { return n.names[min(way, len(n.names)-1)] }
	var reads, where evaluation
	add := func(to *evaluation, parts ...evaluation) {
		for _, part := range parts {
			*to = e.concat(orEmpty(*to), part)
		}
	}
	list := func(all []named) (joined evaluation) {
		for i, n := range all {
			if i > 0 {
				add(&joined, text(", "))
			}
			add(&joined, name(n))
		}
		return joined
	}
	for _, j := range ch.joins {
		add(&reads, text(" JOIN "), j)
	}
	for _, b := range ch.behind {
		if e.mayHoldQuery(b, true) {
			add(&reads, text(" "), b)
		}
	}
	for _, s := range ch.sqls {
		if e.mayHoldQuery(s, false) {
			if len(where.texts) == 0 {
				add(&where, text(" WHERE ("), s, text(")"))
			} else {
				add(&where, text(" AND ("), s, text(")"))
			}
		}
	}
	var all evaluation
	switch {
	case len(ch.tables) == 0 && len(ch.froms) == 0 && len(reads.texts) == 0 && len(where.texts) == 0:
		return evaluation{}
	case len(ch.tables) == 0 || ch.reads():
		if len(ch.tables)+len(ch.froms) == 0 {
			if len(reads.texts) == 0 {
				add(&all, text("SELECT 1"))
			}
			add(&all, orEmpty(reads), orEmpty(where)) // a piece of a statement that begins elsewhere
			return all
		}
		add(&all, text("SELECT * FROM "), orEmpty(list(append(slices.Clip(ch.tables), ch.froms...))), orEmpty(reads), orEmpty(where))
		return all
	}
	for i, t := range ch.tables {
		if i > 0 {
			add(&all, text("; "))
		}
		add(&all, text(heads[ch.verb]), name(t), text(tails[ch.verb]))
		if i == 0 && (len(ch.froms) > 0 || len(reads.texts) > 0) && (ch.verb == updateVerb || ch.verb == deleteVerb) {
			add(&all, text(" WHERE x IN (SELECT 1 FROM "))
			if len(ch.froms) == 0 {
				add(&all, text("(SELECT 1) x"))
			}
			add(&all, orEmpty(list(ch.froms)), orEmpty(reads), orEmpty(where), text(")"))
		} else if i == 0 && ch.verb != insertVerb {
			add(&all, orEmpty(where))
		}
	}
	return all
}

func (ch *chain) reads() bool { return ch.verb == noVerb || ch.verb == selectVerb }

var heads = [...]string{
	insertVerb: "INSERT INTO ", updateVerb: "UPDATE ", deleteVerb: "DELETE FROM ", truncateVerb: "TRUNCATE TABLE ",
	createVerb: "CREATE TABLE ", dropVerb: "DROP TABLE ", alterVerb: "ALTER TABLE ",
}

var tails = [...]string{
	insertVerb: " VALUES (1)", updateVerb: " SET x = 1", deleteVerb: "", truncateVerb: "", createVerb: " (x int)", dropVerb: "",
	alterVerb: " ADD x int",
}

// mayHoldQuery tells whether a condition may name a table: only in a query inside of it. Of SQL behind the tables, any join may.
func (e *evaluator) mayHoldQuery(texts evaluation, behind bool) bool {
	return slices.ContainsFunc(texts.texts, func(text segments) bool {
		s := text.String()
		return mayBeSQL(s) && (behind || strings.Contains(strings.ToLower(s), "select"))
	})
}
