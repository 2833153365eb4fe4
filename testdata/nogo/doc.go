// Package nogo tests ringfence in other programs' hands: as Bazel's nogo runs analyzers, in a multichecker, and in a vet tool.
package nogo
