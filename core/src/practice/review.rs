//! Which details of a contact have not been confirmed for too long.

use crate::model::{Contact, Day};

/// A detail, and after how many days somebody should ask again. Defaults of ours: what changes soon is asked for soon.
pub const FIELDS: &[(&str, i64)] = &[
    ("hours", 180),
    ("drop_in", 180),
    ("at", 270),
    ("phone", 365),
    ("email", 365),
    ("fax", 365),
    ("helps", 365),
    ("address", 540),
];

/// A detail that is old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Which: a field, or a kind of channel.
    pub field: &'static str,
    /// When it was last confirmed; never, if nothing stands there.
    pub confirmed: Option<Day>,
    /// Since when it is known: when it was confirmed, else when the contact was put into the book.
    pub since: Day,
    /// After how many days it should be asked for again.
    pub limit_days: i64,
}

impl Stale {
    /// How many days it is overdue.
    #[must_use]
    pub fn overdue_days(&self, today: Day) -> i64 {
        today.signed_duration_since(self.since).num_days() - self.limit_days
    }
}

/// What of a contact is old on a day. Only what is there can be old: what is lacking is not asked for here.
#[must_use]
pub fn stale(contact: &Contact, made: Day, today: Day) -> Vec<Stale> {
    let there = FIELDS.iter().filter(|(field, _)| says(contact, field));
    let all = there.map(|(field, limit_days)| {
        let confirmed = contact.confirmed.get(*field).copied();
        Stale { field, confirmed, since: confirmed.unwrap_or(made), limit_days: *limit_days }
    });
    all.filter(|one| one.overdue_days(today) >= 0).collect()
}

/// Whether a contact has such a detail.
fn says(contact: &Contact, field: &str) -> bool {
    match field {
        "hours" => !contact.hours.is_empty(),
        "drop_in" => !contact.drop_in.is_empty(),
        "at" => !contact.at.is_empty(),
        "helps" => !contact.helps.is_empty(),
        "address" => !contact.address.is_empty(),
        kind => contact.channel.keys().any(|channel| {
            channel.split_once(':').is_some_and(|(of, _)| of == kind || (kind == "phone" && of == "mobile"))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_detail_is_old_once_its_time_is_over_and_new_again_once_confirmed() {
        let mut oak = Contact { hours: "Mon-Fri 9-5".into(), address: "12 Elm Road".into(), ..Contact::default() };
        let made = day("2026-01-01");
        let fields =
            |oak: &Contact, today| -> Vec<&str> { stale(oak, made, day(today)).iter().map(|one| one.field).collect() };
        assert!(fields(&oak, "2026-06-01").is_empty());
        assert_eq!(fields(&oak, "2026-06-30"), ["hours"], "after 180 days");
        assert_eq!(fields(&oak, "2027-07-01"), ["hours", "address"]);
        oak.confirmed.insert("hours".into(), day("2027-06-01"));
        assert_eq!(fields(&oak, "2027-07-01"), ["address"]);
    }

    #[test]
    fn what_is_not_there_is_not_asked_for() {
        assert!(stale(&Contact::default(), day("2000-01-01"), day("2026-01-01")).is_empty());
    }
}
