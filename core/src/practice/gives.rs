//! Which give may come next: one that fits what somebody needs and likes, and that they have not had for the longest time.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{fold::fold, library::BENEFIT};
use crate::model::{
    ChannelState, Contact, Day, ItemKind, Sector,
    view::{GiveReason, GiveSuggestion, LibraryItem},
};

/// Who had the same give within so many days has had it lately: a season.
const LATELY_DAYS: i64 = 120;
/// Words that are shorter say little of what a need is about.
const TELLING: usize = 4;

/// Which gives are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GiveFilter {
    /// At most so dear, in the currency's minor unit.
    pub max_cost_minor: Option<i64>,
    /// At most so long.
    pub max_minutes: Option<i64>,
    /// By this kind of touchpoint: `email`, `visit`.
    pub channel: Option<String>,
    /// For this sector: those made for it, and those for any.
    pub sector: Option<Sector>,
    /// About this: a word of its topic.
    pub topic: Option<String>,
    /// With these: each begins a word of its name, of its topic or of how it is done.
    pub text: Option<String>,
}

impl GiveFilter {
    /// Whether a give is looked at. What partners share is only if its topic is asked for.
    #[must_use]
    pub fn takes(&self, give: &LibraryItem) -> bool {
        let item = &give.item;
        let topics = words(&item.topic, 0);
        let about = |topic: &String| topics.iter().any(|word| word.starts_with(&fold(topic)));
        let said = || words(&format!("{} {} {}", item.name, item.topic, item.body), 0);
        item.kind == ItemKind::Give
            && self.text.as_ref().is_none_or(|typed| {
                let said = said();
                words(typed, 0).iter().all(|wanted| said.iter().any(|word| word.starts_with(wanted)))
            })
            && self.max_cost_minor.is_none_or(|most| item.cost_minor.unwrap_or(0) <= most)
            && self.max_minutes.is_none_or(|most| item.minutes.unwrap_or(0) <= most)
            && self.channel.as_ref().is_none_or(|channel| item.channel == *channel)
            && self.sector.as_ref().is_none_or(|sector| item.sector.is_empty() || item.sector == sector.as_str())
            && self.topic.as_ref().map_or_else(|| !topics.contains(BENEFIT), about)
    }
}

/// What is known of whom a give is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// What field they are in.
    pub sector: Option<Sector>,
    /// What they need, in the words of their open notes.
    pub needs: Vec<String>,
    /// What they like.
    pub likes: Vec<String>,
    /// The ways to reach them that may be used, and whether each is preferred.
    pub ways: BTreeMap<String, bool>,
}

impl Recipient {
    /// Somebody as the book has them, with what their notes say.
    #[must_use]
    pub fn of(contact: &Contact, needs: Vec<String>, likes: Vec<String>) -> Self {
        let mut ways = BTreeMap::new();
        for (channel, state) in contact.channel.iter().filter(|(_, state)| **state != ChannelState::DoNotUse) {
            let kind = channel.split(':').next().unwrap_or_default().to_owned();
            *ways.entry(kind).or_default() |= *state == ChannelState::Preferred;
        }
        if !contact.address.trim().is_empty() || !contact.at.is_empty() {
            ways.insert("address".to_owned(), false);
        }
        Self { sector: contact.sector.clone(), needs, likes, ways }
    }

    /// The way by which a touchpoint of a kind reaches them, and whether they prefer it; nothing if there is none.
    fn way(&self, touchpoint: &str) -> Option<(&str, bool)> {
        const SPOKEN: [&str; 5] = ["phone", "mobile", "email", "fax", "address"];
        let first = |kinds: &[&str]| {
            let found = self.ways.iter().filter(|(kind, _)| kinds.contains(&kind.as_str()));
            found.map(|(kind, preferred)| (kind.as_str(), *preferred)).max_by_key(|(_, preferred)| *preferred)
        };
        match touchpoint {
            "email" => first(&["email"]),
            "call" => first(&["phone", "mobile"]),
            "message" => first(&["mobile", "phone", "sms", "whatsapp", "signal", "email"]),
            "mail" => first(&["address"]),
            "social" => {
                let social = self.ways.iter().filter(|(kind, _)| !SPOKEN.contains(&kind.as_str()));
                social.map(|(kind, preferred)| (kind.as_str(), *preferred)).max_by_key(|(_, preferred)| *preferred)
            }
            _ => Some(("", false)),
        }
    }
}

/// When gives were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Uses {
    /// To this one, by `left:<item>`: the last day.
    pub to_them: BTreeMap<String, Day>,
    /// To anybody: the beginning of the last week.
    pub anywhere: BTreeMap<String, Day>,
}

/// The gives that a filter takes, the one to give next first: what they can be reached by before what they can't, what they
/// did not have lately before what they did, what fits more before what fits less; and among equals the least recently used,
/// with them and then with anybody.
#[must_use]
pub fn suggestions(
    items: &[LibraryItem],
    filter: &GiveFilter,
    recipient: Option<&Recipient>,
    uses: &Uses,
    today: Day,
) -> Vec<GiveSuggestion> {
    // What is made for one field is for nobody else.
    let is_theirs = |give: &&LibraryItem| {
        let sector = recipient.map(|recipient| recipient.sector.as_ref().map_or("", Sector::as_str));
        give.item.sector.is_empty() || sector.is_none_or(|sector| give.item.sector == sector)
    };
    let taken = items.iter().filter(|give| filter.takes(give)).filter(is_theirs);
    let mut found: Vec<GiveSuggestion> = taken.map(|give| suggestion(give, recipient, uses, today)).collect();
    // The order of the library decides among those of which nothing is known: the sort is stable.
    found.sort_by_key(|one| {
        let unreachable = one.reasons.iter().any(|reason| matches!(reason, GiveReason::Unreachable { .. }));
        let lately = one.reasons.contains(&GiveReason::Lately);
        (unreachable, lately, Reverse(fit(&one.reasons)), one.given, one.given_anywhere)
    });
    found
}

/// The first three, no two by the same kind of touchpoint as long as there are others.
#[must_use]
pub fn three(suggestions: &[GiveSuggestion]) -> Vec<GiveSuggestion> {
    let mut chosen: Vec<&GiveSuggestion> = Vec::new();
    for one in suggestions {
        if chosen.len() < 3 && !chosen.iter().any(|other| other.give.item.channel == one.give.item.channel) {
            chosen.push(one);
        }
    }
    for one in suggestions {
        if chosen.len() < 3 && !chosen.iter().any(|other| other.give.id == one.give.id) {
            chosen.push(one);
        }
    }
    chosen.into_iter().cloned().collect()
}

fn suggestion(give: &LibraryItem, recipient: Option<&Recipient>, uses: &Uses, today: Day) -> GiveSuggestion {
    let given = uses.to_them.get(&give.key).copied();
    let mut reasons = recipient.map(|recipient| reasons(give, recipient)).unwrap_or_default();
    let known = recipient.is_some();
    match given {
        Some(day) if (today - day).num_days() < LATELY_DAYS => reasons.push(GiveReason::Lately),
        Some(_) => reasons.push(GiveReason::LongAgo),
        None if known => reasons.push(GiveReason::New),
        None => {}
    }
    GiveSuggestion { give: give.clone(), reasons, given, given_anywhere: uses.anywhere.get(&give.key).copied() }
}

fn reasons(give: &LibraryItem, recipient: &Recipient) -> Vec<GiveReason> {
    let item = &give.item;
    let about = words(&format!("{} {}", item.topic, item.name), TELLING);
    let meets = |texts: &[String]| {
        let said = texts.iter().flat_map(|text| words(text, TELLING));
        said.into_iter().find(|word| about.iter().any(|own| akin(own, word)))
    };
    let mut reasons = Vec::new();
    reasons.extend(meets(&recipient.needs).map(|word| GiveReason::Need { word }));
    reasons.extend(meets(&recipient.likes).map(|word| GiveReason::Likes { word }));
    if let Some(sector) = recipient.sector.as_ref().filter(|sector| sector.as_str() == item.sector) {
        reasons.push(GiveReason::Sector { sector: sector.clone() });
    }
    match recipient.way(&item.channel) {
        None => reasons.push(GiveReason::Unreachable { channel: item.channel.clone() }),
        Some((way, true)) => reasons.push(GiveReason::Channel { channel: way.to_owned() }),
        Some(_) => {}
    }
    reasons
}

/// A need weighs more than a liking, and a liking more than a field or a way.
fn fit(reasons: &[GiveReason]) -> u32 {
    let weight = |reason: &GiveReason| match reason {
        GiveReason::Need { .. } => 4,
        GiveReason::Likes { .. } => 2,
        GiveReason::Sector { .. } | GiveReason::Channel { .. } => 1,
        _ => 0,
    };
    reasons.iter().map(weight).sum()
}

/// Whether two words are one but for their endings: "training" and "trainings".
fn akin(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.starts_with(short) && long.len() - short.len() <= 2
}

fn words(text: &str, longest_silent: usize) -> BTreeSet<String> {
    let words = fold(text);
    words.split(' ').filter(|word| word.chars().count() >= longest_silent.max(1)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
