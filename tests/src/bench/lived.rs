//! Books of made-up practices, in proportion: a tenth as many contacts as touchpoints, a fifth as many referrals. Every query of
//! the practice finds something in them: referrals with their clocks, gives, gifts, introductions, enrolments, promises, notes.

use rapport_core::{
    Command, Companion, Options,
    environment::{Environment as _, System},
    model::{Kind, Record, RecordId},
    sample::{Sample, Wanted},
};
use tempfile::TempDir;

use super::book::on_disk;

/// For how many years it was kept: a book of this age has more referrals than a fifth of its touchpoints, whatever its size.
const YEARS: u32 = 7;
/// Records put into the book at once.
const AT_ONCE: usize = 4_000;

/// A book, and how much is in it.
pub(super) struct Lived {
    /// Where it lies.
    pub home: TempDir,
    /// The numbers of its contacts, touchpoints and referrals.
    pub holds: [usize; 3],
}

impl Lived {
    /// Makes one up with about so many touchpoints, which end yesterday.
    pub fn new(touchpoints: u64) -> Self {
        eprintln!("  writing a book of {touchpoints} touchpoints …");
        let touchpoints = u32::try_from(touchpoints).expect("few touchpoints");
        let zone = chrono_tz::America::New_York;
        let wanted = Wanted {
            seed: 1,
            today: System.now().day_in(zone),
            zone,
            years: YEARS,
            contacts: touchpoints / 10,
            touchpoints: Some(touchpoints),
        };
        let Sample { practice, records, .. } = Sample::of(&wanted);
        let mut records = thinned(records, touchpoints as usize / 5);
        let count = |kind: Kind| records.iter().filter(|(_, record)| record.kind() == kind).count();
        let holds = [Kind::Contact, Kind::Touchpoint, Kind::Referral].map(count);
        let home = on_disk();
        let book = Companion::init(Options::at(home.path()), &practice, "Phone", "Kim").expect("a book can be made");
        while !records.is_empty() {
            let rest = records.split_off(records.len().min(AT_ONCE));
            book.run(Command::AddAll(records)).expect("records can be added");
            records = rest;
        }
        book.tidy().expect("a book can be tidied");
        book.close().expect("a book can be closed");
        Self { home, holds }
    }
}

/// The records with only so many referrals, evenly chosen.
fn thinned(records: Vec<(RecordId, Record)>, referrals: usize) -> Vec<(RecordId, Record)> {
    let all = records.iter().filter(|(_, record)| record.kind() == Kind::Referral).count();
    let mut number = 0;
    let stays = |record: &Record| {
        if record.kind() != Kind::Referral || all <= referrals {
            return true;
        }
        number += 1;
        number * referrals / all > (number - 1) * referrals / all
    };
    let mut stays = stays;
    records.into_iter().filter(|(_, record)| stays(record)).collect()
}
