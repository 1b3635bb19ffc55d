//! Who is in a playbook since when, and what became of its steps: what stands in a contact's `in:<playbook>` and
//! `step:<playbook>:<step>`.
//!
//! Each is one flat key, so that what two devices do to different steps merges, and the same step done on both is done once. A
//! step is named with its round and its cycle (`2.1.ask`): whoever is enrolled again, or goes round again, begins anew, and
//! nothing that was done before is taken for it.

use std::{collections::BTreeMap, fmt, str::FromStr};

use chrono::Days;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::model::{Contact, Day, RecordId};

/// One enrolment. Written `2 2026-11-22 paused:2026-12-01/2026-12-10 left:2027-02-01`: the round, the first day, the pauses (the
/// last open while it lasts), the day on which they left. What a newer version adds is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The first time is 1.
    pub round: u32,
    /// Its first day.
    pub started: Day,
    /// From a day until, without it, another; until further notice if that is missing.
    pub pauses: Vec<(Day, Option<Day>)>,
    /// When they left, before the end.
    pub left: Option<Day>,
    rest: Vec<String>,
}

impl Enrolment {
    /// An enrolment that begins on a day.
    #[must_use]
    pub const fn new(round: u32, started: Day) -> Self {
        Self { round, started, pauses: Vec::new(), left: None, rest: Vec::new() }
    }

    /// Since when it is paused.
    #[must_use]
    pub fn paused_since(&self) -> Option<Day> {
        self.pauses.iter().find(|(_, until)| until.is_none()).map(|(from, _)| *from)
    }

    /// Pauses it from a day on. Returns whether it ran before.
    pub fn pause(&mut self, on: Day) -> bool {
        let runs = self.left.is_none() && self.paused_since().is_none();
        if runs {
            self.pauses.push((on.max(self.started), None));
        }
        runs
    }

    /// Lets it go on from a day on. Returns whether it was paused.
    pub fn resume(&mut self, on: Day) -> bool {
        let paused = self.paused_since().is_some();
        for pause in self.pauses.iter_mut().filter(|(_, until)| until.is_none()) {
            pause.1 = Some(on.max(pause.0));
        }
        paused
    }

    /// The days that were paused, first and last, as far as they are over.
    pub fn days_paused(&self) -> impl Iterator<Item = (Day, Day)> {
        self.pauses.iter().filter_map(|(from, until)| Some((*from, (*until)?.checked_sub_days(Days::new(1))?)))
    }
}

impl fmt::Display for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.round, self.started)?;
        for (from, until) in &self.pauses {
            write!(f, " paused:{from}/")?;
            if let Some(until) = until {
                write!(f, "{until}")?;
            }
        }
        if let Some(left) = self.left {
            write!(f, " left:{left}")?;
        }
        self.rest.iter().try_for_each(|word| write!(f, " {word}"))
    }
}

impl FromStr for Enrolment {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected the round and the first day, such as 1 2026-11-22";
        let mut words = text.split_whitespace();
        let round = words.next().and_then(|word| word.parse().ok()).ok_or(EXPECTED)?;
        let started = words.next().and_then(|word| word.parse().ok()).ok_or(EXPECTED)?;
        let mut enrolment = Self::new(round, started);
        for word in words {
            match word.split_once(':') {
                Some(("paused", days)) if let Some(pause) = pause(days) => enrolment.pauses.push(pause),
                Some(("left", day)) if let Ok(day) = day.parse() => enrolment.left = Some(day),
                _ => enrolment.rest.push(word.to_owned()),
            }
        }
        Ok(enrolment)
    }
}

fn pause(days: &str) -> Option<(Day, Option<Day>)> {
    let (from, until) = days.split_once('/')?;
    let until = if until.is_empty() { None } else { Some(until.parse().ok()?) };
    Some((from.parse().ok()?, until))
}

/// A step in one round and one cycle of it: `1.1.ask`. The cycle of a yearly playbook is the year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepAt {
    /// Which enrolment of the contact in the playbook.
    pub round: u32,
    /// How often the playbook went back to an earlier step, and one; of a yearly one the year.
    pub cycle: u32,
    /// The step's id.
    pub step: String,
}

impl fmt::Display for StepAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.round, self.cycle, self.step)
    }
}

impl FromStr for StepAt {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected round, cycle and step, such as 1.1.ask";
        let mut parts = text.splitn(3, '.');
        let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or(EXPECTED);
        let (round, cycle) = (number()?, number()?);
        let step = parts.next().filter(|step| !step.is_empty()).ok_or(EXPECTED)?.to_owned();
        Ok(Self { round, cycle, step })
    }
}

impl Serialize for StepAt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StepAt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// How a step was resolved by the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// It was done.
    Done,
    /// It was left out.
    Skipped,
}

/// What became of a step. Written `done 2026-11-24 result:answered by:<touchpoint>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Done or skipped.
    pub how: Resolved,
    /// On which day, in the practice's zone.
    pub on: Day,
    /// What came of it: it decides the branch.
    pub result: Option<String>,
    /// The touchpoint by which it was done.
    pub by: Option<RecordId>,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.how {
            Resolved::Done => "done",
            Resolved::Skipped => "skipped",
        };
        write!(f, "{how} {}", self.on)?;
        if let Some(result) = &self.result {
            write!(f, " result:{result}")?;
        }
        if let Some(by) = self.by {
            write!(f, " by:{by}")?;
        }
        Ok(())
    }
}

impl FromStr for Mark {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected done or skipped and a day, such as done 2026-11-24";
        let mut words = text.split_whitespace();
        let how = match words.next() {
            Some("done") => Resolved::Done,
            Some("skipped") => Resolved::Skipped,
            _ => return Err(EXPECTED),
        };
        let on = words.next().and_then(|day| day.parse().ok()).ok_or(EXPECTED)?;
        let mut mark = Self { how, on, result: None, by: None };
        for word in words {
            match word.split_once(':') {
                Some(("result", result)) => mark.result = Some(result.to_owned()),
                Some(("by", id)) => mark.by = id.parse().ok(),
                _ => {}
            }
        }
        Ok(mark)
    }
}

/// What stands behind a step's key where it was put off. A key of its own: done on one device and put off on another, it is
/// done.
const QUIET: &str = ":quiet";

/// All that became of the steps of one playbook, of every round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The steps that were done or skipped.
    pub resolved: BTreeMap<StepAt, Mark>,
    /// The steps that were put off, and until when.
    pub quiet: BTreeMap<StepAt, Day>,
}

impl Marks {
    /// Reads what stands behind `step:<playbook>:`. What can't be read is from a newer version, and no mark here.
    pub fn read<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut marks = Self::default();
        for (key, value) in entries {
            if let Some(at) = key.strip_suffix(QUIET) {
                marks.quiet.extend(at.parse().ok().zip(value.parse().ok()));
            } else {
                marks.resolved.extend(key.parse().ok().zip(value.parse().ok()));
            }
        }
        marks
    }

    /// The key in `Contact::step` under which a step is resolved.
    #[must_use]
    pub fn key(playbook: RecordId, at: &StepAt) -> String {
        format!("{playbook}:{at}")
    }

    /// The key under which it is put off.
    #[must_use]
    pub fn quiet_key(playbook: RecordId, at: &StepAt) -> String {
        format!("{playbook}:{at}{QUIET}")
    }

    /// With those of the same person under another id.
    pub fn join(&mut self, other: Self) {
        for (at, mark) in other.resolved {
            self.resolved.entry(at).or_insert(mark);
        }
        for (at, until) in other.quiet {
            let quiet = self.quiet.entry(at).or_insert(until);
            *quiet = until.max(*quiet);
        }
    }
}

/// What became of a playbook's steps with a contact.
#[must_use]
pub fn marks(contact: &Contact, playbook: RecordId) -> Marks {
    let prefix = format!("{playbook}:");
    let under = contact.step.range(prefix.clone()..);
    Marks::read(under.map_while(|(key, value)| Some((key.strip_prefix(&prefix)?, value.as_str()))))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_what_a_newer_version_wrote_is_kept() {
        let text = "2 2026-11-22 paused:2026-12-01/2026-12-10 paused:2026-12-20/ left:2027-01-01 mood:fine";
        assert_eq!(text.parse::<Enrolment>().unwrap().to_string(), text);
        for text in ["done 2026-11-24", "skipped 2026-11-24 result:silent"] {
            assert_eq!(text.parse::<Mark>().unwrap().to_string(), text);
        }
        assert_eq!("1.2027.bring".parse::<StepAt>().unwrap().to_string(), "1.2027.bring");
        assert!("1.ask".parse::<StepAt>().is_err() && "soon".parse::<Enrolment>().is_err());
    }

    #[test]
    fn a_pause_begins_once_and_ends_once() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut enrolment = Enrolment::new(1, day("2026-11-22"));
        assert!(enrolment.pause(day("2026-12-01")) && !enrolment.pause(day("2026-12-02")));
        assert!(enrolment.resume(day("2026-12-10")) && !enrolment.resume(day("2026-12-11")));
        assert_eq!(enrolment.days_paused().collect::<Vec<_>>(), [(day("2026-12-01"), day("2026-12-09"))]);
    }
}
