package load

import (
	"bufio"
	"fmt"
	"go/types"
	"os"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// fromExport reads a package's export data. Packages that are read share those that they mention; none of them depends on one that is
// type-checked from source, because the go command can only have built it with all that it imports.
func (c *Checker) fromExport(pkg *packages.Package, name string) (*types.Package, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %w", pkg.PkgPath, err)
	}
	defer file.Close()
	reader, err := gcexportdata.NewReader(bufio.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %w", pkg.PkgPath, err)
	}
	c.reading.Lock()
	defer c.reading.Unlock()
	if known := c.read[pkg.PkgPath]; known != nil && known.Complete() {
		return known, nil
	}
	typed, err := gcexportdata.Read(reader, c.fset, c.read, pkg.PkgPath)
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %w", pkg.PkgPath, err)
	}
	return typed, nil
}
