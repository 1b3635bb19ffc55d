//! What figures mean, in sentences: the core answers numbers.

use rapport_core::{
    model::view::Period,
    practice::{coverage::Covered, folklore::Origin, gift_year::LimitSource, readiness::Lack, statistics::Share},
};

/// "1 Jan 2026 – 22 Nov 2026", "until 22 Nov 2026".
pub fn period(period: Period) -> String {
    let day = |day: rapport_core::model::Day| day.format("%-d %b %Y").to_string();
    match period.from {
        Some(from) => format!("{} – {}", day(from), day(period.until)),
        None => format!("until {}", day(period.until)),
    }
}

/// What is said where a figure is of too few.
pub fn too_few(n: u64, needed: u64) -> String {
    match n {
        0 => "Nothing to go by yet.".to_owned(),
        n => format!("Too few to say: {n} of the {needed} that it takes."),
    }
}

/// "40 %".
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// "3 of 10 (30 %; likely 11–60 %)".
pub fn share(share: &Share) -> String {
    match share.share {
        Some(part) => format!(
            "{} of {} ({}; likely {:.0}–{:.0} %)",
            share.hits,
            share.n,
            percent(part),
            share.low * 100.0,
            share.high * 100.0
        ),
        None => "of none yet".to_owned(),
    }
}

/// "45 minutes", "3 hours 20 minutes".
pub fn minutes(minutes: i64) -> String {
    let unit = |count: i64, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => unit(minutes, "minute"),
        (hours, 0) => unit(hours, "hour"),
        (hours, minutes) => format!("{} {}", unit(hours, "hour"), unit(minutes, "minute")),
    }
}

/// "1 referral", "3 referrals".
pub fn count(count: u64, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// A number as it was typed: "7", "0.33".
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Where a number came from.
pub const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::SomebodyElse => "“Somebody else has your clients”",
        Origin::ReferralNetwork => "“Building a client referral network”",
        Origin::Nurture => "“Expand and nurture professional referrals”",
        Origin::Service => "“Building referral relationships: service orientation”",
        Origin::SevenSteps => "“Seven steps to solid partnerships”",
        Origin::Ours => "a place to begin, from nobody",
    }
}

/// What a number of folklore is, by its name.
pub fn folklore(name: &str) -> &str {
    match name {
        "mix_professional" => "percent of referrals from professionals",
        "mix_client" => "percent of referrals from clients",
        "mix_other" => "percent of referrals from elsewhere",
        "active_partners" => "active partners that are enough",
        "weekly_minimum" => "touches in a week, at least",
        "new_events" => "new events in a year",
        "partner_share" => "share of those contacted who become partners",
        "referrals_before_call" => "referrals to them before a doctor calls back",
        "touches_before_referral" => "touches before the first referral",
        "gives_before_ask" => "gives before an ask",
        "reach_each" => "people whom each contact knows",
        "thank_hours" => "hours within which to say thanks",
        "travel_lead_min" => "minutes to set out before an appointment, where the way is not known",
        "rest_after_no_days" => "days for which whoever said no is left alone",
        "half_life_days" => "days after which a give or a referral weighs half",
        newer => newer,
    }
}

/// What is lacking before one may ask.
pub const fn lack(lack: Lack) -> &'static str {
    match lack {
        Lack::Gives => "give more first",
        Lack::TwoWay => "let them have their say first",
        Lack::Promise => "keep what you promised first",
    }
}

/// How a part of an office is covered.
pub const fn covered(covered: Covered) -> &'static str {
    match covered {
        Covered::Unknown => "unknown",
        Covered::Known => "not lately",
        Covered::Touched => "yes",
    }
}

/// What sets a limit on gifts, and what it is not.
pub const fn limit(source: LimitSource) -> &'static str {
    match source {
        LimitSource::Stark => {
            "The limit is that of the US physician self-referral law for non-monetary compensation (42 CFR § 411.357(k)): in all, for each physician, from one practice, in a calendar year. It holds for physicians, not for staff. Whoever is kept as provider or owner is taken for one. This counts; it is no legal advice."
        }
        LimitSource::Own => "The limit is your own. This counts; it is no legal advice.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!((number(7.0), number(1.0 / 3.0), number(0.5)), ("7".into(), "0.33".into(), "0.5".into()));
        assert_eq!(
            (minutes(1), minutes(60), minutes(200)),
            ("1 minute".into(), "1 hour".into(), "3 hours 20 minutes".into())
        );
        assert_eq!(share(&Share::of(3, 10)), "3 of 10 (30 %; likely 11–60 %)");
        assert_eq!(too_few(3, 8), "Too few to say: 3 of the 8 that it takes.");
    }
}
