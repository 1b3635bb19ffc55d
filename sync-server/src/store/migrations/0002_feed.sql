-- The feed of every book. A record's key is given in the order of arrival, so that new rows of every table below land
-- side by side, whatever the ids that devices draw.
CREATE TABLE records (
    key INTEGER PRIMARY KEY,
    book INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    first INTEGER NOT NULL,         -- position of the first entry it ever had: the key of a bootstrap, never moved
    changes INTEGER NOT NULL,
    operations INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    quarantined INTEGER NOT NULL DEFAULT 0,
    erased_at INTEGER,              -- position of the marker
    erasure_item BLOB,
    UNIQUE (book, id)
) STRICT;

CREATE UNIQUE INDEX records_by_first ON records (book, first) WHERE erased_at IS NULL;
CREATE UNIQUE INDEX erasures_by_item ON records (book, erasure_item) WHERE erased_at IS NOT NULL;
CREATE INDEX records_to_pack ON records (entries) WHERE entries > 1 AND quarantined = 0;

-- The name of every change of a record that is not erased, also when its bytes are only in a pack.
CREATE TABLE changes (
    record INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 32),
    book INTEGER NOT NULL,
    item BLOB NOT NULL CHECK (length(item) = 32),
    actor BLOB NOT NULL CHECK (length(actor) = 16),
    turn INTEGER NOT NULL,
    size INTEGER NOT NULL,          -- bytes of its chunk
    position INTEGER NOT NULL,      -- of the entry that carries its bytes
    PRIMARY KEY (record, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX changes_by_item ON changes (book, item);
CREATE UNIQUE INDEX changes_by_turn ON changes (record, actor, turn);

CREATE TABLE entries (
    key INTEGER PRIMARY KEY,
    book INTEGER NOT NULL,
    position INTEGER NOT NULL,
    record INTEGER NOT NULL,
    kind INTEGER NOT NULL,          -- 0 change, 1 pack, 2 erased
    change_id BLOB,
    key_epoch INTEGER NOT NULL DEFAULT 0,
    bytes BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX entries_by_position ON entries (book, position);
CREATE UNIQUE INDEX entries_by_record ON entries (record, position);
