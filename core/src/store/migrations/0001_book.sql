-- What lasts: the changes, and what is known of each record. Everything in 'rows' can be rebuilt from here.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    key      INTEGER PRIMARY KEY,
    id       BLOB    NOT NULL UNIQUE,
    kind     TEXT,                       -- unknown until a change that says so could be read
    removed  INTEGER NOT NULL DEFAULT 0,
    aside    TEXT,                       -- why it is not shown: its changes are kept whole all the same
    revision INTEGER NOT NULL            -- grows with every change to any record, so that other processes see what is new
) STRICT;
CREATE INDEX record_revision ON record (revision);
CREATE INDEX record_aside ON record (key) WHERE aside IS NOT NULL;

CREATE TABLE change (
    key       INTEGER PRIMARY KEY,       -- the order in which it was stored here, and in which the outbox is sent
    record    INTEGER NOT NULL REFERENCES record (key) ON DELETE CASCADE,
    id        BLOB    NOT NULL,
    bytes     BLOB    NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0,
    refused   TEXT,                      -- set aside: the server's reason; tried again after an update
    UNIQUE (record, id)
) STRICT;
CREATE INDEX change_outbox ON change (key) WHERE confirmed = 0;

CREATE TABLE erasure (
    record    BLOB PRIMARY KEY,
    changes   BLOB NOT NULL,             -- the ids of the changes that were here, 32 bytes each
    confirmed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Where this device stands in the server's feed. One row.
CREATE TABLE sync (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    epoch         BLOB,
    cursor        INTEGER NOT NULL DEFAULT 0,
    digest_count  INTEGER NOT NULL DEFAULT 0,
    digest_sum    BLOB    NOT NULL DEFAULT (zeroblob(32)),
    boot_epoch    BLOB,                  -- a bootstrap under way
    boot_head     INTEGER,
    boot_key      INTEGER,
    boot_total    INTEGER,
    needs_repair  INTEGER NOT NULL DEFAULT 0,
    repaired      BLOB,                  -- by how much the two digests differed when a repair was begun for it
    repaired_at   INTEGER,               -- when that was, ms since 1970
    repairs       INTEGER NOT NULL DEFAULT 0, -- how often: the same difference is not repaired again without a pause
    synced_at     INTEGER                -- when the digests last agreed, ms since 1970
) STRICT;
INSERT INTO sync (one) VALUES (1);

-- What this device did, so that it can be taken back. Text that was erased since is taken out of it.
CREATE TABLE deed (
    key     INTEGER PRIMARY KEY,
    name    TEXT    NOT NULL,            -- of the command
    at      INTEGER NOT NULL,
    undone  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE effect (
    deed   INTEGER NOT NULL REFERENCES deed (key) ON DELETE CASCADE,
    record BLOB    NOT NULL,
    field  TEXT    NOT NULL,
    before TEXT,                         -- JSON; nothing: the field said nothing
    after  TEXT
) STRICT;
CREATE INDEX effect_deed ON effect (deed);
CREATE INDEX effect_record ON effect (record);

CREATE TABLE draft (
    name       TEXT PRIMARY KEY,
    body       TEXT    NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
