package main

import (
	"fmt"
	"io"
	"time"
)

// printHead begins the table, in Markdown.
func printHead(w io.Writer) {
	fmt.Fprintln(w, "| tree | situation | this | compared with | time | time | ratio | goal | memory | memory | ratio | goal | |")
	fmt.Fprintln(w, "|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|")
}

func printRows(w io.Writer, tree, situation string, rows []row, err error) {
	for _, r := range rows {
		if len(r.c.this) > 0 {
			printRow(w, tree, r)
		}
	}
	if err != nil {
		fmt.Fprintf(w, "| %s | %s | not measured: %v | | | | | | | | | | |\n", tree, situation, err)
	}
}

func printRow(w io.Writer, tree string, r row) {
	this, that := middle(r.c.this), middle(r.c.that)
	wall, memory := r.c.ratios()
	if r.scale > 0 {
		wall, memory = wall*r.scale, memory*r.scale
	}
	memoryGoal := goal(r.memory)
	if r.most > 0 {
		memoryGoal = "≤ " + size(r.most)
	}
	verdict := "met"
	if r.goal > 0 && wall > r.goal || r.memory > 0 && memory > r.memory || r.most > 0 && this.memory > r.most {
		verdict = "MISSED"
	}
	fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", tree, r.name, r.this, r.that,
		took(this.wall), took(that.wall), ratio(wall), goal(r.goal), size(this.memory), size(that.memory), ratio(memory), memoryGoal, verdict)
}

func took(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

// size prints bytes.
func size(n int64) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%d MB", n>>20)
}

func ratio(r float64) string {
	switch {
	case r == 0:
		return "–"
	case r < 0.1:
		return fmt.Sprintf("1/%.0f", 1/r)
	}
	return fmt.Sprintf("%.2f", r)
}

func goal(g float64) string {
	if g == 0 {
		return ""
	}
	return "≤ " + ratio(g)
}
