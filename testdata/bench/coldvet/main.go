// Command coldvet is the go command's own vet tool under a name that changes with the environment: the go command keys what it caches of
// vet by the tool's id, so that with a new one it judges every package anew. It is what a cold run of ringfence is compared with.
//
// BENCH_VET names the real tool, BENCH_VET_ID a file with the id.
package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"syscall"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "-V=full" {
		id, err := os.ReadFile(os.Getenv("BENCH_VET_ID"))
		if err != nil {
			fmt.Fprintln(os.Stderr, "coldvet: reading the id:", err)
			os.Exit(1)
		}
		fmt.Printf("coldvet version devel buildID=%x\n", sha256.Sum256(id))
		return
	}
	tool := os.Getenv("BENCH_VET")
	err := syscall.Exec(tool, append([]string{tool}, os.Args[1:]...), os.Environ())
	fmt.Fprintf(os.Stderr, "coldvet: running %q, which BENCH_VET names: %v\n", tool, err)
	os.Exit(1)
}
