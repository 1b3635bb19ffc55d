//! The words of the first run.

pub const TITLE: &str = "A new book";
pub const LEAD: &str = "A notebook for everybody who sends you clients. It stays on this computer until you pair it.";
pub const PRACTICE: &str = "Your practice";
pub const PRACTICE_HINT: &str = "Its name, as people say it";
pub const PERSON: &str = "Your name";
pub const DEVICE: &str = "What you call this computer";
pub const COMPUTER: &str = "Computer";
pub const BEGIN: &str = "Make the book";
pub const LOOK: &str = "Look around first";
pub const LOOK_MORE: &str = "A made-up practice with three years of visits. Nobody in it exists. It goes into the home of this book: to begin your own, empty that folder.";
pub const SAMPLE: &str = "Open a sample book";
pub const OTHER: &str = "You have a book on another device?";
pub const OTHER_MORE: &str = "Bring it here with a code from there:  rapport pair join CODE --device NAME";
pub const MADE: &str = "Your book is made. Log your first visit: type where you were.";
pub const CLOSED: &str = "The book can't be opened";
