//! All that a user can do to the book. Each command is validated, then kept whole or not at all.

mod giving;
mod intake;
mod playbooks;
mod texts;
mod visit;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{
    ChangeId, Day, Direction, Instant, Kind, Playbook, Record, RecordId, Role, Sector, TouchpointKind, Via,
};

pub use giving::{AskAnswer, NewAsk, NewGive};
pub use intake::{NewIntake, SeenByClient, SeenName};
pub use playbooks::{Enrolments, NewEnrolment, StepDone, StepOf};
pub use visit::{NewDayPlan, NewStop, NewThere, NewVisit, NextStep};

/// What a user does.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Log a visit or any other touchpoint, with its note and its next step.
    LogVisit(NewVisit),
    /// Plan the stops of a day: put in a sensible driving order and kept as planned touchpoints.
    PlanDay(NewDayPlan),
    /// Two visits are one, as when two devices logged it: the first takes over what the other says, the other is removed.
    MergeVisits {
        /// The one that stays.
        one: RecordId,
        /// The other.
        other: RecordId,
    },
    /// Take a note; about nobody: into the inbox.
    TakeNote(NewNote),
    /// Put a place into the book.
    AddPlace(NewPlace),
    /// Put a person into the book.
    AddPerson(NewPerson),
    /// A referral came in, or went out. A code is made for it, and the clock starts.
    AddReferral(NewReferral),
    /// A referral went on: answered, scheduled, started, closed or thanked.
    AdvanceReferral {
        /// Which.
        id: RecordId,
        /// How far.
        step: ReferralStep,
        /// When; now, if not said.
        at: Option<Instant>,
    },
    /// After a first session: whom else the client sees is counted, and how they came. Without the client.
    CountIntake(NewIntake),
    /// Promise something.
    MakePromise(NewPromise),
    /// A promise was kept.
    KeepPromise {
        /// Which.
        id: RecordId,
        /// By which touchpoint.
        by: Option<RecordId>,
    },
    /// Not on Today before a day: a promise, the answer to a referral, a contact, a plan, or an item that runs out.
    Snooze {
        /// Which.
        id: RecordId,
        /// Until when.
        until: Day,
    },
    /// The thank-you for a referral is not on Today before a day. The clock of its answer runs on.
    SnoozeThanks {
        /// Which referral.
        id: RecordId,
        /// Until when.
        until: Day,
    },
    /// Something was given, or received: a give, a gift with its cost, a spotlight, an announcement.
    LogGive(NewGive),
    /// So many more of an item are there; less than nothing takes away.
    AddStock {
        /// Which: a short name of the library, or an id.
        item: String,
        /// How many.
        count: i64,
    },
    /// Ask somebody for one profession, in one area, for one need; now, or on a day.
    MakeAsk(NewAsk),
    /// An ask that was to be put was put.
    PutAsk {
        /// Which.
        id: RecordId,
        /// How.
        by: TouchpointKind,
        /// When; now, if not said.
        at: Option<Instant>,
    },
    /// An ask was answered.
    AnswerAsk {
        /// Which.
        id: RecordId,
        /// What they said.
        answer: AskAnswer,
        /// In their words.
        text: String,
        /// Until when they are left alone; of a no, half a year if not said.
        until: Option<Day>,
        /// When; now, if not said.
        at: Option<Instant>,
    },
    /// Put somebody into a playbook, for the first time or once more.
    Enrol(NewEnrolment),
    /// Let enrolments rest: their time stands still.
    PauseEnrolments(Enrolments),
    /// Let them go on.
    ResumeEnrolments(Enrolments),
    /// Take somebody out of a playbook before its end.
    LeavePlaybook {
        /// Who.
        contact: RecordId,
        /// Which.
        playbook: RecordId,
    },
    /// A step was done.
    CompleteStep(StepDone),
    /// A step is left out.
    SkipStep(StepOf),
    /// A step is put off.
    SnoozeStep {
        /// Which.
        step: StepOf,
        /// Until when.
        until: Day,
    },
    /// Keep a playbook as it stands here: a new one, a changed one, a shipped one under its own id. Steps that are no longer
    /// there are left out; whoever is past them stays past them.
    SavePlaybook {
        /// Which; a new one, if not said.
        id: Option<RecordId>,
        /// What it says.
        playbook: Box<Playbook>,
    },
    /// Put a record of any kind into the book, as it stands.
    Add(Box<Record>),
    /// Put many records into the book at once: an import, a sample. Undone as one.
    AddAll(Vec<(RecordId, Record)>),
    /// Change fields by name.
    Edit {
        /// Which record.
        id: RecordId,
        /// What to change.
        edits: Vec<FieldEdit>,
    },
    /// Take a record out of sight. It can be restored, here or on another device.
    Remove(RecordId),
    /// Bring a removed record back.
    Restore(RecordId),
    /// Delete every byte of a record, here and wherever the book is. Can't be undone.
    Erase(RecordId),
    /// Replace a note by a copy without history, saying `text`, and erase the old one. Can't be undone.
    Redact {
        /// Which note.
        id: RecordId,
        /// What it says from now on.
        text: String,
    },
    /// Two contacts are one. Reversible.
    Merge {
        /// One.
        one: RecordId,
        /// The other.
        other: RecordId,
    },
    /// It stands for itself after all: each touchpoint goes back to the contact under which it was logged. Those that were
    /// joined to it alone stand for themselves too; those that were joined to each other stay one.
    Unmerge(RecordId),
    /// Two devices disagreed on a field: this value it is.
    Settle {
        /// Which record.
        id: RecordId,
        /// Which field.
        field: String,
        /// The change whose value wins.
        choice: ChangeId,
    },
    /// Take back one change of a record, whoever made it: each field that still holds what it left there holds what it held before.
    /// Of a record's first change: remove the record.
    TakeBack {
        /// Which record.
        id: RecordId,
        /// Which change, as its history names it.
        change: ChangeId,
    },
    /// Connect two contacts: they know each other from now on, and it counts as a give to both.
    Introduce(NewIntroduction),
    /// Put all whom one met at an event into the book in one go.
    MeetAt {
        /// The event: a touchpoint of this kind. If it was planned, it is done.
        event: RecordId,
        /// Whom.
        people: Vec<MetThere>,
    },
}

impl Command {
    /// The command's name, as it stands in the list of what can be undone.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::LogVisit(_) => "log_visit",
            Self::PlanDay(_) => "plan_day",
            Self::MergeVisits { .. } => "merge_visits",
            Self::TakeNote(_) => "take_note",
            Self::AddPlace(_) => "add_place",
            Self::AddPerson(_) => "add_person",
            Self::AddReferral(_) => "add_referral",
            Self::AdvanceReferral { .. } => "advance_referral",
            Self::CountIntake(_) => "count_intake",
            Self::MakePromise(_) => "make_promise",
            Self::KeepPromise { .. } => "keep_promise",
            Self::Snooze { .. } => "snooze",
            Self::SnoozeThanks { .. } => "snooze_thanks",
            Self::LogGive(_) => "log_give",
            Self::AddStock { .. } => "add_stock",
            Self::MakeAsk(_) => "make_ask",
            Self::PutAsk { .. } => "put_ask",
            Self::AnswerAsk { .. } => "answer_ask",
            Self::Enrol(_) => "enrol",
            Self::PauseEnrolments(_) => "pause_enrolments",
            Self::ResumeEnrolments(_) => "resume_enrolments",
            Self::LeavePlaybook { .. } => "leave_playbook",
            Self::CompleteStep(_) => "complete_step",
            Self::SkipStep(_) => "skip_step",
            Self::SnoozeStep { .. } => "snooze_step",
            Self::SavePlaybook { .. } => "save_playbook",
            Self::Add(_) => "add",
            Self::AddAll(_) => "add_all",
            Self::Edit { .. } => "edit",
            Self::Remove(_) => "remove",
            Self::Restore(_) => "restore",
            Self::Erase(_) => "erase",
            Self::Redact { .. } => "redact",
            Self::Merge { .. } => "merge",
            Self::Unmerge(_) => "unmerge",
            Self::Settle { .. } => "settle",
            Self::TakeBack { .. } => "take_back",
            Self::Introduce(_) => "introduce",
            Self::MeetAt { .. } => "meet_at",
        }
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewNote {
    /// What it says.
    pub text: String,
    /// What it is about; nobody: the inbox.
    pub about: BTreeSet<RecordId>,
    /// What sort of note.
    pub kind: crate::model::NoteKind,
    /// What the need, fact or liking is about.
    pub topic: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewPlace {
    /// Its name.
    pub name: String,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Its address.
    pub address: String,
    /// `phone:…`, `web:…`.
    pub channels: Vec<String>,
    /// The user's own labels.
    pub tags: BTreeSet<String>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// Where they work.
    pub at: Option<RecordId>,
    /// As what; staff, if not said.
    pub roles: BTreeSet<Role>,
    /// Their sector.
    pub sector: Option<Sector>,
    /// `phone:…`, `email:…`.
    pub channels: Vec<String>,
    /// The user's own labels.
    pub tags: BTreeSet<String>,
}

/// A referral, in or out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewReferral {
    /// Which way.
    pub direction: Direction,
    /// Who referred (in), or to whom (out).
    pub who: Option<RecordId>,
    /// How it came or went.
    pub via: Option<Via>,
    /// What it is about.
    pub topic: String,
    /// When; now, if not said.
    pub at: Option<Instant>,
    /// The client said who had sent them.
    pub named_me: bool,
    /// A warm hand-off.
    pub warm: bool,
}

/// How far a referral went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each names the date that it sets")]
pub enum ReferralStep {
    Answered,
    Scheduled,
    Started,
    Closed,
    Thanked,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewPromise {
    /// What was promised.
    pub text: String,
    /// To whom, or by whom.
    pub to: Option<RecordId>,
    /// By when.
    pub due: Option<Day>,
    /// Who owes it.
    pub owes: crate::model::Owes,
    /// What sort of promise.
    pub kind: crate::model::PromiseKind,
}

/// Two contacts who are introduced to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct NewIntroduction {
    /// One.
    pub one: RecordId,
    /// The other.
    pub other: RecordId,
    /// By what: a message, a letter, a meeting.
    pub by: TouchpointKind,
    /// When; now, if not said.
    pub at: Option<Instant>,
}

/// Somebody who was met at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetThere {
    /// Somebody in the book.
    Known(RecordId),
    /// Somebody who is put into it, by name.
    New(String),
}

/// A field and what is typed for it; empty clears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// `name`, `tag:vip`, `at:<place>:front_desk`.
    pub field: String,
    /// What it shall hold.
    pub value: String,
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The records that it made or changed, the one that it is about first.
    pub records: Vec<Touched>,
    /// Under which number it can be taken back; none if it can't be.
    pub deed: Option<i64>,
}

impl Receipt {
    /// Whether it can be taken back.
    #[must_use]
    pub const fn undoable(&self) -> bool {
        self.deed.is_some()
    }
}

/// A record that a command made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Which.
    pub id: RecordId,
    /// Its kind.
    pub kind: Kind,
}
