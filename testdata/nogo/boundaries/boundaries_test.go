package boundaries

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/mod/modfile"
)

// TestMap compares what is embedded with what it is a copy of. With another import path every package would pass without a look.
func TestMap(t *testing.T) {
	shop := filepath.Join("..", "..", "shop")
	original, err := os.ReadFile(filepath.Join(shop, "modules.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, original) {
		t.Error("the map has changed: cp testdata/shop/modules.yaml testdata/nogo/boundaries/")
	}
	goMod, err := os.ReadFile(filepath.Join(shop, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if path := modfile.ModulePath(goMod); path != "example.com/shop" {
		t.Errorf("the Go module is %s now: change GoModules", path)
	}
}
