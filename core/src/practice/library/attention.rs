//! Gives again: attention to others, work for them, and what partners share besides referrals.

use super::{Shipped, gives::give};

const fn for_sector(sector: &'static str, mut give: Shipped) -> Shipped {
    give.sector = sector;
    give
}

pub(super) const ATTENTION: &[Shipped] = &[
    // Being seen.
    give(
        "share_post",
        "Share what they wrote",
        (3, 0),
        "social",
        "visibility social quick",
        "With a sentence of your own.",
    ),
    give(
        "comment",
        "A comment that adds something",
        (5, 0),
        "social",
        "visibility social quick",
        "A question or an example; never praise alone.",
    ),
    give(
        "shout_out",
        "Tell your followers what they do well",
        (5, 0),
        "social",
        "visibility social recognition",
        "One thing, exactly, and where to find them.",
    ),
    give(
        "review",
        "An honest review in public",
        (10, 0),
        "social",
        "visibility review reputation",
        "Only of what you have seen yourself.",
    ),
    give(
        "recommendation",
        "A recommendation on a professional network",
        (15, 0),
        "social",
        "visibility reputation recognition",
        "What they did, how, and what became of it; of nobody's case.",
    ),
    give(
        "spotlight",
        "A spotlight in your newsletter",
        (30, 0),
        "email",
        "visibility newsletter spotlight",
        "Who they are, for whom, how to reach them. They read it first.",
    ),
    give(
        "interview",
        "An interview with them",
        (45, 0),
        "video",
        "visibility interview newsletter",
        "Five questions that those who ask you would ask them.",
    ),
    give(
        "display",
        "Their cards in your waiting room",
        (5, 0),
        "visit",
        "visibility cards waiting display",
        "Ask for twenty, and say when they run low.",
    ),
    give(
        "link",
        "A link to them on your website",
        (10, 0),
        "email",
        "visibility website",
        "Send them the page when it is up.",
    ),
    // Being human.
    give(
        "handwritten",
        "A handwritten line about one thing they did",
        (10, 100),
        "mail",
        "recognition thanks card",
        "What it was, and what it was good for. Nobody else is named.",
    ),
    give(
        "praise",
        "Tell their manager what they do well",
        (5, 0),
        "call",
        "recognition staff front desk",
        "The people at the front desk hear it least.",
    ),
    give(
        "congratulation",
        "Congratulate them on their news",
        (3, 0),
        "message",
        "recognition news quick",
        "A new office, a prize, a child; on the same day.",
    ),
    give(
        "listening",
        "Ask how their day is, and listen",
        (5, 0),
        "visit",
        "staff front desk quick",
        "Then remember it the next time.",
    ),
    give(
        "errand",
        "Something small that you can bring along",
        (10, 0),
        "visit",
        "help time errand",
        "Ask before you leave: what would save you a trip?",
    ),
    give(
        "hands",
        "Help at an event of theirs",
        (120, 0),
        "event",
        "help event volunteers",
        "Chairs count as much as a speech.",
    ),
    give(
        "stand_in",
        "Stand in when they can't",
        (60, 0),
        "meeting",
        "help cover holiday",
        "A talk, a duty, a meeting: offer it before their holidays.",
    ),
    give(
        "feedback",
        "What they asked you to look at, looked at",
        (20, 0),
        "email",
        "help website feedback",
        "Only if they asked; three points, the good ones too.",
    ),
    give(
        "announcement",
        "Word that there is help where there was none",
        (10, 0),
        "announcement",
        "unmet need news qualified",
        "What it is, for whom, who is qualified, how to reach it.",
    ),
    for_sector(
        "school",
        give(
            "class_visit",
            "An hour with a class or its teachers",
            (60, 0),
            "visit",
            "training teachers students education",
            "On what they choose; the counsellor sits in.",
        ),
    ),
    for_sector(
        "faith",
        give(
            "group_evening",
            "An evening for a group of theirs",
            (90, 0),
            "event",
            "community families education",
            "On a question that the group has.",
        ),
    ),
    for_sector(
        "employer",
        give(
            "lunch_session",
            "A lunch session for their people",
            (60, 0),
            "event",
            "training staff stress education",
            "Nobody is asked about themselves.",
        ),
    ),
    for_sector(
        "law",
        give(
            "plain_words",
            "What your field can say and can't, in plain words",
            (30, 0),
            "email",
            "knowledge evidence court",
            "General, and with its limits.",
        ),
    ),
    // What partners share besides referrals.
    give(
        "shared_care",
        "Care that you share",
        (30, 0),
        "meeting",
        BENEFIT_SHARED,
        "Who does what, and how you tell each other.",
    ),
    give(
        "network",
        "A place in a network",
        (20, 0),
        "email",
        BENEFIT_NETWORK,
        "A round, a list, a group that they would not have found.",
    ),
    give(
        "buying_group",
        "Buying together",
        (30, 0),
        "call",
        BENEFIT_BUYING,
        "Supplies, insurance, software: what is cheaper for two.",
    ),
    give(
        "joint_training",
        "Training together",
        (60, 0),
        "event",
        BENEFIT_TRAINING,
        "A course that one of you could not fill alone.",
    ),
    give(
        "co_branding",
        "Something under both names",
        (60, 0),
        "meeting",
        BENEFIT_BRANDING,
        "A handout, a talk, a page that both stand for.",
    ),
];

const BENEFIT_SHARED: &str = "benefit care";
const BENEFIT_NETWORK: &str = "benefit network";
const BENEFIT_BUYING: &str = "benefit buying supplies";
const BENEFIT_TRAINING: &str = "benefit training";
const BENEFIT_BRANDING: &str = "benefit branding visibility";
