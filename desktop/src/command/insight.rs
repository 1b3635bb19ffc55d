//! `rapport insight`: what the book tells of the practice, each figure with its period, how much it is of, and what it means.

mod effort;
mod people;
mod reach;
mod sources;

use clap::{Args, Subcommand};
use rapport_core::model::view::Insight;
use serde::Serialize;

use crate::{
    bounds,
    desk::Desk,
    failure::Failure,
    json::Said,
    names::Prefer,
    screen::{Cell, Ink, Table},
    words::insight as say,
};

/// What the book tells of your practice; alone, the figures that one looks at first.
///
/// Every figure names its period and how much it is of (n), and says nothing where that is too little.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport insight
  rapport insight mix
  rapport insight concentration --without \"Oak Street\"
  rapport insight standing \"Dr Lee\"
  rapport insight calendar --year 2026")]
pub struct ShowInsight {
    /// Which
    #[command(subcommand)]
    which: Option<Which>,
}

/// Each insight.
#[derive(Debug, Subcommand)]
enum Which {
    /// Which sorts of source send referrals, beside your target
    #[command(after_help = "Examples:
  rapport insight mix
  rapport edit practice target:mix_professional=60 target:mix_client=30 target:mix_other=10")]
    Mix,
    /// On how few sources the referrals rest, by person, place and sector
    #[command(after_help = "Examples:
  rapport insight concentration
  rapport insight concentration --without \"Oak Street\"")]
    Concentration {
        /// What would be left if this person or place fell away
        #[arg(long, value_name = "WHO")]
        without: Option<String>,
    },
    /// With how many referrals the work began, by the sort of their source
    #[command(after_help = "Example:\n  rapport insight conversion")]
    Conversion,
    /// How soon referrals are answered, in the hours at which you are open
    #[command(after_help = "Examples:
  rapport insight response
  rapport edit practice hours:mon=09:00-17:00")]
    Response,
    /// How many referrals are thanked for in time
    #[command(after_help = "Example:\n  rapport insight thanks")]
    Thanks,
    /// How many of your promises are kept
    #[command(after_help = "Example:\n  rapport insight promises")]
    Promises,
    /// How far those come whom you contact, by the quarter of the first contact
    #[command(after_help = "Examples:
  rapport insight funnel
  rapport edit practice folklore:partner_share=0.25")]
    Funnel,
    /// How many touches it takes until somebody refers
    #[command(after_help = "Example:\n  rapport insight touches")]
    Touches,
    /// How many partners are active, beside how many are enough; how many contacts stand at each stage
    #[command(after_help = "Examples:
  rapport insight partners
  rapport edit practice target:active_partners=5")]
    Partners,
    /// How one person or place stands: stage, give and take, whether you may ask
    #[command(after_help = "Example:\n  rapport insight standing \"Dr Lee\"")]
    Standing {
        /// Who
        who: String,
    },
    /// What went to whom and came from whom; gifts are left out
    #[command(after_help = "Example:\n  rapport insight reciprocity")]
    Reciprocity,
    /// Who led to whom, what came of it, and who waits for thanks
    #[command(after_help = "Example:\n  rapport insight introductions")]
    Introductions,
    /// The ten on the map, with the reach that they claim
    #[command(
        name = "top-ten",
        after_help = "Examples:
  rapport insight top-ten
  rapport edit \"Dr Lee\" top_ten=yes claimed_reach=250"
    )]
    TopTen,
    /// By which channels people can be reached, and what is missing
    #[command(after_help = "Example:\n  rapport insight channels")]
    Channels,
    /// Whether the desk, those who route referrals and the provider are known at each office
    #[command(after_help = "Example:\n  rapport insight offices")]
    Offices,
    /// What each recipient was given in a year, beside the limit
    #[command(after_help = "Examples:
  rapport insight gifts
  rapport insight gifts --year 2026
  rapport edit practice cap:gift_year=10000")]
    Gifts {
        /// Which year [default: this one]
        #[arg(long, value_parser = bounds::year)]
        year: Option<i32>,
    },
    /// The days and weeks of a year, the weekly minimum, and what you are known to bring
    #[command(after_help = "Examples:
  rapport insight calendar
  rapport edit practice target:weekly_minimum=5")]
    Calendar {
        /// Which year [default: this one]
        #[arg(long, value_parser = bounds::year)]
        year: Option<i32>,
    },
    /// The numbers that practitioners tell each other, with where they came from
    #[command(after_help = "Examples:
  rapport insight folklore
  rapport edit practice folklore:touches_before_referral=5")]
    Folklore,
}

impl ShowInsight {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let Some(which) = self.which else { return overview(desk) };
        let book = &desk.book;
        match which {
            Which::Mix => Ok(report(desk, &book.mix()?, sources::mix)),
            Which::Concentration { without: None } => Ok(report(desk, &book.concentration()?, sources::concentration)),
            Which::Concentration { without: Some(typed) } => {
                let who = desk.contact(&typed, Prefer::Either)?;
                Ok(report(desk, &book.loss(who)?, sources::loss))
            }
            Which::Conversion => Ok(report(desk, &book.conversion()?, sources::conversion)),
            Which::Response => Ok(report(desk, &book.response()?, sources::response)),
            Which::Thanks => Ok(report(desk, &book.thanks_closure()?, sources::thanks)),
            Which::Promises => Ok(report(desk, &book.kept_promises()?, effort::promises)),
            Which::Funnel => Ok(report(desk, &book.funnel()?, people::funnel)),
            Which::Touches => Ok(report(desk, &book.first_touches()?, people::touches)),
            Which::Partners => Ok(report(desk, &book.partners()?, people::partners)),
            Which::Standing { who } => {
                let who = desk.contact(&who, Prefer::Either)?;
                Ok(report(desk, &book.standing(who)?, people::standing))
            }
            Which::Reciprocity => Ok(report(desk, &book.reciprocity()?, people::reciprocity)),
            Which::Introductions => Ok(report(desk, &book.introduced()?, people::introductions)),
            Which::TopTen => Ok(report(desk, &book.top_ten()?, people::top_ten)),
            Which::Channels => Ok(report(desk, &book.channels_covered()?, reach::channels)),
            Which::Offices => Ok(report(desk, &book.offices_covered()?, reach::offices)),
            Which::Gifts { year } => Ok(report(desk, &book.gift_year(year)?, reach::gifts)),
            Which::Calendar { year } => Ok(report(desk, &book.activity(year)?, effort::calendar)),
            Which::Folklore => effort::folklore(desk),
        }
    }
}

/// What one insight shows: a title, rows, and what they mean.
struct Told {
    title: String,
    parts: Vec<(String, Table)>,
    meaning: String,
}

impl Told {
    fn new(title: impl Into<String>, table: Table, meaning: impl Into<String>) -> Self {
        Self { title: title.into(), parts: vec![(String::new(), table)], meaning: meaning.into() }
    }

    /// With another table under a heading of its own.
    fn with(mut self, heading: &str, table: Table) -> Self {
        if !table.is_empty() {
            self.parts.push((heading.to_owned(), table));
        }
        self
    }
}

fn report<T: Serialize>(desk: &Desk, insight: &Insight<T>, tell: fn(&Desk, &Insight<T>) -> Told) -> Said {
    desk.know(&insight.names);
    Said::new(insight, shown(desk, insight, tell))
}

fn shown<T>(desk: &Desk, insight: &Insight<T>, tell: fn(&Desk, &Insight<T>) -> Told) -> String {
    let Told { title, parts, meaning } = tell(desk, insight);
    let screen = &desk.screen;
    let over = format!("{}, n = {}", say::period(insight.period), insight.n);
    let mut text = format!("{}  {}", screen.heading(&title), screen.hint(&over));
    for (heading, table) in parts.into_iter().filter(|(_, table)| !table.is_empty()) {
        if !heading.is_empty() {
            text.push_str("\n\n");
            text.push_str(&screen.heading(&heading));
        }
        text.push('\n');
        text.push_str(&table.show(screen));
    }
    let meaning = if insight.says() { meaning } else { say::too_few(insight.n, insight.needed) };
    if !meaning.is_empty() {
        text.push_str("\n\n");
        text.push_str(&textwrap::fill(&meaning, screen.width()));
    }
    text
}

fn overview(desk: &Desk) -> Result<Said, Failure> {
    let all = desk.book.overview()?;
    for names in [&all.concentration.names, &all.partners.names] {
        desk.know(names);
    }
    let text = [
        shown(desk, &all.mix, sources::mix),
        shown(desk, &all.concentration, sources::concentration_in_short),
        shown(desk, &all.response, sources::response),
        shown(desk, &all.thanks, sources::thanks),
        shown(desk, &all.promises, effort::promises),
        shown(desk, &all.partners, people::partners_in_short),
        shown(desk, &all.year, effort::weeks),
    ]
    .join("\n\n");
    let more = desk.screen.hint("More:  rapport insight --help");
    Ok(Said::new(all, format!("{text}\n\n{more}")))
}

/// A faint label and what stands beside it.
fn line(table: &mut Table, label: &str, value: impl Into<Cell>) {
    table.row([Cell::new(Ink::Faint, label), value.into()]);
}
