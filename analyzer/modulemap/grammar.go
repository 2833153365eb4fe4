package modulemap

// The patterns are written in what Go, and JavaScript as JSON Schema has it, both understand. {module} is allowed wherever a
// discover entry may put it; elsewhere the parser refuses it later.
var (
	modulePattern     = newPattern(`^[^\s:*,\[\]]+$`)
	dependencyPattern = newPattern(`^[^\s:*,\[\]]+(::[^\s:*,\[\]]+)?$`)
	pathPattern       = newPattern(`^[^/\\:*?\[\]{}\s][^\\:*?\[\]{}]*$`)
	discoverPattern   = newPattern(`^([^/\\:*?\[\]{}]+/)*\{module\}(/[^/\\:*?\[\]{}]+)*/?$`)
	packagePattern    = newPattern(`^([^\s/\\?\[\]{}!]|\{module\})([^\s\\?\[\]{}!]|\{module\})*$`)
	tablePattern      = newPattern(`^([^\s.?\[\]{}"'\\;,()]|\{module\})([^.?\[\]{}"'\\;,()]|\{module\})*(\.([^.?\[\]{}"'\\;,()]|\{module\})+)?$`)
	filePattern       = newPattern(`^[^/\\\s][^\\]*$`)
	symbolPattern     = newPattern(`^[^\s]+$`)
	funcPattern       = newPattern(`^(\(\*?[^\s()*]+\.[^\s().*/]+\)\.[^\s().*/]+|[^\s()*]+\.[^\s().*/]+)$`)
	datePattern       = newPattern(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	textPattern       = newPattern(`\S`)
)

var (
	dialects       = []string{"any", "postgres", "mysql", "sqlite", "sqlserver"}
	accesses       = []string{"read", "join", "write", "ddl", "foreign-key", "transaction"}
	tableAccesses  = []string{"read", "write", "ddl", "foreign-key"}
	levels         = []string{"error", "warning", "off"}
	unassignedList = []string{"public", "free", "deny"}
)

func text(noun string) *shape {
	return &shape{kind: kindString, noun: noun, pattern: textPattern}
}

func match(noun string, pattern *pattern) *shape {
	return &shape{kind: kindString, noun: noun, pattern: pattern}
}

func oneWordOf(noun string, words []string) *shape {
	return &shape{kind: kindString, noun: noun, enum: words}
}

func boolean() *shape { return &shape{kind: kindBool, noun: "true or false"} }

func listOf(noun string, item *shape) *shape {
	return &shape{kind: kindList, noun: noun, item: item}
}

func oneOrMore(noun string, item *shape) *shape {
	return &shape{kind: kindList, noun: noun, item: item, notEmpty: true}
}

func dictionary(noun string, names, item *shape) *shape {
	return &shape{kind: kindMap, noun: noun, names: names, item: item}
}

func object(noun string, fields ...field) *shape {
	return &shape{kind: kindMap, noun: noun, fields: fields}
}

func opt(name string, s *shape, doc string) field { return field{name, doc, false, s} }
func req(name string, s *shape, doc string) field { return field{name, doc, true, s} }

func moduleName() *shape { return match("a module name", modulePattern) }
func tableList() *shape {
	return listOf("a list of strings", match("a table or glob: name, schema.name, * for any characters", tablePattern))
}

func packageList() *shape {
	return listOf("a list of strings", match("a package or glob relative to the module: ., events, api/..., *, **", packagePattern))
}

func fileList() *shape {
	return listOf("a list of strings", match("a file glob relative to the map, with /", filePattern))
}

func ruleLevels() *shape {
	return dictionary("a mapping of rules to levels", oneWordOf("rule", ruleIDs()), oneWordOf("level", levels))
}

// grammar returns the form of a whole map.
func grammar() *shape {
	s := object("a mapping",
		req("version", &shape{kind: kindInt, noun: "version 1", min: 1, exact: true}, "The version of the map's format: 1."),
		opt("sql", sqlShape(), "The SQL that the code speaks, and where it enters."),
		opt("layers", listOf("a list of strings", match("a layer name", modulePattern)),
			"Layers from top to bottom: a module may use its own layer and those listed after it."),
		opt("discover", listOf("a list of mappings", discoverShape()),
			"Modules found by their folders: one entry guards all siblings, also the one created tomorrow."),
		opt("modules", dictionary("a mapping of names to modules", moduleName(), moduleShape()), "The modules by name."),
		opt("grants", listOf("a list of mappings", grantShape()), "Exceptions: who may touch whose tables, and how."),
		opt("unassigned", oneWordOf("policy", unassignedList),
			"Packages in no module: may use what is public (public, the default), anything (free), or must not exist (deny)."),
		opt("shared_tables", tableList(), "Tables that are nobody's and everybody's."),
		opt("exclude", fileList(), "Globs of files that are not judged."),
		opt("rules", ruleLevels(), "Rules whose findings are an error, a warning or off, other than by default."),
	)
	s.someOf = []string{"modules", "discover"}
	return s
}

func sqlShape() *shape {
	dialect := func() field {
		return opt("dialect", oneWordOf("dialect", dialects), "The SQL dialect; any, the default, reads the union of all.")
	}
	schema := func() field {
		return opt("default_schema", match("a schema name", symbolPattern), "The schema of a table that is named without one.")
	}
	arg := &shape{noun: "an argument's index from 0, or a list of them", alternatives: []*shape{
		{kind: kindInt, noun: "an argument's index from 0"},
		oneOrMore("a list of indexes", &shape{kind: kindInt, noun: "an argument's index from 0"}),
	}}
	function := func() field {
		return req("func", match("a function: pkg/path.Func or (*pkg/path.Type).Method", funcPattern),
			"The function: pkg/path.Func, (*pkg/path.Type).Method or (pkg/path.Interface).Method.")
	}
	return object("a mapping",
		dialect(), schema(),
		opt("databases", dictionary("a mapping of names to databases", match("a database name", modulePattern),
			object("a mapping", dialect(), schema())), "Databases other than this one, for a module's `database`."),
		opt("sinks", listOf("a list of mappings", object("a mapping {func, arg}", function(),
			req("arg", arg, "The argument that is SQL: 0-based, receiver not counted."))),
			"Functions that run SQL and are not found by inference."),
		opt("table_args", listOf("a list of mappings", object("a mapping {func, arg, access}", function(),
			req("arg", arg, "The argument that names a table: 0-based, receiver not counted."),
			opt("access", oneWordOf("access", tableAccesses), "What happens to the table; default read."))),
			"Functions that take a table's name rather than a statement."),
	)
}

func moduleShape() *shape {
	path := match("a folder relative to the map, with / and without globs", pathPattern)
	s := object("a mapping", append([]field{
		opt("path", path, "The module's folder, relative to the map: everything below belongs to it."),
		opt("paths", oneOrMore("a list of strings", path), "The module's folders, if it has several."),
	}, moduleFields()...)...)
	s.notTwo = []string{"path", "paths"}
	return s
}

func discoverShape() *shape {
	path := match("a folder with {module} as one segment, as internal/{module}", discoverPattern)
	s := object("a mapping", append([]field{
		opt("path", path, "A folder in which {module} stands for one segment, the module's name."),
		opt("paths", oneOrMore("a list of strings", path), "Such folders: the first makes the module, the others are optional."),
	}, moduleFields()...)...)
	s.oneOf = []string{"path", "paths"}
	return s
}

func moduleFields() []field {
	dependency := &shape{noun: "a module, module::interface, or {module, deprecated}", alternatives: []*shape{
		match("a module or module::interface", dependencyPattern),
		object("a mapping {module, deprecated}",
			req("module", match("a module or module::interface", dependencyPattern), "The module, or module::interface."),
			opt("deprecated", text("what to use instead"), "Makes each use a warning: what to use instead.")),
	}}
	return []field{
		opt("owner", text("a name"), "Who looks after the module; printed with findings."),
		opt("layer", match("a layer name", modulePattern), "The module's layer, one of `layers`."),
		opt("public", packageList(), "Packages that others may import, relative to the module's path; default [\".\"]."),
		opt("expose", listOf("a list of strings", match("a symbol, glob or file", symbolPattern)),
			"Symbols that others may use: names or globs, with or without their package, or files; default all exported ones."),
		opt("interfaces", dictionary("a mapping of names to packages", match("an interface name", modulePattern), packageList()),
			"Named parts of the public side, for `depends_on`."),
		opt("depends_on", listOf("a list of modules", dependency),
			"The modules that this one may use, as module or module::interface; absent: any module's public side, []: none."),
		opt("visible_to", listOf("a list of modules", moduleName()), "The modules that may use this one; absent: all."),
		opt("tables", tableList(), "The tables that belong to the module: name, schema.name or a glob."),
		opt("public_tables", tableList(), "The module's tables that others may read, never write."),
		opt("migrations", fileList(), "Folders or globs of .sql files: the tables that they create belong to the module, too."),
		opt("database", match("a database name", modulePattern),
			"The database that the module's code speaks to, one of `sql.databases`; default: the one under `sql`."),
		opt("open", boolean(), "Every package is public: a shared kernel."),
		opt("unchecked", boolean(), "The module's own findings are not reported."),
		opt("rules", ruleLevels(), "Levels of rules for findings inside this module."),
	}
}

func grantShape() *shape {
	return object("a mapping",
		req("from", moduleName(), "The module that is granted the exception."),
		req("to", moduleName(), "The module whose tables are touched."),
		req("may", oneOrMore("a list of accesses", oneWordOf("access", accesses)), "What is granted."),
		opt("tables", tableList(), "The tables it is granted for; absent: all of the module's."),
		req("reason", text("a reason"), "Why the exception is there."),
		opt("issue", text("a link"), "Where its end is planned."),
		opt("until", match("a date YYYY-MM-DD", datePattern), "The last day of the exception, as YYYY-MM-DD."),
	)
}
