package sqluse

import "strings"

// tableNames returns the names that a mapper may give the table of a type without being told, the likeliest first; none for a type
// without a name.
func tableNames(typeName string, o orm) []string {
	if typeName == "" {
		return nil
	}
	switch o {
	case gormV2, gormV1: // NamingStrategy{SingularTable: true} and db.SingularTable(true) leave out the plural
		name := gormName(typeName, o)
		return distinct(plural(name), name)
	case bunORM, goPG:
		return []string{plural(underscored(typeName))}
	case xormORM: // SnakeMapper is the default, GonicMapper a setting
		return distinct(snakeName(typeName), gonicName(typeName))
	case beegoORM:
		return []string{beegoName(typeName)}
	}
	return nil
}

func distinct(likely, other string) []string {
	if likely == other {
		return []string{likely}
	}
	return []string{likely, other}
}

// initialisms makes words of the initialisms that gorm knows, in gorm's order (schema/naming.go, and utils.go of version 1): HTTP stands
// before HTTPS and so wins, HTTPSProxy becomes HttpSProxy.
var initialisms = strings.NewReplacer(
	"API", "Api", "ASCII", "Ascii", "CPU", "Cpu", "CSS", "Css", "DNS", "Dns", "EOF", "Eof", "GUID", "Guid", "HTML", "Html",
	"HTTP", "Http", "HTTPS", "Https", "ID", "Id", "IP", "Ip", "JSON", "Json", "LHS", "Lhs", "QPS", "Qps", "RAM", "Ram", "RHS", "Rhs",
	"RPC", "Rpc", "SLA", "Sla", "SMTP", "Smtp", "SSH", "Ssh", "TLS", "Tls", "TTL", "Ttl", "UID", "Uid", "UI", "Ui", "UUID", "Uuid",
	"URI", "Uri", "URL", "Url", "UTF8", "Utf8", "VM", "Vm", "XML", "Xml", "XSRF", "Xsrf", "XSS", "Xss",
)

// gormName is a type's name as gorm writes it before the plural: schema.NamingStrategy's toDBName, and ToTableName of version 1, which
// takes the first letter for a capital and lowers letters beyond ASCII too.
func gormName(typeName string, o orm) string {
	name := initialisms.Replace(typeName)
	last := len(name) - 1
	capital := func(i int) bool {
		// gorm looks at the byte behind a character's first one, so that a capital behind a letter of two bytes is none.
		return isUpper(name[i]) && (i == 0 || name[i-1] < 0x80) || i == 0 && o == gormV1
	}
	begins := func(i int) bool {
		switch {
		case i == 0 || !capital(i):
			return false
		case i == last:
			return !capital(i - 1)
		case capital(i-1) && (isUpper(name[i+1]) || isDigit(name[i+1])):
			return false // inside of capitals
		}
		return name[i-1] != '_' && name[i+1] != '_'
	}
	var b strings.Builder
	for i := range len(name) {
		if begins(i) {
			b.WriteByte('_')
		}
		if capital(i) {
			b.WriteByte(lower(name[i]))
		} else {
			b.WriteByte(name[i])
		}
	}
	if o == gormV1 {
		return strings.ToLower(b.String())
	}
	return b.String()
}

// underscored is a type's name as bun and go-pg write it before the plural (internal.Underscore of both): a capital begins a word if a
// small letter stands on either side, but the last letter never does.
func underscored(typeName string) string {
	return separated(typeName, func(i int) bool {
		return i+1 < len(typeName) && (isLower(typeName[i-1]) || isLower(typeName[i+1]))
	})
}

// snakeName is what xorm's names.SnakeMapper makes of a type's name: every capital begins a word.
func snakeName(typeName string) string {
	return separated(typeName, func(int) bool { return true })
}

// gonicName is what xorm's names.GonicMapper makes of a type's name: capitals in a row are one word, but for the last of them if
// something else follows, be it a digit.
func gonicName(typeName string) string {
	return strings.ToLower(separated(typeName, func(i int) bool {
		return !isUpper(typeName[i-1]) || i+1 < len(typeName) && !isUpper(typeName[i+1])
	}))
}

// beegoName is a type's name as beego writes it (models.SnakeString): every capital begins a word, but not behind leading underscores.
func beegoName(typeName string) string {
	leading := len(typeName) - len(strings.TrimLeft(typeName, "_"))
	return strings.ToLower(separated(typeName, func(i int) bool { return i > leading }))
}

// separated lowers a name's capitals and puts an underscore before those, the first letter excepted, that begin a word.
func separated(name string, begins func(capital int) bool) string {
	var b strings.Builder
	for i := range len(name) {
		if i > 0 && isUpper(name[i]) && begins(i) {
			b.WriteByte('_')
		}
		b.WriteByte(lower(name[i]))
	}
	return b.String()
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func lower(c byte) byte {
	if isUpper(c) {
		c += 'a' - 'A'
	}
	return c
}

// namesIn returns the name that stands in a tag of bun or go-pg: without quotes, with 0x01 for what the program fills in (?SCHEMA), and
// nothing for an expression.
func namesIn(tag string) []string {
	if strings.ContainsAny(tag, "()") {
		return nil
	}
	var b strings.Builder
	for i := 0; i < len(tag); i++ {
		switch c := tag[i]; c {
		case '"':
		case '?':
			for i+1 < len(tag) && (isUpper(tag[i+1]) || isLower(tag[i+1]) || isDigit(tag[i+1]) || tag[i+1] == '_') {
				i++
			}
			b.WriteString(hole)
		default:
			b.WriteByte(c)
		}
	}
	return []string{b.String()}
}

// parseTag reads a tag of bun or go-pg: "name,option,option:value". Between quotes and in brackets, commas and colons are text.
func parseTag(tag string, quote byte) (name string, options map[string]string) {
	options = map[string]string{}
	var item strings.Builder
	var key string
	var keyed, quoted, started bool
	depth := 0
	add := func() {
		text := strings.TrimSpace(item.String())
		switch {
		case keyed:
			options[strings.TrimSpace(key)] = text
		case !started:
			name = text
		case text != "":
			options[text] = ""
		}
		item.Reset()
		keyed, started = false, true
	}
	for i := 0; i < len(tag); i++ {
		c := tag[i]
		switch {
		case c == '\\' && i+1 < len(tag):
			i++
			item.WriteByte(tag[i])
			continue
		case c == quote:
			quoted = !quoted
			continue
		case quoted:
		case c == ',' && depth == 0:
			add()
			continue
		case c == ':' && !keyed:
			key, keyed = item.String(), true
			item.Reset()
			continue
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		}
		item.WriteByte(c)
	}
	add()
	return name, options
}
