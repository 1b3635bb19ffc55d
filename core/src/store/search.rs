//! Finding by the first letters of words: names, places, notes, codes.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{RecordKey, Session};
use crate::{
    error::Result,
    model::{Kind, RecordId},
    practice::fold::fold,
};

/// How many of the index's own pages one step of merging writes, of a kilobyte each.
const MERGED_PAGES: u32 = 256;

/// Of how many that match the latest are chosen. The index knows only in which order records were stored here, which is another
/// on each device; among so many, all show the same.
const CANDIDATES: u32 = 1_000;

/// The kinds that can be found.
const SEARCHED: [(&str, Kind); 4] = [
    ("search_contact", Kind::Contact),
    ("search_touchpoint", Kind::Touchpoint),
    ("search_note", Kind::Note),
    ("search_referral", Kind::Referral),
];

impl Session<'_> {
    pub(super) fn add_words(&self, kind: &Kind, key: RecordKey, words: &[&str]) -> Result<()> {
        let (Some(table), words) = (table(kind), folded(words)) else { return Ok(()) };
        if !words.is_empty() {
            self.sql
                .prepare_cached(&format!("INSERT INTO {table} (rowid, words) VALUES (?1, ?2)"))?
                .execute(params![key, words])?;
        }
        Ok(())
    }

    pub(super) fn add_contact_words(&self, key: RecordKey, name: &str, words: &[&str]) -> Result<()> {
        self.sql
            .prepare_cached("INSERT INTO search_contact (rowid, name, words) VALUES (?1, ?2, ?3)")?
            .execute(params![key, folded(&[name]), folded(words)])?;
        Ok(())
    }

    pub(super) fn clear_words(&self, kind: &Kind, key: RecordKey) -> Result<()> {
        if let Some(table) = table(kind) {
            self.sql.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([key])?;
        }
        Ok(())
    }

    /// The numbers of the records of a kind in which every word typed begins a word; of very many the last stored.
    pub fn search(&self, kind: &Kind, typed: &str) -> Result<Vec<RecordKey>> {
        let (Some(table), Some(query)) = (table(kind), query(typed)) else { return Ok(Vec::new()) };
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid DESC LIMIT ?2"
        ))?;
        Ok(statement.query_map(params![query, CANDIDATES], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The latest of some records of a kind by their own time, those without one last; of one time by id.
    pub fn latest(&self, kind: &Kind, keys: &[RecordKey], limit: u32) -> Result<Vec<RecordKey>> {
        let mut statement = self.sql.prepare_cached(&format!("SELECT at, id FROM {kind} WHERE key = ?1"))?;
        let mut placed: Vec<(Option<i64>, RecordId, RecordKey)> = Vec::with_capacity(keys.len());
        for key in keys {
            let row = statement.query_row([key], |row| Ok((row.get(0)?, RecordId(row.get(1)?))));
            placed.extend(row.optional()?.map(|(at, id)| (at, id, *key)));
        }
        placed.sort_unstable_by(|one, other| other.cmp(one));
        placed.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(placed.into_iter().map(|(.., key)| key).collect())
    }

    /// The latest contacts in whose name, address or labels every word typed begins a word.
    pub fn contacts_with(&self, typed: &str, limit: u32) -> Result<Vec<RecordId>> {
        query(typed).map_or(Ok(Vec::new()), |query| self.contacts_matching(&query, limit))
    }

    /// The latest contacts in whose name every word typed begins a word.
    pub fn contacts_called(&self, typed: &str, limit: u32) -> Result<Vec<RecordId>> {
        query(typed).map_or(Ok(Vec::new()), |query| self.contacts_matching(&format!("name : ({query})"), limit))
    }

    fn contacts_matching(&self, query: &str, limit: u32) -> Result<Vec<RecordId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT contact.id FROM search_contact JOIN contact ON contact.key = search_contact.rowid
             WHERE search_contact MATCH ?1 ORDER BY search_contact.rowid DESC LIMIT ?2",
        )?;
        let found = statement.query_map(params![query, CANDIDATES.max(limit)], |row| Ok(RecordId(row.get(0)?)))?;
        let mut found: Vec<RecordId> = found.collect::<Result<_, _>>()?;
        found.sort_unstable_by(|one, other| other.cmp(one));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }
}

/// Merges a few segments of each index: little at a time, so that whoever writes next doesn't wait. Returns whether there may be
/// more to merge.
pub(super) fn merge(connection: &Connection) -> Result<bool> {
    let mut more = false;
    for (table, _) in SEARCHED {
        let before = total_changes(connection)?;
        connection.execute(&format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', {MERGED_PAGES})"), [])?;
        // A merge that had nothing to do changes one row at most.
        more |= total_changes(connection)? - before > 1;
    }
    Ok(more)
}

/// Merges all segments into one, so that no word that was taken out is left anywhere.
pub(super) fn optimize(connection: &Connection) -> Result<()> {
    for (table, _) in SEARCHED {
        connection.execute(&format!("INSERT INTO {table} ({table}) VALUES ('optimize')"), [])?;
    }
    Ok(())
}

/// The tables of words.
pub(super) fn tables() -> impl Iterator<Item = &'static str> {
    SEARCHED.iter().map(|(table, _)| *table)
}

fn total_changes(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("SELECT total_changes()", [], |row| row.get(0))?)
}

fn table(kind: &Kind) -> Option<&'static str> {
    SEARCHED.iter().find(|(_, searched)| searched == kind).map(|(table, _)| *table)
}

/// Words as the index holds them: folded, so that its tokenizer only has to part them at spaces.
fn folded(words: &[&str]) -> String {
    words.iter().map(|words| fold(words)).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Each word typed as a quoted prefix; nothing if no word was typed.
fn query(typed: &str) -> Option<String> {
    let words: Vec<String> = fold(typed).split(' ').filter(|word| !word.is_empty()).map(prefix).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn prefix(word: &str) -> String {
    format!("\"{word}\"*")
}
