//! `rapport intake`, `served`, `benefits`: whom clients see, how sources are served, what else partners are good for.

use clap::Args;
use rapport_core::{
    Command,
    command::{FieldEdit, NewIntake, NewNote, SeenByClient, SeenName},
    model::{NoteKind, SourceClass},
    practice::serving::{BENEFIT, BENEFITS, ROLES, UNNAMED_ROLES},
};
use serde_json::json;

use super::receipt;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    words,
};

/// After a first session: whom else does the new client see? A tally, without the client.
///
/// Each WHO is a role, a name, or both as ROLE=NAME. "+1 sees Dr. Lee" is kept, and nothing of who said so. Without arguments
/// the tally is shown.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport intake doctor=\"Dr Lee\" teacher spouse
  rapport intake doctor=\"Dr Novak\" --new            puts Dr Novak into the book as well
  rapport intake \"Lincoln High\" --source professional --from \"Dr Lee\"
  rapport intake                                    the tally so far")]
pub struct Intake {
    /// Whom the client sees: doctor, teacher, parent, spouse …, or a name, or ROLE=NAME
    #[arg(value_name = "WHO")]
    sees: Vec<String>,
    /// Which sort of source the client came from: counted as a referral, under a code
    #[arg(long, value_parser = words::one_of::<SourceClass>())]
    source: Option<SourceClass>,
    /// Who sent the client
    #[arg(long, value_name = "WHO", requires = "source")]
    from: Option<String>,
    /// Whoever is not in the book yet is put into it
    #[arg(long)]
    new: bool,
}

impl Intake {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if self.sees.is_empty() && self.source.is_none() {
            return tally(desk);
        }
        let from = self.from.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let sees = self.sees.iter().map(|typed| self.read(desk, typed)).collect::<Result<Vec<_>, _>>()?;
        let done = desk.run(Command::CountIntake(NewIntake { sees, source: self.source, from }))?;
        let undoable = done.undoable();
        let records = done.records;
        let said = records.iter().map(|touched| Ok(format!("  {}", desk.line(&desk.book.get(touched.id)?))));
        let text = said.collect::<Result<Vec<_>, Failure>>()?.join("\n");
        let object = json!({ "records": records, "undoable": undoable });
        Ok(Said::new(object, format!("Counted, without a client:\n{text}")))
    }

    fn read(&self, desk: &Desk, typed: &str) -> Result<SeenByClient, Failure> {
        let (role, name) = match typed.split_once('=') {
            Some((role, name)) => (words::role_of_a_client(role), Some(name.trim())),
            None => match words::role_of_a_client(typed) {
                Some(role) => (Some(role), None),
                None => (Some(""), Some(typed)),
            },
        };
        let Some(role) = role else {
            return Err(Failure::usage(format!("“{typed}”: the role is one of {}", ROLES.join(", "))));
        };
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return Ok(SeenByClient { role: role.to_owned(), who: SeenName::Untold });
        };
        if UNNAMED_ROLES.contains(&role) {
            return Err(Failure::usage(format!(
                "the name of a {role} would tell the client's, and nothing was kept: count the role alone,  rapport intake {role}"
            )));
        }
        let who = match desk.find_contact(name, Prefer::Either)? {
            Some(id) => SeenName::Known(id),
            None if self.new => SeenName::New(name.to_owned()),
            None => {
                return Err(Failure::NotFound(format!(
                    "“{name}” is not in the book, and nothing was kept. Add --new to put them into it as well"
                )));
            }
        };
        Ok(SeenByClient { role: role.to_owned(), who })
    }
}

fn tally(desk: &Desk) -> Result<Said, Failure> {
    let seen = desk.book.seen_by_clients()?;
    let mut table = Table::default();
    for one in &seen {
        let who = one.who.as_ref().map_or("no name told", |who| who.name.as_str());
        let role = words::client_role(&one.role);
        let last = format!("last {}", desk.clock.ago(one.last));
        table.row([
            Cell::new(Ink::Strong, one.count.to_string()),
            who.into(),
            role.into(),
            Cell::new(Ink::Faint, last),
        ]);
    }
    let text = if table.is_empty() {
        "Nobody is counted yet. After a first session, ask whom else they see:\n  rapport intake doctor=\"Dr Lee\" teacher".to_owned()
    } else {
        format!("{}\n{}", desk.screen.heading("Your clients see"), table.show(&desk.screen))
    };
    Ok(Said::new(json!({ "seen": seen }), text))
}

/// What you did for a source: they are served as clients are.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport served \"Dr Lee\"")]
pub struct ShowServed {
    /// The source
    who: String,
}

impl ShowServed {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let served = desk.book.served(desk.contact(&self.who, Prefer::Either)?)?;
        let mut table = Table::default();
        let mut row = |what: &str, said: String| table.row([Cell::new(Ink::Faint, what), said.into()]);
        let (came, answered, soon) = (served.received, served.answered, served.answered_within_a_day);
        row(
            "referrals they sent",
            format!("{came}, {answered} answered, {soon} within a day, {} thanked for", served.thanked),
        );
        row("referrals to them", served.sent.to_string());
        row("given or left", served.gives.to_string());
        row("introductions", served.introductions.to_string());
        row("announcements", served.announcements.to_string());
        row("needs", format!("{} met, {} open", served.needs_met, served.needs_open));
        row("promises to them", format!("{} kept, {} open", served.promises_kept, served.promises_open));
        if let (Some(since), Some(last)) = (served.since, served.last) {
            row("from, until", format!("{}, {}", desk.clock.ago(since), desk.clock.ago(last)));
        }
        let name = served.who.as_ref().map_or("", |who| who.name.as_str());
        let text = format!("{}\n{}", desk.screen.heading(&format!("Done for {name}")), table.show(&desk.screen));
        Ok(Said::new(served, text))
    }
}

/// What partners are good for besides referrals.
///
/// Shared care, networks, buying groups, training, co-branding. Without arguments they are listed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport benefits
  rapport benefits \"Dr Lee\" training \"joint workshop in spring\"
  rapport benefits --ended 1a2b3c")]
pub struct Benefits {
    /// Whose
    #[arg(requires = "sort")]
    who: Option<String>,
    /// Which sort: shared care, network, buying group, training, co-branding, or a word of your own
    sort: Option<String>,
    /// What it is
    text: Vec<String>,
    /// This one has ended
    #[arg(long, value_name = "ID")]
    ended: Option<String>,
}

impl Benefits {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if let Some(typed) = self.ended {
            let id = desk.of_kind(&typed, &rapport_core::model::Kind::Note, "benefit", "rapport benefits")?;
            let ended = FieldEdit { field: "resolved".to_owned(), value: desk.clock.now().utc().to_rfc3339() };
            let done = desk.run(Command::Edit { id, edits: vec![ended] })?;
            return Ok(Said::new(receipt(&done), format!("Ended: {}", desk.line(&desk.book.get(id)?))));
        }
        let (Some(who), Some(sort)) = (self.who, self.sort) else { return list(desk) };
        let who = desk.contact(&who, Prefer::Either)?;
        let sort = sort.trim().to_lowercase().replace([' ', '-'], "_");
        let topic = format!("{BENEFIT}{sort}");
        let note = NewNote { text: self.text.join(" "), about: [who].into(), kind: NoteKind::Fact, topic };
        let done = desk.run(Command::TakeNote(note))?;
        let id = done.records.first().expect("a note that was taken is named").id;
        let text = format!("Kept: {} with {}  {}", words::benefit(&sort), desk.name(who), desk.screen.hint(&short(id)));
        Ok(Said::new(receipt(&done), text))
    }
}

fn list(desk: &Desk) -> Result<Said, Failure> {
    let benefits = desk.book.benefits()?;
    let mut sorts: Vec<&str> = BENEFITS.to_vec();
    sorts.extend(benefits.iter().map(|one| one.sort.as_str()).filter(|sort| !BENEFITS.contains(sort)));
    sorts.dedup();
    let mut table = Table::default();
    for sort in sorts {
        let of_sort = benefits.iter().filter(|one| one.sort == sort && one.ended.is_none());
        let names = of_sort.map(|one| {
            let of = one.of.iter().map(|named| named.name.as_str()).collect::<Vec<_>>().join(", ");
            if one.text.is_empty() { of } else { format!("{of} ({})", one.text) }
        });
        let names = names.collect::<Vec<_>>();
        let count = Cell::new(Ink::Strong, names.len().to_string());
        table.row([count, words::benefit(sort).into(), names.join("; ").into()]);
    }
    Ok(Said::new(json!({ "benefits": benefits }), table.show(&desk.screen)))
}
