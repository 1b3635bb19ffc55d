-- Books and who may read them. Tokens, pairing secrets and invitations are kept as SHA-256 only.
CREATE TABLE books (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    epoch BLOB NOT NULL CHECK (length(epoch) = 16),
    head INTEGER NOT NULL,          -- the newest position; the next one comes from here and nowhere else
    digest_count INTEGER NOT NULL,
    digest_sum BLOB NOT NULL CHECK (length(digest_sum) = 32),
    bytes INTEGER NOT NULL,         -- of all changes that are not erased, as they came: what the quota counts
    records INTEGER NOT NULL,       -- not erased
    made_at_s INTEGER NOT NULL
) STRICT;

CREATE TABLE devices (
    book INTEGER NOT NULL,
    number BLOB NOT NULL CHECK (length(number) = 8),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    paired_at_s INTEGER NOT NULL,
    seen_at_s INTEGER NOT NULL,     -- rounded down to the minute; 0 before the first request
    revoked_at_s INTEGER,
    PRIMARY KEY (book, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE pairing_secrets (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    book INTEGER NOT NULL,
    expires_at_s INTEGER NOT NULL,
    used_by BLOB                    -- the device that joined with it, so that it can ask again when the answer was lost
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    uses_left INTEGER NOT NULL,
    made_at_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
