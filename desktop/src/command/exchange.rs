//! `rapport import`, `export`, `backup`, `restore-backup`: the book's ways in and out.

use std::{
    fs::{self, File, OpenOptions},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use rapport_core::{
    Companion, Options,
    exchange::{Area, ExportFormat, ImportReport, Imported, Outcome, SOURCE_BYTES, Source},
};
use serde_json::json;

use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Screen, Table},
    words::counted,
};

/// Bring in contacts from a file.
///
/// Reads vCards (.vcf), Google Contacts (.csv), and of the US provider registry (.csv) those of a postal area, as prospects.
/// Who is in the book already gains only what is lacking; importing a file twice changes nothing. A row that can't be read is
/// named and harms no other. `rapport undo` takes it all back.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport import contacts.vcf --dry-run
  rapport import google-contacts.csv
  rapport import npidata.csv --postal 02139 --since 2026-10-01")]
pub struct Import {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Show what would happen, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Of the US provider registry (NPPES): only those who practise where the postal code begins so
    #[arg(long, value_name = "CODE")]
    postal: Option<String>,
    /// Of the registry: only those who were first listed since this day
    #[arg(long, value_name = "WHEN", requires = "postal")]
    since: Option<String>,
}

impl Import {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        // One byte more than may be: the core says that it is too much, and nothing without end is read.
        let mut bytes = Vec::new();
        File::open(&self.file)
            .and_then(|file| file.take(SOURCE_BYTES as u64 + 1).read_to_end(&mut bytes))
            .map_err(|error| Failure::file(&self.file, error))?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let source = Source { name, bytes, format: None };
        let since = self.since.as_deref().map(|typed| desk.clock.day(typed)).transpose()?;
        let report = match self.postal {
            Some(postal) => desk.book.import_area(source, Area { postal, since }, self.dry_run)?,
            None => desk.book.import(source, self.dry_run)?,
        };
        let text = tell(&desk.screen, &report);
        Ok(Said::new(report, text))
    }
}

/// Write the book, or its contacts, to a file that other programs read.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport export book.json
  rapport export contacts.vcf
  rapport export contacts.csv")]
pub struct Export {
    /// The file: .json for all eight kinds of record, .vcf or .csv for the contacts
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The format, where the file's name doesn't say
    #[arg(long, value_enum)]
    format: Option<Written>,
}

/// A format that a book is written in.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Written {
    Json,
    Vcf,
    Csv,
}

impl Export {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let ending = self.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let format = match self.format.or_else(|| Written::from_str(ending, true).ok()) {
            Some(Written::Json) => ExportFormat::Json,
            Some(Written::Vcf) => ExportFormat::VCard,
            Some(Written::Csv) => ExportFormat::Csv,
            None => {
                return Err(Failure::usage("say which format: a file that ends in .json, .vcf or .csv, or --format"));
            }
        };
        let written = keep(&self.file, |out| Ok(desk.book.export(format, out)?))?;
        let text = format!("{} written to {}.", counted(written, "record"), self.file.display());
        Ok(Said::new(json!({ "file": self.file, "records": written }), text))
    }
}

/// Keep a copy of the whole book in one file.
///
/// It holds every change and, beside them, the book as readable JSON; never this device's identity or its token.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport backup riverside.zip")]
pub struct Backup {
    /// The file to write
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Backup {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let holds = keep(&self.file, |out| Ok(desk.book.backup(out)?))?;
        let text = format!(
            "{} from {} kept in {}.",
            counted(holds.records, "record"),
            counted(holds.changes, "change"),
            self.file.display()
        );
        let mut object = serde_json::to_value(holds).expect("a report has a JSON form");
        object["file"] = json!(self.file);
        Ok(Said::new(object, text))
    }
}

/// Make a book from a backup, in an empty home.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport restore-backup riverside.zip --device Laptop --person Kim
  rapport --home ~/restored restore-backup riverside.zip")]
pub struct RestoreBackup {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What you call this device
    #[arg(long, value_name = "NAME", default_value = "Computer")]
    device: String,
    /// Whose device it is
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    person: String,
}

impl RestoreBackup {
    pub fn run(self, home: &Path, screen: Screen) -> Result<Said, Failure> {
        let mut file = File::open(&self.file).map_err(|error| Failure::file(&self.file, error))?;
        let book = Companion::restore_backup(Options::at(home), &mut file, &self.device, &self.person)?;
        let desk = Desk::at(book, screen)?;
        let kept = desk.practice()?;
        let text = format!(
            "{}\nIt is in {}.\n\n{}",
            screen.heading(&format!("The book of {} is back.", kept.name)),
            home.display(),
            screen.hint(crate::words::PAIR_AGAIN),
        );
        Ok(Said::new(json!({ "book": desk.book.book()?, "practice": kept.name, "home": home }), text))
    }
}

/// Writes a file whole or not at all: what stood under its name stays until the new one is on the disk.
fn keep<T>(path: &Path, write: impl FnOnce(&mut File) -> Result<T, Failure>) -> Result<T, Failure> {
    let failed = |error| Failure::file(path, error);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    // It holds what the book holds, and is as much its owner's.
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part).map_err(failed)?;
    let written = write(&mut file).and_then(|written| {
        file.flush().and_then(|()| file.sync_all()).and_then(|()| fs::rename(&part, path)).map_err(failed)?;
        Ok(written)
    });
    if written.is_err() {
        // What was begun is of no use to anybody; if it can't be removed, the failure itself is still what matters.
        let _ = fs::remove_file(&part);
    }
    written
}

fn tell(screen: &Screen, report: &ImportReport) -> String {
    let did = if report.dry_run { "Nothing was changed. An import would bring" } else { "Imported" };
    let mut parts = vec![format!(
        "{did}: {} new, {} completed, {} unchanged, {} left out.{}",
        report.new,
        report.completed,
        report.unchanged,
        report.refused,
        beside(report)
    )];
    if report.dry_run && !report.contacts.is_empty() {
        parts.push(format!("{}\n{}", screen.heading("Who"), who(screen, report)));
    }
    if !report.errors.is_empty() {
        let mut table = Table::default();
        for error in &report.errors {
            let place = format!("{}:{}", error.file, error.line);
            let field = if error.field.is_empty() { String::new() } else { format!("{}: ", error.field) };
            table.row([Cell::new(Ink::Faint, place), format!("{field}{}", error.reason).into()]);
        }
        parts.push(format!("{}\n{}", screen.heading("Left out"), and_more(screen, &table, report.refused)));
    }
    if !report.duplicates.is_empty() {
        let mut table = Table::default();
        for likeness in &report.duplicates {
            table.row([
                likeness.new.name.clone().into(),
                Cell::new(Ink::Faint, "may be"),
                likeness.like.name.clone().into(),
                Cell::new(Ink::Faint, short(likeness.like.id)),
            ]);
        }
        parts.push(format!("{}\n{}", screen.heading("Maybe in the book already"), table.show(screen)));
        if !report.dry_run {
            parts.push(screen.hint("rapport duplicates  lists who may be one."));
        }
    }
    if !report.dry_run && report.new + report.completed > 0 {
        parts.push(screen.hint("rapport undo  takes all of it back."));
    }
    parts.join("\n\n")
}

/// What comes with the contacts, and what doesn't.
fn beside(report: &ImportReport) -> String {
    let made = [(report.places, "place"), (report.notes, "note")];
    let made = made.iter().filter(|(count, _)| *count > 0).map(|(count, what)| counted(*count, what));
    let made = made.collect::<Vec<_>>().join(" and ");
    let made = if made.is_empty() { made } else { format!(" With them {made}.") };
    match report.pictures {
        0 => made,
        pictures => format!("{made} {} left out: a book keeps none.", counted(pictures, "picture")),
    }
}

/// Each card that makes or completes a contact.
fn who(screen: &Screen, report: &ImportReport) -> String {
    let mut table = Table::default();
    for Imported { line, who, outcome, gained } in &report.contacts {
        let becomes = match outcome {
            Outcome::New => "new".to_owned(),
            Outcome::Completed => format!("gains {}", gained.join(", ")),
        };
        table.row([Cell::new(Ink::Faint, format!("line {line}")), who.name.as_str().into(), becomes.into()]);
    }
    and_more(screen, &table, report.new + report.completed)
}

/// A list of a report ends where it is long; its count does not.
fn and_more(screen: &Screen, table: &Table, all: u64) -> String {
    let more = all.saturating_sub(table.len() as u64);
    let more = if more > 0 { screen.hint(&format!("\n  and {more} more")) } else { String::new() };
    format!("{}{more}", table.show(screen))
}
