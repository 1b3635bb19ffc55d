//! A made-up practice put into a fresh book.

use super::{Companion, queries, writer::Writer};
use crate::{
    command::Command,
    error::{Invalid, Result},
    model::{Kind, Practice, RecordId, view::SampleAdded},
    sample::{Sample, Wanted},
};

/// How many records go in at once: few enough for the memory of a phone, enough that a commit costs nothing beside them.
const BATCH: usize = 2_000;

impl Companion {
    /// Puts a made-up practice into this book: its own record is completed, everything else is added. Can be undone a batch at
    /// a time.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if the book holds a contact already: nothing made up is ever mixed with what is real.
    pub fn add_sample(&self, wanted: &Wanted) -> Result<SampleAdded> {
        if !self.list(&Kind::Contact, None, 1)?.items.is_empty() {
            let real =
                "this book has contacts in it; a sample goes into an empty one. Say another place with --home DIR";
            return Err(Invalid::new("home", real).into());
        }
        let Sample { practice, records, planned_for, removed, draft } = Sample::of(wanted);
        let book = RecordId(self.book()?.0);
        self.write("edit", |writer: &mut Writer<'_, '_>| {
            writer.change(book, |kept: &mut Practice| {
                *kept = completed(kept.clone(), practice);
                Ok(())
            })
        })?;
        let mut added = SampleAdded { planned_first: planned_for.len() as u64, ..SampleAdded::default() };
        for (_, record) in &records {
            *added.records.entry(record.kind().as_str().to_owned()).or_insert(0) += 1;
        }
        let mut records = records.into_iter().peekable();
        while records.peek().is_some() {
            self.run(Command::AddAll(records.by_ref().take(BATCH).collect()))?;
        }
        for gone in removed {
            self.run(Command::Remove(gone))?;
        }
        self.keep_draft("note", &draft)?;
        self.tidy()?;
        Ok(added)
    }

    /// What a book is to be made up from, as of now: the same seed makes the same book for the rest of the day.
    pub fn sample_wanted(&self, seed: u64, years: u32, contacts: u32) -> Result<Wanted> {
        self.store.read(|session| {
            let zone = queries::zone(session, &self.environment)?;
            let today = self.environment.now().day_in(zone);
            Ok(Wanted { seed, today, zone, years, contacts, touchpoints: None })
        })
    }
}

/// What the user said of their practice stands; the rest is made up.
fn completed(kept: Practice, made_up: Practice) -> Practice {
    let or = |kept: String, made_up: String| if kept.is_empty() { made_up } else { kept };
    Practice {
        name: or(kept.name, made_up.name),
        niche: or(kept.niche, made_up.niche),
        booking_url: or(kept.booking_url, made_up.booking_url),
        currency: or(kept.currency, made_up.currency),
        region: or(kept.region, made_up.region),
        zone: or(kept.zone, made_up.zone),
        ideal_client: or(kept.ideal_client, made_up.ideal_client),
        hours: if kept.hours.is_empty() { made_up.hours } else { kept.hours },
        holiday: if kept.holiday.is_empty() { made_up.holiday } else { kept.holiday },
        away: if kept.away.is_empty() { made_up.away } else { kept.away },
        target: if kept.target.is_empty() { made_up.target } else { kept.target },
        ..kept
    }
}
