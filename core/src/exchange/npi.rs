//! The registry of health care providers of the US (NPPES): its full file and its weekly and monthly ones, a row a provider.
//!
//! The files hold every provider of the country; only those who practise in some postal area are taken, as people and places
//! to get to know. The columns are named in the registry's "NPPES Data Dissemination" read-me.

use std::collections::HashMap;

use csv::ByteRecord;

use super::{
    Card, RowError,
    card::{postal, sentence_case},
    decode,
    google::rows::{Row, Rows},
};
use crate::model::{ChannelState, Day, Form, Sector};

/// What a contact from here is found via.
pub(super) const FOUND_VIA: &str = "npi";
/// How many specialities a row may name.
const TAXONOMIES: usize = 15;
const LOCATION: &str = "Business Practice Location Address";

/// Which rows are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// What the postal code of the practice begins with: `02139`, `021`.
    pub postal: String,
    /// Only those who were first listed on this day or later: newcomers.
    pub since: Option<Day>,
}

/// Reads the registry row by row.
///
/// # Errors
/// If its first line is not the registry's.
pub(super) fn cards<'a>(
    bytes: &'a [u8],
    area: &'a Area,
) -> Result<impl Iterator<Item = Result<Card, RowError>> + 'a, String> {
    let mut rows = Rows::new(bytes);
    let columns = rows.heading().map(|heading| Columns::new(&heading)).filter(Columns::are_known).ok_or_else(|| {
        "its first line doesn't name the columns of the provider registry (NPI, Entity Type Code …)".to_owned()
    })?;
    Ok(rows.filter_map(move |row| match row {
        Ok(row) => match columns.card(&row, area) {
            Ok(card) => card.map(Card::check),
            Err(error) => Some(Err(error)),
        },
        Err(error) => Some(Err(error)),
    }))
}

/// Whether a file starts with the registry's headings.
pub(super) fn is_header(bytes: &[u8]) -> bool {
    Rows::new(bytes).heading().is_some_and(|heading| Columns::new(&heading).are_known())
}

struct Columns(HashMap<String, usize>);

impl Columns {
    fn new(heading: &ByteRecord) -> Self {
        let name = |cell: &[u8]| decode::text(cell).map(|name| name.trim().to_ascii_lowercase()).unwrap_or_default();
        Self(heading.iter().enumerate().map(|(place, cell)| (name(cell), place)).collect())
    }

    fn are_known(&self) -> bool {
        ["npi", "entity type code"].iter().all(|name| self.0.contains_key(*name))
    }

    /// The row's card; nothing for one that is elsewhere, not new, or no longer listed.
    fn card(&self, row: &Row, area: &Area) -> Result<Option<Card>, RowError> {
        let cell = |name: &str| self.cell(row, name);
        let location = |name: &str| self.cell(row, &format!("Provider {LOCATION} {name}"));
        let code: String = location("Postal Code")?.chars().filter(char::is_ascii_alphanumeric).collect();
        let wanted: String = area.postal.chars().filter(char::is_ascii_alphanumeric).collect();
        let left = !cell("NPI Deactivation Date")?.is_empty() && cell("NPI Reactivation Date")?.is_empty();
        if left || !code.starts_with(&wanted) {
            return Ok(None);
        }
        let listed = day(&cell("Provider Enumeration Date")?);
        if area.since.is_some_and(|since| listed.is_none_or(|listed| listed < since)) {
            return Ok(None);
        }
        let npi = cell("NPI")?;
        if npi.len() != 10 || !npi.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(RowError::new(row.line, "NPI", "it is not ten digits"));
        }
        let mut card = Card { line: row.line, found_via: Some(FOUND_VIA.to_owned()), ..Card::default() };
        if cell("Entity Type Code")? == "2" {
            card.form = Form::Place;
            card.name = sentence_case(&cell("Provider Organization Name (Legal Business Name)")?);
        } else {
            let last = cell("Provider Last Name (Legal Name)")?;
            let names = [cell("Provider First Name")?, cell("Provider Middle Name")?, last];
            card.name = sentence_case(&names.join(" "));
            card.know(super::fact::TITLE, &cell("Provider Credential Text")?);
        }
        card.uid = Some(format!("npi:{npi}"));
        card.npi = Some(npi);
        let line = |number: &str| {
            self.cell(row, &format!("Provider {number} Line {LOCATION}")).map(|line| sentence_case(&line))
        };
        let written = if code.len() == 9 { format!("{}-{}", &code[..5], &code[5..]) } else { code };
        card.address = postal(
            [&line("First")?, &line("Second")?, ""],
            &sentence_case(&location("City Name")?),
            [&location("State Name")?, &written],
            "",
        );
        card.reach_by("phone", &location("Telephone Number")?, ChannelState::Known);
        card.reach_by("fax", &location("Fax Number")?, ChannelState::Known);
        let mut specialities = (1..=TAXONOMIES).map_while(|number| {
            self.cell(row, &format!("Healthcare Provider Taxonomy Code_{number}")).ok().filter(|code| !code.is_empty())
        });
        card.sector = specialities.find_map(|code| sector(&code));
        Ok(Some(card))
    }

    fn cell(&self, row: &Row, name: &str) -> Result<String, RowError> {
        let Some(cell) = self.0.get(&name.to_ascii_lowercase()).and_then(|place| row.cells.get(*place)) else {
            return Ok(String::new());
        };
        let text = decode::text(cell).map_err(|reason| RowError::new(row.line, name, reason))?;
        Ok(text.trim().to_owned())
    }
}

/// A day as the registry writes it: 03/14/2026.
fn day(text: &str) -> Option<Day> {
    Day::parse_from_str(text, "%m/%d/%Y").ok()
}

/// The sector of a speciality, by the code set of the National Uniform Claim Committee: the longest beginning counts.
fn sector(code: &str) -> Option<Sector> {
    const SECTORS: &[(&str, Sector)] = &[
        ("101Y", Sector::Counselling),
        ("103", Sector::Psychology),
        ("1041", Sector::Counselling),
        ("106H", Sector::Counselling),
        ("111N", Sector::Chiropractic),
        ("122", Sector::Dentistry),
        ("133", Sector::Nutrition),
        ("2080", Sector::Pediatrics),
        ("2084", Sector::Neurology),
        ("2084F", Sector::Psychiatry),
        ("2084P", Sector::Psychiatry),
        ("207Q", Sector::PrimaryCare),
        ("207R00000X", Sector::PrimaryCare),
        ("208D", Sector::PrimaryCare),
        ("207", Sector::Specialist),
        ("208", Sector::Specialist),
        ("225100", Sector::Physiotherapy),
        ("2251", Sector::Physiotherapy),
        ("251S", Sector::Agency),
        ("261QP2300X", Sector::PrimaryCare),
        ("28", Sector::Hospital),
        ("363A", Sector::PrimaryCare),
        ("363LF", Sector::PrimaryCare),
        ("363LP2300X", Sector::PrimaryCare),
        ("363LP08", Sector::Psychiatry),
    ];
    let matching = SECTORS.iter().filter(|(beginning, _)| code.starts_with(beginning));
    matching.max_by_key(|(beginning, _)| beginning.len()).map(|(_, sector)| sector.clone())
}
