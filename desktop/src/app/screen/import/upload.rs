//! A file that was sent: read part by part, and held until it is brought in or another comes.

use std::sync::{Mutex, PoisonError};

use axum::extract::Multipart;
use rapport_core::exchange::{Area, ImportReport, Source};

use crate::{
    app::{fields::Fields, view::View, words::exchange as say},
    failure::Failure,
};

/// What was sent: the fields, and the file with its name.
pub type Sent = (Fields, Option<(String, Vec<u8>)>);

/// Reads a form with a file.
///
/// # Errors
/// If it did not come through whole.
pub async fn read(mut parts: Multipart) -> Result<Sent, Failure> {
    let unreadable = |_| Failure::usage(say::UNREADABLE);
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let called = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(unreadable)?;
        match called {
            Some(called) if !called.is_empty() => file = Some((called, bytes.to_vec())),
            Some(_) => {}
            None => fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok((Fields::of(fields), file))
}

/// A file that was looked through.
pub struct Held {
    source: Source,
    area: Option<Area>,
}

impl Held {
    /// The file, and which area of it is wanted.
    ///
    /// # Errors
    /// If the day can't be understood.
    pub fn of(view: &View, fields: &Fields, name: String, bytes: Vec<u8>) -> Result<Self, Failure> {
        let since = fields.text("since").map(|typed| view.clock.past_day(typed)).transpose()?;
        let area = fields.text("postal").map(|postal| Area { postal: postal.to_owned(), since });
        Ok(Self { source: Source { name, bytes, format: None }, area })
    }

    /// Brings it in, or tells what that would do.
    ///
    /// # Errors
    /// What the core says; nothing was changed then.
    pub fn bring(&self, view: &View, dry_run: bool) -> Result<ImportReport, Failure> {
        let source = self.source.clone();
        Ok(match &self.area {
            Some(area) => view.book.import_area(source, area.clone(), dry_run)?,
            None => view.book.import(source, dry_run)?,
        })
    }
}

/// The last file that was looked through, under a number: an older page brings in nothing else.
#[derive(Default)]
pub struct Upload(Mutex<(u64, Option<Held>)>);

impl Upload {
    /// Holds a file in place of the one before; its number.
    pub fn keep(&self, held: Held) -> u64 {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = (kept.0 + 1, Some(held));
        kept.0
    }

    /// Gives the file of a number away, if it is still held.
    pub fn take(&self, number: u64) -> Option<Held> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 == number { kept.1.take() } else { None }
    }
}
