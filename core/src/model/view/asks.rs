//! Asks: how exact one is, what became of it, and whom not to ask for a while.

use serde::{Deserialize, Serialize};

use crate::model::{Day, Instant, RecordId};

use super::{Named, Wording};

/// An ask: one profession, in one area, for one need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Seeks {
    /// One profession, named: "pediatric neurologist".
    pub profession: String,
    /// Where: "Riverside".
    pub area: String,
    /// For what: "children who can't sleep".
    pub need: String,
}

/// An ask as it may be put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposedAsk {
    /// What it seeks.
    pub seeks: Seeks,
    /// What is not exact enough; none: it is.
    pub vague: Vec<Vague>,
    /// When they asked to be left alone until, if they did.
    pub resting_until: Option<Day>,
    /// The words.
    pub wording: Wording,
}

/// What is not exact about an ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Vague {
    /// No profession is named.
    NoProfession,
    /// Several are.
    SeveralProfessions {
        /// Where one ends and the next begins.
        word: String,
    },
    /// It could be anybody.
    AnyProfession {
        /// The word that says so.
        word: String,
    },
    /// No area is named.
    NoArea,
    /// It could be anywhere.
    AnyArea {
        /// The word that says so.
        word: String,
    },
    /// No need is named.
    NoNeed,
    /// The need could be anything.
    AnyNeed {
        /// The word that says so.
        word: String,
    },
}

/// Where an ask stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskState {
    /// It was not put yet.
    ToAsk,
    /// It was put, and waits for an answer.
    Asked,
    /// They said yes.
    Yes,
    /// They said later.
    Later,
    /// They said no.
    No,
    /// It was never put.
    LetGo,
}

/// An ask and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskLine {
    /// The promise under which it is kept.
    pub id: RecordId,
    /// Who is asked.
    pub to: Option<Named>,
    /// What for, in one line.
    pub text: String,
    /// What it seeks.
    pub seeks: Seeks,
    /// Where it stands.
    pub state: AskState,
    /// By when it is to be put, or answered.
    pub due: Option<Day>,
    /// When it was answered.
    pub answered: Option<Instant>,
    /// What they said.
    pub answer: String,
    /// Until when it rests.
    pub quiet_until: Option<Day>,
}

/// Somebody who said no, or later, and is left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidNo {
    /// Who.
    pub who: Named,
    /// The ask; nothing if they said in general that they don't refer.
    pub ask: Option<RecordId>,
    /// What for.
    pub text: String,
    /// What they said.
    pub answer: String,
    /// Since when.
    pub since: Option<Instant>,
    /// Until when they are not asked again; nothing: until they bring it up themselves.
    pub until: Option<Day>,
}
