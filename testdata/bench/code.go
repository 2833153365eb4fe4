package main

import (
	"fmt"
	"strings"
)

// platform writes the shared kernel: a wrapper around the database, and one around HTTP.
func (t *tree) platform() {
	db := t.goFile("platform/db/db.go", "db")
	for _, p := range []string{"context", "database/sql", "fmt", "log/slog", "time"} {
		db.use(p)
	}
	db.printf("%s", `
// Store runs statements, and tells how long they took.
type Store struct {
	conn *sql.DB
	log  *slog.Logger
}

// Open wraps a connection.
func Open(conn *sql.DB, log *slog.Logger) *Store { return &Store{conn, log} }

// Conn is for those who need the connection itself.
func (s *Store) Conn() *sql.DB { return s.conn }

// Run executes a statement.
func (s *Store) Run(ctx context.Context, statement string, args ...any) (int64, error) {
	defer s.took(time.Now(), statement)
	result, err := s.conn.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, fmt.Errorf("run: %w", err)
	}
	return result.RowsAffected()
}

// One reads one number.
func (s *Store) One(ctx context.Context, query string, args ...any) (n int64, err error) {
	defer s.took(time.Now(), query)
	err = s.conn.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, err
}

// Count counts the rows that meet a condition.
func (s *Store) Count(ctx context.Context, from string, args ...any) (int64, error) {
	return s.One(ctx, "SELECT count(*) FROM "+from, args...)
}

func (s *Store) took(start time.Time, text string) {
	s.log.Debug("statement", "text", text, "took", time.Since(start))
}
`)
	web := t.goFile("platform/web/web.go", "web")
	for _, p := range []string{"encoding/json", "errors", "net/http"} {
		web.use(p)
	}
	web.printf("%s", `
// ErrNotFound is answered with 404.
var ErrNotFound = errors.New("not found")

// Handler answers with JSON.
type Handler[T any] func(*http.Request) (T, error)

// ServeHTTP implements http.Handler.
func (h Handler[T]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	value, err := h(r)
	switch {
	case errors.Is(err, ErrNotFound):
		http.Error(w, err.Error(), http.StatusNotFound)
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	default:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(value)
	}
}
`)
}

// compositionRoot writes the program that puts all modules together.
func (t *tree) compositionRoot() {
	f := t.goFile("cmd/app/main.go", "main")
	for _, p := range []string{"database/sql", "log", "log/slog", "net/http", "os"} {
		f.use(p)
	}
	f.use(root + "/platform/db")
	f.printf("func main() {\n\tconn, err := sql.Open(\"postgres\", os.Getenv(\"DSN\"))\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n")
	f.printf("\tstore := db.Open(conn, slog.Default())\n\tmux := http.NewServeMux()\n")
	for _, m := range t.modules {
		args := []string{"store"}
		for _, other := range m.uses {
			args = append(args, "svc"+other.name)
		}
		f.printf("\tsvc%s := %s.New(%s)\n\tmux.Handle(\"/%s/\", svc%s)\n", m.name, f.use(m.path(".")), strings.Join(args, ", "), m.name, m.name)
	}
	f.printf("\tlog.Fatal(http.ListenAndServe(\":8080\", mux))\n}\n")
}

func (t *tree) writePackage(m *module, dir string) {
	switch dir {
	case ".":
		t.service(m)
	case "api":
		t.api(m)
	case "events":
		t.events(m)
	case "store":
		t.store(m)
	default:
		t.part(m, dir)
	}
	t.fill(m, dir)
	t.tests(m, dir)
}

// api writes the data that the module shows to others.
func (t *tree) api(m *module) {
	f := t.file(m, "api", "api.go")
	f.use("encoding/json")
	f.use("time")
	f.printf(`
// Item is what others see of a row.
type Item struct {
	ID      int64     %[1]sjson:"id"%[1]s
	Name    string    %[1]sjson:"name"%[1]s
	Qty     int       %[1]sjson:"qty"%[1]s
	Changed time.Time %[1]sjson:"changed"%[1]s
}

// Page is a part of a list.
type Page struct {
	Items []Item %[1]sjson:"items"%[1]s
	Next  string %[1]sjson:"next,omitempty"%[1]s
}

// Decode reads an item.
func Decode(data []byte) (item Item, err error) {
	err = json.Unmarshal(data, &item)
	return item, err
}

// Total adds up.
func (p Page) Total() (n int) {
	for _, item := range p.Items {
		n += item.Qty
	}
	return n
}
`, "`")
}

func (t *tree) events(m *module) {
	f := t.file(m, "events", "events.go")
	f.use("time")
	api := f.use(m.path("api"))
	f.printf(`
// Changed tells that an item changed.
type Changed struct {
	Item %s.Item
	At   time.Time
}

// Listener is told of changes.
type Listener interface{ On(Changed) }
`, api)
}

// store writes the module's private side: rows and the statements on them.
func (t *tree) store(m *module) {
	f := t.file(m, "store", "store.go")
	f.use("context")
	f.use("database/sql")
	db, api := f.use(root+"/platform/db"), f.use(m.path("api"))
	f.printf(`
// Row is a row of %[1]s.
type Row struct {
	ID   int64
	Name string
	Qty  int
	At   sql.NullTime
}

// Item is what others may see of it.
func (r Row) Item() %[2]s.Item {
	return %[2]s.Item{ID: r.ID, Name: r.Name, Qty: r.Qty, Changed: r.At.Time}
}

// Store reads and writes the module's tables.
type Store struct{ db *%[3]s.Store }

// New returns a store.
func New(db *%[3]s.Store) *Store { return &Store{db} }

// Names of tables and statements that the module's other packages use.
const (
	TableItems  = "%[4]s"
	QueryRecent = "SELECT count(*) FROM %[5]s WHERE at > now() - interval '1 day' AND kind = $1"
)

// Find reads one row.
func (s *Store) Find(ctx context.Context, id int64) (r Row, err error) {
	const query = "SELECT id, name, qty, at FROM %[4]s WHERE id = $1"
	err = s.db.Conn().QueryRowContext(ctx, query, id).Scan(&r.ID, &r.Name, &r.Qty, &r.At)
	return r, err
}
`, m.table("items"), api, db, m.table("items"), m.table("events"))
	t.statements(m, f, "(s *Store) ", "s.db", t.texts-2)
}

// service writes the module's root package.
func (t *tree) service(m *module) {
	f := t.file(m, ".", "service.go")
	f.use("context")
	f.use("net/http")
	f.use("strconv")
	db, web := f.use(root+"/platform/db"), f.use(root+"/platform/web")
	api, store := f.use(m.path("api")), f.use(m.path("store"))
	fields, params, values, calls := "", "", "", ""
	for _, other := range m.uses {
		name := f.use(other.path("."))
		fields += fmt.Sprintf("\t%s *%s.Service\n", "use"+name, name)
		params += fmt.Sprintf(", use%s *%s.Service", name, name)
		values += fmt.Sprintf(", use%s", name)
		calls += fmt.Sprintf("\tif other, err := s.use%s.Find(ctx, id); err == nil {\n\t\titem.Qty += other.Qty\n\t}\n", name)
	}
	var parts []string
	for _, dir := range m.packages[5:] {
		parts = append(parts, fmt.Sprintf("\titem.Qty += %s.Weight(item)\n", f.use(m.path(dir))))
	}
	f.printf(`
// Service is the public face of %[1]s.
type Service struct {
	db    *%[2]s.Store
	store *%[3]s.Store
%[4]s}

// New puts a service together.
func New(db *%[2]s.Store%[5]s) *Service { return &Service{db, %[3]s.New(db)%[6]s} }

// Find returns an item.
func (s *Service) Find(ctx context.Context, id int64) (%[7]s.Item, error) {
	row, err := s.store.Find(ctx, id)
	if err != nil {
		return %[7]s.Item{}, err
	}
	item := row.Item()
%[8]s%[9]s	return item, nil
}

// ServeHTTP implements http.Handler.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	find := %[10]s.Handler[%[7]s.Item](func(r *http.Request) (%[7]s.Item, error) {
		id, err := strconv.ParseInt(r.FormValue("id"), 10, 64)
		if err != nil {
			return %[7]s.Item{}, %[10]s.ErrNotFound
		}
		return s.Find(r.Context(), id)
	})
	find.ServeHTTP(w, r)
}
`, m.name, db, store, fields, params, values, api, calls, strings.Join(parts, ""), web)
	t.statements(m, f, "(s *Service) ", "s.db", t.texts)
}

// part writes one of the private packages, or the jobs, which nobody imports.
func (t *tree) part(m *module, dir string) {
	f := t.file(m, dir, dir+".go")
	f.use("context")
	db, api, store := f.use(root+"/platform/db"), f.use(m.path("api")), f.use(m.path("store"))
	f.printf(`
// Worker does what %[1]s is for.
type Worker struct {
	db    *%[2]s.Store
	store *%[3]s.Store
}

// NewWorker returns a worker.
func NewWorker(db *%[2]s.Store) *Worker { return &Worker{db, %[3]s.New(db)} }

// Weight tells how much an item counts.
func Weight(item %[4]s.Item) int { return item.Qty * %[5]d %% 97 }

// Recent counts what happened.
func (w *Worker) Recent(ctx context.Context, kind string) (int64, error) {
	return w.db.One(ctx, %[3]s.QueryRecent, kind)
}
`, dir, db, store, api, 2+t.rng.IntN(90))
	if len(m.uses) > 0 {
		other := m.uses[t.rng.IntN(len(m.uses))]
		theirs, data, happened := f.use(other.path(".")), f.use(other.path("api")), f.use(other.path("events"))
		f.printf(`
// Ask asks %[1]s.
func (w *Worker) Ask(ctx context.Context, service *%[2]s.Service, ids []int64) (page %[3]s.Page, err error) {
	for _, id := range ids {
		item, err := service.Find(ctx, id)
		if err != nil {
			return page, err
		}
		page.Items = append(page.Items, item)
	}
	return page, nil
}

// On implements the listener of %[1]s.
func (w *Worker) On(changed %[4]s.Changed) { _ = changed.Item.Name }
`, other.name, theirs, data, happened)
	}
	t.statements(m, f, "(w *Worker) ", "w.db", t.texts)
}
