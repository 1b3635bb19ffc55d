//! `rapport removed`: what was taken out of sight, to be found and brought back.

use clap::{Args, value_parser};

use super::look::lines;
use crate::{desk::Desk, failure::Failure, json::Said, names::short};

/// What was removed, of all kinds, the last made first: to bring one back.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport removed
  rapport removed --limit 200
  rapport restore 1a2b3c              bring one back")]
pub struct Removed {
    /// How many, at most
    #[arg(long, default_value_t = 50, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
    /// Go on where the last page ended: its "next"
    #[arg(long, value_name = "NEXT")]
    after: Option<String>,
}

impl Removed {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let page = desk.book.removed(self.after.as_deref(), self.limit)?;
        let text = match page.items.first() {
            None => "Nothing is removed. What was erased is gone for good.".to_owned(),
            Some(first) => {
                let hint = format!("\n\nBring one back:  rapport restore {}", short(first.id));
                let more = page.next.as_ref().map(|next| format!("\nMore:  rapport removed --after {next}"));
                format!("{}{}", lines(desk, &page.items), desk.screen.hint(&(hint + &more.unwrap_or_default())))
            }
        };
        Ok(Said::new(page, text))
    }
}
