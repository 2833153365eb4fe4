//go:build integration

package golangci

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/mod/modfile"
	"gopkg.in/yaml.v3"

	"github.com/ringfence/ringfence/analyzer/golangci"
)

// The README's .custom-gcl.yml builds what is tested here: this golangci-lint, with this package of this module.
func TestCustomGCL(t *testing.T) {
	// As golangci-lint custom reads it.
	var config struct {
		Version string
		Plugins []struct{ Module, Import, Version string }
	}
	decoder := yaml.NewDecoder(strings.NewReader(block(t, "custom-gcl")))
	decoder.KnownFields(true)
	if err := decoder.Decode(&config); err != nil {
		t.Fatal(err)
	}
	if len(config.Plugins) != 1 {
		t.Fatalf("%d plugins", len(config.Plugins))
	}
	plugin := config.Plugins[0]
	goMod := func(dir string) *modfile.File {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err != nil {
			t.Fatal(err)
		}
		file, err := modfile.Parse("go.mod", data, nil)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	if want := goMod(filepath.Join("..", "..")).Module.Mod.Path; plugin.Module != want || plugin.Version != "latest" {
		t.Errorf("module %s@%s, want %s@latest", plugin.Module, plugin.Version, want)
	}
	for _, required := range goMod(".").Require {
		if required.Mod.Path == "github.com/golangci/golangci-lint/v2" && required.Mod.Version != config.Version {
			t.Errorf("golangci-lint %s, but %s is tested", config.Version, required.Mod.Version)
		}
	}
	source, err := os.ReadFile(filepath.Join("custom", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(source, []byte("_ \""+plugin.Import+"\"")) {
		t.Errorf("the program that is tested does not import %s", plugin.Import)
	}
}

// The README's .golangci.yml has the form that golangci-lint's schema asks for, and names the plugin as it registers itself.
func TestGolangciYML(t *testing.T) {
	text := block(t, "golangci")
	var config struct {
		Linters struct {
			Enable   []string
			Settings struct {
				Custom map[string]struct {
					Type     string
					Settings any
				}
			}
		}
	}
	if err := yaml.Unmarshal([]byte(text), &config); err != nil {
		t.Fatal(err)
	}
	for name, linter := range config.Linters.Settings.Custom {
		if _, err := register.GetPlugin(name); err != nil || linter.Type != "module" {
			t.Errorf("%s of type %s: %v", name, linter.Type, err)
		}
		if _, err := golangci.New(linter.Settings); err != nil {
			t.Error(err)
		}
	}
	dir := t.TempDir()
	verify := func(text string) (string, error) {
		write(t, dir, ".golangci.yml", text)
		cmd := exec.Command(tool(t, "golangci-lint"), "config", "verify", "-c", filepath.Join(dir, ".golangci.yml"))
		cmd.Dir, cmd.Env = dir, plain()
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := verify(text); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := verify(strings.Replace(text, "issues:", "isues:", 1)); err == nil || !strings.Contains(out, "isues") {
		t.Errorf("golangci-lint verifies nothing: %v\n%s", err, out)
	}
}
