//! `rapport sectors`: who already sees your clients, and where nobody was asked yet.

use clap::Args;
use rapport_core::model::view::SectorStanding;

use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    screen::{Cell, Ink, Table},
    words::{self, InWords as _},
};

/// The sectors that you have reached, and those that you have not.
///
/// What already sees your niche's clients comes first. Every sector counts alike: a minister, a school and an agency as much as
/// a physician.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport sectors
  rapport sectors --niche divorce
  rapport edit practice niche=\"sleep\"        your own niche")]
pub struct Sectors {
    /// Which niche [default: your practice's]
    #[arg(long)]
    niche: Option<String>,
}

impl Sectors {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let gaps = desk.book.sector_gaps(self.niche.as_deref())?;
        let (untouched, touched): (Vec<_>, Vec<_>) = gaps.sectors.iter().partition(|one| one.touched == 0);
        let (suggested, others): (Vec<_>, Vec<_>) =
            untouched.into_iter().partition(|one: &&SectorStanding| !one.professions.is_empty());
        let mut parts = Vec::new();
        for (heading, rows) in [
            ("They see your clients, and you have met none of them", suggested),
            ("Not touched yet", others),
            ("Touched", touched),
        ] {
            if !rows.is_empty() {
                parts.push(format!("{}\n{}", desk.screen.heading(heading), table(desk, &rows).show(&desk.screen)));
            }
        }
        if gaps.pack.is_none() {
            let known = "There is no starter pack for this niche. Another:  rapport sectors --niche sleep";
            parts.push(desk.screen.hint(known));
        }
        Ok(Said::new(gaps, parts.join("\n\n")))
    }
}

fn table(desk: &Desk, rows: &[&SectorStanding]) -> Table {
    let mut table = Table::default();
    for row in rows {
        let last = row.last_touch.map(|at| format!("last {}", desk.clock.ago(at))).unwrap_or_default();
        let known = if row.contacts == 0 {
            "nobody in the book".to_owned()
        } else {
            format!("{} of {} reached", row.touched, row.contacts)
        };
        let sees = row.professions.iter().map(|code| words::profession(code)).collect::<Vec<_>>().join(", ");
        table.row([row.sector.words().into(), Cell::new(Ink::Faint, known), Cell::new(Ink::Faint, last), sees.into()]);
    }
    table
}
