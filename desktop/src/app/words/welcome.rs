//! The words of the first run.

pub const TITLE: &str = "A new book";
pub const LEAD: &str = "A notebook for everybody who sends you clients. It stays on this computer until you pair it.";
pub const PRACTICE: &str = "Your practice";
pub const PRACTICE_HINT: &str = "Its name, as people say it";
pub const PERSON: &str = "Your name";
pub const DEVICE: &str = "What you call this computer";
pub const COMPUTER: &str = "Computer";
pub const BEGIN: &str = "Make the book";
pub const BEGIN_AND_IMPORT: &str = "Make it and bring in a file";
pub const LOOK: &str = "Look around first";
pub const SAMPLE: &str = "Open a sample book";
pub const OTHER: &str = "You have a book on another device?";
pub const OTHER_MORE: &str = "Let that device show a code: More, Devices. Paste or type it here, and the book comes.";
pub const MADE: &str = "Your book is made. Log your first visit: type where you were.";
pub const MADE_TO_IMPORT: &str =
    "Your book is made. Choose the file with your contacts: you see first what it would bring.";
pub const CLOSED: &str = "The book can't be opened";

/// What the sample is, and how one gets rid of it.
pub fn look_more(home: &str) -> String {
    format!(
        "A made-up practice with three years of visits. Nobody in it exists. It goes into {home}: to begin your own book, close Rapport and empty that folder."
    )
}
