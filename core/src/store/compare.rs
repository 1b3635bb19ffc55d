//! Comparing rows with rows made anew: each record's rows come down to one number, here and in a book in memory.

use std::{
    collections::{HashMap, HashSet, hash_map::DefaultHasher},
    hash::{Hash as _, Hasher as _},
    ops::RangeInclusive,
};

use rapport_protocol::RecordId;
use rusqlite::{Connection, Row, Statement, params, types::ValueRef};

use super::{RecordKey, Session, connection, migrate, search};
use crate::error::Result;

/// The tables in which a record has rows of its own, the column that says whose they are, and what is compared. What
/// depends on several records (`canonical`, `touch`) is compared for itself.
const OWN: [(&str, &str, &str); 16] = [
    // Of one that is set aside its changes don't tell.
    ("record", "key", "id, aside, iif(aside IS NULL, kind, ''), iif(aside IS NULL, removed, 0)"),
    (
        "contact",
        "key",
        "id, form, name, folded, tier, cadence_days, quiet_until, alias_of, sector, stance, pinned_stage, competitor, top_ten,
         reach, profiled, latitude, longitude, body",
    ),
    ("contact_at", "contact", "place, role"),
    ("contact_channel", "contact", "channel, folded, state"),
    ("contact_link", "contact", "link, other"),
    ("enrolment", "contact", "playbook, enrolled, steps"),
    ("touchpoint", "key", "*"),
    ("note", "key", "*"),
    ("promise", "key", "*"),
    ("referral", "key", "*"),
    ("moment_who", "key", "*"),
    ("conflict", "record", "*"),
    ("removed", "key", "*"),
    ("item", "key", "*"),
    ("playbook", "key", "*"),
    ("practice", "key", "*"),
];
/// The tables whose records stand in the timeline.
const TIMED: [&str; 4] = ["touchpoint", "note", "promise", "referral"];

/// What records' rows come down to, by their numbers.
pub type Prints = HashMap<RecordKey, u64>;

/// A contact's place among its aliases: its id, whose alias it is, and who stands for the group.
pub type AliasRow = (RecordId, Option<RecordId>, RecordId);

/// A book in memory, empty. What is put in goes away with the transaction.
pub struct Scratch(Connection);

impl Scratch {
    pub fn new() -> Result<Self> {
        let connection = connection::in_memory()?;
        migrate::up(&connection)?;
        Ok(Self(connection))
    }

    /// Runs `work` on the empty book, and empties it again.
    pub fn with<T>(&mut self, work: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        let transaction = self.0.transaction()?;
        work(&Session::new(&transaction))
    }
}

impl Session<'_> {
    /// The prints of the records in a range of numbers, but for their words.
    pub fn prints(&self, range: &RangeInclusive<RecordKey>) -> Result<Prints> {
        let mut prints = Prints::new();
        for (table, key, columns) in OWN {
            let sql = format!("SELECT {key}, {columns} FROM {table} WHERE {key} BETWEEN ?1 AND ?2");
            let mut statement = self.sql.prepare_cached(&sql)?;
            add_prints(table, &mut statement, range, &mut prints)?;
        }
        for table in TIMED {
            let sql = format!(
                "SELECT moment.key, moment.at, moment.id, moment.kind, moment.left FROM {table} JOIN moment USING (at, id)
                 WHERE {table}.key BETWEEN ?1 AND ?2"
            );
            let mut statement = self.sql.prepare_cached(&sql)?;
            add_prints("moment", &mut statement, range, &mut prints)?;
        }
        Ok(prints)
    }

    /// The prints of all words that can be searched for.
    pub fn word_prints(&self) -> Result<Prints> {
        let mut prints = Prints::new();
        for table in search::tables() {
            self.sql.execute_batch(&format!(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_words USING fts5vocab (main, {table}, instance)"
            ))?;
            let mut statement = self.sql.prepare(&format!("SELECT doc, term, col FROM temp.{table}_words"))?;
            add_rows(table, statement.query([])?, 3, &mut prints)?;
        }
        Ok(prints)
    }

    /// How many lines of the timeline belong to no record that stands at their time.
    pub fn stray_moments(&self) -> Result<u64> {
        let placed: Vec<String> = TIMED
            .iter()
            .map(|table| format!("(SELECT count(*) FROM {table} JOIN moment USING (at, id, key))"))
            .collect();
        let sql = format!("SELECT (SELECT count(*) FROM moment) - ({})", placed.join(" + "));
        Ok(self.sql.query_row(&sql, [], |row| row.get(0))?)
    }

    /// Those whose last touch is not the last of their qualifying touchpoints.
    pub fn touches_amiss(&self) -> Result<Vec<RecordId>> {
        const LAST: &str =
            "SELECT who, max(iif(nature & 264 = 8, NULL, at)) AS at, max(iif(nature & 264 = 8, at, NULL)) AS gate
             FROM moment_who WHERE nature & 1 GROUP BY who";
        let mut statement = self.sql.prepare(&format!(
            "SELECT who FROM (SELECT * FROM ({LAST}) EXCEPT SELECT who, at, gate FROM touch)
             UNION SELECT who FROM (SELECT who, at, gate FROM touch EXCEPT SELECT * FROM ({LAST}))"
        ))?;
        Ok(statement.query_map([], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Every contact that is an alias, has one, or stands under another.
    pub fn alias_rows(&self) -> Result<Vec<AliasRow>> {
        let mut statement = self.sql.prepare(
            "SELECT id, alias_of, canonical FROM contact WHERE alias_of IS NOT NULL
             UNION SELECT id, alias_of, canonical FROM contact WHERE canonical <> id
             UNION SELECT id, alias_of, canonical FROM contact WHERE id IN
                 (SELECT alias_of FROM contact WHERE alias_of IS NOT NULL)",
        )?;
        let read = |row: &Row<'_>| {
            Ok((RecordId(row.get(0)?), row.get::<_, Option<_>>(1)?.map(RecordId), RecordId(row.get(2)?)))
        };
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// Groups aliases anew, in a scratch book; which of them stand under another than they should.
    pub fn aliases_amiss(&self, rows: &[AliasRow]) -> Result<Vec<RecordId>> {
        for (id, alias_of, _) in rows {
            self.sql
                .prepare_cached(
                    "INSERT INTO contact (id, form, name, folded, alias_of, canonical, competitor, top_ten, profiled, body)
                     VALUES (?1, '', '', '', ?2, ?1, 0, 0, 0, '')",
                )?
                .execute(params![id.0, alias_of.map(|other| other.0)])?;
        }
        self.regroup(rows.iter().map(|(id, ..)| *id))?;
        let mut amiss = Vec::new();
        for (id, _, canonical) in rows {
            if self.canonical(*id)? != *canonical {
                amiss.push(*id);
            }
        }
        Ok(amiss)
    }
}

/// The records of which two sets of prints differ.
pub fn differing(one: &Prints, other: &Prints) -> HashSet<RecordKey> {
    one.keys().chain(other.keys()).filter(|key| one.get(key) != other.get(key)).copied().collect()
}

fn add_prints(
    table: &str,
    statement: &mut Statement<'_>,
    range: &RangeInclusive<RecordKey>,
    prints: &mut Prints,
) -> Result<()> {
    let columns = statement.column_count();
    add_rows(table, statement.query(params![range.start(), range.end()])?, columns, prints)
}

/// Adds rows to the prints of the records whose numbers stand in their first column. Their order makes no difference.
fn add_rows(table: &str, mut rows: rusqlite::Rows<'_>, columns: usize, prints: &mut Prints) -> Result<()> {
    while let Some(row) = rows.next()? {
        let mut hasher = DefaultHasher::new();
        table.hash(&mut hasher);
        for column in 1..columns {
            match row.get_ref(column)? {
                ValueRef::Null => 0.hash(&mut hasher),
                ValueRef::Integer(number) => (1, number).hash(&mut hasher),
                ValueRef::Real(number) => (2, number.to_bits()).hash(&mut hasher),
                ValueRef::Text(text) => (3, text).hash(&mut hasher),
                ValueRef::Blob(bytes) => (4, bytes).hash(&mut hasher),
            }
        }
        let print = prints.entry(row.get(0)?).or_default();
        *print = print.wrapping_add(hasher.finish());
    }
    Ok(())
}
