//! Where somebody is who opens the Log sheet: guessed from plans, nearness, habit and lapse, each guess with its reasons.
//!
//! A guess is a sum of evidence in natural logarithms, as in a naive Bayes classifier: what speaks for a place adds, what speaks
//! against it takes away, and the shares of `e` to the sums are the likelihoods. The weights were set by what each piece of
//! evidence means and were checked on made-up practices (docs/suggestions.md), whose making this module doesn't know.

pub mod chips;
mod habit;

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::model::{Geo, Instant, RecordId, view::PlaceReason};

pub use habit::{Habit, UNKNOWN_DAYS, usual_gap_days};

/// From this likelihood on, in percent, the first guess is preselected. Below it nothing is: a wrong place that is silently kept
/// costs more than a tap. Measured: docs/suggestions.md.
pub const SURE_PERCENT: u8 = 70;

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
            // A plan was made with way and habit in mind: what they say besides is mostly said already.
            let own = if plan.is_some() { 0.2 } else { 1.0 };
            on_the_way(from, candidate, own, &mut evidence);
            habits(from, candidate, areas.get(candidate.area.as_str()), own, &mut evidence);
            let (score, reasons) = evidence.sum();
            (score * CERTAINTY, Ranked { place: candidate.place, plan, percent: 0, reasons })
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

/// Pieces of evidence overlap, and their sum claims too much: by so much.
const CERTAINTY: f64 = 0.85;
/// How much speaks for somewhere that is not among the candidates.
const UNTHOUGHT: f64 = 1.0;

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
        Some(steps) => 6.8 - 1.4 * f64::from((*steps).min(3)),
        None => 3.4 - 0.4 * hours_between(from.now, *at).min(4.0),
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
        ..=80 => 6.5,
        81..=200 => 5.0,
        201..=600 => 2.5,
        601..=2_000 => 0.0,
        _ => -4.0,
    };
    evidence.add(weight, Some(PlaceReason::Near { meters }));
}

/// Within a few hours of a stop, the next is mostly in the same part of town; it is hardly ever the same place.
fn on_the_way(from: &Standpoint, candidate: &Candidate, own: f64, evidence: &mut Evidence) {
    let Some(before) = from.before.as_ref().filter(|before| hours_between(from.now, before.at) <= 4.0) else { return };
    if before.place == candidate.place {
        return evidence.add(-5.0, None);
    }
    let near = match (before.geo, candidate.geo) {
        (Some(one), Some(other)) => Some(meters_between(one, other) <= 2_500),
        _ if !before.area.is_empty() && !candidate.area.is_empty() => Some(before.area == candidate.area),
        _ => None,
    };
    match near {
        Some(true) => evidence.add(own * 1.8, Some(PlaceReason::OnTheWay)),
        Some(false) => evidence.add(own * -1.8, None),
        None => {}
    }
}

/// What past visits say: of the place, and of its part of town.
fn habits(from: &Standpoint, candidate: &Candidate, area: Option<&Rhythm>, own: f64, evidence: &mut Evidence) {
    let habit = Habit::of(candidate, from.now, from.zone);
    let weekday = lift(f64::from(habit.on_weekday), f64::from(habit.visits));
    evidence.add(own * 1.1 * weekday, Some(PlaceReason::Weekday { times: habit.on_weekday, of: habit.visits }));
    if let Some(rhythm) = area {
        evidence.add(own * 0.9 * lift(rhythm.on_weekday, rhythm.visits), None);
        // On the way it is settled which part of town it is today; on setting out, it is the turn of whichever was left alone.
        let turn = if from.before.is_some() { 0.0 } else { rhythm.turn(from) };
        evidence.add(own * turn, None);
    }
    if let Some(away) = habit.minutes_off {
        evidence.add(
            own * if away <= 45 {
                0.4
            } else if away >= 150 {
                -0.4
            } else {
                0.0
            },
            None,
        );
    }
    let Some(days) = habit.days_since else {
        return evidence.add(own * 0.2, None);
    };
    let usual = habit.usual_days.max(1);
    #[allow(clippy::cast_precision_loss, reason = "days of a life are few")]
    let (passed, often) = (days as f64 / usual as f64, (60.0 / usual as f64).ln());
    let lapse = match passed {
        ..0.2 => -3.5,
        0.2..0.45 => -2.2,
        0.45..0.7 => -0.8,
        0.7..0.9 => 0.3,
        0.9..1.3 => 1.0,
        1.3..2.2 => 1.4,
        _ => 1.2,
    };
    evidence.add(own * lapse, Some(PlaceReason::Due { days, usual_days: usual }));
    evidence.add(own * 0.6 * often.clamp(-1.4, 1.1), habit.last.map(|at| PlaceReason::LastSeen { at }));
}

/// When one goes to a part of town.
#[derive(Debug, Clone, Copy, Default)]
struct Rhythm {
    /// How many of the visits that count fell on this day of the week.
    on_weekday: f64,
    /// How many count.
    visits: f64,
    /// When one was there last, before today.
    last: Option<Instant>,
}

impl Rhythm {
    /// Whose turn it is: a part of town that was visited within the week is left alone, mostly.
    fn turn(&self, from: &Standpoint) -> f64 {
        match self.last.map(|last| (from.now.day_in(from.zone) - last.day_in(from.zone)).num_days()) {
            Some(..=5) => -1.0,
            Some(6..=8) => -0.3,
            Some(9..=16) => 0.6,
            _ => 0.2,
        }
    }
}

/// The rhythm of each part of town.
fn rhythms<'a>(from: &Standpoint, candidates: &'a [Candidate]) -> BTreeMap<&'a str, Rhythm> {
    let today = from.now.day_in(from.zone);
    let mut areas: BTreeMap<&str, Rhythm> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| !candidate.area.is_empty()) {
        let habit = Habit::of(candidate, from.now, from.zone);
        let area = areas.entry(&candidate.area).or_default();
        area.on_weekday += f64::from(habit.on_weekday);
        area.visits += f64::from(habit.visits);
        area.last = area.last.max(habit.last.filter(|at| at.day_in(from.zone) < today));
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
