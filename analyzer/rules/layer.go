package rules

import "fmt"

var layerDoc = Rule{
	ID:       "layer",
	Summary:  "use of a higher layer",
	Protects: publicInterfaces,
	Why:      "Layers give a program a direction: what is below knows nothing of what is above, and can be built, tested and moved without it.",
	Fix: "Turn the edge around: let the lower layer declare an interface or an event, and let the higher one, or the composition root, " +
		"fill it.",
	Shared: `-- modules.yaml --
version: 1
layers: [domain, platform]
modules:
  inventory: {path: inventory, layer: domain}
  audit: {path: audit, layer: platform}
-- inventory/inventory.go --
package inventory

type Item struct{ SKU string }

func (i Item) Subject() string { return i.SKU }
`,
	Bad: `-- audit/audit.go --
package audit

import "example.com/shop/inventory"

func Record(changed inventory.Item) { println(changed.Subject()) }
`,
	Good: `-- audit/audit.go --
package audit

func Record(changed interface{ Subject() string }) { println(changed.Subject()) }
`,
}

func (j *judge) layer(u importUse) {
	if j.user == nil {
		return
	}
	own, other := j.m.LayerIndex(j.user.Layer()), j.m.LayerIndex(u.target.Layer())
	if own < 0 || other < 0 || other >= own {
		return
	}
	j.report(u.finding("layer", u.target.Name(), fmt.Sprintf(
		"%s (layer %s) imports %s of %s (layer %s), a layer above its own; let the lower one declare an interface that the higher one fills",
		j.who(), j.user.Layer(), u.Path, u.target.Name(), u.target.Layer())))
}
