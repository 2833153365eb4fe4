package rules

import "fmt"

var layerDoc = Rule{
	ID:      "layer",
	Summary: "use of a higher layer",
	Why:     "Layers give a program a direction: what is below knows nothing of what is above, and can be built, tested and moved without it.",
	Fix: "Turn the edge around: let the lower layer declare an interface or an event, and let the higher one, or the composition root, " +
		"fill it.",
	Bad:  "# modules.yaml\nlayers: [app, domain, platform]\n\n// in module db (layer platform)\nimport \"example.com/shop/internal/inventory\" // layer domain",
	Good: "type StockReader interface { … } // in the lower layer, implemented above",
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
