//! Gifts: small things that are brought or sent. Their topic names what is in them that somebody may not take.

use super::Shipped;
use crate::model::ItemKind;

const fn gift(
    short: &'static str,
    name: &'static str,
    (minutes, cost_minor): (i64, i64),
    topic: &'static str,
    body: &'static str,
) -> Shipped {
    Shipped { short, kind: ItemKind::Gift, name, body, cost_minor, minutes, channel: "gift_drop", sector: "", topic }
}

pub(super) const GIFTS: &[Shipped] = &[
    gift(
        "cookies",
        "Cookies",
        (60, 1200),
        "wheat gluten egg milk butter sugar nuts",
        "On a plate that they may keep, with a card that names what is in them.",
    ),
    gift("fruit", "A bowl of fruit", (20, 1500), "fruit", "Washed, and easy to eat at a desk."),
    gift(
        "coffee",
        "Coffee for the front desk",
        (15, 1600),
        "coffee milk caffeine",
        "Ask the day before who takes what.",
    ),
    gift("tea", "A box of teas", (10, 900), "tea caffeine", "A dozen sorts, some without caffeine."),
    gift(
        "breakfast",
        "Breakfast on a Monday",
        (30, 3000),
        "wheat gluten egg milk",
        "Before they open; tell them on Friday.",
    ),
    gift("popcorn", "Popcorn to share", (15, 1000), "corn butter milk", "Salted and sweet, in bags."),
    gift("chocolate", "Chocolate", (10, 1200), "milk nuts soy sugar", "Some without nuts, and marked."),
    gift("pie", "A pie", (60, 1400), "wheat gluten egg milk butter fruit", "Cut before you bring it, with forks."),
    gift("ice_pops", "Ice pops on a hot day", (20, 1000), "fruit sugar", "Call before: is there room in the freezer?"),
    gift("lemonade", "Lemonade for the team", (20, 800), "lemon sugar", "Two jugs and cups."),
    gift("pumpkin_bread", "Pumpkin bread", (60, 900), "wheat gluten egg nuts", "Two loaves, one without nuts."),
    gift("soup", "Soup for a cold week", (60, 2000), "celery gluten", "In jars; say what is in it."),
    gift("plant", "A plant for the counter", (15, 1500), "pollen", "One that forgives a week without water."),
    gift(
        "flowers",
        "Flowers from a garden",
        (20, 1000),
        "pollen",
        "In a glass, so that nobody has to look for a vase.",
    ),
    gift("seeds", "Seeds for spring", (10, 500), "", "One bag for each who works there."),
    gift(
        "calendar",
        "A calendar for the wall",
        (10, 1200),
        "",
        "In the first days of January, when they look for one.",
    ),
    gift("hand_cream", "Hand cream for the front desk", (10, 1500), "scent lanolin", "Without scent is safest."),
    gift("pens", "Pens that write well", (10, 1000), "", "The sort that gets stolen."),
    gift("puzzle", "A puzzle for the break room", (10, 1500), "", "One that takes a week."),
    gift(
        "card_for_all",
        "A card that names everybody",
        (15, 300),
        "",
        "Everyone who works there by name, and one thing you noticed.",
    ),
];
