-- Rows: what screens read. Dropped and made again from the changes whenever this file changes.

CREATE TABLE contact (
    key          INTEGER PRIMARY KEY,    -- of the record
    id           BLOB NOT NULL UNIQUE,
    form         TEXT NOT NULL,
    name         TEXT NOT NULL,
    folded       TEXT NOT NULL,          -- name without case and accents: the order of lists
    sector       TEXT,
    tier         TEXT,
    cadence_days INTEGER,
    quiet_until  TEXT,
    alias_of     BLOB,
    canonical    BLOB NOT NULL,          -- the smallest id of its alias group; its own where it has none
    body         TEXT NOT NULL           -- the model as JSON
) STRICT;
CREATE INDEX contact_folded ON contact (folded, key);
CREATE INDEX contact_canonical ON contact (canonical);
CREATE INDEX contact_alias ON contact (alias_of) WHERE alias_of IS NOT NULL;

CREATE TABLE contact_at (
    contact INTEGER NOT NULL,
    place   BLOB    NOT NULL,
    role    TEXT    NOT NULL,
    PRIMARY KEY (contact, place, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_at_place ON contact_at (place);

CREATE TABLE contact_channel (
    contact INTEGER NOT NULL,
    channel TEXT    NOT NULL,            -- type:value
    folded  TEXT    NOT NULL,            -- so that two ways of writing one number or address are equal
    PRIMARY KEY (contact, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_channel_folded ON contact_channel (folded);

CREATE TABLE contact_imported (
    contact     INTEGER NOT NULL,
    fingerprint TEXT    NOT NULL,        -- of a card that this contact came from: it is not imported twice
    PRIMARY KEY (contact, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_imported_fingerprint ON contact_imported (fingerprint);

CREATE TABLE touchpoint (
    key     INTEGER PRIMARY KEY,
    id      BLOB    NOT NULL UNIQUE,
    kind    TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    place   BLOB,
    outcome TEXT,
    body    TEXT    NOT NULL
) STRICT;
CREATE INDEX touchpoint_planned ON touchpoint (at) WHERE state = 'planned';

CREATE TABLE note (
    key      INTEGER PRIMARY KEY,
    id       BLOB    NOT NULL UNIQUE,
    kind     TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    inbox    INTEGER NOT NULL,           -- about nobody
    body     TEXT    NOT NULL
) STRICT;
CREATE INDEX note_inbox ON note (at) WHERE inbox = 1;

CREATE TABLE promise (
    key         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    state       TEXT NOT NULL,
    due         TEXT,
    quiet_until TEXT,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX promise_open ON promise (due) WHERE state = 'open';

CREATE TABLE referral (
    key         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    direction   TEXT NOT NULL,
    code        TEXT NOT NULL,
    source      BLOB,
    target      BLOB,
    received    INTEGER,
    answered    INTEGER,
    closed      INTEGER,
    thanked     INTEGER,
    status      TEXT NOT NULL,
    quiet_until TEXT,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX referral_code ON referral (code);
CREATE INDEX referral_unanswered ON referral (received) WHERE direction = 'in' AND answered IS NULL;
CREATE INDEX referral_unthanked ON referral (received) WHERE direction = 'in' AND thanked IS NULL;

CREATE TABLE item (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE playbook (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE practice (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

-- Removed records, so that they can be found and restored.
CREATE TABLE removed (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- The timeline: everything that has a time, and whom it concerns.
CREATE TABLE moment (
    key  INTEGER PRIMARY KEY,
    at   INTEGER NOT NULL,
    kind TEXT    NOT NULL
) STRICT;
CREATE INDEX moment_at ON moment (at, key);

CREATE TABLE moment_who (
    who       BLOB    NOT NULL,          -- a contact; a touchpoint for the notes taken there
    at        INTEGER NOT NULL,
    key       INTEGER NOT NULL,
    qualifies INTEGER NOT NULL,          -- whether it resets the cadence of this contact
    PRIMARY KEY (who, at, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX moment_who_key ON moment_who (key);
CREATE INDEX moment_touch ON moment_who (who, at) WHERE qualifies = 1;

-- Fields on which devices disagreed: all values, the winner first.
CREATE TABLE conflict (
    record INTEGER NOT NULL,
    field  TEXT    NOT NULL,
    rivals TEXT    NOT NULL,             -- JSON
    PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;

-- Words, by kind, newest first. Merged when idle, never while somebody waits.
CREATE VIRTUAL TABLE search_contact    USING fts5 (words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
CREATE VIRTUAL TABLE search_touchpoint USING fts5 (words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE VIRTUAL TABLE search_note       USING fts5 (words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE VIRTUAL TABLE search_referral   USING fts5 (words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
INSERT INTO search_contact (search_contact, rank) VALUES ('automerge', 0);
INSERT INTO search_touchpoint (search_touchpoint, rank) VALUES ('automerge', 0);
INSERT INTO search_note (search_note, rank) VALUES ('automerge', 0);
INSERT INTO search_referral (search_referral, rank) VALUES ('automerge', 0);
