package sqluse

import (
	"slices"
	"strings"
	"testing"
)

// The names are what the mappers themselves gave for types of these names: gorm v1.31.2 (schema.Parse, with and without SingularTable),
// jinzhu/gorm v1.9.16 (ToTableName, with and without inflection.Plural), bun v1.3.0 (schema.Tables), go-pg v10.11.0 (orm.GetTable), xorm
// v1.4.3 (names.GetTableName with SnakeMapper and LintGonicMapper), beego v2.3.8 (models.SnakeString); inflection v1.0.0.
func TestTableNames(t *testing.T) {
	tests := []struct{ typeName, gormV2, gormV1, bunAndPG, xorm, beego string }{
		{"User", "users user", "users user", "users", "user", "user"},
		{"UserProfile", "user_profiles user_profile", "user_profiles user_profile", "user_profiles", "user_profile", "user_profile"},
		{"APIKey", "api_keys api_key", "api_keys api_key", "api_keys", "a_p_i_key api_key", "a_p_i_key"},
		{"UserID", "user_ids user_id", "user_ids user_id", "user_ids", "user_i_d user_id", "user_i_d"},
		{"ID", "ids id", "ids id", "ids", "i_d id", "i_d"},
		{"UserIDs", "user_ids", "user_ids", "user_i_ds", "user_i_ds", "user_i_ds"},
		{"HTTPServer", "http_servers http_server", "http_servers http_server", "http_servers", "h_t_t_p_server http_server", "h_t_t_p_server"},
		{"HTTPSProxy", "http_s_proxies http_s_proxy", "http_s_proxies http_s_proxy", "https_proxies", "h_t_t_p_s_proxy https_proxy", "h_t_t_p_s_proxy"},
		{"OAuth2Token", "o_auth2_tokens o_auth2_token", "o_auth2_tokens o_auth2_token", "o_auth2_tokens", "o_auth2_token", "o_auth2_token"},
		{"OAuthClient", "o_auth_clients o_auth_client", "o_auth_clients o_auth_client", "o_auth_clients", "o_auth_client", "o_auth_client"},
		{"URLMap", "url_maps url_map", "url_maps url_map", "url_maps", "u_r_l_map url_map", "u_r_l_map"},
		{"JSONBlob", "json_blobs json_blob", "json_blobs json_blob", "json_blobs", "j_s_o_n_blob json_blob", "j_s_o_n_blob"},
		{"UUIDRef", "uuid_refs uuid_ref", "uuid_refs uuid_ref", "uuid_refs", "u_u_i_d_ref uuid_ref", "u_u_i_d_ref"},
		{"UIDMap", "uid_maps uid_map", "uid_maps uid_map", "uid_maps", "u_i_d_map uid_map", "u_i_d_map"},
		{"UTF8String", "utf8_strings utf8_string", "utf8_strings utf8_string", "utf8_strings", "u_t_f8_string ut_f8_string", "u_t_f8_string"},
		{"XMLHTTPRequest", "xml_http_requests xml_http_request", "xml_http_requests xml_http_request", "xmlhttp_requests", "x_m_l_h_t_t_p_request xmlhttp_request", "x_m_l_h_t_t_p_request"},
		{"IPAddress", "ip_addresses ip_address", "ip_addresses ip_address", "ip_addresses", "i_p_address ip_address", "i_p_address"},
		{"SSHKey", "ssh_keys ssh_key", "ssh_keys ssh_key", "ssh_keys", "s_s_h_key ssh_key", "s_s_h_key"},
		{"AWSAccount", "aws_accounts aws_account", "aws_accounts aws_account", "aws_accounts", "a_w_s_account aws_account", "a_w_s_account"},
		{"SKU", "skus sku", "skus sku", "skus", "s_k_u sku", "s_k_u"},
		{"PlanB", "plan_bs plan_b", "plan_bs plan_b", "planbs", "plan_b", "plan_b"},
		{"Plan2", "plan2", "plan2", "plan2", "plan2", "plan2"},
		{"Plan2B", "plan2_bs plan2_b", "plan2_bs plan2_b", "plan2bs", "plan2_b", "plan2_b"},
		{"V2User", "v2_users v2_user", "v2_users v2_user", "v2_users", "v2_user", "v2_user"},
		{"S3Object", "s3_objects s3_object", "s3_objects s3_object", "s3_objects", "s3_object", "s3_object"},
		{"Log2024", "log2024", "log2024", "log2024", "log2024", "log2024"},
		{"A", "as a", "as a", "as", "a", "a"},
		{"AB", "abs ab", "abs ab", "abs", "a_b ab", "a_b"},
		{"Order_Item", "order_items order_item", "order_items order_item", "order__items", "order__item", "order__item"},
		{"Order_", "order_", "order_", "order_", "order_", "order_"},
		{"userProfile", "user_profiles user_profile", "user_profiles user_profile", "user_profiles", "user_profile", "user_profile"},
		{"aB", "a_bs a_b", "abs ab", "abs", "a_b", "a_b"},
		{"Person", "people person", "people person", "people", "person", "person"},
		{"SalesPerson", "sales_people sales_person", "sales_people sales_person", "sales_people", "sales_person", "sales_person"},
		{"Status", "statuses status", "statuses status", "statuses", "status", "status"},
		{"OrderStatus", "order_statuses order_status", "order_statuses order_status", "order_statuses", "order_status", "order_status"},
		{"Data", "data", "data", "data", "data", "data"},
		{"Metadata", "metadata", "metadata", "metadata", "metadata", "metadata"},
		{"Series", "series", "series", "series", "series", "series"},
		{"Information", "information", "information", "information", "information", "information"},
		{"UserInformation", "user_informations user_information", "user_informations user_information", "user_informations", "user_information", "user_information"},
		{"Address", "addresses address", "addresses address", "addresses", "address", "address"},
		{"Company", "companies company", "companies company", "companies", "company", "company"},
		{"Child", "children child", "children child", "children", "child", "child"},
		{"Index", "indices index", "indices index", "indices", "index", "index"},
		{"Vertex", "vertices vertex", "vertices vertex", "vertices", "vertex", "vertex"},
		{"Quiz", "quizzes quiz", "quizzes quiz", "quizzes", "quiz", "quiz"},
		{"Analysis", "analyses analysis", "analyses analysis", "analyses", "analysis", "analysis"},
		{"Human", "humen human", "humen human", "humen", "human", "human"},
		{"Bus", "buses bus", "buses bus", "buses", "bus", "bus"},
		{"News", "news", "news", "news", "news", "news"},
		{"Equipment", "equipment", "equipment", "equipment", "equipment", "equipment"},
		{"Medium", "media medium", "media medium", "media", "medium", "medium"},
		{"Wolf", "wolves wolf", "wolves wolf", "wolves", "wolf", "wolf"},
		{"Knife", "knives knife", "knives knife", "knives", "knife", "knife"},
		{"Tomato", "tomatoes tomato", "tomatoes tomato", "tomatoes", "tomato", "tomato"},
		{"Settings", "settings", "settings", "settings", "settings", "settings"},
		{"CaféMenu", "caféMenus caféMenu", "cafémenus cafémenu", "café_menus", "café_menu", "café_menu"},
	}
	for _, test := range tests {
		for o, want := range map[orm]string{
			gormV2: test.gormV2, gormV1: test.gormV1, bunORM: test.bunAndPG, goPG: test.bunAndPG, xormORM: test.xorm, beegoORM: test.beego,
		} {
			if got := tableNames(test.typeName, o); !slices.Equal(got, strings.Fields(want)) {
				t.Errorf("orm %d, %s: %q, want %q", o, test.typeName, got, want)
			}
		}
	}
	if got := tableNames("", gormV2); got != nil {
		t.Errorf("no name: %q", got)
	}
}

func TestParseTag(t *testing.T) {
	tests := []struct {
		tag        string
		quote      byte
		name       string
		option     string
		value      string
		withOption bool
	}{
		{"", '"', "", "alias", "", false},
		{"items", '"', "items", "alias", "", false},
		{"inventory.items,alias:i", '"', "inventory.items", "alias", "i", true},
		{"table:inventory.items,alias:i", '"', "", "table", "inventory.items", true},
		{",inherit", '"', "", "inherit", "", true},
		{"inherit", '"', "inherit", "inherit", "", false},
		{`alias:x,table:"odd,name"`, '"', "", "table", "odd,name", true},
		{"'odd,name', alias:t", '\'', "odd,name", "alias", "t", true},
		{"items,partition_by:RANGE(a, b),alias:'x y'", '\'', "items", "alias", "x y", true},
		{"items,partition_by:RANGE(a, b)", '\'', "items", "partition_by", "RANGE(a, b)", true},
		{`it\'s,alias:t`, '\'', "it's", "alias", "t", true},
		{"items,default:now():x)", '\'', "items", "default", "now():x)", true},
		{"items,(,'", '\'', "items", "alias", "", false},
	}
	for _, test := range tests {
		name, options := parseTag(test.tag, test.quote)
		value, ok := options[test.option]
		if name != test.name || value != test.value || ok != test.withOption {
			t.Errorf("%s: name %q, %s %q, %t", test.tag, name, test.option, value, ok)
		}
	}
}

func FuzzTableNames(f *testing.F) {
	for _, name := range []string{"", "A", "_", "__A", "HTTPSProxy", "userID2", "Caf\u00e9Menu", "\u00dc", "A\xff"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for o := noORM; o <= goPG; o++ {
			names := tableNames(name, o)
			if known := name != "" && o != noORM; known == (len(names) == 0) {
				t.Errorf("orm %d, %q: %q", o, name, names)
			}
		}
		parseTag(name, '"')
		namesIn(name)
	})
}

func BenchmarkTableNames(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		tableNames("XMLHTTPRequest", gormV2)
	}
}
