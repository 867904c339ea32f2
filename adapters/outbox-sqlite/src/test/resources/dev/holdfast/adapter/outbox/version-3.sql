-- A file as version 3 of the schema left it, with a journal of which two readers have not had all.
PRAGMA application_id = 1212575586;
PRAGMA user_version = 3;
CREATE TABLE command (
  number INTEGER PRIMARY KEY,
  connection TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  began_ms INTEGER NOT NULL,
  may_send INTEGER NOT NULL,
  ended_ms INTEGER,
  outcome TEXT,
  code TEXT,
  text TEXT);
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
CREATE TABLE journal (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  connection TEXT NOT NULL,
  received_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  subject TEXT NOT NULL,
  size INTEGER NOT NULL,
  payload BLOB NOT NULL);
INSERT INTO "journal" VALUES(1,'gateway',1795000000000,'text','','',11,'seen by all');
INSERT INTO "journal" VALUES(2,'gateway',1795000000000,'text','','',11,'seen by one');
INSERT INTO "journal" VALUES(3,'gateway',1795000000000,'text','','',12,'seen by none');
CREATE TABLE journal_reader (
  connection TEXT NOT NULL,
  reader TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (connection, reader)) WITHOUT ROWID;
INSERT INTO "journal_reader" VALUES('gateway','file',1);
INSERT INTO "journal_reader" VALUES('gateway','web',2);
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
CREATE UNIQUE INDEX command_by_id ON command (connection, id);
CREATE INDEX command_by_end ON command (connection, ended_ms);
CREATE VIEW commands AS SELECT
  connection, id, name,
  strftime('%Y-%m-%dT%H:%M:%fZ', began_ms / 1000.0, 'unixepoch') AS began, may_send,
  strftime('%Y-%m-%dT%H:%M:%fZ', ended_ms / 1000.0, 'unixepoch') AS ended,
  outcome, code, text
  FROM command ORDER BY number;
CREATE INDEX journal_by_connection ON journal (connection);
CREATE VIEW inbound AS SELECT
  number, connection,
  strftime('%Y-%m-%dT%H:%M:%fZ', received_ms / 1000.0, 'unixepoch') AS received,
  kind, topic, subject, size, payload
  FROM journal ORDER BY number;
INSERT INTO sqlite_sequence VALUES('journal',3);
