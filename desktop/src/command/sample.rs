//! `rapport sample`: a made-up practice, to look around in.

use std::path::Path;

use clap::{Args, value_parser};
use rapport_core::{
    Companion, Options,
    model::{Kind, Practice},
};
use serde_json::json;

use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    screen::{Cell, Ink, Screen, Table},
    words::{InWords as _, MADE_UP},
};

/// Make up a practice: offices, people, visits, referrals and what comes of them.
///
/// It goes into a home where no book is yet, or into one in which nothing is; never among what is yours. Nobody in it exists.
/// The same seed makes the same practice on the same day.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport --home /tmp/look sample
  rapport --home /tmp/look sample --years 3 --contacts 400 --seed 7
  rapport --home /tmp/look today")]
pub struct WriteSample {
    /// For how many years the book was kept
    #[arg(long, default_value_t = 3, value_parser = value_parser!(u32).range(1..=20))]
    years: u32,
    /// How many people and places, about
    #[arg(long, default_value_t = 400, value_parser = value_parser!(u32).range(30..=100_000))]
    contacts: u32,
    /// How many visits, calls and letters, about [default: as many as such a practice has time for]
    #[arg(long, value_parser = value_parser!(u32).range(1..=1_000_000))]
    touchpoints: Option<u32>,
    /// From which it is made up
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl WriteSample {
    pub fn run(self, home: &Path, screen: Screen) -> Result<Said, Failure> {
        let book = if Companion::exists(home) {
            Companion::open(Options::at(home))?
        } else {
            let practice =
                Practice { name: MADE_UP.to_owned(), zone: "America/New_York".to_owned(), ..Practice::default() };
            Companion::init(Options::at(home), &practice, "Computer", "Kim")?
        };
        let mut wanted = book.sample_wanted(self.seed, self.years, self.contacts)?;
        wanted.touchpoints = self.touchpoints;
        let added = book.add_sample(&wanted)?;
        let desk = Desk::at(book, screen)?;
        let mut table = Table::default();
        for kind in Kind::ALL {
            if let Some(count) = added.records.get(kind.as_str()) {
                table.row([Cell::new(Ink::Strong, count.to_string()), kind.words().into()]);
            }
        }
        let text = format!(
            "{}\n{}\nIt is in {}.\n\n{}",
            screen.heading(&format!("{} is made up, with seed {}.", desk.practice()?.name, self.seed)),
            table.show(&screen),
            home.display(),
            screen.hint("Look around:  rapport today   rapport timeline   rapport list places"),
        );
        let said = json!({
            "book": desk.book.book()?,
            "practice": desk.practice()?.name,
            "home": home,
            "seed": self.seed,
            "day": wanted.today,
            "records": added.records,
            "planned_first": added.planned_first,
        });
        Ok(Said::new(said, text))
    }
}
