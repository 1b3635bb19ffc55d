//! All contacts as a table that spreadsheets and Google Contacts open, and that can be imported again.

use std::io::Write;

use super::{BETWEEN, CHANNEL, ID, SECTOR, is_formula};
use crate::{
    exchange::{clean, vcard::Shown},
    model::{ChannelState, Contact, Form, Sector},
};

/// The headings, in order. Those of Google Contacts first, then the book's own.
const HEADING: [&str; 20] = [
    "First Name",
    "Last Name",
    "Organization Name",
    "Organization Title",
    "Labels",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "Phone 2 - Label",
    "Phone 2 - Value",
    "Phone 3 - Label",
    "Phone 3 - Value",
    "Address 1 - Formatted",
    "Website 1 - Label",
    "Website 1 - Value",
    "Custom Field 1 - Label",
    "Custom Field 1 - Value",
    SECTOR,
    ID,
];

/// A table being written.
pub(crate) struct Table<W: Write>(csv::Writer<W>);

impl<W: Write> Table<W> {
    /// Writes the headings.
    pub fn begin(out: W) -> csv::Result<Self> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(HEADING)?;
        Ok(Self(writer))
    }

    /// Writes one contact.
    pub fn row(&mut self, shown: &Shown<'_>) -> csv::Result<()> {
        let Shown { id, contact, places, title } = shown;
        let name = clean(&contact.name);
        let (first, last, organisation) = if contact.form == Form::Place {
            (String::new(), String::new(), name)
        } else {
            let (first, last) = name.rsplit_once(' ').unwrap_or((&name, ""));
            (first.to_owned(), last.to_owned(), places.join(BETWEEN))
        };
        let others = |kind: &str| !matches!(kind, "email" | "phone" | "mobile" | "sms" | "fax" | "web");
        let labelled = |label: &str, values: String| [if values.is_empty() { "" } else { label }.to_owned(), values];
        let [email, phone, mobile, fax, web, custom] = [
            labelled("Work", channels(contact, |kind| kind == "email", false)),
            labelled("Work", channels(contact, |kind| kind == "phone", false)),
            labelled("Mobile", channels(contact, |kind| kind == "mobile" || kind == "sms", false)),
            labelled("Work Fax", channels(contact, |kind| kind == "fax", false)),
            labelled("Work", channels(contact, |kind| kind == "web", false)),
            labelled(CHANNEL, channels(contact, others, true)),
        ];
        let tags = contact.tag.iter().map(|tag| clean(tag)).collect::<Vec<_>>().join(BETWEEN);
        let sector = contact.sector.as_ref().map_or("", Sector::as_str).to_owned();
        let title = title.unwrap_or_default().to_owned();
        let front = [first, last, organisation, title, tags];
        let back = [sector, id.to_string()];
        let address = [contact.address.clone()];
        let parts: [&[String]; 8] = [&front, &email, &phone, &mobile, &fax, &address, &web, &custom];
        let cells = parts.into_iter().chain([back.as_slice()]).flatten().map(|cell| harmless(cell));
        self.0.write_record(cells)
    }

    /// Writes out what is left.
    pub fn end(mut self) -> csv::Result<()> {
        self.0.flush()?;
        Ok(())
    }
}

/// The channels of some kinds, in one cell; those not to be used stay in the book.
fn channels(contact: &Contact, kinds: impl Fn(&str) -> bool, with_kind: bool) -> String {
    let used = contact.channel.iter().filter(|(_, state)| **state != ChannelState::DoNotUse);
    used.filter_map(|(channel, _)| Some((channel, channel.split_once(':')?)))
        .filter(|(_, (kind, _))| kinds(kind))
        .map(|(channel, (_, value))| clean(if with_kind { channel } else { value }))
        .collect::<Vec<_>>()
        .join(BETWEEN)
}

/// A cell that no spreadsheet takes for a formula: with an apostrophe, which is taken off again on import. A telephone number with its plus is none.
fn harmless(cell: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || " ()-./:".contains(c);
    let telephone = cell.strip_prefix('+').is_some_and(|rest| rest.chars().all(|c| number(c) || c == '+'));
    if is_formula(cell) && !telephone { format!("'{cell}") } else { cell.to_owned() }
}
