//! Where somebody is who opens the Log sheet: guessed from plans, nearness, habit and lapse, each guess with its reasons.
//!
//! A guess is a sum of evidence: what speaks for a place adds, what speaks against it takes away, and the shares of `e` to the
//! sums are the likelihoods (a conditional logit). What counts as evidence was chosen by what it means; how much it weighs was
//! fitted to made-up practices (docs/suggestions.md), whose making this module doesn't know.

pub mod chips;
mod habit;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::model::{Geo, Instant, RecordId, view::PlaceReason};

pub use habit::{Habit, UNKNOWN_DAYS, usual_gap_days};

/// From this likelihood on, in percent, the first guess is preselected. Below it nothing is: a wrong place that is silently kept
/// costs more than a tap. Measured: docs/suggestions.md.
pub const SURE_PERCENT: u8 = 85;

/// From where the guess is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Standpoint {
    /// When.
    pub now: Instant,
    /// In which zone days and hours are counted.
    pub zone: Tz,
    /// Where the device is, if it may know.
    pub near: Option<Geo>,
    /// The last stop that was logged today.
    pub before: Option<Stop>,
}

impl Standpoint {
    /// The stop before, if it was a few hours ago at most.
    fn stop(&self) -> Option<&Stop> {
        self.before.as_ref().filter(|before| hours_between(self.now, before.at) <= 4.0)
    }
}

/// A stop that was logged.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// Where.
    pub place: RecordId,
    /// When.
    pub at: Instant,
    /// Where that is.
    pub geo: Option<Geo>,
    /// Its postal area; empty if it has none.
    pub area: String,
}

/// A place that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which.
    pub place: RecordId,
    /// Where it is.
    pub geo: Option<Geo>,
    /// Its postal area; empty if it has none.
    pub area: String,
    /// Days between touches as they are meant, if somebody said so.
    pub interval_days: Option<i64>,
    /// When one was there, in any order.
    pub visits: Vec<Instant>,
    /// Stops planned there for today: the touchpoint and when.
    pub planned: Vec<(RecordId, Instant)>,
}

/// A guess.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Which place.
    pub place: RecordId,
    /// The plan that logging it fulfils.
    pub plan: Option<RecordId>,
    /// How likely it is, of a hundred.
    pub percent: u8,
    /// Why, the strongest first.
    pub reasons: Vec<PlaceReason>,
}

/// Ranks the places, the likeliest first; equal ones by id, so that every device says the same.
#[must_use]
pub fn rank(from: &Standpoint, candidates: &[Candidate]) -> Vec<Ranked> {
    let areas = rhythms(from, candidates);
    let next = next_plans(from, candidates);
    let mut scored: Vec<(f64, Ranked)> = candidates
        .iter()
        .map(|candidate| {
            let mut evidence = Evidence::default();
            let plan = planned(from, candidate, &next, &mut evidence);
            nearness(from, candidate, &mut evidence);
            // A plan was made with way and habit in mind: what they say besides is said already.
            if plan.is_none() {
                on_the_way(from, candidate, &mut evidence);
                habits(from, candidate, areas.get(candidate.area.as_str()), &mut evidence);
            }
            let (score, reasons) = evidence.sum();
            (score, Ranked { place: candidate.place, plan, percent: 0, reasons })
        })
        .collect();
    scored.sort_by(|(one, this), (other, that)| other.total_cmp(one).then(this.place.cmp(&that.place)));
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    // Somewhere that nobody thought of is always possible.
    let elsewhere = UNTHOUGHT.exp();
    let all: f64 =
        scored.iter().map(|(score, _)| (score - best).exp()).sum::<f64>() + (elsewhere / best.exp()).min(1.0);
    scored
        .into_iter()
        .map(|(score, ranked)| Ranked { percent: percent((score - best).exp() / all), ..ranked })
        .collect()
}

/// Whether the first guess may be preselected.
#[must_use]
pub fn is_sure(ranked: &[Ranked]) -> bool {
    ranked.first().is_some_and(|first| first.percent >= SURE_PERCENT)
}

/// How much speaks for somewhere that is not among the candidates.
const UNTHOUGHT: f64 = -4.0;

/// What speaks for a place and against it.
#[derive(Debug, Default)]
struct Evidence(Vec<(f64, Option<PlaceReason>)>);

impl Evidence {
    fn add(&mut self, weight: f64, reason: Option<PlaceReason>) {
        self.0.push((weight, reason.filter(|_| weight > 0.0)));
    }

    fn sum(mut self) -> (f64, Vec<PlaceReason>) {
        let score = self.0.iter().map(|(weight, _)| weight).sum();
        self.0.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        (score, self.0.into_iter().filter_map(|(_, reason)| reason).collect())
    }
}

/// Plans: the next of the day speaks loudest. One whose time has long passed was probably left out.
fn planned(
    from: &Standpoint,
    candidate: &Candidate,
    next: &BTreeMap<RecordId, u32>,
    evidence: &mut Evidence,
) -> Option<RecordId> {
    let (plan, at) = candidate.planned.iter().min_by_key(|(_, at)| from.now.0.abs_diff(at.0))?;
    let weight = match next.get(plan) {
        Some(steps) => weights::PLANNED[(*steps as usize).min(3)],
        None => weights::PASSED_BY + weights::PASSED_BY_AN_HOUR * hours_between(from.now, *at).min(4.0),
    };
    evidence.add(weight, Some(PlaceReason::Planned { at: *at }));
    Some(*plan)
}

/// How many plans come before each of those whose time has not long passed.
fn next_plans(from: &Standpoint, candidates: &[Candidate]) -> BTreeMap<RecordId, u32> {
    const LATE_MS: i64 = 50 * 60_000;
    let mut open: Vec<(Instant, RecordId)> = candidates
        .iter()
        .flat_map(|candidate| candidate.planned.iter().map(|(plan, at)| (*at, *plan)))
        .filter(|(at, _)| at.0.saturating_add(LATE_MS) >= from.now.0)
        .collect();
    open.sort_unstable();
    open.into_iter().zip(0..).map(|((_, plan), steps)| (plan, steps)).collect()
}

/// Nearness, where the device may know where it is: within a building it says nearly all, beyond a few kilometres no.
fn nearness(from: &Standpoint, candidate: &Candidate, evidence: &mut Evidence) {
    let (Some(here), Some(there)) = (from.near, candidate.geo) else { return };
    let meters = meters_between(here, there);
    let weight = match meters {
        ..=80 => 8.0,
        81..=200 => 6.0,
        201..=600 => 2.0,
        601..=2_000 => -3.0,
        _ => -5.0,
    };
    evidence.add(weight, Some(PlaceReason::Near { meters }));
}

/// Within a few hours of a stop, the next is mostly in the same part of town.
fn on_the_way(from: &Standpoint, candidate: &Candidate, evidence: &mut Evidence) {
    let Some(before) = from.stop() else { return };
    let near = match (before.geo, candidate.geo) {
        (Some(one), Some(other)) => Some(meters_between(one, other) <= 2_500),
        _ if !before.area.is_empty() && !candidate.area.is_empty() => Some(before.area == candidate.area),
        _ => None,
    };
    match near {
        Some(true) => evidence.add(weights::NEAR, Some(PlaceReason::OnTheWay)),
        Some(false) => evidence.add(weights::FAR, None),
        None => {}
    }
}

/// What past visits say: of the place, and of its part of town.
fn habits(from: &Standpoint, candidate: &Candidate, area: Option<&Rhythm>, evidence: &mut Evidence) {
    let habit = Habit::of(candidate, from.now, from.zone);
    let weekday = lift(f64::from(habit.on_weekday), f64::from(habit.visits));
    let times = PlaceReason::Weekday { times: habit.on_weekday, of: habit.visits };
    evidence.add(weights::WEEKDAY * weekday, Some(times));
    if let Some(rhythm) = area {
        // On the way it is mostly settled which part of town it is today; on setting out, its days and its turn say which.
        let [day, turn] = if from.stop().is_some() { weights::AREA_ON_THE_WAY } else { weights::AREA_ON_SETTING_OUT };
        evidence.add(day * lift(rhythm.on_weekday, rhythm.visits), None);
        evidence.add(turn * rhythm.turn(), None);
    }
    if candidate.interval_days.is_none() {
        evidence.add(weights::NO_INTERVAL, None);
    }
    let (Some(days), Some(ahead)) = (habit.days_since, habit.minutes_ahead) else {
        return evidence.add(weights::NEVER, None);
    };
    let hours = f64::from(i32::try_from(ahead).unwrap_or(0)) / 60.0;
    let off = if hours < 0.0 { weights::USUALLY_EARLIER } else { weights::USUALLY_LATER };
    evidence.add(off * hours.abs().min(4.0), None);
    let usual = habit.usual_days.max(1);
    #[allow(clippy::cast_precision_loss, reason = "days of a life are few")]
    let (passed, often) = (days as f64 / usual as f64, (60.0 / usual as f64).ln());
    let lapse = weights::LAPSE.iter().take_while(|(from, _)| passed >= *from).last().map_or(0.0, |(_, weight)| *weight);
    evidence.add(lapse, Some(PlaceReason::Due { days, usual_days: usual }));
    let seen = habit.last.map(|at| PlaceReason::LastSeen { at });
    evidence.add(weights::OFTEN * often.clamp(-1.4, 1.1), seen);
    if days == 0 {
        evidence.add(weights::TODAY_ALREADY, None);
    }
}

/// When one goes to a part of town.
#[derive(Debug, Clone, Default)]
struct Rhythm {
    /// How many of the visits that count fell on this day of the week.
    on_weekday: f64,
    /// How many count.
    visits: f64,
    /// How many days ago one was there, before today, within sixteen weeks.
    days_ago: BTreeSet<i64>,
}

impl Rhythm {
    /// Whose turn it is, where one goes to two parts of town on one day of the week in turn: whether one was here whole fortnights
    /// ago, or in the weeks between.
    fn turn(&self) -> f64 {
        let weeks = |odd: bool| {
            let counted = self.days_ago.iter().filter(|days| **days % 14 == if odd { 7 } else { 0 }).count();
            f64::from(u32::try_from(counted).unwrap_or(0)) + 1.0
        };
        (weeks(false) / weeks(true)).ln()
    }
}

/// The rhythm of each part of town.
fn rhythms<'a>(from: &Standpoint, candidates: &'a [Candidate]) -> BTreeMap<&'a str, Rhythm> {
    const REMEMBERED_DAYS: i64 = 112;
    let today = from.now.day_in(from.zone);
    let mut areas: BTreeMap<&str, Rhythm> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| !candidate.area.is_empty()) {
        let habit = Habit::of(candidate, from.now, from.zone);
        let area = areas.entry(&candidate.area).or_default();
        area.on_weekday += f64::from(habit.on_weekday);
        area.visits += f64::from(habit.visits);
        let days =
            candidate.visits.iter().filter(|at| **at <= from.now).map(|at| (today - at.day_in(from.zone)).num_days());
        area.days_ago.extend(days.filter(|days| (1..=REMEMBERED_DAYS).contains(days)));
    }
    areas
}

/// By how much a share of visits on one of the five working days exceeds a fifth, smoothed so that two visits prove little.
fn lift(times: f64, of: f64) -> f64 {
    ((times + 0.6) / (of * 0.2 + 0.6)).ln()
}

#[allow(clippy::cast_precision_loss, reason = "hours need no more")]
fn hours_between(one: Instant, other: Instant) -> f64 {
    one.0.abs_diff(other.0) as f64 / 3_600_000.0
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn percent(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}

/// The distance between two points in metres, on a sphere (haversine), which within a town is right to a hundredth.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no two points are further apart than 20,037 km"
)]
pub fn meters_between(one: Geo, other: Geo) -> u32 {
    const EARTH_METERS: f64 = 6_371_000.0;
    let (a, b) = (one.latitude.to_radians(), other.latitude.to_radians());
    let across = (other.longitude - one.longitude).to_radians();
    let h = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (across / 2.0).sin().powi(2);
    (2.0 * EARTH_METERS * h.sqrt().min(1.0).asin()).round() as u32
}
