package sqltables

// merge reads MERGE INTO target USING source ON … WHEN …. The source is a FROM list whose last ON is MERGE's own.
func (p *parser) merge() {
	p.shape.query(p)
	p.i++
	p.topClause()
	into := p.take(kwInto)
	paren := false
	if p.take(kwOnly) && p.kind() == tOpen {
		p.i++
		paren = true
	}
	if p.kind() == tParam {
		p.i++
	} else if _, ok := p.target(Write); !ok {
		p.shape.cut(p)
		return
	}
	p.afterTarget(paren)
	p.expr(cUsing)
	if !p.take(kwUsing) {
		p.shape.cut(p)
		return
	}
	p.fromList(nil, Read)
	if p.word() != kwWhen && (!into || p.atEnd()) {
		p.shape.cut(p)
	}
	if p.d == SQLServer || p.d == Any {
		p.expr(cOutput)
		p.output()
	}
	p.expr(0)
}
