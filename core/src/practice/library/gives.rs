//! Gives: value that is offered without asking for anything. Most cost nothing but a few minutes.

use super::Shipped;
use crate::model::ItemKind;

/// Name, minutes, cost, by which touchpoint, what it helps with, how it is done.
const fn give(
    short: &'static str,
    name: &'static str,
    (minutes, cost_minor): (i64, i64),
    channel: &'static str,
    topic: &'static str,
    body: &'static str,
) -> Shipped {
    Shipped { short, kind: ItemKind::Give, name, body, cost_minor, minutes, channel, sector: "", topic }
}

const fn for_sector(sector: &'static str, mut give: Shipped) -> Shipped {
    give.sector = sector;
    give
}

pub(super) const GIVES: &[Shipped] = &[
    // What you know.
    give("article", "An article they can use", (10, 0), "email", "knowledge reading research", "One link, and one sentence on why it made you think of them."),
    give("summary", "A page on what is new in the field", (40, 0), "email", "knowledge research evidence", "Three findings in plain words, with the sources."),
    give("handout", "A handout that they may copy", (30, 300), "visit", "handout education families waiting", "Without your advertising on it, so that it is theirs to use."),
    give("signs", "A page on when to worry, and when not", (30, 0), "email", "knowledge screening signs checklist", "The signs that matter in your field, for those who see them first."),
    give("answer", "A quick answer to a question of theirs", (10, 0), "call", "knowledge question advice", "Ask what comes up often, and answer it the same day."),
    give("consult", "Think a problem through with them", (20, 0), "call", "knowledge advice difficult", "In general terms: nobody is named, and nothing is noted about anybody."),
    give("talk", "A short talk for their team", (60, 0), "meeting", "training staff team education", "Twenty minutes on what they ask about, then questions."),
    give("course_place", "A place in a course of yours", (15, 0), "email", "training staff education course", "One seat kept free for somebody of theirs."),
    give("book", "A book that fits them", (10, 2000), "mail", "knowledge reading book", "With a line inside on the chapter you mean."),
    give("local_list", "A list of local groups and helplines", (30, 0), "email", "directory community groups resources", "Checked this month, with opening hours."),
    give("directory", "Your list of who helps with what", (20, 0), "email", "directory finding referrals colleagues", "Those whom you would send your own family to."),
    give("translation", "A handout in another language", (45, 0), "email", "language translation families handout", "Have a native speaker read it before."),
    give("form", "A letter or form that saves them time", (25, 0), "email", "paperwork forms letters time", "Emptied of everything personal, ready to be filled in."),
    give("slots", "Your free appointments of the next two weeks", (3, 0), "message", "access waiting appointments quick", "Days and hours only; say until when they are free."),
    give("direct_line", "A number at which they reach you", (2, 0), "visit", "access phone urgent quick", "Say when you answer, and then answer."),
    // Whom you know.
    give("introduction", "Bring two people together who should know each other", (10, 0), "email", "connection introductions colleagues", "Ask both first. One sentence on each, then step back."),
    give("supplier", "Somebody who served you well", (5, 0), "message", "supplier business recommendation", "A bookkeeper, a printer, a cleaner: whoever you would take again."),
    give("applicant", "Word of a good applicant, or of an opening", (10, 0), "call", "hiring staff job", "Only with the yes of the one you speak of."),
    give("reporter", "Their name to somebody who asks for an expert", (10, 0), "email", "visibility press media", "A reporter, a podcast, a conference; ask them before."),
    give("invitation", "An invitation to something worth their evening", (5, 0), "email", "event connection invitations", "Go with them, and introduce them to two people."),
    // Being seen.
    give("share_post", "Share what they wrote", (3, 0), "social", "visibility social quick", "With a sentence of your own."),
    give("comment", "A comment that adds something", (5, 0), "social", "visibility social quick", "A question or an example; never praise alone."),
    give("shout_out", "Tell your followers what they do well", (5, 0), "social", "visibility social recognition", "One thing, exactly, and where to find them."),
    give("review", "An honest review in public", (10, 0), "social", "visibility review reputation", "Only of what you have seen yourself."),
    give("recommendation", "A recommendation on a professional network", (15, 0), "social", "visibility reputation recognition", "What they did, how, and what became of it; of nobody's case."),
    give("spotlight", "A spotlight in your newsletter", (30, 0), "email", "visibility newsletter spotlight", "Who they are, for whom, how to reach them. They read it first."),
    give("interview", "An interview with them", (45, 0), "video", "visibility interview newsletter", "Five questions that those who ask you would ask them."),
    give("display", "Their cards in your waiting room", (5, 0), "visit", "visibility cards waiting display", "Ask for twenty, and say when they run low."),
    give("link", "A link to them on your website", (10, 0), "email", "visibility website", "Send them the page when it is up."),
    // Being human.
    give("handwritten", "A handwritten line about one thing they did", (10, 100), "mail", "recognition thanks card", "What it was, and what it was good for. Nobody else is named."),
    give("praise", "Tell their manager what they do well", (5, 0), "call", "recognition staff front desk", "The people at the front desk hear it least."),
    give("congratulation", "Congratulate them on their news", (3, 0), "message", "recognition news quick", "A new office, a prize, a child; on the same day."),
    give("listening", "Ask how their day is, and listen", (5, 0), "visit", "staff front desk quick", "Then remember it the next time."),
    give("errand", "Something small that you can bring along", (10, 0), "visit", "help time errand", "Ask before you leave: what would save you a trip?"),
    give("hands", "Help at an event of theirs", (120, 0), "event", "help event volunteers", "Chairs count as much as a speech."),
    give("stand_in", "Stand in when they can't", (60, 0), "meeting", "help cover holiday", "A talk, a duty, a meeting: offer it before their holidays."),
    give("feedback", "What they asked you to look at, looked at", (20, 0), "email", "help website feedback", "Only if they asked; three points, the good ones too."),
    give("announcement", "Word that there is help where there was none", (10, 0), "announcement", "unmet need news qualified", "What it is, for whom, who is qualified, how to reach it."),
    for_sector("school", give("class_visit", "An hour with a class or its teachers", (60, 0), "visit", "training teachers students education", "On what they choose; the counsellor sits in.")),
    for_sector("faith", give("group_evening", "An evening for a group of theirs", (90, 0), "event", "community families education", "On a question that the group has.")),
    for_sector("employer", give("lunch_session", "A lunch session for their people", (60, 0), "event", "training staff stress education", "Nobody is asked about themselves.")),
    for_sector("law", give("plain_words", "What your field can say and can't, in plain words", (30, 0), "email", "knowledge evidence court", "General, and with its limits.")),
    // What partners share besides referrals.
    give("shared_care", "Care that you share", (30, 0), "meeting", BENEFIT_SHARED, "Who does what, and how you tell each other."),
    give("network", "A place in a network", (20, 0), "email", BENEFIT_NETWORK, "A round, a list, a group that they would not have found."),
    give("buying_group", "Buying together", (30, 0), "call", BENEFIT_BUYING, "Supplies, insurance, software: what is cheaper for two."),
    give("joint_training", "Training together", (60, 0), "event", BENEFIT_TRAINING, "A course that one of you could not fill alone."),
    give("co_branding", "Something under both names", (60, 0), "meeting", BENEFIT_BRANDING, "A handout, a talk, a page that both stand for."),
];

const BENEFIT_SHARED: &str = "benefit care";
const BENEFIT_NETWORK: &str = "benefit network";
const BENEFIT_BUYING: &str = "benefit buying supplies";
const BENEFIT_TRAINING: &str = "benefit training";
const BENEFIT_BRANDING: &str = "benefit branding visibility";
