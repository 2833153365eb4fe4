package sqltables

// class is a set of keyword properties; readers name with it where an expression stops.
type class uint32

// The properties.
const (
	cHard   class = 1 << iota // reserved everywhere, so never a qualifier and never glued to a hole
	cNoName                   // begins no table's name
	cFrom
	cInto
	cWhere
	cSet
	cUsing
	cOutput
	cReturning
	cClause // begins a clause after a FROM list
	cSetOperation
	cJoin
	cOn        // goes on with a join
	cWhenSet   // ends a FROM list in MERGE, UPDATE and DML
	cFromEnd   // ends a FROM list
	cStatement // begins a statement in T-SQL, which wants no semicolons
	cMain      // begins a query or a change of rows
	cBody      // structures a routine's body
	cOpening   // begins a statement
	cInfix     // an operand must follow
	cComma     // the comma, which is no keyword but a stop like them
)

// longestKeyword bounds the words worth looking up.
const longestKeyword = 17

// words holds the keywords' text, in order, for [lookup].
var words = [...]string{
	"", "abort", "add", "admin", "aggregate", "algorithm", "all", "also", "alter", "analyse", "analyze", "and", "any",
	"apply", "as", "asc", "asof", "at", "atomic", "attach", "begin", "between", "binary", "bulk", "by", "cache",
	"call", "cascade", "case", "cast", "change", "character", "charset", "check", "checksum", "close", "cluster",
	"collate", "collation", "column", "columns", "comment", "commit", "concurrent", "concurrently", "conflict",
	"constraint", "continue", "copy", "create", "cross", "current_catalog", "current_date", "current_role",
	"current_schema", "current_time", "current_timestamp", "current_user", "cycle", "database", "date", "day",
	"deallocate", "declare", "default", "deferred", "definer", "delayed", "delete", "delimiter", "desc", "describe",
	"detach", "discard", "distinct", "distinctrow", "div", "do", "domain", "drop", "dual", "dumpfile", "duplicate",
	"else", "elseif", "elsif", "end", "escape", "event", "except", "exception", "exchange", "exclusive", "exec",
	"execute", "exists", "explain", "extended", "extension", "false", "fetch", "fields", "first", "flush", "for",
	"force", "foreach", "foreign", "format", "freeze", "from", "full", "fulltext", "function", "glob", "global", "go",
	"goto", "grant", "group", "handler", "having", "help", "high_priority", "hour", "identity", "if", "ignore",
	"ilike", "immediate", "import", "in", "index", "indexed", "indexes", "inherit", "inherits", "inner", "insert",
	"install", "instead", "intersect", "interval", "into", "is", "isnull", "isolation", "join", "key", "keys", "kill",
	"language", "large", "last", "lateral", "left", "like", "limit", "listen", "load", "local", "localtime",
	"localtimestamp", "lock", "locked", "loop", "low_priority", "match", "materialized", "merge", "minute", "mod",
	"mode", "month", "move", "natural", "no", "not", "notify", "notnull", "nowait", "null", "nulls", "object", "of",
	"offline", "offset", "oj", "on", "online", "only", "open", "optimize", "option", "or", "order", "ordinality",
	"outer", "outfile", "output", "overwrite", "owner", "partition", "partitions", "percent", "perform", "pivot",
	"policy", "pragma", "precision", "prepare", "prepared", "primary", "print", "privileges", "procedure", "public",
	"publication", "purge", "qualify", "query", "quick", "raiserror", "read", "reassign", "recursive", "references",
	"refresh", "regclass", "regexp", "reindex", "release", "rename", "repair", "repeat", "replace", "reset", "restrict", "return",
	"returning", "revoke", "right", "rlike", "rollback", "rollup", "row", "rows", "rule", "save", "savepoint",
	"schema", "search", "second", "security", "select", "sequence", "session_user", "set", "share", "show", "similar",
	"skip", "some", "spatial", "sql", "start", "statistics", "stdin", "stop", "straight_join", "system_time",
	"system_user", "table", "tables", "tablesample", "tablespace", "temp", "temporary", "then", "throw", "ties",
	"time", "timestamp", "to", "to_regclass", "top", "tran", "transaction", "trigger", "true", "truncate", "type", "uninstall",
	"union", "unique", "unknown", "unlisten", "unlock", "unlogged", "unpivot", "until", "update", "use", "user",
	"using", "vacuum", "value", "values", "varying", "verbose", "view", "virtual", "wait", "waitfor", "when", "where",
	"while", "window", "with", "work", "write", "xor", "year", "zone",
}

// firsts holds for each letter the first keyword that begins with it.
var firsts = [...]keyword{
	kwAbort, kwBegin, kwCache, kwDatabase, kwElse, kwFalse, kwGlob, kwHandler, kwIdentity, kwJoin, kwKey, kwLanguage,
	kwMatch, kwNatural, kwObject, kwPartition, kwQualify, kwRaiserror, kwSave, kwTable, kwUninstall, kwVacuum, kwWait,
	kwXor, kwYear, kwZone,
	keyword(len(words)),
}

// lookup names a word that is already in lower case. It costs no memory and no work at start-up.
func lookup(word []byte) keyword {
	if len(word) < 2 || word[0] < 'a' || word[0] > 'z' {
		return noKeyword
	}
	letter := word[0] - 'a'
	for w := firsts[letter]; w < firsts[letter+1]; w++ {
		if words[w] == string(word) {
			return w
		}
	}
	return noKeyword
}
