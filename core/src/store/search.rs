//! Finding by the first letters of words: names, places, notes, codes.

use rusqlite::{Connection, params};

use super::{RecordKey, Session};
use crate::{error::Result, model::Kind};

/// The kinds that can be found.
const SEARCHED: [(&str, Kind); 4] = [
    ("search_contact", Kind::Contact),
    ("search_touchpoint", Kind::Touchpoint),
    ("search_note", Kind::Note),
    ("search_referral", Kind::Referral),
];

impl Session<'_> {
    pub(super) fn add_words<'w>(
        &self,
        kind: &Kind,
        key: RecordKey,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<()> {
        let Some(table) = table(kind) else { return Ok(()) };
        let words = words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n");
        if words.is_empty() {
            return Ok(());
        }
        self.0
            .prepare_cached(&format!("INSERT INTO {table} (rowid, words) VALUES (?1, ?2)"))?
            .execute(params![key, words])?;
        Ok(())
    }

    pub(super) fn clear_words(&self, kind: &Kind, key: RecordKey) -> Result<()> {
        if let Some(table) = table(kind) {
            self.0.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([key])?;
        }
        Ok(())
    }

    /// The numbers of the newest records of a kind in which every word typed begins a word.
    pub fn search(&self, kind: &Kind, typed: &str, limit: u32) -> Result<Vec<RecordKey>> {
        let (Some(table), Some(query)) = (table(kind), query(typed)) else { return Ok(Vec::new()) };
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid DESC LIMIT ?2"
        ))?;
        Ok(statement.query_map(params![query, limit], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// Merges a few segments: little at a time, so that whoever writes next doesn't wait.
pub(super) fn merge(connection: &Connection) -> Result<()> {
    for (table, _) in SEARCHED {
        connection.execute(&format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', 256)"), [])?;
    }
    Ok(())
}

/// Merges all segments into one, so that no word that was taken out is left anywhere.
pub(super) fn optimize(connection: &Connection) -> Result<()> {
    for (table, _) in SEARCHED {
        connection.execute(&format!("INSERT INTO {table} ({table}) VALUES ('optimize')"), [])?;
    }
    Ok(())
}

fn table(kind: &Kind) -> Option<&'static str> {
    SEARCHED.iter().find(|(_, searched)| searched == kind).map(|(table, _)| *table)
}

/// Each word typed as a quoted prefix; nothing if no word was typed.
fn query(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}
