//! The words of the insights: what each asks, what its figures mean, what to do next. How a single figure is written stands in
//! `crate::words::insight`.

use rapport_core::practice::{
    concentration::Loss, effort::Weekly, folklore::Number, funnel::Cohort, reciprocity::Total, statistics::real,
};

use crate::words::insight::{count, number, origin, percent, share};

pub const TITLE: &str = "Insights";
pub const ABOUT: &str = "Where referrals come from, and what keeps them coming";
pub const LEAD: &str = "Each figure names its period and how much it is of, and says nothing where that is too little.";
pub const ALL: &str = "All insights";
pub const AS_TABLE: &str = "The same as a table";
pub const EARLIER: &str = "Year before";
pub const LATER: &str = "Year after";
pub const SHOW: &str = "Show";
pub const WHAT: &str = "What";
pub const WHO: &str = "Who";
pub const SHARE: &str = "Share";
pub const TIME: &str = "Time";
pub const TARGET: &str = "Target";
pub const REFERRALS: &str = "Referrals";
pub const LIKELY: &str = "likely range";
pub const TARGET_KEY: &str = "your target";
pub const SAID_KEY: &str = "what is said";
pub const SAID: &str = "What is said";
pub const NOBODY_SAID: &str = "nobody said";
pub const NOT_KNOWN: &str = "not yet known";
pub const EDIT_TARGETS: &str = "Change the target";

pub const MIX: &str = "Referral mix";
pub const MIX_ABOUT: &str = "Which sorts of source send referrals, beside your target";
pub const CONCENTRATION: &str = "Concentration";
pub const CONCENTRATION_ABOUT: &str = "On how few sources the referrals rest, and what if one falls away";
pub const BY_PERSON: &str = "By person";
pub const BY_PLACE: &str = "By place";
pub const BY_SECTOR: &str = "By field";
pub const WITHOUT: &str = "What if we lose";
pub const WITHOUT_HINT: &str = "A person or a place. With a place, whoever works there is lost too.";
pub const NOW: &str = "now";
pub const THEN: &str = "without them";
pub const ALIKE: &str = "equal sources, in effect";
pub const FIRST: &str = "the first source's share";
pub const RECIPROCITY: &str = "Give and receive";
pub const RECIPROCITY_ABOUT: &str = "What went to whom, and what came from whom";
pub const RECIPROCITY_MEANS: &str = "These are four accounts and no debt: nothing here is to be paid back. Each thing weighs half after the half-life. Gifts are left out.";
pub const TO_THEM: &str = "to them";
pub const FROM_THEM: &str = "from them";
pub const VALUE: &str = "value";
pub const REFERRALS_KEY: &str = "referrals";
pub const VALUE_TO: &str = "Value to them";
pub const VALUE_FROM: &str = "Value from them";
pub const REFERRALS_TO: &str = "Referrals to them";
pub const REFERRALS_FROM: &str = "Referrals from them";
pub const TOUCHES: &str = "Touches before a referral";
pub const TOUCHES_ABOUT: &str = "After how many touches people first refer";
pub const HALF_BY: &str = "Half had referred by touch";
pub const TOUCHED: &str = "Everybody who was touched";
pub const REFERRED: &str = "Referred by now";
pub const NOT_YET: &str = "Not yet";
pub const RESPONSE: &str = "Answer times";
pub const RESPONSE_ABOUT: &str = "How soon referrals are answered while you are open";
pub const HALF: &str = "Half are answered within";
pub const NINE: &str = "Nine of ten within";
pub const IN_AN_HOUR: &str = "Within an hour";
pub const AN_HOUR: &str = "one hour";
pub const WAITING: &str = "Waiting now";
pub const OWN_HOURS: &str =
    "Counted in the hours at which you are open. Those who wait still count as long as they have waited.";
pub const USUAL_HOURS: &str = "Counted on working days from nine to five, since your own hours are not known. Those who wait still count as long as they have waited.";
pub const SAY_HOURS: &str = "Say when you are open";
pub const SEE_WAITING: &str = "See who waits";
pub const THANKS: &str = "Thank-yous";
pub const THANKS_ABOUT: &str = "How many referrals are thanked for in time";
pub const EVER: &str = "Ever";
pub const OWED: &str = "Owed now";
pub const WRITE_THANKS: &str = "Write thank-yous";
pub const PROMISES: &str = "Promises";
pub const PROMISES_ABOUT: &str = "How many of your promises are kept";
pub const KEPT: &str = "Kept";
pub const KEPT_IN_TIME: &str = "Kept in time, where that is known";
pub const OVERDUE: &str = "Overdue";
pub const LET_GO: &str = "Let go";
pub const PROMISES_MEAN: &str = "Do exactly what you said. Promises without a date are in no share.";
pub const SEE_PROMISES: &str = "See what is open";
pub const FUNNEL: &str = "From contact to partner";
pub const FUNNEL_ABOUT: &str = "How far those come whom you contact";
pub const CONTACTED: &str = "Contacted";
pub const MET: &str = "Met";
pub const HAVE_REFERRED: &str = "Referred";
pub const BECAME_PARTNERS: &str = "Partners";
pub const FIRST_CONTACT: &str = "First contact";
pub const YEAR: &str = "A year of activity";
pub const YEAR_ABOUT: &str = "The days of a year, and the weeks with enough";
pub const MONTH: &str = "Month";
pub const DAYS: &str = "Days";
pub const TOUCHES_COLUMN: &str = "Touches";
pub const NONE_KEY: &str = "none";
pub const FEW_KEY: &str = "1 or 2";
pub const SOME_KEY: &str = "3 to 5";
pub const MANY_KEY: &str = "6 and more";
pub const PLAN_DAY: &str = "Log a visit";
pub const TOP_TEN: &str = "Top ten";
pub const TOP_TEN_ABOUT: &str = "The ten on your map, with the reach that they claim";
pub const STAGE: &str = "Stage";
pub const CLAIMS: &str = "Claims to reach";
pub const CONVERSION: &str = "What became of them";
pub const CONVERSION_ABOUT: &str = "With how many referrals the work began, by the sort of their source";
pub const CONVERSION_MEANS: &str =
    "Referred clients are said to buy quicker and to refer more: these are your own. What is open yet is in no share.";
pub const BEGAN: &str = "The work began";
pub const HALF_WITHIN: &str = "Half within";
pub const OPEN: &str = "Open";
pub const PARTNERS: &str = "Partners";
pub const PARTNERS_ABOUT: &str = "How many are active, beside how many are enough";
pub const STAGES: &str = "How far everybody has come";
pub const ACTIVE: &str = "Active partners";
pub const IN_A_YEAR: &str = "Referrals in a year";
pub const LAST_TOUCH: &str = "Last touch";
pub const STANDING: &str = "Standing";
pub const STANDING_ABOUT: &str = "How one person or place stands, and whether you may ask";
pub const STANDING_OF: &str = "Whose standing";
pub const STANDING_NOBODY: &str = "Choose a person or a place to see how far you have come together.";
pub const SO_FAR: &str = "So far";
pub const LASTED: &str = "What it rests on";
pub const FIRST_TOUCH: &str = "First touch";
pub const FIRST_TALK: &str = "First talk";
pub const FIRST_MET: &str = "First met";
pub const FIRST_REFERRAL: &str = "First referral";
pub const TO_AND_FRO: &str = "To and fro, gifts left out";
pub const OFFICES: &str = "Offices";
pub const OFFICES_ABOUT: &str = "Whether the desk, those who route referrals and the provider are known";
pub const OFFICE: &str = "Office";
pub const DESK: &str = "Desk";
pub const ROUTES: &str = "Routing";
pub const PROVIDER: &str = "Provider";
pub const TOUCHED_KEY: &str = "touched in 90 days";
pub const KNOWN_KEY: &str = "known, not lately";
pub const UNKNOWN_KEY: &str = "nobody known";
pub const CHANNELS: &str = "Ways to reach people";
pub const CHANNELS_ABOUT: &str = "By which channels people can be reached, and what is missing";
pub const VERIFIED_KEY: &str = "verified";
pub const CHANNEL_KEY: &str = "known";
pub const MISSING: &str = "What is missing";
pub const LACKS: &str = "Lacks";
pub const EMPTY_STEP: &str = "Log a visit";

/// A person or place is not in the book.
pub const NOT_IN_BOOK: &str = "Nobody in the book is called so.";
/// A name means several.
pub const WHICH: &str = "Which of them?";

/// Over what it is: "1 Jan 2026 – 22 Nov 2026 · n = 34".
pub fn over(period: &str, n: u64) -> String {
    format!("{period} · n = {n}")
}

/// The gap between the mix and its target.
pub fn mix(gap: f64) -> String {
    format!(
        "To meet your target, {} of the referrals would have to come from another sort of source. 40, 40 and 20 % is folklore: change it as you like.",
        percent(gap)
    )
}

/// Referrals of which nobody said where they came from.
pub fn unknown(referrals: u64) -> String {
    format!("{} more, of which nobody said where from, are in no share.", count(referrals, "referral"))
}

/// What concentration means.
pub fn rests(alike: f64, top: Option<(&str, &Loss)>, n: u64) -> String {
    let alike = format!("The referrals rest on people as if they came from {alike:.1} who send alike.");
    match top {
        Some((top, loss)) => format!(
            "{alike} Without {top} you would lose {} of {}, {}.",
            loss.referrals,
            count(n, "referral"),
            percent(loss.share)
        ),
        None => alike,
    }
}

/// What losing somebody means.
pub fn loses(who: &str, loss: &Loss) -> String {
    format!(
        "If {who} fell away, {} of these twelve months would not have come: {}. {} would be left, as if from {:.1} who send alike.",
        count(loss.referrals, "referral"),
        percent(loss.share),
        loss.left,
        loss.effective_sources_left
    )
}

/// "3 of 40".
pub fn of(hits: u64, n: u64) -> String {
    format!("{hits} of {n}")
}

/// How many touches are said to be needed.
pub fn touches(own: Option<i64>, said: &Number) -> String {
    let own = own.map_or_else(
        || "Less than half of those you touched ever referred, so that no middle is known.".to_owned(),
        |own| format!("Half had referred by their touch {own}."),
    );
    format!(
        "{own} {} says {} on average. Those who never referred count as far as they have come.",
        origin(said.origin),
        number(said.value)
    )
}

/// What the funnel means.
pub fn funnel(all: &Cohort, said: &Number) -> String {
    let one_in = if said.value > 0.0 { 1.0 / said.value } else { 0.0 };
    format!("Partners: {}. {} says one in {}.", share(&all.partners), origin(said.origin), number(one_in))
}

/// "2026, 3rd quarter".
pub fn quarter(year: i32, quarter: Option<u32>) -> String {
    quarter.map_or_else(|| "all".to_owned(), |quarter| format!("{year}, quarter {quarter}"))
}

/// How many are thanked.
pub fn thanks(owed: u64, hours: f64) -> String {
    match owed {
        0 => "Everybody was thanked.".to_owned(),
        owed => {
            format!("Still to be written: {}. Your aim is within {} hours.", count(owed, "thank-you"), number(hours))
        }
    }
}

/// "Within 48 hours".
pub fn within(hours: f64) -> String {
    format!("Within {} hours", number(hours))
}

/// Whether there are partners enough.
pub fn partners(active: u64, goal: &Number) -> String {
    let missing = goal.value - real(active);
    let enough =
        if missing > 0.0 { format!("{} more would be enough.", number(missing)) } else { "That is enough.".to_owned() };
    format!("{active} active, {} are enough. {enough} With a partner, referrals go both ways.", number(goal.value))
}

/// What the ten claim.
pub fn top_ten(claimed: u64, said: &Number) -> String {
    format!(
        "Together they claim to reach {claimed} people. Nobody checked it, and those whom two of them know are counted twice; {} says {} each.",
        origin(said.origin),
        number(said.value)
    )
}

/// How the weeks go.
pub fn weeks(weekly: &Weekly) -> String {
    format!(
        "Isolation is deadly to a practice: a gentle minimum of {} a week. Weeks with enough: {}. {} in a row. Weeks away don't count.",
        weekly.minimum,
        share(&weekly.reached),
        count(weekly.streak, "week")
    )
}

/// What one is known to bring.
pub fn signature(visits: &str, streak: u64) -> String {
    format!("Your signature gift came along on {visits} visits, {streak} in a row.")
}

/// "2 of 3 this week".
pub fn this_week(weekly: &Weekly) -> String {
    format!("{} of {}", weekly.this_week, weekly.minimum)
}

/// How offices are covered.
pub fn offices(covered: &str, provider_only: u64) -> String {
    let only = match provider_only {
        0 => "Nowhere is the provider the only one known.".to_owned(),
        1 => "At one of them nobody but the provider is known.".to_owned(),
        more => format!("At {more} of them nobody but the provider is known."),
    };
    format!("All three touched in 90 days: {covered}. The front office routes referrals. {only}")
}

/// How channels are covered.
pub fn channels(verified: &str) -> String {
    format!("Verified: {verified} of what one would like to have of everybody: telephone, email, post, web.")
}

/// How a total is shown: how many, and what they weigh today.
pub fn total(total: Total) -> String {
    if total.n == 0 { "none".to_owned() } else { format!("{} ({:.1} today)", total.n, total.weight) }
}

/// Whether one may ask.
pub fn may_ask(gives: u64) -> String {
    format!("You may ask: {gives} given, and nothing that you promised is open.")
}

/// Why not yet.
pub fn not_yet(lacks: &[&str], gives: u64, needed: u64) -> String {
    format!("Not yet the time to ask: {} ({gives} of {needed} gives).", lacks.join(", "))
}

/// How many touches so far.
pub fn touched(touches: u64, said: &Number, referred: bool) -> String {
    let until = if referred { "before they referred" } else { "so far" };
    format!("{touches} {until}; folklore says {}", number(said.value))
}

/// More lines than are shown.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// Minutes on a scale: "30 min".
pub fn short_minutes(minutes: f64) -> String {
    format!("{minutes:.0} min")
}

/// Hours on a scale: "1.5 h".
pub fn short_hours(hours: f64) -> String {
    format!("{} h", number(hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_written_shortly() {
        assert_eq!((short_minutes(30.0), short_hours(1.5)), ("30 min".to_owned(), "1.5 h".to_owned()));
        assert_eq!(quarter(2026, Some(3)), "2026, quarter 3");
    }
}
