//! What the practice gives and hands over.

use super::{
    calendar::{Span, later},
    pen::Pen,
};
use crate::model::{Item, ItemKind, RecordId, Stock};

/// The things that the made-up practice carries.
#[derive(Debug, Clone)]
pub(super) struct Goods {
    pub cookies: RecordId,
    pub card: RecordId,
    pub brochure: RecordId,
    pub old_brochure: RecordId,
    pub checklist: RecordId,
    pub tea: RecordId,
}

impl Goods {
    /// Puts them into the book.
    pub fn write(span: &Span, pen: &mut Pen) -> Self {
        let at = span.moment(span.first, 8 * 60);
        let item = |kind, name: &str, cost, version: &str| Item {
            kind,
            name: name.to_owned(),
            cost_minor: Some(cost),
            version: version.to_owned(),
            ..Item::default()
        };
        // The second edition comes when half of the time has passed.
        let halfway = span.moment(later(span.first, span.days() / 2), 8 * 60);
        let brochure = |name: &str, cost, version: &str| Item {
            topic: "brochure".to_owned(),
            ..item(ItemKind::Material, name, cost, version)
        };
        let cookies = Item {
            signature: true,
            minutes: Some(30),
            topic: "wheat gluten egg milk butter sugar nuts".to_owned(),
            ..item(ItemKind::Gift, "Cookies", 900, "")
        };
        Self {
            cookies: pen.write(at, cookies),
            card: pen.write(at, item(ItemKind::Material, "Business card", 12, "")),
            old_brochure: pen.write(at, brochure("Brochure", 60, "first edition")),
            brochure: pen.write(halfway, brochure("Brochure, new edition", 65, "second edition")),
            checklist: pen
                .write(at, Item { topic: "sleep".to_owned(), ..item(ItemKind::Give, "Sleep checklist", 20, "") }),
            tea: pen.write(at, item(ItemKind::Gift, "Box of tea", 1_400, "")),
        }
    }

    /// Notes how many of each were ever stocked: what was left behind, and what is still on the shelf.
    pub fn stock(&self, left: impl Fn(RecordId) -> i64, pen: &mut Pen) {
        let stocked =
            [(self.card, 180), (self.brochure, 11), (self.old_brochure, 0), (self.checklist, 60), (self.tea, 2)];
        for (id, shelved) in stocked {
            if let Some(crate::model::Record::Item(item)) = pen.record(id) {
                item.stocked = Stock(left(id) + shelved);
            }
        }
    }
}
