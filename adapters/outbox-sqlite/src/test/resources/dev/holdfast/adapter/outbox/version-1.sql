-- A file as version 1 of the schema left it, with one message.
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dead_letter (
  place INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
connection TEXT NOT NULL,
class TEXT NOT NULL,
key TEXT,
id TEXT NOT NULL,
session_bound INTEGER NOT NULL,
accepted_ms INTEGER NOT NULL,
size INTEGER NOT NULL,
payload BLOB NOT NULL,
  buried_ms INTEGER NOT NULL,
  reason TEXT NOT NULL);
CREATE TABLE message (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
connection TEXT NOT NULL,
class TEXT NOT NULL,
key TEXT,
id TEXT NOT NULL,
session_bound INTEGER NOT NULL,
accepted_ms INTEGER NOT NULL,
size INTEGER NOT NULL,
payload BLOB NOT NULL);
INSERT INTO "message" VALUES(1,'press-7','at-least-once',NULL,'id-1',0,1795000000123,14,'from version 1');
CREATE INDEX message_by_class ON message (connection, class);
CREATE UNIQUE INDEX latest_value ON message (connection, key) WHERE key IS NOT NULL;
CREATE VIEW outbox AS SELECT
number, connection, class, key, id, session_bound,
strftime('%Y-%m-%dT%H:%M:%fZ', accepted_ms / 1000.0, 'unixepoch') AS accepted,
size, payload
  FROM message ORDER BY number;
CREATE VIEW dead_letters AS SELECT
number, connection, class, key, id, session_bound,
strftime('%Y-%m-%dT%H:%M:%fZ', accepted_ms / 1000.0, 'unixepoch') AS accepted,
size, payload,
  strftime('%Y-%m-%dT%H:%M:%fZ', buried_ms / 1000.0, 'unixepoch') AS buried, reason
  FROM dead_letter ORDER BY place;
PRAGMA application_id = 1212575586;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
