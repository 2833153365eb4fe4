package modulemap

import (
	"errors"
	"strings"
	"testing"
)

// head is the shortest valid beginning: three lines.
const head = "version: 1\nmodules:\n  order: {path: order}\n"

var errorTests = []struct{ name, text, want string }{
	// Form.
	{"empty", "", "1:1: the map is empty; run `ringfence init` to write one"},
	{"comments only", "# nothing\n", "1:1: the map is empty; run `ringfence init` to write one"},
	{"null document", "---\n", "1:1: the map is empty; run `ringfence init` to write one"},
	{"list", "- a\n", "1:1: want a mapping, not a list"},
	{"no modules", "version: 1\n", "1:1: the map names no module; write at least one entry under `modules` or `discover`"},
	{"empty modules", "version: 1\nmodules: {}\n", "1:1: the map names no module; write at least one entry under `modules` or `discover`"},
	{"empty discover", "version: 1\ndiscover: []\n", "1:1: the map names no module; write at least one entry under `modules` or `discover`"},
	{"syntax", "version: 1\nmodules:\n  order: {path: order\nx: y\n", "3:3: not YAML: did not find expected ',' or '}'"},
	{"tab", "version: 1\nmodules:\n\torder: {path: order}\n", "3:1: not YAML: found character that cannot start any token"},
	{"unknown anchor", "version: 1\nmodules:\n  order: *orders\n", "3:10: not YAML: unknown anchor 'orders' referenced"},
	{"anchor in itself", "version: 1\nmodules: &m\n  order: *m\n", "3:10: the anchor `m` contains itself"},
	{"wrong indent", head + "   users: {path: users}\n", "4:4: not YAML: did not find expected key"},
	{"syntax on the first line", "modules: [", "1:1: not YAML: did not find expected node content"},
	{"two documents", head + "---\nversion: 1\n", "4:1: the map has more than one YAML document; put everything into one"},
	{"no version", "modules:\n  order: {path: order}\n", "1:1: missing key `version` (version 1)"},
	{"wrong version", "version: 2\nmodules:\n  order: {path: order}\n", "1:10: want version 1, not `2`"},
	{"version as text", "version: \"1\"\nmodules:\n  order: {path: order}\n", "1:10: want version 1, not `1`"},
	{"duplicate key", head + "rules: {}\nrules: {}\n", "5:1: duplicate key `rules`, first on line 4"},
	{"duplicate module", head + "  order: {path: order}\n", "4:3: duplicate key `order`, first on line 3"},
	{"key that is no name", head + "[a]: b\n", "4:1: a key must be a name"},
	{"merge of a string", "version: 1\nmodules:\n  order: {<<: x, path: order}\n", "3:15: a merge key (<<) wants a mapping or a list of mappings"},

	// Unknown keys, at each level.
	{"key of the map", head + "modul: 1\n", "4:1: unknown key `modul`; did you mean `modules`?"},
	{"key of a module", "version: 1\nmodules:\n  order:\n    path: order\n    pubic: [\".\"]\n", "5:5: unknown key `pubic`; did you mean `public`?"},
	{"key of discover", "version: 1\ndiscover:\n  - paths: [\"{module}\"]\n    pulbic: []\n", "4:5: unknown key `pulbic`; did you mean `public`?"},
	{"key of sql", head + "sql: {dialekt: any}\n", "4:7: unknown key `dialekt`; did you mean `dialect`?"},
	{"key of a database", head + "sql: {databases: {a: {schema: x}}}\n", "4:23: unknown key `schema`; known: default_schema, dialect"},
	{"key of a sink", head + "sql: {sinks: [{func: a.B, args: 1}]}\n", "4:15: missing key `arg` (an argument's index from 0, or a list of them)\n4:27: unknown key `args`; did you mean `arg`?"},
	{"key of table_args", head + "sql: {table_args: [{func: a.B, arg: 1, acess: read}]}\n", "4:40: unknown key `acess`; did you mean `access`?"},
	{"key of a grant", head + "  users: {path: users}\ngrants: [{from: order, to: users, may: [read], reason: x, untill: 2027-01-01}]\n", "5:59: unknown key `untill`; did you mean `until`?"},
	{"key of a dependency", head + "  a: {path: users, depends_on: [{module: order, depricated: x}]}\n", "4:49: unknown key `depricated`; did you mean `deprecated`?"},

	// Wrong types.
	{"string for a list", head + "  a: {path: users, public: x}\n", "4:28: want a list of strings, not `x`"},
	{"nothing for a list", head + "  a: {path: users, depends_on: }\n", "4:32: want a list of modules, not nothing; write [] for none or take the key out"},
	{"number for a table", head + "  a: {path: users, tables: [1]}\n", "4:29: want a table or glob: name, schema.name, * for any characters, not `1`"},
	{"string for a bool", head + "  a: {path: users, open: yes}\n", "4:26: want true or false, not `yes`"},
	{"mapping for a string", head + "  a: {path: {b: c}}\n", "4:13: want a folder relative to the map, with / and without globs, not a mapping"},
	{"string for a module", head + "  a: users\n", "4:6: want a mapping, not `users`"},
	{"list for rules", head + "rules: [layer]\n", "4:8: want a mapping of rules to levels, not a list"},
	{"list for a dependency", head + "  a: {path: users, depends_on: [[order]]}\n", "4:33: want a module, module::interface, or {module, deprecated}, not a list"},
	{"negative arg", head + "sql: {sinks: [{func: a.B, arg: -1}]}\n", "4:32: want an argument's index from 0, not `-1`"},
	{"fraction for arg", head + "sql: {sinks: [{func: a.B, arg: 1.5}]}\n", "4:32: want an argument's index from 0, or a list of them, not `1.5`"},
	{"sink without func", head + "sql: {sinks: [{arg: 1}]}\n", "4:15: missing key `func` (a function: pkg/path.Func or (*pkg/path.Type).Method)"},
	{"func without package", head + "sql: {sinks: [{func: Run, arg: 1}]}\n", "4:22: want a function: pkg/path.Func or (*pkg/path.Type).Method, not `Run`"},

	// Unknown words.
	{"dialect", head + "sql: {dialect: postgresql}\n", "4:16: unknown dialect `postgresql`; did you mean `postgres`?"},
	{"dialect of a database", head + "sql: {databases: {a: {dialect: mssql}}}\n", "4:32: unknown dialect `mssql`; did you mean `mysql`?"},
	{"rule", head + "rules: {foreign-tabel: error}\n", "4:9: unknown rule `foreign-tabel`; did you mean `foreign-table`?"},
	{"rule of a module", head + "  a: {path: users, rules: {layers: off}}\n", "4:28: unknown rule `layers`; did you mean `layer`?"},
	{"level", head + "rules: {layer: warn}\n", "4:16: unknown level `warn`; known: error, off, warning"},
	{"access of a grant", head + "grants: [{from: order, to: order, may: [reed], reason: x}]\n", "4:28: `order` needs no grant for its own tables\n4:41: unknown access `reed`; did you mean `read`?"},
	{"access of table_args", head + "sql: {table_args: [{func: a.B, arg: 1, access: join}]}\n", "4:48: unknown access `join`; known: ddl, foreign-key, read, write"},
	{"policy", head + "unassigned: pubic\n", "4:13: unknown policy `pubic`; did you mean `public`?"},

	// Names that name nothing.
	{"layer", "version: 1\nlayers: [app, domain]\nmodules:\n  order: {path: order, layer: domian}\n", "4:31: unknown layer `domian`; did you mean `domain`?"},
	{"layer without layers", head + "  a: {path: users, layer: domain}\n", "4:27: unknown layer `domain`"},
	{"layer twice", head + "layers: [a, b, a]\n", "4:16: the layer `a` is listed twice"},
	{"dependency", head + "  users: {path: users, depends_on: [ordr]}\n", "4:37: unknown module `ordr`; did you mean `order`?"},
	{"dependency as a mapping", head + "  users: {path: users, depends_on: [{module: ordr, deprecated: x}]}\n", "4:46: unknown module `ordr`; did you mean `order`?"},
	{"interface", head + "  users: {path: users, depends_on: [\"order::event\"]}\n  legacy: {path: legacy, interfaces: {events: [a]}, depends_on: [\"legacy2::events\"]}\n",
		"4:37: unknown interface `event` of module `order`; name it under `interfaces` of `order`\n5:66: unknown module `legacy2`; did you mean `legacy`?"},
	{"interface misspelt", "version: 1\nmodules:\n  order: {path: order, interfaces: {events: [a]}}\n  users: {path: users, depends_on: [\"order::event\"]}\n",
		"4:37: unknown interface `event` of module `order`; did you mean `events`?"},
	{"visible_to", head + "  users: {path: users, visible_to: [ordr]}\n", "4:37: unknown module `ordr`; did you mean `order`?"},
	{"grant from and to", head + "grants: [{from: ordr, to: nobody, may: [read], reason: x}]\n", "4:17: unknown module `ordr`; did you mean `order`?\n4:27: unknown module `nobody`; known: order"},
	{"database", head + "  users: {path: users, database: agnt}\nsql: {databases: {agent: {}}}\n", "4:34: unknown database `agnt`; did you mean `agent`?"},

	// Owned twice.
	{"path", head + "  orders: {path: ./order/}\n", "4:18: the path `order` is owned twice: by `order` (line 3) and by `orders`"},
	{"path within a module", "version: 1\nmodules:\n  order: {paths: [order, ./order]}\n", "3:26: the path `order` is listed twice"},
	{"path of a found module", "version: 1\nmodules:\n  o: {path: order/legacy}\ndiscover:\n  - paths: [\"order/{module}\"]\n",
		"3:13: the path `order/legacy` is owned twice: by `legacy` (line 5) and by `o`"},
	{"module found twice", "version: 1\ndiscover:\n  - paths: [\"internal/{module}\"]\n  - paths: [\"services/{module}\"]\n",
		"4:13: the module `pay` is found twice: in internal/pay and in services/pay"},
	{"table", "version: 1\nmodules:\n  order: {path: order, tables: [stock]}\n  users: {path: users, tables: [Stock]}\n",
		"4:33: the table `Stock` is owned twice: by `order` (line 3, `stock`) and by `users`"},
	{"table and default schema", "version: 1\nsql: {dialect: postgres}\nmodules:\n  order: {path: order, tables: [stock]}\n  users: {path: users, tables: [public.stock]}\n",
		"5:33: the table `public.stock` is owned twice: by `order` (line 4, `stock`) and by `users`"},
	{"table glob", "version: 1\nmodules:\n  order: {path: order, tables: [\"inv_*\"]}\n  users: {path: users, tables: [\"inv_*\"]}\n",
		"4:33: the table `inv_*` is owned twice: by `order` (line 3, `inv_*`) and by `users`"},
	{"overlapping table globs", "version: 1\nmodules:\n  order: {path: order, tables: [\"inv_*\"]}\n  users: {path: users, tables: [\"*_log\"]}\n",
		"4:33: the table `*_log` is owned twice: by `order` (line 3, `inv_*`) and by `users`"},
	{"shared table", head + "  users: {path: users, tables: [goose]}\nshared_tables: [goose]\n",
		"5:17: the table `goose` is owned twice: by `users` (line 4, `goose`) and by shared_tables"},
	{"public table of another", "version: 1\nmodules:\n  order: {path: order, tables: [stock]}\n  users: {path: users, public_tables: [stock]}\n",
		"4:40: the table `stock` is owned twice: by `order` (line 3, `stock`) and by `users`"},

	// Paths.
	{"no Go files", head + "  a: {path: odrer}\n", "4:13: there are no Go files at or below `odrer`; did you mean `order`?"},
	{"testdata", head + "  a: {path: testdata}\n", "4:13: there are no Go files at or below `testdata`"},
	{"outside", head + "  a: {path: ../users}\n", "4:13: `../users` is outside of the map's folder"},
	{"absolute", head + "  a: {path: /users}\n", "4:13: want a folder relative to the map, with / and without globs, not `/users`"},
	{"backslash", head + "  a: {path: users\\x}\n", "4:13: want a folder relative to the map, with / and without globs, not `users\\x`"},
	{"glob in a path", head + "  a: {path: users/*}\n", "4:13: want a folder relative to the map, with / and without globs, not `users/*`"},
	{"no path", head + "  a: {owner: x}\n", "4:3: the module `a` has no path; give it a `path`"},
	{"no path and no folder", "version: 1\nmodules:\n  a: {owner: x}\ndiscover: [{path: \"internal/{module}\"}]\n", "3:3: the module `a` has no path; give it a `path`: no discover entry finds a folder of that name"},
	{"empty paths", head + "  a: {paths: []}\n", "4:14: want a list of strings, not an empty list"},
	{"path and paths", head + "  a: {path: users, paths: [legacy]}\n", "4:27: both `path` and `paths`; keep one of them"},

	// discover.
	{"discover without paths", "version: 1\ndiscover: [{public: [.]}]\n", "2:12: missing key `path` or `paths`"},
	{"discover without a name", "version: 1\ndiscover: [{paths: [internal]}]\n", "2:21: want a folder with {module} as one segment, as internal/{module}, not `internal`"},
	{"part of a segment", "version: 1\ndiscover: [{paths: [\"mod-{module}\"]}]\n", "2:21: want a folder with {module} as one segment, as internal/{module}, not `mod-{module}`"},
	{"two names", "version: 1\ndiscover: [{paths: [\"{module}/{module}\"]}]\n", "2:21: want a folder with {module} as one segment, as internal/{module}, not `{module}/{module}`"},
	{"finds nothing", "version: 1\ndiscover: [{paths: [\"intrenal/{module}\"]}]\n", "2:21: no folder with Go files matches `intrenal/{module}`"},
	{"outside by discover", "version: 1\ndiscover: [{paths: [\"../{module}\"]}]\n", "2:21: `../{module}` is outside of the map's folder"},
	{"layer of all siblings", "version: 1\ndiscover: [{paths: [\"{module}\"], layer: x}]\n", "2:41: unknown layer `x`"},
	{"name outside of discover", head + "  a: {path: users, tables: [\"{module}.*\"]}\n", "4:29: `{module}` stands for a name under `discover` only"},

	// Globs.
	{"package glob", head + "  a: {path: users, public: [\"api[\"]}\n", "4:29: want a package or glob relative to the module: ., events, api/..., *, **, not `api[`"},
	{"dots inside", head + "  a: {path: users, public: [\"a/.../b\"]}\n", "4:29: unparsable glob `a/.../b`: ... stands only at the end, after a /; use ** for any folders between"},
	{"dots after a name", head + "  a: {path: users, public: [\"api...\"]}\n", "4:29: unparsable glob `api...`: ... stands only at the end, after a /; use ** for any folders between"},
	{"stars in a name", head + "  a: {path: users, interfaces: {x: [\"api**\"]}}\n", "4:37: unparsable glob `api**`: ** stands for whole segments only"},
	{"public outside", head + "  a: {path: users, public: [\"../b\"]}\n", "4:29: unparsable glob `../b`: a module cannot publish what is outside of it"},
	{"table glob with a class", head + "  a: {path: users, tables: [\"inv_[a]\"]}\n", "4:29: want a table or glob: name, schema.name, * for any characters, not `inv_[a]`"},
	{"table in three parts", head + "  a: {path: users, tables: [a.b.c]}\n", "4:29: want a table or glob: name, schema.name, * for any characters, not `a.b.c`"},
	{"file glob", head + "exclude: [\"a[\"]\n", "4:11: unparsable glob `a[`"},
	{"migrations outside", head + "  a: {path: users, migrations: [../sql]}\n", "4:33: `../sql` is outside of the map's folder"},

	// depends_on.
	{"itself", head + "  users: {path: users, depends_on: [users]}\n", "4:37: `users` depends on itself; take it out"},
	{"listed twice", head + "  users: {path: users, depends_on: [order, order]}\n", "4:44: `order` is listed twice"},
	{"cycle", "version: 1\nmodules:\n  order: {path: order, depends_on: [users]}\n  users: {path: users, depends_on: [legacy, order]}\n  legacy: {path: legacy, depends_on: [order]}\n",
		"5:39: cycle in depends_on: legacy -> order -> users -> legacy; take one of them out"},

	// Grants.
	{"grant without reason", head + "  users: {path: users}\ngrants: [{from: users, to: order, may: [read]}]\n", "5:10: missing key `reason` (a reason)"},
	{"empty reason", head + "  users: {path: users}\ngrants: [{from: users, to: order, may: [read], reason: \" \"}]\n", "5:56: want a reason, not ` `"},
	{"grant of nothing", head + "  users: {path: users}\ngrants: [{from: users, to: order, may: [], reason: x}]\n", "5:40: want a list of accesses, not an empty list"},
	{"grant for no table", head + "  users: {path: users}\ngrants: [{from: users, to: order, may: [read], tables: [], reason: x}]\n", "5:56: a grant for no table; take the key out to grant it for all tables"},
	{"form of a date", head + "  users: {path: users}\ngrants: [{from: users, to: order, may: [read], reason: x, until: 30.6.2027}]\n", "5:66: want a date YYYY-MM-DD, not `30.6.2027`"},
	{"no such day", head + "  users: {path: users}\ngrants: [{from: users, to: order, may: [read], reason: x, until: 2027-02-30}]\n", "5:66: `2027-02-30` is no day of the calendar"},
}

func errorFolders() Source {
	return Source{Name: FileName, FS: goFiles("order", "order/legacy", "users", "legacy", "internal/pay", "services/pay", "testdata", "vendor/x")}
}

func TestErrors(t *testing.T) {
	for _, test := range errorTests {
		t.Run(test.name, func(t *testing.T) {
			src := errorFolders()
			src.Data = []byte(test.text)
			m, err := Parse(src)
			var list Errors
			if m != nil || !errors.As(err, &list) {
				t.Fatalf("got a map and error %v", err)
			}
			want := FileName + ":" + strings.ReplaceAll(test.want, "\n", "\n"+FileName+":")
			if err.Error() != want {
				t.Errorf("got:\n%s\nwant:\n%s", err, want)
			}
		})
	}
}
