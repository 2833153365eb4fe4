package modulemap

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FileName is the name of a map.
const FileName = "modules.yaml"

// Find walks up from dir to the first folder that holds a modules.yaml and returns the path of the file. The folder of a
// repository (it holds a .git file or folder) is the last one it looks at. If there is no map, the error is fs.ErrNotExist and
// says where it was looked for and what to do.
func Find(dir string) (file string, err error) { return FindNamed(dir, FileName) }

// FindNamed is Find for a map of another name, which may have folders in it: config/modules.yaml. A full path is returned as it is.
func FindNamed(dir, name string) (file string, err error) {
	if filepath.IsAbs(name) {
		return name, nil
	}
	start, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for at := start; ; at = filepath.Dir(at) {
		file := filepath.Join(at, filepath.FromSlash(name))
		info, err := os.Stat(file)
		switch {
		case err == nil && !info.IsDir():
			return file, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("looking for the module map: %w", err)
		}
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil || filepath.Dir(at) == at {
			return "", &notFoundError{name, start, at}
		}
	}
}

type notFoundError struct{ name, from, to string }

func (e *notFoundError) Error() string {
	where := "in " + e.from
	if e.to != e.from {
		where = "from " + e.from + " up to " + e.to
	}
	return fmt.Sprintf("no %s %s; run `ringfence init` to write one, or name it with -map FILE", e.name, where)
}

func (e *notFoundError) Is(target error) bool { return target == fs.ErrNotExist }
