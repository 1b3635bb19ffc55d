-- Rows: what screens read. Dropped and made again from the changes whenever this file changes.
--
-- Every b-tree that a visit touches is a page more to write before it is durable: a column or an index stands here only if
-- some query reads it. 'key' is the record's, 'body' its model as JSON, 'at' its place in the timeline. Days are counted
-- from the beginning of the common era, times are milliseconds since 1970.

CREATE TABLE contact (
    key          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    form         TEXT NOT NULL,
    name         TEXT NOT NULL,
    folded       TEXT NOT NULL,          -- name without case and accents: the order of lists
    tier         TEXT,
    cadence_days INTEGER,
    quiet_until  INTEGER,
    alias_of     BLOB,
    canonical    BLOB NOT NULL,          -- the smallest id of its alias group; its own where it has none
    sector       TEXT,
    stance       TEXT,
    pinned_stage TEXT,
    competitor   INTEGER NOT NULL,
    top_ten      INTEGER NOT NULL,
    reach        INTEGER,                -- as they claim
    profiled     INTEGER NOT NULL,       -- somebody has looked them up
    latitude     REAL,                   -- of places alone
    longitude    REAL,
    body         TEXT NOT NULL
) STRICT;
CREATE INDEX contact_folded ON contact (folded, id);
CREATE INDEX contact_merged ON contact (canonical, id) WHERE canonical <> id;
CREATE INDEX contact_alias ON contact (alias_of) WHERE alias_of IS NOT NULL;
CREATE INDEX contact_cadence ON contact (id, canonical, cadence_days, tier, quiet_until)
    WHERE cadence_days IS NOT NULL OR tier IS NOT NULL;
CREATE INDEX contact_place ON contact (id, canonical, cadence_days, tier, quiet_until) WHERE form = 'place';

CREATE INDEX contact_near ON contact (latitude, longitude, canonical) WHERE latitude IS NOT NULL;

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
    state   TEXT    NOT NULL,
    PRIMARY KEY (contact, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_channel_folded ON contact_channel (folded);

-- Whom a contact knows, and by whom it was introduced.
CREATE TABLE contact_link (
    contact INTEGER NOT NULL,
    link    TEXT    NOT NULL,            -- knows, introduced_by
    other   BLOB    NOT NULL,
    PRIMARY KEY (contact, link, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_imported (
    contact     INTEGER NOT NULL,
    fingerprint TEXT    NOT NULL,        -- of a card that this contact came from: it is not imported twice
    PRIMARY KEY (contact, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_imported_fingerprint ON contact_imported (fingerprint);

-- Who is in which playbook: a contact's in:<playbook>, and its step:<playbook>:<step> as JSON.
CREATE TABLE enrolment (
    contact  INTEGER NOT NULL,
    playbook BLOB    NOT NULL,
    enrolled TEXT    NOT NULL,
    steps    TEXT    NOT NULL,
    PRIMARY KEY (contact, playbook)
) STRICT, WITHOUT ROWID;

CREATE TABLE touchpoint (
    key     INTEGER PRIMARY KEY,
    id      BLOB    NOT NULL,
    at      INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    body    TEXT    NOT NULL
) STRICT;
CREATE INDEX touchpoint_planned ON touchpoint (at, id) WHERE planned = 1;

-- How many of each item were left or given in a week, counted from 1970: what is in stock, and what was given lately, without
-- going through every visit.
CREATE TABLE left_week (
    week  INTEGER NOT NULL,
    item  TEXT    NOT NULL,              -- as left:<item> has it
    count INTEGER NOT NULL,
    PRIMARY KEY (week, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    key   INTEGER PRIMARY KEY,
    id    BLOB    NOT NULL,
    at    INTEGER NOT NULL,
    inbox INTEGER NOT NULL,              -- about nobody
    body  TEXT    NOT NULL
) STRICT;
CREATE INDEX note_inbox ON note (at, id) WHERE inbox = 1;

CREATE TABLE promise (
    key         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL,
    at          INTEGER,
    due         INTEGER,                 -- only while it is open
    quiet_until INTEGER,
    kind        TEXT NOT NULL,
    owes        TEXT NOT NULL,
    "to"        BLOB,
    state       TEXT NOT NULL,
    done_by     BLOB,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX promise_due ON promise (due, id) WHERE due IS NOT NULL;

CREATE TABLE referral (
    key         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL,
    at          INTEGER,
    code        TEXT NOT NULL,
    unanswered  INTEGER NOT NULL,        -- somebody waits for us
    unthanked   INTEGER NOT NULL,        -- somebody has not been thanked
    quiet_until INTEGER,                 -- the answer
    thanks_quiet_until INTEGER,
    direction   TEXT NOT NULL,
    "from"      BLOB,
    "to"        BLOB,
    class       TEXT,                    -- which sort of source it came from
    status      TEXT NOT NULL,
    answered    INTEGER,
    scheduled   INTEGER,
    started     INTEGER,
    closed      INTEGER,
    thanked     INTEGER,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX referral_code ON referral (code);
CREATE INDEX referral_unanswered ON referral (at, id) WHERE unanswered = 1;
CREATE INDEX referral_unthanked ON referral (at, id) WHERE unthanked = 1;

CREATE TABLE item (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE playbook (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE practice (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Removed records, so that they can be looked at and restored.
CREATE TABLE removed (
    key  INTEGER PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

-- The timeline: everything that has a time. What is of one millisecond stands by its id, as on every other device.
CREATE TABLE moment (
    at   INTEGER NOT NULL,
    id   BLOB    NOT NULL,
    key  INTEGER NOT NULL,
    kind TEXT    NOT NULL,
    left TEXT,                           -- what was left there and how many, as JSON
    PRIMARY KEY (at, id)
) STRICT, WITHOUT ROWID;

-- Whom it concerns: contacts, and a touchpoint for the notes taken there.
CREATE TABLE moment_who (
    who    BLOB    NOT NULL,
    kind   TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    id     BLOB    NOT NULL,
    key    INTEGER NOT NULL,
    nature INTEGER NOT NULL,             -- what it was to this contact, a bit each: practice/facts.rs
    PRIMARY KEY (who, kind, at, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moment_who_key ON moment_who (key);

-- The last of these that reset the cadence (nature & 1): small, so that Today goes through everybody in a few milliseconds.
-- Those at a gate, where somebody was named and only its keeper met, stand for themselves: they count for all but physicians.
CREATE TABLE touch (
    who  BLOB PRIMARY KEY,
    at   INTEGER,
    gate INTEGER
) STRICT, WITHOUT ROWID;

-- Fields on which devices disagreed: all values, the winner first.
CREATE TABLE conflict (
    record INTEGER NOT NULL,
    field  TEXT    NOT NULL,
    rivals TEXT    NOT NULL,             -- JSON
    PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;

-- Words, folded, by kind. Merged when idle, never while somebody waits. Their own pages fit into ours.
CREATE VIRTUAL TABLE search_contact    USING fts5 (name, words, content = '', contentless_delete = 1, detail = column, tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_touchpoint USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_note       USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE search_referral   USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3');
INSERT INTO search_contact (search_contact, rank) VALUES ('automerge', 0);
INSERT INTO search_touchpoint (search_touchpoint, rank) VALUES ('automerge', 0);
INSERT INTO search_note (search_note, rank) VALUES ('automerge', 0);
INSERT INTO search_referral (search_referral, rank) VALUES ('automerge', 0);
INSERT INTO search_contact (search_contact, rank) VALUES ('pgsz', 950);
INSERT INTO search_touchpoint (search_touchpoint, rank) VALUES ('pgsz', 950);
INSERT INTO search_note (search_note, rank) VALUES ('pgsz', 950);
INSERT INTO search_referral (search_referral, rank) VALUES ('pgsz', 950);
