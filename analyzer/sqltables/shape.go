package sqltables

type shape struct{}

func (s *shape) begin(p *parser)                      {}
func (s *shape) query(p *parser)                      {}
func (s *shape) cut(p *parser)                        {}
func (s *shape) doubt(n int)                          {}
func (s *shape) adjacent(inList bool)                 {}
func (s *shape) alias(p *parser, t token)             {}
func (s *shape) name(p *parser, n name)               {}
func (s *shape) columns(p *parser)                    {}
func (s *shape) assignment(p *parser)                 {}
func (s *shape) deleteAlias(p *parser)                {}
func (s *shape) tableBody(p *parser)                  {}
func (s *shape) indexBody(p *parser)                  {}
func (s *shape) action(p *parser)                     {}
func (s *shape) utility(p *parser)                    {}
func (s *shape) fragment(p *parser)                   {}
func (s *shape) explain(p *parser)                    {}
func (s *shape) set(p *parser)                        {}
func (s *shape) show(p *parser)                       {}
func (s *shape) transaction(p *parser)                {}
func (s *shape) copySource(p *parser)                 {}
func (s *shape) listBefore(p *parser, start int) bool { return true }

func (p *parser) textShape()                                    {}
func (p *parser) statementShape(first int, complete bool) Shape { return Whole }
