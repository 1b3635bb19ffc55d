//! Checklists: a line for each thing.

use super::{COACHING, PACKING, Shipped};
use crate::model::ItemKind;

const fn checklist(
    short: &'static str,
    name: &'static str,
    minutes: i64,
    topic: &'static str,
    body: &'static str,
) -> Shipped {
    Shipped { short, kind: ItemKind::Checklist, name, body, cost_minor: 0, minutes, channel: "", sector: "", topic }
}

pub(super) const CHECKLISTS: &[Shipped] = &[
    checklist(
        "discovery",
        "Getting to know them",
        15,
        "discovery",
        "\
How can I be helpful to you?
What do those who come to you need most often?
Is there a need for which you find nobody?
How do you like to refer: by telephone, by fax, through a portal?
Who here handles referrals?
When is a good time to drop in, and when never?
What do you want to hear back, and how?
What would make your week easier?
What are you proud of here?
Who else should I know?",
    ),
    checklist(
        PACKING,
        "In the bag",
        3,
        "packing",
        "\
Business cards
Brochures, the newest edition
Booking cards
A pen and something to write on
The names of those who work there
What you promised to bring
A thank-you card and a stamp",
    ),
    checklist(
        "social_organisation",
        "Following an organisation",
        10,
        "social",
        "\
Their website: read the page on the team
Their newsletter: subscribe
Their page on the professional network: follow
Their page on the social network: follow and like
Their reviews: read the latest three
Their events: put the next one in the calendar
Their listing on the map: is the address right in your book?",
    ),
    checklist(
        "social_person",
        "Following a person",
        10,
        "social",
        "\
Their profile on the professional network: ask to connect, with a sentence
What they wrote last: read it, and say what you think
Their talks or interviews: listen to one
Their other posts: turn on notices for three weeks
Their interests: note what they like
Whom you both know: note it in the book",
    ),
    checklist(
        COACHING,
        "Before you walk in",
        2,
        "coaching",
        "\
Breathe out before you open the door
Ask, then listen; they should talk most of the time
Leave your credentials outside; they will ask if they want them
Greet the front desk by name, and ask how their day is
Ten minutes are enough; go while they would like you to stay
Ask what they need before you say what you do
Promise one small thing, and keep it",
    ),
];
