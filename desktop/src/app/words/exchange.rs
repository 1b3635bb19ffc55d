//! The words of the ways in and out: import, export, backup.

use rapport_core::exchange::{ImportReport, Imported, Outcome};

use crate::words::counted;

pub const IMPORT: &str = "Import";
pub const IMPORT_ABOUT: &str = "Bring in contacts from a file";
pub const IMPORT_LEAD: &str = "vCards (.vcf), Google Contacts (.csv), and of the US provider registry (.csv) those of a postal area. Whoever is in the book already gains only what is lacking; the same file twice changes nothing.";
pub const FILE: &str = "The file";
pub const FILE_HINT: &str = "Nothing is changed yet: you see first what it would bring.";
pub const REGISTRY: &str = "Of the US provider registry";
pub const POSTAL: &str = "Postal code begins with";
pub const SINCE: &str = "First listed since";
pub const SINCE_HINT: &str = "A day, or in words: 3 months ago";
pub const LOOK: &str = "See what it would bring";
pub const NO_FILE: &str = "Choose a file.";
pub const UNREADABLE: &str = "The file did not come through whole. Nothing was changed; choose it once more";
pub const NOW: &str = "Import it";
pub const OTHER_FILE: &str = "Choose another file";
pub const GONE: &str = "That file is no longer held here. Nothing was changed; choose it once more";
pub const PREVIEW: &str = "What it would bring";
pub const UNCHANGED_YET: &str = "Nothing was changed yet.";
pub const NOTHING: &str = "It would bring nothing that is not here.";
pub const WHO: &str = "Who";
pub const BECOMES: &str = "What happens";
pub const LINE: &str = "Line";
pub const LEFT_OUT: &str = "Left out";
pub const LEFT_OUT_MORE: &str = "A row that can't be read harms no other.";
pub const REASON: &str = "Why";
pub const TWICE: &str = "Maybe in the book already";
pub const MAY_BE: &str = "May be";

pub const EXPORT: &str = "Export and backup";
pub const EXPORT_ABOUT: &str = "Take the book, or its contacts, along";
pub const CONTACTS: &str = "Contacts for other programs";
pub const CONTACTS_MORE: &str =
    "As one would hand them to somebody: names, places, ways to reach them. What you think of them stays in the book.";
pub const VCARD: &str = "vCards (.vcf)";
pub const CSV: &str = "Table (.csv)";
pub const WHOLE: &str = "The whole book, readable";
pub const WHOLE_MORE: &str = "All that the book shows, as JSON that programs and people can read.";
pub const JSON: &str = "Book (.json)";
pub const BACKUP: &str = "Backup";
pub const BACKUP_MORE: &str = "Every change ever made, in one zip file that every computer opens. It holds nothing by which another device could pass for this one. It is not encrypted: keep it where you would keep the book.";
pub const SAVE_BACKUP: &str = "Save a backup (.zip)";
pub const RESTORE: &str = "To get it back";
pub const RESTORE_MORE: &str = "A backup becomes a book in a place that has none yet; it is not merged into this one. On the new computer, in a terminal:";
pub const RESTORE_COMMAND: &str = "rapport restore-backup FILE --device NAME";
pub const RESTORE_THEN: &str = "Then pair it with your other devices: they merge by themselves, nothing doubles, and nothing that was erased comes back. A damaged file is refused, and nothing is made.";

/// How many came, or would.
pub fn brings(report: &ImportReport) -> String {
    let counts = [
        (report.new, "new"),
        (report.completed, "completed"),
        (report.unchanged, "unchanged"),
        (report.refused, "left out"),
    ];
    counts.map(|(count, what)| format!("{count} {what}")).join(", ")
}

/// What comes with the contacts, and what doesn't.
pub fn beside(report: &ImportReport) -> Option<String> {
    let made = [(report.places, "place"), (report.notes, "note")];
    let mut said: Vec<String> =
        made.iter().filter(|(count, _)| *count > 0).map(|(count, what)| counted(*count, what)).collect();
    if report.pictures > 0 {
        said.push(format!("{} left out, since a book keeps none", counted(report.pictures, "picture")));
    }
    (!said.is_empty()).then(|| format!("With them: {}.", said.join(", ")))
}

/// What happens to one.
pub fn becomes(one: &Imported) -> String {
    match one.outcome {
        Outcome::New => "new".to_owned(),
        Outcome::Completed => format!("gains {}", one.gained.join(", ")),
    }
}

/// A list ends where it is long; its count does not.
pub fn more(count: u64) -> String {
    format!("and {count} more")
}

/// It was brought in.
pub fn imported(report: &ImportReport) -> String {
    format!("Imported: {}.", brings(report))
}
