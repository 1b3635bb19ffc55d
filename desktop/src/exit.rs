//! What the program's exit code says. Documented in `--help` and in docs/command-line.md.

/// It was done.
pub const DONE: u8 = 0;
/// A fault of the program or the disk. What was saved before is safe.
pub const INTERNAL: u8 = 1;
/// It was not typed so that it could be understood, or it, or the file named, makes no sense as it stands. Nothing was
/// changed.
pub const INVALID: u8 = 2;
/// There is no such record, name, file or book.
pub const NOT_FOUND: u8 = 3;
/// A name or an id may mean several; the message lists them.
pub const AMBIGUOUS: u8 = 4;
/// The server no longer lets this device in. The book is whole.
pub const UNAUTHORIZED: u8 = 5;
/// Not synced: offline, waiting for the server, or not paired. The book is whole, and what is unsent is kept.
pub const NOT_SYNCED: u8 = 6;
/// The disk is full. Nothing of the last step was kept, nothing earlier was lost.
pub const STORAGE_FULL: u8 = 7;
/// The book is damaged or can't be opened; or `check` found that something does not add up.
pub const DAMAGED: u8 = 8;
/// Another program has the book to itself. Nothing was changed; try again.
pub const BUSY: u8 = 9;
