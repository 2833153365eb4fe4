package modulemap

import (
	"slices"
	"strings"
)

// Nearest returns the name that a misspelt one was probably meant to be, "" if none is near enough. Of several equally near
// ones it is the first in the alphabet.
func Nearest(name string, names []string) string {
	best, bestDistance := "", max(1, min(3, (len(name)+1)/3))+1
	sorted := slices.Sorted(slices.Values(names))
	for _, candidate := range sorted {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with their neighbour to turn a into b.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if gap := len(s) - len(t); gap > 3 || gap < -3 {
		return max(len(s), len(t)) // too far to matter: skip the table
	}
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}

// suggest returns the help for an unknown name: the nearest right one, else all there are.
func suggest(name string, names []string) string {
	if near := Nearest(name, names); near != "" {
		return "did you mean `" + near + "`?"
	}
	if len(names) == 0 || len(names) > 30 {
		return ""
	}
	return "known: " + strings.Join(slices.Sorted(slices.Values(names)), ", ")
}
