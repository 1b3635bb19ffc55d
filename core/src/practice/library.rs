//! The shipped library: what can be given, handed over and said, in our own words. It stands in code; the book holds only what
//! the user changed or added, under ids that are the same on every device.

mod attention;
mod checklists;
mod gifts;
mod gives;
mod materials;
mod wordings;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use crate::model::{
    DeviceNumber, Item, ItemKind, RecordId,
    view::{LibraryItem, Origin},
};

/// The checklist that coaches before a visit.
pub const COACHING: &str = "coaching";
/// The checklist of what is always taken along.
pub const PACKING: &str = "packing";
/// The give by which two others come to know each other.
pub const INTRODUCTION: &str = "introduction";
/// The give that shows a partner in the newsletter.
pub const SPOTLIGHT: &str = "spotlight";
/// The topic of what partners share besides referrals.
pub const BENEFIT: &str = "benefit";

/// Who makes the first changes of what is shipped. No device has this number.
pub const MAKER: DeviceNumber = DeviceNumber(*b"shipped\0");

/// One thing of the shipped library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    /// What it is called in `left:<short>` and where it is typed; never changed, never used again for another thing.
    pub short: &'static str,
    /// What sort of thing.
    pub kind: ItemKind,
    /// As it is shown.
    pub name: &'static str,
    /// The wording, or how it is done.
    pub body: &'static str,
    /// Roughly what one costs, in hundredths of a dollar or what is like it; the user's own figure takes its place.
    pub cost_minor: i64,
    /// Roughly how long it takes.
    pub minutes: i64,
    /// The kind of touchpoint by which it goes: `email`, `visit`.
    pub channel: &'static str,
    /// For which sector; empty: any.
    pub sector: &'static str,
    /// What it helps with; of a gift, what is in it that somebody may not take.
    pub topic: &'static str,
}

impl Shipped {
    /// Its record's id, the same on every device.
    #[must_use]
    pub fn id(&self) -> RecordId {
        id_of(self.short)
    }

    /// As a record has it.
    #[must_use]
    pub fn item(&self) -> Item {
        let positive = |number: i64| (number > 0).then_some(number);
        Item {
            kind: self.kind.clone(),
            name: self.name.to_owned(),
            body: self.body.to_owned(),
            cost_minor: positive(self.cost_minor),
            minutes: positive(self.minutes),
            channel: self.channel.to_owned(),
            sector: self.sector.to_owned(),
            topic: self.topic.to_owned(),
            ..Item::default()
        }
    }
}

/// Everything that is shipped, in the order in which it is listed.
pub fn all() -> impl Iterator<Item = &'static Shipped> {
    let shelves = [
        gives::GIVES,
        attention::ATTENTION,
        gifts::GIFTS,
        materials::MATERIALS,
        wordings::WORDINGS,
        checklists::CHECKLISTS,
    ];
    shelves.into_iter().flatten()
}

/// What is shipped under a short name.
#[must_use]
pub fn shipped(short: &str) -> Option<&'static Shipped> {
    all().find(|shipped| shipped.short == short)
}

/// What is shipped under an id.
#[must_use]
pub fn by_id(id: RecordId) -> Option<&'static Shipped> {
    // Only ids that were made below begin so: whoever asks for another need not wait for a hundred digests.
    id.0.starts_with(&PREFIX).then(|| all().find(|shipped| shipped.id() == id)).flatten()
}

/// The id of what has a short name.
#[must_use]
pub fn id_of(short: &str) -> RecordId {
    let digest = Sha256::digest(short.as_bytes());
    let mut id = [0; 16];
    id[..8].copy_from_slice(&PREFIX);
    id[8..].copy_from_slice(&digest[..8]);
    // The variant of RFC 9562; the version, 8, stands in the prefix.
    id[8] = 0x80 | (id[8] & 0x3f);
    RecordId(id)
}

/// A version 8 id of the first moment of 1970: no device draws one like it.
const PREFIX: [u8; 8] = [0, 0, 0, 0, 0, 0, 0x80, 0];

/// The ids of what is shipped are from the first of these on, and before the second.
pub const ID_RANGE: [RecordId; 2] = [
    RecordId([0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    RecordId([0, 0, 0, 0, 0, 0, 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
];

/// How an item is named in `left:<item>`: by its short name if it is shipped, else by its id.
#[must_use]
pub fn key_of(id: RecordId) -> String {
    by_id(id).map_or_else(|| id.to_string(), |shipped| shipped.short.to_owned())
}

/// What `left:<item>` names, whichever of its two names stands there.
#[must_use]
pub fn key(left: &str) -> String {
    left.parse().map_or_else(|_| left.to_owned(), key_of)
}

/// The library as the user has it: the shipped ones, each as the book has it where the book does, without those that were
/// removed; then the user's own.
#[must_use]
pub fn whole(book: Vec<(RecordId, Item)>, gone: &BTreeSet<RecordId>) -> Vec<LibraryItem> {
    let mut book: BTreeMap<RecordId, Item> = book.into_iter().collect();
    let mut items = Vec::new();
    for shipped in all() {
        let id = shipped.id();
        let (origin, item) = match book.remove(&id) {
            Some(item) => (Origin::Edited, item),
            None if gone.contains(&id) => continue,
            None => (Origin::Shipped, shipped.item()),
        };
        items.push(LibraryItem { key: shipped.short.to_owned(), id, origin, item });
    }
    items.extend(book.into_iter().map(|(id, item)| LibraryItem { key: id.to_string(), id, origin: Origin::Own, item }));
    items
}

#[cfg(test)]
mod tests;
