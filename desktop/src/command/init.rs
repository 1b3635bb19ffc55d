//! `rapport init`: a new book.

use std::path::Path;

use clap::Args;
use rapport_core::{Companion, Options, model::Practice};
use serde_json::json;

use crate::{desk::Desk, failure::Failure, json::Said, screen::Screen};

/// Make a book for your practice.
///
/// The book is on this device alone until you pair it with a server. Another device joins it with `rapport pair join`,
/// not with `init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport init --practice \"Riverside Therapy\" --device Phone --person Kim
  rapport init --practice \"Riverside Therapy\" --device Laptop --person Kim --zone America/New_York --region US")]
pub struct Init {
    /// The practice's name
    #[arg(long, value_name = "NAME")]
    practice: String,
    /// What you call this device
    #[arg(long, value_name = "NAME", default_value = "Computer")]
    device: String,
    /// Whose device it is
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    person: String,
    /// The practice's time zone [default: this device's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<chrono_tz::Tz>,
    /// The country it is in: how dates are written, and which limits on gifts hold
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// The currency that costs are in
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// What it is for
    #[arg(long, value_name = "WORDS")]
    niche: Option<String>,
}

impl Init {
    pub fn run(self, home: &Path, screen: Screen) -> Result<Said, Failure> {
        let practice = Practice {
            name: self.practice,
            zone: self.zone.map(|zone| zone.name().to_owned()).unwrap_or_default(),
            region: self.region.unwrap_or_default().to_uppercase(),
            currency: self.currency.unwrap_or_default().to_uppercase(),
            niche: self.niche.unwrap_or_default(),
            ..Practice::default()
        };
        let book = Companion::init(Options::at(home), &practice, &self.device, &self.person)?;
        let desk = Desk::at(book, screen)?;
        let kept = desk.practice()?;
        let text = format!(
            "{}\nIt is in {}. Times are those of {}.\n\n{}\n  rapport add place \"Oak Street Family Medicine\" --sector primary_care",
            screen.heading(&format!("The book of {} is made.", kept.name)),
            home.display(),
            kept.zone,
            screen.hint("Put the first place into it:"),
        );
        Ok(Said::new(
            json!({ "book": desk.book.book()?, "practice": kept.name, "zone": kept.zone, "home": home }),
            text,
        ))
    }
}
