//! Materials: what is left behind. A new edition is a record of its own, of the same topic.

use super::Shipped;
use crate::model::ItemKind;

const fn material(
    short: &'static str,
    name: &'static str,
    cost_minor: i64,
    topic: &'static str,
    body: &'static str,
) -> Shipped {
    Shipped { short, kind: ItemKind::Material, name, body, cost_minor, minutes: 0, channel: "visit", sector: "", topic }
}

pub(super) const MATERIALS: &[Shipped] = &[
    material(
        "card",
        "Business card",
        10,
        "card",
        "Name, telephone and the booking address. Always have twenty with you.",
    ),
    material("brochure", "Brochure", 60, "brochure", "For whom, what happens, what it costs, how to begin."),
    material(
        "booking_card",
        "Booking card",
        8,
        "booking_card",
        "The booking address and its code, to be handed to whoever may need it.",
    ),
    material(
        "referral_pad",
        "Pad of referral slips",
        150,
        "referral_pad",
        "Your telephone and booking address on each slip; room for a date, none for a name.",
    ),
    material("fee_sheet", "Fees and insurance", 5, "fee_sheet", "The question that the front desk is asked first."),
    material("resume", "Résumé", 20, "resume", "Only if they ask for it."),
];
