package sqltables

// dropStatement reads DROP of whatever.
func (p *parser) dropStatement() {
	p.i++
	p.takeAny(kwTemporary, kwTemp, kwOnline, kwOffline)
	switch p.word() {
	case kwTable, kwTables, kwView:
		p.i++
		p.dropped()
	case kwMaterialized:
		p.i++
		if !p.take(kwView) {
			p.shape.cut(p)
			return
		}
		p.dropped()
	case kwForeign:
		if p.peek(1) == kwTable {
			p.i += 2
			p.dropped()
			return
		}
		p.shape.other(p)
		p.skipRest()
	case kwIndex:
		p.shape.other(p)
		if p.d != SQLite && p.d != Postgres && p.skipTo(kwOn) {
			p.i++
			p.target(DDL)
		}
		p.skipRest()
	case kwTrigger, kwPolicy, kwRule:
		p.shape.other(p)
		if p.skipTo(kwOn) {
			p.i++
			if p.word() != kwDatabase && p.word() != kwAll {
				p.target(DDL)
			}
		}
		p.skipRest()
	default:
		p.shape.other(p)
		p.skipRest()
	}
}

// dropped reads the names of what is dropped.
func (p *parser) dropped() {
	p.takeIf()
	before := len(p.result.References)
	p.targets(DDL)
	refs := p.result.References[before:]
	for i := range refs {
		refs[i].Dropped = true
	}
	if len(refs) == 0 {
		p.shape.cut(p)
	}
	p.takeAny(kwCascade, kwRestrict, kwConstraint)
	if p.isText(p.i, "constraints") {
		p.i++
	}
	p.shape.junk(p)
}
