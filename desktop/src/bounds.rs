//! What may be typed as a number: beyond these nobody means it, and is told so instead of being shown an empty page.

/// A calendar year of a practice's life.
pub fn year(typed: &str) -> Result<i32, String> {
    within(typed, 1900, 2200, "a year, such as 2026")
        .and_then(|year| i32::try_from(year).map_err(|error| error.to_string()))
}

/// How many days to look ahead: ten years at most.
pub fn days(typed: &str) -> Result<u32, String> {
    within(typed, 1, 3_660, "a number of days, such as 120")
        .and_then(|days| u32::try_from(days).map_err(|error| error.to_string()))
}

/// An amount in the currency's smallest unit: ten million of the larger one at most.
pub fn amount(typed: &str) -> Result<i64, String> {
    within(typed, 0, 1_000_000_000, "an amount in cents, such as 1450")
}

/// Minutes of one day.
pub fn minutes(typed: &str) -> Result<i64, String> {
    within(typed, 1, 1_440, "a number of minutes, such as 10")
}

fn within(typed: &str, least: i64, most: i64, what: &str) -> Result<i64, String> {
    let meant = typed.trim().parse::<i64>().ok().filter(|number| (least..=most).contains(number));
    meant.ok_or_else(|| format!("say {what}, from {least} to {most}"))
}
