//! `rapport wording`: what to say and write, filled in from the contact and the practice.

use clap::{Args, Subcommand, ValueEnum};
use rapport_core::model::{
    ItemKind,
    view::{DraftWay, Seeks, Wording},
};
use serde_json::json;

use super::gives::key;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::Prefer,
    screen::{Cell, Ink, Table},
    words::{self, InWords as _},
};

/// What to say and write: scripts, letters, cards, checklists.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport wording list
  rapport wording show discovery
  rapport wording fill introduction_call \"Dr Lee\"
  rapport wording fill follow_up \"Dr Lee\" --as mailto")]
pub enum Word {
    List(List),
    Show(Show),
    Fill(Fill),
}

impl Word {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        match self {
            Self::List(List {}) => list(desk),
            Self::Show(show) => show.run(desk),
            Self::Fill(fill) => fill.run(desk),
        }
    }
}

/// All wordings and checklists.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport wording list
  rapport add item \"After a talk\" --kind wording --body \"Dear {first_name}, …\"")]
pub struct List {}

fn list(desk: &Desk) -> Result<Said, Failure> {
    let mut items = desk.book.library(Some(&ItemKind::Wording))?;
    items.extend(desk.book.library(Some(&ItemKind::Checklist))?);
    let mut rows = Table::default();
    for item in &items {
        rows.row([
            Cell::new(Ink::Faint, key(&item.key, item.id)),
            item.item.name.as_str().into(),
            Cell::new(Ink::Faint, item.item.kind.words()),
            Cell::new(Ink::Faint, words::origin(item.origin)),
        ]);
    }
    let heading = desk.screen.heading("What to say and write");
    Ok(Said::new(json!({ "items": items }), format!("{heading}\n{}", rows.show(&desk.screen))))
}

/// A wording or a checklist as it stands. Change it with `rapport edit ITEM "body=…"`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport wording show thank_you_card
  rapport wording show social_person")]
pub struct Show {
    /// Which
    item: String,
}

impl Show {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let item = desk.item(&self.item, &[ItemKind::Wording, ItemKind::Checklist])?;
        let mark = if item.item.kind == ItemKind::Checklist { "☐ " } else { "" };
        let mut rows = Table::default();
        for line in item.item.body.lines() {
            rows.row([format!("{mark}{line}").into()]);
        }
        let text = format!("{}\n{}", desk.screen.heading(&item.item.name), rows.show(&desk.screen));
        Ok(Said::new(item, text))
    }
}

/// What a wording is filled in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    Text,
    Mailto,
    Sms,
    Tel,
}

/// A wording filled in for somebody: as text, or as a draft that another program opens.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport wording fill introduction_call \"Dr Lee\" --as tel
  rapport wording fill ask_to_meet \"Dr Lee\" --as mailto
  rapport wording fill do_you_know Ana --other \"the people at Elm Clinic\" --as sms")]
pub struct Fill {
    /// Which
    item: String,
    /// For whom
    who: Option<String>,
    /// As what
    #[arg(long = "as", value_enum, default_value = "text")]
    form: As,
    #[command(flatten)]
    asked: Asked,
    /// Somebody else, by name
    #[arg(long, value_name = "NAME", default_value = "")]
    other: String,
}

/// What is asked for: one profession, one area, one need.
#[derive(Debug, Args)]
pub struct Asked {
    /// One profession, named
    #[arg(long, default_value = "")]
    profession: String,
    /// Where
    #[arg(long, default_value = "")]
    area: String,
    /// For what
    #[arg(long, default_value = "")]
    need: String,
}

impl Asked {
    pub fn seeks(&self) -> Seeks {
        Seeks { profession: self.profession.clone(), area: self.area.clone(), need: self.need.clone() }
    }

    /// Looks whether what is put into a draft says who a client is: a draft leaves the device.
    pub fn hear(&self, desk: &Desk, other: &str) -> Result<(), Failure> {
        desk.hear(&[self.profession.as_str(), &self.area, &self.need, other])
    }
}

impl Fill {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let item = desk.item(&self.item, &[ItemKind::Wording])?;
        let who = self.who.as_deref().map(|typed| desk.contact(typed, Prefer::Either)).transpose()?;
        let filled = desk.book.wording(&item.key, who, &self.asked.seeks(), &self.other)?;
        self.asked.hear(desk, &self.other)?;
        let way = match self.form {
            As::Text => None,
            As::Mailto => Some(DraftWay::Mailto),
            As::Sms => Some(DraftWay::Sms),
            As::Tel => Some(DraftWay::Tel),
        };
        let text = match way {
            None => said(desk, &filled),
            Some(way) => link(desk, &filled, way)?,
        };
        Ok(Said::new(filled, text).keeping_nothing())
    }
}

/// A wording as one reads it, and what is missing in it.
pub fn said(desk: &Desk, filled: &Wording) -> String {
    let subject = filled.subject.as_ref().map(|subject| format!("{}\n\n", desk.screen.heading(subject)));
    format!("{}{}{}", subject.unwrap_or_default(), filled.text, missing(desk, filled))
}

fn link(desk: &Desk, filled: &Wording, way: DraftWay) -> Result<String, Failure> {
    let Some(draft) = filled.drafts.iter().find(|draft| draft.way == way) else {
        if way != DraftWay::Tel && !filled.missing.is_empty() {
            return Ok(format!("{}{}\n\n{}", filled.text, missing(desk, filled), words::HELD_BACK));
        }
        let what = if way == DraftWay::Mailto { "email" } else { "phone" };
        let who = filled.who.as_ref().map_or("nobody", |who| who.name.as_str());
        return Err(Failure::usage(format!(
            "the book has no {what} for {who}. Add it:  rapport edit \"{who}\" {what}=…"
        )));
    };
    let long = if draft.long {
        desk.screen.ink(Ink::Amber, "\nIt is long, and some programs cut it: copy the text instead")
    } else {
        String::new()
    };
    let script = if way == DraftWay::Tel { format!("\n\n{}", filled.text) } else { String::new() };
    let next = if way == DraftWay::Tel {
        let who = filled.who.as_ref().map_or("WHO", |who| who.name.as_str());
        desk.screen.hint(&format!("\n\nThen:  rapport log \"{who}\" --kind call --outcome met|no_answer|left_message"))
    } else {
        String::new()
    };
    Ok(format!("{}{long}{script}{}{next}", draft.link, missing(desk, filled)))
}

fn missing(desk: &Desk, filled: &Wording) -> String {
    let lines: Vec<String> =
        filled.missing.iter().map(|place| format!("{{{}}}  {}", place.as_str(), words::place(*place))).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("\n\n{}", desk.screen.ink(Ink::Amber, &format!("Missing:\n{}", lines.join("\n"))))
}
