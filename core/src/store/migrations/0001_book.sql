-- What lasts: the changes, and what is known of each record. Everything in 'rows' can be rebuilt from here.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    key      INTEGER PRIMARY KEY,        -- the later a record was made the greater; what a bootstrap brings goes below
    id       BLOB    NOT NULL UNIQUE,
    kind     TEXT,                       -- unknown until a change that says so could be read
    removed  INTEGER NOT NULL DEFAULT 0,
    aside    TEXT                        -- why it is not shown: its changes are kept whole all the same
) STRICT;
CREATE INDEX record_aside ON record (key) WHERE aside IS NOT NULL;

-- A key is the order in which a change was stored here, in which the outbox is sent, and up to which other processes have
-- seen the book: AUTOINCREMENT, so that none is given twice when an erasure takes the newest away.
CREATE TABLE change (
    key       INTEGER PRIMARY KEY AUTOINCREMENT,
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
    key    INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL,             -- of the command
    at     INTEGER NOT NULL,
    upto   INTEGER NOT NULL,             -- its last change: whatever has a greater key came afterwards
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE effect (
    deed   INTEGER NOT NULL REFERENCES deed (key) ON DELETE CASCADE,
    place  INTEGER NOT NULL,             -- in the order in which they happened
    record BLOB    NOT NULL,
    field  TEXT    NOT NULL,
    before TEXT,                         -- JSON; nothing: the field said nothing
    after  TEXT,
    PRIMARY KEY (deed, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    name       TEXT PRIMARY KEY,
    body       TEXT    NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
