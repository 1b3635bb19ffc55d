//! `rapport timeline`, `find`, `list`: what stands in the book.

use clap::{Args, builder::PossibleValuesParser, value_parser};
use rapport_core::model::{
    Form, Kind, Record,
    view::{Entry, Moment, Paged},
};

use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
};

/// What happened, newest first: with everybody, or with one person or place.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport timeline
  rapport timeline \"Oak Street\" --limit 5")]
pub struct Timeline {
    /// With whom [default: everybody]
    who: Option<String>,
    /// How many lines, at most
    #[arg(long, default_value_t = 20, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
    /// Go on where the last page ended: its "next"
    #[arg(long, value_name = "NEXT")]
    after: Option<String>,
}

impl Timeline {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let who = self.who.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let page = desk.book.timeline(who, self.after.as_deref(), self.limit)?;
        let mut text = moments(desk, &page.items);
        if page.items.is_empty() {
            text = match who {
                Some(who) => format!(
                    "Nothing yet with {}. The first is logged with:  rapport log \"{}\"",
                    desk.name(who),
                    desk.name(who)
                ),
                None => "Nothing yet. The first visit is logged with:  rapport log \"Oak Street\"".to_owned(),
            };
        }
        if let Some(next) = &page.next {
            text.push_str(&desk.screen.hint(&format!("\nMore:  add --after {next}")));
        }
        Ok(Said::new(page, text))
    }
}

/// Moments under the months in which they were.
pub fn moments(desk: &Desk, moments: &[Moment]) -> String {
    let mut months: Vec<(String, Table)> = Vec::new();
    for moment in moments {
        desk.know(&moment.names);
        let month = desk.clock.month(moment.at);
        if months.last().is_none_or(|(last, _)| *last != month) {
            months.push((month, Table::default()));
        }
        if let Some((_, table)) = months.last_mut() {
            // A promise stands on its day, which has no hour.
            let when = match &moment.entry.record {
                Record::Promise(_) => desk.clock.column_of_day(moment.at),
                _ => desk.clock.column(moment.at),
            };
            table.row([
                Cell::new(Ink::Faint, when),
                Cell::new(Ink::Faint, short(moment.entry.id)),
                desk.line(&moment.entry).into(),
            ]);
        }
    }
    let shown =
        months.iter().map(|(month, table)| format!("{}\n{}", desk.screen.heading(month), table.show(&desk.screen)));
    shown.collect::<Vec<_>>().join("\n\n")
}

/// People, places, notes, visits and referral codes, by the first letters of their words.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport find oak
  rapport find new doc
  rapport find R-7K")]
pub struct Find {
    /// The first letters of one word or several
    #[arg(required = true)]
    words: Vec<String>,
    /// How many of each kind, at most
    #[arg(long, default_value_t = 10, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
}

impl Find {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let words = self.words.join(" ");
        let found = desk.book.find(&words, self.limit)?;
        let kinds = [
            ("People and places", &found.contacts),
            ("Visits and calls", &found.touchpoints),
            ("Notes", &found.notes),
            ("Referrals", &found.referrals),
        ];
        let shown = kinds.into_iter().filter(|(_, entries)| !entries.is_empty());
        let shown: Vec<String> =
            shown.map(|(title, entries)| format!("{}\n{}", desk.screen.heading(title), lines(desk, entries))).collect();
        let text = if shown.is_empty() {
            format!("No word in the book begins with “{words}”. All who are in it:  rapport list contacts")
        } else {
            shown.join("\n\n")
        };
        Ok(Said::new(found, text))
    }
}

/// What can be listed, and the kind and form that it means.
const LISTS: [(&str, Kind, Option<Form>); 12] = [
    ("contacts", Kind::Contact, None),
    ("people", Kind::Contact, Some(Form::Person)),
    ("places", Kind::Contact, Some(Form::Place)),
    ("touchpoints", Kind::Touchpoint, None),
    ("visits", Kind::Touchpoint, None),
    ("notes", Kind::Note, None),
    ("promises", Kind::Promise, None),
    ("referrals", Kind::Referral, None),
    ("items", Kind::Item, None),
    ("playbooks", Kind::Playbook, None),
    ("practices", Kind::Practice, None),
    ("practice", Kind::Practice, None),
];

/// All records of a kind, page by page.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport list people
  rapport list promises --limit 100
  rapport --json list contacts --limit 500")]
pub struct List {
    /// Which
    #[arg(value_parser = PossibleValuesParser::new(LISTS.map(|(name, ..)| name)))]
    kind: String,
    /// How many, at most
    #[arg(long, default_value_t = 50, value_parser = value_parser!(u32).range(1..))]
    limit: u32,
    /// Go on where the last page ended: its "next"
    #[arg(long, value_name = "NEXT")]
    after: Option<String>,
}

impl List {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let (_, kind, form) = LISTS.iter().find(|(name, ..)| *name == self.kind).expect("clap lets no other through");
        let page = self.page(desk, kind, form.as_ref())?;
        let mut text = if page.items.is_empty() {
            format!("No {} yet.  rapport --help  shows how they come into the book.", self.kind)
        } else {
            lines(desk, &page.items)
        };
        if let Some(next) = &page.next {
            text.push_str(&desk.screen.hint(&format!("\nMore:  rapport list {} --after {next}", self.kind)));
        }
        Ok(Said::new(page, text))
    }

    /// A page, of people or of places alone where only they are wanted.
    fn page(&self, desk: &Desk, kind: &Kind, form: Option<&Form>) -> Result<Paged<Entry>, Failure> {
        let mut items = Vec::new();
        let mut next = self.after.clone();
        loop {
            let room = self.limit - u32::try_from(items.len()).unwrap_or(self.limit);
            let page = desk.book.list(kind, next.as_deref(), room)?;
            let wanted = |entry: &Entry| match (&entry.record, form) {
                (Record::Contact(contact), Some(form)) => contact.form == *form,
                _ => true,
            };
            items.extend(page.items.into_iter().filter(wanted));
            next = page.next;
            if next.is_none() || items.len() >= self.limit as usize {
                return Ok(Paged { items, next });
            }
        }
    }
}

/// One line each.
pub fn lines(desk: &Desk, entries: &[Entry]) -> String {
    let when = |entry: &Entry| match &entry.record {
        Record::Touchpoint(touchpoint) => desk.clock.say(touchpoint.at),
        Record::Note(note) => desk.clock.say(note.at),
        Record::Referral(referral) => referral.received.map(|at| desk.clock.say(at)).unwrap_or_default(),
        _ => String::new(),
    };
    // Where none of them has a time there is no column for it.
    let timed = entries.iter().any(|entry| !when(entry).is_empty());
    let mut table = Table::default();
    for entry in entries {
        let (id, line) = (Cell::new(Ink::Faint, short(entry.id)), desk.line(entry));
        if timed {
            table.row([id, Cell::new(Ink::Faint, when(entry)), line.into()]);
        } else {
            table.row([id, line.into()]);
        }
    }
    table.show(&desk.screen)
}
