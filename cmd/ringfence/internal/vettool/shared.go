package vettool

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ringfence/ringfence/analyzer/modulemap"
)

// everyones is a fault that has nothing to do with the package at hand: all packages of the run have it, and one of them tells it.
type everyones struct {
	of string // what it is a fault of, which tells it from others
	error
}

func (e everyones) Unwrap() error { return e.error }

// first tells whether a fault is still to be told. The tool is one process for each package, so what they know of each other lies in the
// folder that the go command made for the run. Where there is none, every process is the first.
func (u *unit) first(fault error) bool {
	all := everyones{}
	if !errors.As(fault, &all) {
		return true
	}
	run := u.runFolder()
	if run == "" {
		return true
	}
	sum := sha256.Sum256([]byte(all.of))
	told, err := os.OpenFile(filepath.Join(run, "ringfence-told-"+hex.EncodeToString(sum[:8])), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return !errors.Is(err, os.ErrExist)
	}
	told.Close()
	return true
}

// load reads a map, and looks at the folders below it only if no other process of the run has: that costs more than all else a small
// package takes, and in a large tree more than everything. What a map gets on top of this (tables that migrations create) the tool's id has to
// cover, too: toolID.
func (u *unit) load(file string) (*modulemap.Map, error) {
	kept := ""
	if run := u.runFolder(); run != "" {
		sum := sha256.Sum256([]byte(file))
		kept = filepath.Join(run, "ringfence-folders-"+hex.EncodeToString(sum[:8]))
		if data, err := os.ReadFile(kept); err == nil {
			folders := new(modulemap.Folders)
			if json.Unmarshal(data, folders) == nil {
				return modulemap.LoadKnowing(file, folders)
			}
		}
	}
	m, err := modulemap.Load(file)
	if err == nil && kept != "" {
		keep(kept, m.Folders())
	}
	return m, err
}

// keep writes what others read, all of it or nothing. Whether it can does not matter: they look for themselves then.
func keep(file string, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		return
	}
	draft, err := os.CreateTemp(filepath.Dir(file), "ringfence-")
	if err != nil {
		return
	}
	_, err = draft.Write(data)
	if err = errors.Join(err, draft.Close()); err == nil {
		err = os.Rename(draft.Name(), file)
	}
	if err != nil {
		os.Remove(draft.Name())
	}
}

// runFolder returns the folder that the go command made for this run and removes after it, "" if this is not how the tool was called.
func (u *unit) runFolder() string {
	// It has a folder for each package: b001, b002, …
	action := filepath.Dir(u.VetxOutput)
	number, ok := strings.CutPrefix(filepath.Base(action), "b")
	if _, err := strconv.ParseUint(number, 10, 32); !ok || err != nil || !filepath.IsAbs(action) {
		return ""
	}
	return filepath.Dir(action)
}
