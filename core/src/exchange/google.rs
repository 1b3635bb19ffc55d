//! Google Contacts CSV, with today's headings or those before 2024; and the book's own table, under the same headings.

pub(super) mod rows;
mod write;

use std::collections::HashMap;

use csv::ByteRecord;

use super::{
    Card, RowError,
    card::{clean, fact, key_of, postal},
    decode,
};
use crate::model::{ChannelState, Form};
use rows::{Row, Rows};

pub(crate) use write::Table;

/// What stands between several values in one cell.
const BETWEEN: &str = " ::: ";
/// The book's own column: the record's id.
const ID: &str = "Rapport ID";
/// The book's own column: the sector.
const SECTOR: &str = "Sector";
/// What the custom field is called that holds channels for which the table has no column.
const CHANNEL: &str = "Channel";

/// Reads a table row by row.
///
/// # Errors
/// If its first line is not that of Google Contacts.
pub(super) fn cards(bytes: &[u8]) -> Result<impl Iterator<Item = Result<Card, RowError>> + '_, String> {
    let mut rows = Rows::new(bytes);
    let columns = rows.heading().map(|heading| Columns::new(&heading)).filter(Columns::are_known).ok_or_else(|| {
        "its first line doesn't name the columns of Google Contacts (such as First Name, E-mail 1 - Value)".to_owned()
    })?;
    Ok(rows.filter_map(move |row| match row {
        Ok(row) if row.cells.iter().all(|cell| cell.trim_ascii().is_empty()) => None,
        Ok(row) => Some(columns.card(&row).and_then(Card::check)),
        Err(error) => Some(Err(error)),
    }))
}

/// Whether a file starts with such headings.
pub(super) fn is_header(bytes: &[u8]) -> bool {
    Rows::new(bytes).heading().is_some_and(|heading| Columns::new(&heading).are_known())
}

/// Where each column stands.
struct Columns(HashMap<String, usize>);

impl Columns {
    fn new(heading: &ByteRecord) -> Self {
        let name = |cell: &[u8]| decode::text(cell).map(|name| name.trim().to_ascii_lowercase()).unwrap_or_default();
        let mut columns = HashMap::new();
        for (place, cell) in heading.iter().enumerate() {
            columns.entry(name(cell)).or_insert(place);
        }
        Self(columns)
    }

    fn are_known(&self) -> bool {
        let named = ["first name", "given name", "name", "organization name", "organization 1 - name"];
        let reached = ["e-mail 1 - value", "phone 1 - value", "labels", "group membership"];
        [&named[..], &reached].iter().all(|some| some.iter().any(|name| self.0.contains_key(*name)))
    }

    fn card(&self, row: &Row) -> Result<Card, RowError> {
        let mut card = Card { line: row.line, ..Card::default() };
        let cell = |names: &[&str]| self.cell(row, names);
        let given = [
            cell(&["Name Prefix"])?,
            cell(&["First Name", "Given Name"])?,
            cell(&["Middle Name", "Additional Name"])?,
            cell(&["Last Name", "Family Name"])?,
            cell(&["Name Suffix"])?,
        ];
        let names = [cell(&["Name"])?, given.join(" "), cell(&["File As"])?, cell(&["Nickname"])?];
        card.name = names.into_iter().find(|name| !clean(name).is_empty()).unwrap_or_default();
        card.places = several(&cell(&["Organization Name", "Organization 1 - Name"])?).map(str::to_owned).collect();
        card.work_as(&cell(&["Organization Title", "Organization 1 - Title"])?);
        card.know(fact::DEPARTMENT, &cell(&["Organization Department", "Organization 1 - Department"])?);
        if card.places.first().is_some_and(|place| key_of(place) == key_of(&card.name)) {
            card.form = Form::Place;
        }
        card.notes.push(cell(&["Notes"])?);
        // Google's own groups, such as `* myContacts`, are nobody's labels.
        let labels = cell(&["Labels", "Group Membership"])?;
        card.tags.extend(several(&labels).filter(|label| !label.starts_with('*')).map(str::to_owned));
        card.pictures = u64::from(!cell(&["Photo"])?.trim().is_empty());
        card.uid = Some(clean(&cell(&[ID])?)).filter(|id| !id.is_empty()).map(|id| format!("urn:uuid:{id}"));
        card.sort_as(cell(&[SECTOR])?.trim());
        self.channels(row, &mut card)?;
        self.address(row, &mut card)?;
        Ok(card)
    }

    fn channels(&self, row: &Row, card: &mut Card) -> Result<(), RowError> {
        for (family, value) in [("E-mail", "email"), ("Phone", "phone"), ("Website", "web"), ("Custom Field", "")] {
            for number in 1.. {
                if !self.has(&format!("{family} {number} - Value")) {
                    break;
                }
                let label =
                    self.cell(row, &[&format!("{family} {number} - Label"), &format!("{family} {number} - Type")])?;
                let values = self.cell(row, &[&format!("{family} {number} - Value")])?;
                // Google marks the one to be used first with a star.
                let state = if label.starts_with('*') { ChannelState::Preferred } else { ChannelState::Known };
                let label = label.trim_start_matches('*').trim().to_lowercase();
                for one in several(&values) {
                    match value {
                        "phone" if label.contains("fax") => card.reach_by("fax", one, state.clone()),
                        "phone" if label.contains("mobile") => card.reach_by("mobile", one, state.clone()),
                        "" if label == CHANNEL.to_lowercase() => {
                            let (kind, one) = one.split_once(':').unwrap_or(("social", one));
                            card.reach_by(kind, one, state.clone());
                        }
                        "" => {}
                        kind => card.reach_by(kind, one, state.clone()),
                    }
                }
            }
        }
        Ok(())
    }

    fn address(&self, row: &Row, card: &mut Card) -> Result<(), RowError> {
        for number in 1.. {
            let there =
                ["Formatted", "Street", "City"].iter().any(|part| self.has(&format!("Address {number} - {part}")));
            if !there || !card.address.is_empty() {
                break;
            }
            let part = |name: &str| self.cell(row, &[&format!("Address {number} - {name}")]);
            card.address = part("Formatted")?;
            if card.address.is_empty() {
                let street = [part("Street")?, part("Extended Address")?, part("PO Box")?];
                let region = [part("Region")?, part("Postal Code")?];
                card.address = postal(
                    street.each_ref().map(String::as_str),
                    &part("City")?,
                    region.each_ref().map(String::as_str),
                    &part("Country")?,
                );
            }
        }
        Ok(())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(&name.to_ascii_lowercase())
    }

    /// The first of some columns that is there, as text without the apostrophe that keeps a formula from being one.
    fn cell(&self, row: &Row, names: &[&str]) -> Result<String, RowError> {
        let place = names.iter().find_map(|name| self.0.get(&name.to_ascii_lowercase()));
        let Some(cell) = place.and_then(|place| row.cells.get(*place)) else { return Ok(String::new()) };
        let text = decode::text(cell).map_err(|reason| RowError::new(row.line, names[0], reason))?;
        let kept = if is_formula(&text) { text.strip_prefix('\'') } else { None };
        Ok(kept.unwrap_or(&text).to_owned())
    }
}

/// Whether a spreadsheet takes a cell for a formula, or would without the apostrophes before it.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])
}

fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(BETWEEN).map(str::trim).filter(|one| !one.is_empty())
}
