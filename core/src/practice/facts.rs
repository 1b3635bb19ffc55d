//! The facts that rules read by the hundred thousand: what each touch was to whom, and of referrals, promises and contacts as
//! much as is counted. Rows hold them in columns; no record's body is read for them.

use std::collections::BTreeMap;

use crate::{
    model::{
        Contact, Day, Direction, Form, Instant, Note, NoteKind, Outcome, Owes, PromiseKind, PromiseState, RecordId,
        ReferralStatus, Sector, SourceClass, Stage, Stance, Tier, Touchpoint, TouchpointKind, TouchpointState,
    },
    practice::touch,
};

/// What a record was to one contact whom it concerns, a bit each. Rows keep it: whatever changes here counts up the rows'
/// version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Nature(u32);

impl Nature {
    /// It names them, no more: planned, missed, or about them.
    pub const NONE: Self = Self(0);
    /// It reset their cadence; at a gate not of a physician. Rows look for this bit by its number.
    pub const QUALIFIES: Self = Self(1);
    /// They had their say.
    pub const TWO_WAY: Self = Self(1 << 1);
    /// In person or by video.
    pub const FACE: Self = Self(1 << 2);
    /// Only those who keep the gate were met: whoever else is named was not.
    pub const GATEKEEPER: Self = Self(1 << 3);
    /// Something was left with them.
    pub const LEFT: Self = Self(1 << 4);
    /// Nobody was reached.
    pub const ATTEMPT: Self = Self(1 << 5);
    /// They reached out.
    pub const INBOUND: Self = Self(1 << 6);
    /// It happened, to them or at their place.
    pub const HAPPENED: Self = Self(1 << 7);
    /// They are the place where it happened.
    pub const PLACE: Self = Self(1 << 8);
    /// Of a note: something is known of them since.
    pub const KNOWN: Self = Self(1 << 9);
    /// From here on: which kind of touchpoint, counted from one.
    const KIND_SHIFT: u32 = 10;

    /// What a touchpoint was to a person whom it names.
    #[must_use]
    pub fn to_person(touchpoint: &Touchpoint) -> Self {
        let dropped_at_place = touchpoint.outcome == Some(Outcome::DroppedOff) && touchpoint.place.is_some();
        let nature = Self::of_touchpoint(touchpoint);
        nature
            .with(Self::QUALIFIES, nature.happened() && touch::qualifies_for_person(touchpoint))
            .with(Self::LEFT, nature.happened() && !dropped_at_place && leaves(touchpoint))
    }

    /// What it was to the place where it happened.
    #[must_use]
    pub fn to_place(touchpoint: &Touchpoint) -> Self {
        let nature = Self::of_touchpoint(touchpoint);
        nature
            .with(Self::PLACE, nature.happened())
            .with(Self::QUALIFIES, nature.happened() && touch::qualifies_for_place(touchpoint))
            .with(Self::LEFT, nature.happened() && leaves(touchpoint))
    }

    /// What a note is to those whom it is about.
    #[must_use]
    pub fn of_note(note: &Note) -> Self {
        let known = matches!(
            note.kind,
            NoteKind::Need
                | NoteKind::Likes
                | NoteKind::Allergy
                | NoteKind::Fact
                | NoteKind::Learned
                | NoteKind::Answer
        );
        Self::NONE.with(Self::KNOWN, known)
    }

    fn of_touchpoint(touchpoint: &Touchpoint) -> Self {
        if touchpoint.state != TouchpointState::Done {
            return Self::NONE;
        }
        let two_way = touch::is_two_way(touchpoint);
        let face = matches!(
            touchpoint.kind,
            TouchpointKind::Visit | TouchpointKind::Meeting | TouchpointKind::Video | TouchpointKind::Event
        );
        let kind = TouchpointKind::ALL.iter().zip(1..).find(|(kind, _)| **kind == touchpoint.kind);
        Self(kind.map_or(0, |(_, number)| number << Self::KIND_SHIFT))
            .with(Self::HAPPENED, true)
            .with(Self::TWO_WAY, two_way)
            .with(Self::FACE, two_way && face)
            .with(Self::GATEKEEPER, touchpoint.outcome == Some(Outcome::GatekeeperOnly))
            .with(Self::ATTEMPT, touch::is_attempt(touchpoint))
            .with(Self::INBOUND, touchpoint.direction == Some(Direction::In))
    }

    /// As rows keep it.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// From what rows keep.
    #[must_use]
    pub const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Both together, where somebody is concerned twice.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Of two records of one encounter: all that either says, but that nobody was reached, or only the gate, if both do.
    #[must_use]
    pub const fn joined(self, other: Self) -> Self {
        const BOTH: u32 = Nature::GATEKEEPER.0 | Nature::ATTEMPT.0;
        Self((self.0 | other.0) & !BOTH | self.0 & other.0 & BOTH)
    }

    /// Whether all bits of another are in it.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether it reset their cadence; at a gate, unless they are a physician.
    #[must_use]
    pub const fn qualifies(self) -> bool {
        self.has(Self::QUALIFIES)
    }

    /// Whether it reached this person: where only the gate was reached, whoever keeps it alone.
    #[must_use]
    pub const fn qualifies_for(self, keeps_the_gate: bool) -> bool {
        self.qualifies() && (keeps_the_gate || !self.is_at_the_gate())
    }

    /// Whether only the gate was reached, and this is somebody who was named there: not the place itself.
    #[must_use]
    pub const fn is_at_the_gate(self) -> bool {
        self.has(Self::GATEKEEPER) && !self.has(Self::PLACE)
    }

    /// Whether they had their say.
    #[must_use]
    pub const fn is_two_way(self) -> bool {
        self.has(Self::TWO_WAY)
    }

    /// Whether it happened, to them or at their place.
    #[must_use]
    pub const fn happened(self) -> bool {
        self.has(Self::HAPPENED)
    }

    /// Whether it reached somebody, be it one-way: an attempt does not.
    #[must_use]
    pub const fn reached(self) -> bool {
        self.happened() && !self.has(Self::ATTEMPT)
    }

    /// Whether this person was met, in person or by video. Where only the gate was reached, whoever keeps it was.
    #[must_use]
    pub const fn is_met(self, keeps_the_gate: bool) -> bool {
        self.has(Self::FACE) && (keeps_the_gate || !self.has(Self::GATEKEEPER))
    }

    /// Which kind of touchpoint, if this version knows it.
    #[must_use]
    pub fn kind(self) -> Option<&'static TouchpointKind> {
        let number = usize::try_from(self.0 >> Self::KIND_SHIFT).ok()?;
        TouchpointKind::ALL.get(number.checked_sub(1)?)
    }

    const fn with(self, bit: Self, set: bool) -> Self {
        if set { Self(self.0 | bit.0) } else { self }
    }
}

/// A touchpoint, or a note of what was learned, to one contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// To whom: the canonical id.
    pub who: RecordId,
    /// When.
    pub at: Instant,
    /// The record's number: the same with everybody whom it concerned.
    pub key: i64,
    /// What it was to them.
    pub nature: Nature,
}

/// What was left at one touchpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The touchpoint's number.
    pub key: i64,
    /// When.
    pub at: Instant,
    /// What, and how many: an item's id, or a short name.
    pub items: BTreeMap<String, i64>,
}

/// A referral, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralFact {
    /// Which.
    pub id: RecordId,
    /// To the practice, or from it.
    pub direction: Direction,
    /// Who referred: the canonical id.
    pub from: Option<RecordId>,
    /// To whom: the canonical id.
    pub to: Option<RecordId>,
    /// Which sort of source it came from.
    pub class: Option<SourceClass>,
    /// How it stands.
    pub status: ReferralStatus,
    /// When it came, or went.
    pub received: Instant,
    /// When it was answered.
    pub answered: Option<Instant>,
    /// For when a first appointment was made.
    pub scheduled: Option<Instant>,
    /// When the work began.
    pub started: Option<Instant>,
    /// When it ended.
    pub closed: Option<Instant>,
    /// When whoever referred was thanked.
    pub thanked: Option<Instant>,
}

impl ReferralFact {
    /// Whether it came to the practice.
    #[must_use]
    pub fn is_inbound(&self) -> bool {
        self.direction == Direction::In
    }

    /// With whom: the source of one that came, the goal of one that went.
    #[must_use]
    pub fn with(&self) -> Option<RecordId> {
        if self.is_inbound() { self.from } else { self.to }
    }

    /// Whether the work began.
    #[must_use]
    pub fn is_started(&self) -> bool {
        self.started.is_some() || self.status == ReferralStatus::Started
    }

    /// Whether it came to nothing.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        matches!(self.status, ReferralStatus::Declined | ReferralStatus::Unreachable)
    }
}

/// A promise, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseFact {
    /// Which.
    pub id: RecordId,
    /// What sort.
    pub kind: PromiseKind,
    /// Who owes it.
    pub owes: Owes,
    /// To whom, or by whom: the canonical id.
    pub to: Option<RecordId>,
    /// Where it stands.
    pub state: PromiseState,
    /// By which day.
    pub due: Option<Day>,
    /// When the touchpoint was by which it was kept, if one was named.
    pub done_at: Option<Instant>,
}

impl PromiseFact {
    /// When it was made, by the clock of whoever made it.
    #[must_use]
    pub fn made_at(&self) -> Instant {
        made_at(self.id)
    }

    /// Whether it is an ask that was put, or answered: not one that is only meant to be, nor one that was let go.
    #[must_use]
    pub fn is_put_ask(&self) -> bool {
        let is_put = self.owes == Owes::Them || self.state == PromiseState::Done;
        self.kind == PromiseKind::Ask && self.state != PromiseState::Dropped && is_put
    }

    /// When it was kept, as well as is known: at the touchpoint that kept it, else on the day that it was due, else when it was
    /// made.
    #[must_use]
    pub fn kept_at(&self) -> Instant {
        let due = || self.due.map(|due| due.and_time(chrono::NaiveTime::MIN).and_utc().into());
        self.done_at.or_else(due).unwrap_or_else(|| self.made_at())
    }
}

/// A contact, as far as it is counted. Merged ones once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFact {
    /// The canonical id.
    pub id: RecordId,
    /// What they are called.
    pub name: String,
    /// A person or a place.
    pub form: Form,
    /// Their field.
    pub sector: Option<Sector>,
    /// How near they are kept.
    pub tier: Option<Tier>,
    /// Days between touches, where it is this contact's own.
    pub cadence_days: Option<i64>,
    /// How they feel about referring.
    pub stance: Option<Stance>,
    /// The stage, where the user pinned it.
    pub pinned: Option<Stage>,
    /// Whether they compete.
    pub competitor: bool,
    /// One of the ten on the map.
    pub top_ten: bool,
    /// How many people they say they reach.
    pub claimed_reach: Option<i64>,
    /// Whether somebody has looked them up.
    pub profiled: bool,
}

/// Whether somebody has looked a contact up: a page, a profile or a registry's number is kept, or what they help with.
#[must_use]
pub fn is_profiled(contact: &Contact) -> bool {
    const REACHES: [&str; 6] = ["phone", "mobile", "fax", "sms", "email", "mail"];
    let pages = contact.channel.keys().any(|channel| {
        let kind = channel.split(':').next().unwrap_or_default();
        !REACHES.contains(&kind)
    });
    pages || contact.npi.is_some() || !contact.helps.is_empty()
}

/// When a record was made, by the clock of the device that made it: an id of version 7 begins with it. For dating what
/// bears no date of its own, never for an order.
#[must_use]
pub fn made_at(id: RecordId) -> Instant {
    let millis = id.0[..6].iter().fold(0_i64, |millis, byte| millis << 8 | i64::from(*byte));
    if id.0[6] >> 4 == 7 { Instant(millis) } else { Instant(0) }
}

/// Whether something was left.
fn leaves(touchpoint: &Touchpoint) -> bool {
    touchpoint.left.values().any(|count| *count > 0)
}

#[cfg(test)]
#[path = "facts/tests.rs"]
mod tests;
