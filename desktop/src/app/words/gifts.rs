//! The words of gifts.

pub const TITLE: &str = "Gifts";
pub const ABOUT: &str = "When one is welcome, where to bring it, what the year's come to";
pub const LEAD: &str = "A gift is for its day, never for a referral: nothing here knows who sent whom.";
pub const CALENDAR: &str = "Calendar";
pub const FOR_SOMEBODY: &str = "For somebody";
pub const LEDGER: &str = "What was given";
pub const SIGNATURE: &str = "What you are known for";
pub const SIGNATURE_HINT: &str = "You are reminded of it once a year at each place.";
pub const NO_SIGNATURE: &str = "Somebody always brings the cookies. Which one thing do you bring?";
pub const CHOOSE_SIGNATURE: &str = "Open a gift below, edit it, and tick that you are known for it";
pub const NO_DAYS: &str = "No day in the next months.";
pub const ALL: &str = "All gifts";
pub const ADD: &str = "Add a gift";
pub const FOR_LEAD: &str = "What may be brought to them, what to mind, and what they were given this year.";
pub const ALLERGIES: &str = "Allergies";
pub const ALLERGY: &str = "Allergy:";
pub const NO_GIFT: &str = "No gift is due in the next months.";
pub const NO_GIFT_MORE: &str = "What they got about a day of an earlier year comes back here before that day.";
pub const OVER_CAP: &str = "over the year's limit";
pub const LIKES: &str = "They like";
pub const GIVES_FOR: &str = "Gives for them";

pub const STOPS: &str = "Where to";
pub const NO_STOPS: &str = "Nobody is on the list yet.";
pub const NO_STOPS_MORE: &str =
    "Whoever gets something this time is here the next. Tier A and the top ten are from the start.";
pub const PLAN_IT: &str = "Plan the day";
pub const PRINT_HINT: &str = "The list for the car: Ctrl P.";
pub const BROUGHT: &str = "Brought";
pub const WHICH: &str = "Which gift you bring";
pub const I_BROUGHT: &str = "Brought it";

pub const YEARS: &str = "Other years";
pub const LEDGER_EMPTY: &str = "No gift was given in this year.";
pub const LEDGER_EMPTY_MORE: &str = "What you bring stands here with what it cost, against the limits.";
pub const OVER: &str = "over";
pub const TOTALS: &str = "To each";
pub const EACH: &str = "Each gift";
pub const WHO: &str = "Who";
pub const GIVEN: &str = "Given";
pub const LIMIT: &str = "At most";
pub const UNPRICED: &str = "Without a cost";
pub const WHEN: &str = "When";
pub const WHAT: &str = "What";
pub const COST: &str = "Cost";

/// The heading of somebody's gifts.
pub fn for_them(name: &str) -> String {
    format!("Gifts for {name}")
}

/// What they were given this year, and what they may be given.
pub fn this_year(given: &str, cap: Option<&str>) -> String {
    match cap {
        Some(cap) => format!("This year: {given} of {cap} at most."),
        None => format!("This year: {given}."),
    }
}

/// In how many years without a gap they got what one is known for.
pub fn streak(years: u32) -> String {
    format!("{years} years in a row with what you are known for.")
}

/// What in a gift somebody may not take.
pub fn careful(clashes: &[String]) -> String {
    format!("careful: {}", clashes.join(", "))
}

/// How many stops are left.
pub fn to_bring(left: usize, all: usize) -> String {
    format!("{left} of {all} to bring")
}

/// How many work there.
pub fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// It was brought.
pub fn brought(what: &str, whom: &str) -> String {
    format!("Saved here: {what}, brought to {whom}.")
}

/// The heading of a year.
pub fn of_year(year: i32) -> String {
    format!("Gifts of {year}")
}

/// The practice's own cap.
pub fn own_cap(cap: &str) -> String {
    format!("At most {cap} for each: your own limit.")
}

/// The law's limit.
pub fn law(limit: &str) -> String {
    format!("At most {limit} for a physician.")
}

/// What all of it cost.
pub fn in_all(sum: &str) -> String {
    format!("{sum} in all.")
}
