//! The words of gives, of the page of one thing, of what is told to many, and of what partners share.

pub const TITLE: &str = "Gives";
pub const ABOUT: &str = "What may be given, and what was";
pub const LEAD: &str = "What was given longest ago comes first.";
pub const CATALOGUE: &str = "All gives";
pub const WITH: &str = "For somebody";
pub const ANNOUNCE: &str = "Tell many";
pub const BENEFITS: &str = "Benefits";
pub const FIND: &str = "Find";
pub const TOPIC: &str = "About";
pub const CHANNEL: &str = "By what";
pub const MINUTES: &str = "Minutes at most";
pub const SECTOR: &str = "For which field";
pub const ANY: &str = "Any";
pub const SHOW: &str = "Show";
pub const CLEAR: &str = "Show all";
pub const NONE_FITS: &str = "No give fits that.";
pub const LAST: &str = "last";
pub const OWN: &str = "Add one of your own";

pub const TO_GIVES: &str = "Gives";
pub const TO_GIFTS: &str = "Gifts";
pub const TO_STOCK: &str = "Materials";
pub const EDIT: &str = "Edit";
pub const SIGNATURE: &str = "what you are known for";
pub const IN_IT: &str = "In it:";
pub const GIVE_IT: &str = "It was given, or received";
pub const TO: &str = "To whom, or from whom";
pub const OTHERS: &str = "And to";
pub const OTHERS_HINT: &str = "More names, with commas";
pub const COUNT: &str = "How many";
pub const COST: &str = "What it cost in all";
pub const COST_EACH: &str = "What one costs";
pub const COST_HINT: &str = "As in 12.50; empty: as usual";
pub const NO_COST: &str = "This is no amount. Type it as in 12.50.";
pub const BY: &str = "By what";
pub const AS_USUAL: &str = "As usual";
pub const WHEN: &str = "When";
pub const WHEN_HINT: &str = "Empty: now";
pub const NOTE: &str = "What is worth keeping";
pub const SURPRISE: &str = "They did not expect it";
pub const RECEIVED: &str = "I received it from them";
pub const GIVEN: &str = "Keep it";
pub const ALLERGY: &str = "Allergy:";
pub const STOCK: &str = "In stock";
pub const NEVER_COUNTED: &str = "Never counted. Say how many came, and it is known when they run out.";
pub const HAD: &str = "Have had it";
pub const NOT_YET: &str = "Not yet";
pub const NOT_YET_HINT: &str = "Of those whom you keep near.";
pub const NOBODY_YET: &str = "Nobody yet.";

pub const WITH_LEAD: &str = "Three for the next visit, all that fits them, and what was given and received.";
pub const NEXT_VISIT: &str = "Next visit:";
pub const THREE: &str = "Three for the next visit";
pub const FITTING: &str = "More that fits them";
pub const GIFTS_FOR: &str = "Gifts for them";
pub const BRIEF: &str = "Brief";
pub const LEDGER: &str = "Given and received";
pub const LEDGER_EMPTY: &str = "Nothing was given yet.";
pub const LEDGER_EMPTY_MORE: &str = "The first of the three above takes a few minutes.";
pub const WHAT: &str = "What";
pub const WAY: &str = "Way";
pub const WAS_GIVEN: &str = "given";
pub const WAS_RECEIVED: &str = "received";
pub const SHARED: &str = "shared";
pub const SURPRISED: &str = "a surprise";
pub const LAST_SURPRISE: &str = "last surprise";

pub const NAME: &str = "What it is called";
pub const NAME_NEEDED: &str = "A name is needed.";
pub const KIND: &str = "Which sort";
pub const BODY: &str = "The words, or how it is done";
pub const BODY_HINT: &str = "For anybody. No client's name.";
pub const TOPIC_HINT: &str = "A word or two, as in: sleep training";
pub const IN_IT_HINT: &str = "What somebody may not take: nuts, gluten";
pub const VERSION: &str = "Which edition";
pub const STOCKED: &str = "How many are there";
pub const ADD: &str = "Add it";

pub const ANNOUNCE_LEAD: &str = "Telling people what they look for is a service: an opening, a group, a paper.";
pub const ANNOUNCE_WHAT: &str = "What is new";
pub const ANNOUNCE_HINT: &str = "In one line. It is kept with each of them as a touch.";
pub const WHAT_NEEDED: &str = "Say what is new.";
pub const TO_SECTORS: &str = "To all of these fields";
pub const TO_TAGS: &str = "To all with a label";
pub const TO_NAMED: &str = "And to, by name";
pub const TO_NOBODY: &str = "Nobody would hear of it: choose a field or a label, or type a name.";
pub const TELL: &str = "I told them";
pub const ANNOUNCED: &str = "Told so far";
pub const ANNOUNCED_NOTHING: &str = "Nothing was told to many yet.";
pub const ANNOUNCED_NOTHING_MORE: &str = "What you tell them stands here, with how many of which field heard it.";
pub const TOLD: &str = "Told";
pub const FIELDS: &str = "Fields";
pub const WHO_HEARD: &str = "Who has heard news from you, and who has not";

pub const BENEFITS_LEAD: &str = "What partners are good for besides referrals.";
pub const BENEFITS_EMPTY: &str = "Nothing is kept here yet.";
pub const BENEFITS_EMPTY_MORE: &str = "Shared care, a network, buying together, training, a brand that two stand for.";
pub const BENEFIT_NEW: &str = "Keep one";
pub const BENEFIT_KEPT: &str = "Kept.";
pub const BENEFIT_ENDED: &str = "It has ended.";
pub const ENDED: &str = "It has ended";
pub const LACKING: &str = "With nobody yet:";
pub const WITH_WHOM: &str = "With whom";
pub const SORT: &str = "Which sort";
pub const OWN_SORT: &str = "Or a word of your own";
pub const WHAT_IT_IS: &str = "What it is";
pub const KEEP: &str = "Keep it";

/// The heading of somebody's gives.
pub fn for_them(name: &str) -> String {
    format!("Gives for {name}")
}

/// What one costs.
pub fn about(cost: &str) -> String {
    format!("about {cost}")
}

/// How it goes.
pub fn by(channel: &str) -> String {
    format!("by {channel}")
}

/// What was given.
pub fn given(what: &str, whom: &str) -> String {
    format!("Saved here: {what}, given to {whom}.")
}

/// What was received.
pub fn received(what: &str, whom: &str) -> String {
    format!("Saved here: {what}, received from {whom}.")
}

/// Something is in the library.
pub fn added(what: &str) -> String {
    format!("In the library: {what}.")
}

/// The rest of a list.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// What somebody was given this year, and what they may be given.
pub fn this_year(given: &str, cap: Option<&str>) -> String {
    match cap {
        Some(cap) => format!("This year: {given} of {cap} at most."),
        None => format!("This year: {given}."),
    }
}

/// How many of each.
pub fn sums(given: u64, received: u64) -> String {
    format!("{given} given, {received} received")
}

/// How many were told.
pub fn told(count: usize) -> String {
    if count == 1 { "It is kept with one.".to_owned() } else { format!("It is kept with each of {count}.") }
}
