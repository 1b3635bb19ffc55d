//! A device's database, looked at from outside: which changes it holds, and all rows that were made from them.

use std::{collections::BTreeSet, path::Path};

use rapport_protocol::{ChangeId, Digest, Epoch, Item, Position, RecordId};
use rusqlite::{Connection, OpenFlags, types::ValueRef};

/// An open database that nothing is written to.
pub(crate) struct Looking(Connection);

/// Where a device stands in the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub epoch: Option<Epoch>,
    pub cursor: Position,
    pub digest: Digest,
}

/// One change as a device holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub record: RecordId,
    pub id: ChangeId,
    pub bytes: Vec<u8>,
}

/// Tables that hold what lasts, or what is a device's own; every other one is made from the changes.
const NOT_ROWS: [&str; 7] = ["meta", "change", "erasure", "sync", "deed", "draft", "record"];

impl Looking {
    pub fn at(home: &Path) -> Self {
        let file = home.join("book.sqlite");
        Self(Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a book can be looked at"))
    }

    /// Every change of one record.
    pub fn changes_of(&self, record: RecordId) -> Vec<Held> {
        self.held("WHERE record.id = ?1", [record.0])
    }

    /// Every change.
    pub fn changes(&self) -> Vec<Held> {
        self.held("", [])
    }

    fn held(&self, which: &str, parameters: impl rusqlite::Params) -> Vec<Held> {
        let sql = format!(
            "SELECT record.id, change.id, bytes FROM change JOIN record ON record.key = change.record {which}
             ORDER BY change.key"
        );
        let mut statement = self.0.prepare_cached(&sql).expect("changes have these columns");
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Held { record: RecordId(row.get(0)?), id: ChangeId(row.get(1)?), bytes: row.get(2)? })
        };
        let rows = statement.query_map(parameters, read).expect("changes can be read");
        rows.collect::<Result<_, _>>().expect("changes can be read")
    }

    /// The names of everything that it holds.
    pub fn items(&self) -> BTreeSet<Item> {
        let sql = "SELECT record.id, change.id FROM change JOIN record ON record.key = change.record";
        let mut statement = self.0.prepare_cached(sql).expect("changes have names");
        let read = |row: &rusqlite::Row<'_>| Ok(Item::change(RecordId(row.get(0)?), ChangeId(row.get(1)?)));
        let rows = statement.query_map([], read).expect("names can be read");
        let erased = self.erasures().into_iter().map(Item::erasure);
        rows.map(|item| item.expect("names can be read")).chain(erased).collect()
    }

    /// The records that it knows to be erased.
    pub fn erasures(&self) -> BTreeSet<RecordId> {
        let mut statement = self.0.prepare_cached("SELECT record FROM erasure").expect("erasures have records");
        let rows = statement.query_map([], |row| Ok(RecordId(row.get(0)?))).expect("erasures can be read");
        rows.collect::<Result<_, _>>().expect("erasures can be read")
    }

    /// The records that are shown: each with its kind and whether it was removed.
    pub fn records(&self) -> Vec<(RecordId, String, bool)> {
        let sql = "SELECT id, kind, removed FROM record WHERE kind IS NOT NULL AND aside IS NULL ORDER BY key";
        let mut statement = self.0.prepare_cached(sql).expect("records have these columns");
        let rows = statement.query_map([], |row| Ok((RecordId(row.get(0)?), row.get(1)?, row.get(2)?)));
        rows.expect("records can be read").collect::<Result<_, _>>().expect("records can be read")
    }

    /// The disagreements that are shown: the record, the field, and the changes whose values are to be chosen from.
    pub fn conflicts(&self) -> Vec<(RecordId, String, Vec<ChangeId>)> {
        let sql = "SELECT record.id, field, rivals FROM conflict JOIN record ON record.key = conflict.record
                   ORDER BY record.key, field";
        let mut statement = self.0.prepare_cached(sql).expect("conflicts have these columns");
        let rows = statement
            .query_map([], |row| Ok((RecordId(row.get(0)?), row.get(1)?, row.get::<_, String>(2)?)))
            .expect("conflicts can be read");
        let change = |rival: &serde_json::Value| rival["change"].as_str().and_then(|change| change.parse().ok());
        rows.map(|row| {
            let (record, field, rivals) = row.expect("conflicts can be read");
            let rivals: Vec<serde_json::Value> = serde_json::from_str(&rivals).expect("rivals are a list");
            (record, field, rivals.iter().filter_map(change).collect())
        })
        .collect()
    }

    /// How many changes and erasures the server is not known to have.
    pub fn unsent(&self) -> u64 {
        let sql = "SELECT (SELECT count(*) FROM change WHERE confirmed = 0)
                        + (SELECT count(*) FROM erasure WHERE confirmed = 0)";
        self.0.query_row(sql, [], |row| row.get(0)).expect("what is unsent can be counted")
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        self.0
            .query_row("SELECT epoch, cursor, digest_count, digest_sum FROM sync", [], |row| {
                let epoch = row.get::<_, Option<[u8; 16]>>(0)?.map(Epoch);
                let digest = Digest { count: row.get(2)?, sum: row.get(3)? };
                Ok(Standing { epoch, cursor: row.get(1)?, digest })
            })
            .expect("a book stands somewhere")
    }

    /// Every row that was made from changes, one a line, in an order and under names that all devices share.
    pub fn rows(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (table, is_words) in self.tables() {
            if is_words {
                self.dump_words(&table, &mut lines);
            } else {
                self.dump(&table, &mut lines);
            }
        }
        let known =
            "SELECT 'record ' || hex(id) || ' ' || coalesce(kind, '-') || removed || coalesce(aside, '') FROM record";
        let mut statement = self.0.prepare_cached(known).expect("records have these columns");
        let known = statement.query_map([], |row| row.get::<_, String>(0)).expect("records can be read");
        lines.extend(known.map(|line| line.expect("records can be read")));
        lines.sort_unstable();
        lines
    }

    /// The tables of rows, and whether each is an index of words.
    fn tables(&self) -> Vec<(String, bool)> {
        let sql = "SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let mut statement = self.0.prepare_cached(sql).expect("there is a schema");
        let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the schema can be read");
        let tables: Vec<(String, bool)> = tables.collect::<Result<_, _>>().expect("the schema can be read");
        let words: Vec<String> =
            tables.iter().filter(|(_, words)| *words).map(|(name, _)| format!("{name}_")).collect();
        let inner = |name: &str| words.iter().any(|index| name.starts_with(index.as_str()));
        tables
            .into_iter()
            .filter(|(name, _)| !NOT_ROWS.contains(&name.as_str()) && !name.starts_with("sqlite_") && !inner(name))
            .collect()
    }

    fn dump(&self, table: &str, lines: &mut Vec<String>) {
        let mut statement = self.0.prepare(&format!("SELECT * FROM {table}")).expect("a table can be read");
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).expect("a table can be read");
        while let Some(row) = rows.next().expect("a table can be read") {
            let mut line = table.to_owned();
            for (place, column) in columns.iter().enumerate() {
                let value = row.get_ref(place).expect("the column is there");
                // A record's number is its own on each device; its id is everybody's.
                let shown = match (column.as_str(), value) {
                    ("key" | "contact" | "record", ValueRef::Integer(key)) => self.id_of(key),
                    _ => shown(value),
                };
                line.extend([" ", column.as_str(), "=", shown.as_str()]);
            }
            lines.push(line);
        }
    }

    fn dump_words(&self, index: &str, lines: &mut Vec<String>) {
        let vocabulary = format!("temp.{index}_words");
        self.0
            .execute_batch(&format!(
                "CREATE VIRTUAL TABLE IF NOT EXISTS {vocabulary} USING fts5vocab(main, {index}, instance)"
            ))
            .expect("an index of words can be looked into");
        let sql = format!("SELECT DISTINCT term, doc FROM {vocabulary}");
        let mut statement = self.0.prepare(&sql).expect("words can be read");
        let words = statement
            .query_map([], |row| Ok(format!("{index} {} {}", self.id_of(row.get(1)?), row.get::<_, String>(0)?)));
        lines.extend(words.expect("words can be read").map(|line| line.expect("words can be read")));
    }

    fn id_of(&self, key: i64) -> String {
        let mut statement = self.0.prepare_cached("SELECT id FROM record WHERE key = ?1").expect("records have ids");
        let id = statement.query_row([key], |row| row.get(0)).map(RecordId);
        id.map_or_else(|_| format!("no record {key}"), |id| id.to_string())
    }
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => data_encoding::HEXLOWER.encode(bytes),
    }
}
