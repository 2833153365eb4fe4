package sqltables

import (
	"strings"
	"testing"
)

// proseLines are texts as programs print them. Many begin like a statement.
const proseLines = `update users failed
select from users menu
delete from cart button clicked
drop table of contents
insert into the database failed: %w
cannot select user from orders: %v
merge into main using squash
create index on startup
with orders as usual
grant access on request to admins
select a file from the list, then press OK
select a file from the list
update from v1 to v2
create table for 4 people
truncate long names
replace into position
failed to update %s
failed to insert into users: %v
failed to select from users
error deleting from orders: %w
update %s failed
insert into %s failed
insert into users failed: %v
update users: %w
delete from users: %w
select users: %w
SELECT failed
DELETE failed: %v
UPDATE failed
UPDATE returned no rows
INSERT failed for user %d
INSERT INTO failed
SELECT FROM users failed
CREATE TABLE failed for %s
update the user
update user
update users
update your profile
update the user set in the config
update available
updates from upstream
Update your password now.
Delete user from group
Delete from trash
Delete this item from your cart?
delete all the things
delete user
delete
select
select one
select one of the options
Select an option from the menu
Select your country from the list below
select * option in the menu
insert coin
insert coin to continue
insert into the slot
insert
replace this with that
replace all
replace
merge branch into main
Merge pull request from feature
merge conflict
with love
with the users as guests
with great power comes great responsibility
values are wrong
values must be positive
table of contents
table users
table not found
create
create user account
create a new order from the template
create index for the book
create view of the world
create trigger on the gun
alter ego
alter the table of orders
alter table settings with care
drop
drop the table
drop database connection failed
drop table when done!
truncate
truncate output to 80 columns
truncate the log
lock
lock the door
lock table in the back
unlock the door
copy file to folder
copy from source to destination
copy users to backup
grant me three wishes
grant permission to user
revoke token
revoke access from user
comment on the issue
comment on this pull request
analyze the results
analyze
vacuum the floor
vacuum
cluster is down
refresh the page
refresh token expired
reindex everything now
explain the issue to me
explain
describe the problem
describe problem
desc
prepare for launch
declare victory
do something
do not select from this menu
call me
call me from the lobby
call %s failed
execute order 66
exec failed
set the value
set password failed
set by user
show the list
show more
begin
begin with a capital letter
start
start the engine
start from scratch
commit
commit changes
commit failed: %v
commit to the cause
rollback
rollback failed
rollback failed: %w
end
end of file
abort mission
load data from disk
load users from file
import users from csv
import
handler not found
flush the cache
flush
cache miss
rename file to %s
rename the table
fetch data from server
fetch orders from api
use the force
use of closed network connection
reset password
kill process
help
listen on port %d
listen tcp: address in use
check the logs
optimize this
repair
from
from now on
from the start
from address
from users
From: %s
from %s to %s
join
join us
join the conversation
left
left over from yesterday
right side
inner peace
cross origin request from %s
into the wild
into
where is it
order by phone
order from the menu
group by team
limit exceeded
limit
values
using default config
on startup
and then some
or not
not found
user not found in table users
row not found
id
user_id
users
users.id
public.users
hello, world
Hello %s, you have %d new messages
the quick brown fox jumps over the lazy dog
https://x.test/select?from=orders
/api/v1/users/select
--from orders --into items
-f from
usage: tool [flags] select from
key=value
{"select": "from"}
<select name="from"><option>users</option></select>
func update(users []string) error
invalid token: unexpected end of input
select: no such table
select case from default
SELECT_FROM_USERS
orders o
name, email
2006-01-02 15:04:05
can't update users
it's not in the table
please select * from the menu
order %d updated from %s
moved from %s into %s
reading from users table: %v
scan rows from orders
context deadline exceeded while selecting from users
join orders on the way home
insert or update failed
delete or archive?
update or insert
select, insert, update
select and update
DELETE /users/:id
UPDATE /users
GET /users?select=id&from=now
INSERT: %v
SELECT: %v
Drop files here
Drop table after tests?
Create table
Create Table Orders
Alter table`

// sqlStatements are whole statements, one a line.
const sqlStatements = `select id from users
DELETE FROM cart
delete from cart
update users set a=1
truncate orders
TRUNCATE TABLE a, b
drop table orders
call proc()
SELECT 1
BEGIN
select * from t where x = ? order by y limit 10
SELECT id, name FROM users
select id, name from users where id = $1
select u.id from users u
SELECT u.id FROM users AS u WHERE u.id = :id
select count(*) from orders
SELECT COUNT(*) FROM orders WHERE status = 'open'
select max(id) from orders
Select Id From Users Where Id = 5
SELECT * FROM users
select * from users
select * from users;
select * from users where name = 'from the start'
SELECT * FROM %s
SELECT * FROM %s WHERE id = %d
select %s from %s
SELECT * FROM {{.Table}} WHERE id = ?
SELECT a.x, b.y FROM a JOIN b ON a.id = b.id
select a.x from a left join b on a.id = b.id
SELECT DISTINCT name FROM users ORDER BY name
SELECT name, COUNT(*) FROM users GROUP BY name HAVING COUNT(*) > 1
SELECT * FROM a UNION ALL SELECT * FROM b
(SELECT id FROM a) UNION (SELECT id FROM b)
SELECT * FROM (SELECT id FROM users) AS u
SELECT EXISTS(SELECT 1 FROM users WHERE id = ?)
select exists (select 1 from users)
WITH x AS (SELECT 1) SELECT * FROM x
with x as (select id from users) delete from orders where user_id in (select id from x)
WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t) SELECT n FROM t
VALUES (1, 2), (3, 4)
SELECT id FROM users FOR UPDATE
SELECT id FROM users FOR UPDATE SKIP LOCKED
SELECT id FROM users LIMIT 1 OFFSET 2
SELECT u.* FROM users u, orders o WHERE u.id = o.user_id
SELECT now()
SELECT pg_advisory_lock($1)
SELECT 'x' AS y
SELECT nextval('seq')
SELECT ?::text
select version()
SELECT a FROM b WHERE c IS NOT NULL AND d BETWEEN 1 AND 2
SELECT CASE WHEN a THEN b ELSE c END FROM t
INSERT INTO users VALUES (1)
INSERT INTO users (id, name) VALUES (?, ?)
insert into users (id, name) values ($1, $2) returning id
INSERT INTO users DEFAULT VALUES
INSERT INTO users SELECT * FROM old_users
INSERT INTO users (id) SELECT id FROM old_users ON CONFLICT DO NOTHING
INSERT INTO users (id) VALUES (:id) ON CONFLICT (id) DO UPDATE SET name = excluded.name
INSERT INTO users SET name = 'x'
INSERT OR REPLACE INTO users VALUES (1)
insert into users values (%s)
INSERT INTO %s (a, b) VALUES (?, ?)
INSERT INTO users(id) VALUES(@id)
REPLACE INTO users VALUES (1)
replace into users (id) values (?)
UPDATE users SET name = ?
update users set name = $1 where id = $2
UPDATE users SET name = 'x', age = age + 1 WHERE id = 1
UPDATE users u SET name = c.name FROM customers c WHERE c.id = u.id
UPDATE users SET %s WHERE id = ?
UPDATE users, orders SET users.a = orders.b
update users set deleted_at = now()
UPDATE ONLY users SET (a, b) = (1, 2)
DELETE FROM users WHERE id = ?
delete from users where id in (?, ?)
DELETE FROM users u WHERE u.id = 1
DELETE FROM users USING orders WHERE users.id = orders.user_id
DELETE u FROM users u JOIN orders o ON o.user_id = u.id
DELETE FROM users RETURNING id
delete from %s
MERGE INTO stock s USING moves m ON s.id = m.id WHEN MATCHED THEN UPDATE SET n = m.n
merge into a using b on a.id = b.id when not matched then insert values (b.id)
TRUNCATE users
TRUNCATE TABLE users RESTART IDENTITY CASCADE
truncate table users
CREATE TABLE users (id int)
create table users (id integer primary key, name text not null)
CREATE TABLE IF NOT EXISTS users (id bigint unsigned auto_increment primary key) ENGINE=InnoDB
CREATE TEMP TABLE t AS SELECT 1
CREATE TABLE b LIKE a
CREATE TABLE p PARTITION OF q FOR VALUES IN (1)
create index idx on users (name)
CREATE UNIQUE INDEX CONCURRENTLY idx ON users USING btree (lower(name))
CREATE VIEW v AS SELECT * FROM users
create or replace view v as select id from users
CREATE MATERIALIZED VIEW mv AS SELECT 1
CREATE EXTENSION IF NOT EXISTS pgcrypto
CREATE SCHEMA inventory
CREATE SEQUENCE s START 1
CREATE TYPE mood AS ENUM ('sad', 'ok')
CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()
CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 FROM users $$ LANGUAGE sql
CREATE POLICY p ON users USING (true)
ALTER TABLE users ADD COLUMN name text
alter table users add column age int
ALTER TABLE users DROP COLUMN name
ALTER TABLE users RENAME TO people
ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id)
ALTER TABLE users ENABLE ROW LEVEL SECURITY
ALTER TABLE users MODIFY name varchar(20)
ALTER VIEW v RENAME TO w
DROP TABLE users
DROP TABLE IF EXISTS a, b CASCADE
drop table if exists users
DROP VIEW v
DROP INDEX idx
drop index idx on users
LOCK TABLE users IN EXCLUSIVE MODE
LOCK TABLES a READ, b WRITE
UNLOCK TABLES
COPY users FROM STDIN
COPY users (id, name) TO STDOUT WITH CSV
COPY (SELECT * FROM users) TO '/tmp/x'
LOAD DATA INFILE 'x' INTO TABLE users
GRANT SELECT ON users TO bob
grant select, insert on users to bob
REVOKE ALL ON users FROM bob
COMMENT ON TABLE users IS 'people'
comment on column users.name is 'x'
ANALYZE users
VACUUM FULL users
vacuum analyze users
REFRESH MATERIALIZED VIEW mv
refresh materialized view concurrently mv
EXPLAIN SELECT * FROM users
EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM users
explain select * from users
DESCRIBE users
SHOW TABLES
SHOW CREATE TABLE users
show columns from users
PREPARE q AS SELECT * FROM users WHERE id = $1
DECLARE c CURSOR FOR SELECT * FROM users
DO $$ BEGIN DELETE FROM users; END $$
CALL p(1, 2)
EXEC sp_help
SET search_path TO inventory
SET x = 1
set foreign_key_checks = 0
COMMIT
ROLLBACK
BEGIN TRANSACTION
START TRANSACTION
begin transaction
begin;
SAVEPOINT a
ROLLBACK TO SAVEPOINT a
PRAGMA foreign_keys = ON
RENAME TABLE a TO b
rename table a to b
SELECT 1; SELECT 2
INSERT INTO a VALUES (1); UPDATE b SET c = 2;
SELECT * FROM orders -- the open ones
/* all of them */ select * from orders
-- name: GetUser :one
SELECT TOP 10 * FROM [dbo].[Orders] WITH (NOLOCK)
SELECT a->>'b' FROM docs WHERE tags @> '["x"]'
TABLE users`

// sqlFragments are pieces of statements that name a table or are cut before they can.
const sqlFragments = ` LEFT JOIN items i ON i.id = o.id
FROM orders o
FROM orders WHERE id = ?
from orders where id = ? and x = 1
 JOIN users u ON u.id = o.user_id
 inner join users u on u.id = o.user_id
INTO users (id, name) VALUES (?, ?)
UNION SELECT id FROM archive
UNION ALL SELECT id FROM archive WHERE x = 1
WHERE id IN (SELECT user_id FROM orders)
 AND EXISTS (SELECT 1 FROM orders o WHERE o.id = u.id)
 and id in (select user_id from orders where x = 1)
id, name FROM users WHERE id = ?
u.id, u.name FROM users u
SELECT id, name FROM
SELECT id, name FROM users WHERE
SELECT id, name FROM users WHERE id =
SELECT * FROM users u JOIN
SELECT * FROM users ORDER BY
select id from users where id in (
INSERT INTO users (id, name) VALUES
INSERT INTO users (id, name)
INSERT INTO users (
INSERT INTO users
UPDATE users SET
update users set
UPDATE users
DELETE FROM users WHERE
DELETE FROM
SELECT COUNT(*) FROM
CREATE TABLE users
ALTER TABLE users
=id AND NOT EXISTS (SELECT 1 FROM tags WHERE tags.owner = T0.id)
IN (SELECT user_id FROM users WHERE name = %s)
c.path <@ (SELECT path from groups where id = :group_id)`

func TestShape(t *testing.T) {
	for _, c := range []struct {
		want  Shape
		lines string
	}{{NotSQL, proseLines}, {Whole, sqlStatements}, {Fragment, sqlFragments}} {
		t.Run(c.want.String(), func(t *testing.T) {
			lines := strings.Split(c.lines, "\n")
			if c.want != Fragment && len(lines) < 120 {
				t.Errorf("only %d lines", len(lines))
			}
			for _, line := range lines {
				if strings.HasPrefix(line, "-- name") {
					line += "\nSELECT * FROM users WHERE id = $1"
				}
				if got := Extract(line, Any).Shape; got != c.want {
					t.Errorf("%q is %s, want %s", line, got, c.want)
				}
			}
		})
	}
}
