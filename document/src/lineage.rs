//! Which changes a record consists of, and whether one more fits: what the gate can't see in a single change.

use std::collections::{BTreeSet, HashMap};

use rapport_protocol::{ChangeId, limit};

use crate::{
    Actor, CheckedChange, DocumentError,
    ancestry::Ancestry,
    gate::{Action, Operation, OperationId, Scalar},
};

/// The changes of one record in the order in which they were admitted, each after what it depends on.
#[derive(Default)]
pub(crate) struct Lineage {
    changes: Vec<CheckedChange>,
    traces: Vec<Box<[Trace]>>,
    places: HashMap<ChangeId, usize>,
    ancestry: Ancestry,
    /// Each actor's changes, by turn.
    turns: HashMap<Actor, Vec<usize>>,
    keys: HashMap<Box<str>, u32>,
    heads: BTreeSet<ChangeId>,
    operations: u64,
    bytes: usize,
}

/// What an operation left behind that later ones may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trace {
    Value {
        key: u32,
    },
    Counter {
        key: u32,
    },
    Text {
        key: u32,
    },
    Character {
        text: (Actor, u32),
    },
    /// A deletion or an increment: nothing may refer to it.
    Nothing,
}

impl Lineage {
    /// Takes a change in, if it fits; false if it is there already.
    pub(crate) fn admit(&mut self, change: &CheckedChange) -> Result<bool, DocumentError> {
        if self.places.contains_key(&change.id()) {
            return Ok(false);
        }
        self.check_size(change)?;
        let deps = self.check_place(change)?;
        let traces = self.trace(change, &deps)?;
        let place = self.changes.len();
        change.deps().iter().for_each(|dep| _ = self.heads.remove(dep));
        self.ancestry.push(deps, self.heads.is_empty());
        self.heads.insert(change.id());
        self.places.insert(change.id(), place);
        self.turns.entry(change.actor()).or_default().push(place);
        self.operations += change.operations();
        self.bytes += change.bytes().len();
        self.traces.push(traces);
        self.changes.push(change.clone());
        Ok(true)
    }

    fn check_size(&self, change: &CheckedChange) -> Result<(), DocumentError> {
        match () {
            () if self.changes.len() == limit::CHANGES_A_RECORD => {
                Err(DocumentError::TooLarge("the record has too many changes"))
            }
            () if self.operations + change.operations() > limit::OPERATIONS_A_RECORD => {
                Err(DocumentError::TooLarge("the record has too many operations"))
            }
            () if self.bytes + change.bytes().len() > limit::RECORD_BYTES => {
                Err(DocumentError::TooLarge("the record's history has too many bytes"))
            }
            () => Ok(()),
        }
    }

    /// After what it depends on, in its actor's turn, and with counters greater than all before. Returns the places
    /// of its dependencies.
    fn check_place(&self, change: &CheckedChange) -> Result<Vec<usize>, DocumentError> {
        let place = |dep| self.places.get(dep).copied().ok_or(DocumentError::MissingDependency(*dep));
        let deps: Vec<usize> = change.deps().iter().map(place).collect::<Result<_, _>>()?;
        let earlier = self.turns.get(&change.actor()).map_or(&[][..], Vec::as_slice);
        let expected = earlier.len() as u64 + 1;
        match () {
            () if change.turn() < expected => Err(DocumentError::Fork),
            () if change.turn() > expected => Err(DocumentError::Unreadable("an actor's turn is missing")),
            () => {
                let before = deps.iter().chain(earlier.last()).map(|place| self.changes[*place].last_counter());
                let follows = before.max().is_none_or(|counter| change.first_counter() > counter);
                if follows { Ok(deps) } else { Err(DocumentError::Unreadable("a change's counters overlap others")) }
            }
        }
    }

    /// Follows every operation, and makes sure that the change was made after all that it refers to, and after its
    /// actor's turn before.
    fn trace(&mut self, change: &CheckedChange, deps: &[usize]) -> Result<Box<[Trace]>, DocumentError> {
        let mut traces = Vec::new();
        let mut wanted: Vec<usize> =
            self.turns.get(&change.actor()).and_then(|turns| turns.last()).copied().into_iter().collect();
        for operation in change.read_operations() {
            let trace = self.trace_operation(change, &traces, &operation);
            traces.push(trace.ok_or(DocumentError::Unreadable("a change refers to what is not there"))?);
            for id in operation.references().filter(|id| u64::from(id.counter) < change.first_counter()) {
                let located = self.locate(change.actor_at(id.actor), id.counter.into());
                wanted.extend(located.map(|(place, _)| place).filter(|place| wanted.last() != Some(place)));
            }
        }
        if self.ancestry.reaches(deps, wanted) {
            Ok(traces.into())
        } else {
            Err(DocumentError::Unreadable("a change refers to what it was not made after"))
        }
    }

    /// What an operation leaves behind; nothing at all if it refers to what is not there, or is of another kind.
    fn trace_operation(&mut self, change: &CheckedChange, own: &[Trace], operation: &Operation<'_>) -> Option<Trace> {
        match operation.action {
            Action::Insert { text, after, .. } => {
                let text_name = (change.actor_at(text.actor), text.counter);
                let is_text = matches!(self.find(change, own, text)?, Trace::Text { .. });
                let character = Trace::Character { text: text_name };
                let follows = after.is_none_or(|after| self.find(change, own, after) == Some(character));
                (is_text && follows).then_some(character)
            }
            Action::Remove { text, character } => {
                let text = (change.actor_at(text.actor), text.counter);
                (self.find(change, own, character)? == Trace::Character { text }).then_some(Trace::Nothing)
            }
            Action::Put { key, .. }
            | Action::MakeText { key }
            | Action::Delete { key }
            | Action::Increment { key, .. } => {
                let key = self.name(key);
                let mut counts = false;
                for pred in &operation.preds {
                    match self.find(change, own, *pred)? {
                        Trace::Value { key: at } | Trace::Text { key: at } if at == key => {}
                        Trace::Counter { key: at } if at == key => counts = true,
                        _ => return None,
                    }
                }
                match &operation.action {
                    Action::Put { value: Scalar::Counter(_), .. } => Some(Trace::Counter { key }),
                    Action::Put { .. } => Some(Trace::Value { key }),
                    Action::MakeText { .. } => Some(Trace::Text { key }),
                    Action::Increment { .. } if !counts => None,
                    _ => Some(Trace::Nothing),
                }
            }
        }
    }

    fn find(&self, change: &CheckedChange, own: &[Trace], id: OperationId) -> Option<Trace> {
        if id.actor == 0 && u64::from(id.counter) >= change.first_counter() {
            let offset = u64::from(id.counter) - change.first_counter();
            return own.get(usize::try_from(offset).ok()?).copied();
        }
        let (place, offset) = self.locate(change.actor_at(id.actor), id.counter.into())?;
        Some(self.traces[place][offset])
    }

    /// The change that holds an operation, and which of its operations that is.
    fn locate(&self, actor: Actor, counter: u64) -> Option<(usize, usize)> {
        let places = self.turns.get(&actor)?;
        let after = places.partition_point(|place| self.changes[*place].first_counter() <= counter);
        let place = places[after.checked_sub(1)?];
        let offset = usize::try_from(counter - self.changes[place].first_counter()).ok()?;
        (offset < self.traces[place].len()).then_some((place, offset))
    }

    fn name(&mut self, key: &str) -> u32 {
        if let Some(name) = self.keys.get(key) {
            return *name;
        }
        let name = u32::try_from(self.keys.len()).expect("fewer keys than operations");
        self.keys.insert(key.into(), name);
        name
    }

    /// The change that an operation belongs to.
    pub(crate) fn change_of(&self, actor: Actor, counter: u64) -> Option<&CheckedChange> {
        self.locate(actor, counter).map(|(place, _)| &self.changes[place])
    }

    /// The key under which a text was made.
    pub(crate) fn key_of_text(&self, actor: Actor, counter: u64) -> Option<&str> {
        let (place, offset) = self.locate(actor, counter)?;
        match self.changes[place].read_operations().nth(offset)?.action {
            Action::MakeText { key } => Some(key),
            _ => None,
        }
    }

    /// All changes, each after what it depends on.
    pub(crate) fn changes(&self) -> &[CheckedChange] {
        &self.changes
    }

    /// The changes that no other depends on, in ascending order.
    pub(crate) fn heads(&self) -> &BTreeSet<ChangeId> {
        &self.heads
    }
}
