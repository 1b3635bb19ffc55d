//! A playbook as it is walked: its steps in order, and where each leads.

use crate::{
    model::{ItemKind, Playbook, Step, TouchpointKind},
    practice::giving::Kinds,
};

/// In a step's `touchpoint`: anything that was given or left.
pub const GIVE: &str = "give";
/// In a step's `touchpoint`: they reached out, or had their say.
pub const ANSWER: &str = "answer";
/// A branch that leads nowhere.
const END: &str = "end";
/// A branch that is taken whatever the result.
const ANY: &str = "any";

/// The steps of a playbook, in order.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The playbook.
    pub playbook: &'a Playbook,
    steps: Vec<(&'a str, &'a Step)>,
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// To a step, by its place; a place that is not later means once more.
    Place(usize),
    /// To the end.
    End,
}

impl<'a> Plan<'a> {
    /// A playbook's steps by their order, those of equal order by their ids.
    #[must_use]
    pub fn new(playbook: &'a Playbook) -> Self {
        let mut steps: Vec<_> = playbook.step.0.iter().map(|(id, step)| (id.as_str(), step)).collect();
        steps.sort_by(|(one_id, one), (other_id, other)| {
            let order = |step: &Step| step.order.unwrap_or(f64::MAX);
            order(one).total_cmp(&order(other)).then_with(|| one_id.cmp(other_id))
        });
        Self { playbook, steps }
    }

    /// The steps that are not left out, with their ids.
    pub fn steps(&self) -> impl Iterator<Item = (&'a str, &'a Step)> {
        self.steps.iter().copied().filter(|(_, step)| !step.dropped)
    }

    /// A step by its id, left out or not.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&'a Step> {
        self.playbook.step.0.get(id)
    }

    /// Which of how many a step is, counted from one.
    #[must_use]
    pub fn ordinal(&self, id: &str) -> (usize, usize) {
        let place = self.steps().position(|(step, _)| step == id).map_or(0, |place| place + 1);
        (place, self.steps().count())
    }

    /// What may come of a step: the results on which a branch depends.
    #[must_use]
    pub fn results(&self, id: &str) -> Vec<String> {
        let of_step = |key: &String| Some(key.strip_prefix(id)?.strip_prefix(':')?.to_owned());
        self.playbook.branch.keys().filter_map(of_step).filter(|result| result != ANY).collect()
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|(step, _)| *step == id)
    }

    pub(super) fn at(&self, place: usize) -> Option<(&'a str, &'a Step)> {
        self.steps.get(place).copied()
    }

    /// The first step that is not left out, from a place on.
    pub(super) fn from(&self, place: usize) -> Next {
        let found = self.steps.iter().enumerate().skip(place).find(|(_, (_, step))| !step.dropped);
        found.map_or(Next::End, |(place, _)| Next::Place(place))
    }

    /// What comes after a step with this result: its branch, else the next in order.
    pub(super) fn after(&self, place: usize, result: Option<&str>) -> Next {
        let id = self.steps.get(place).map_or("", |(id, _)| id);
        let branch = |result: &str| self.playbook.branch.get(&format!("{id}:{result}"));
        match result.and_then(branch).or_else(|| branch(ANY)) {
            Some(target) if target == END => Next::End,
            Some(target) if let Some(target) = self.place(target) => self.from(target),
            _ => self.from(place + 1),
        }
    }
}

impl Step {
    /// Whether a touchpoint is what the step wants: one of the kinds that it lists. What they did is an answer and no more.
    #[must_use]
    pub fn is_met_by(&self, kind: &TouchpointKind, left: bool, inbound: bool) -> bool {
        self.touchpoint.split_whitespace().any(|word| match word {
            ANSWER => inbound,
            GIVE => left && !inbound,
            word => word == kind.as_str() && !inbound,
        })
    }

    /// Whether the step gives something of value, and so counts before an ask. Where the library knows the item that it names,
    /// that decides: a brochure or a gift is no give.
    #[must_use]
    pub fn gives(&self, kinds: &Kinds) -> bool {
        let gives = |word: &str| word == GIVE || word == "social";
        let by_words = || self.touchpoint.split_whitespace().any(gives);
        !self.asks && kinds.of(&self.item).map_or_else(by_words, |kind| *kind == ItemKind::Give)
    }

    /// Whether it waits for what they do.
    #[must_use]
    pub fn waits_for_answer(&self) -> bool {
        self.touchpoint.split_whitespace().any(|word| word == ANSWER)
    }

    /// The kind of touchpoint that does it, of several the first.
    #[must_use]
    pub fn kind(&self) -> Option<TouchpointKind> {
        let known = |word| Some(TouchpointKind::from(word)).filter(|kind| !matches!(kind, TouchpointKind::Other(_)));
        self.touchpoint.split_whitespace().find_map(known)
    }
}

/// What is wrong with a playbook: the field, and what it should be.
#[must_use]
pub fn faults(playbook: &Playbook) -> Vec<(String, &'static str)> {
    let mut faults = Vec::new();
    let walked = Plan::new(playbook);
    if walked.steps().next().is_none() {
        faults.push(("step".to_owned(), "a playbook needs a step"));
    }
    for (id, step) in &walked.steps {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if id.is_empty() || !id.chars().all(plain) || *id == END {
            faults.push((format!("step:{id}"), "a step's id is of small letters, digits and _ alone"));
        }
        if step.title.trim().is_empty() {
            faults.push((format!("step:{id}:title"), "say what is to be done"));
        }
    }
    for (key, target) in &playbook.branch {
        let from = key.split_once(':').map_or("", |(step, _)| step);
        if walked.place(from).is_none() {
            faults.push((format!("branch:{key}"), "the branch begins at a step that is not there"));
        }
        if target != END && walked.place(target).is_none() {
            faults.push((format!("branch:{key}"), "the branch leads to a step that is not there"));
        }
    }
    faults
}
