//! Whether one may ask somebody for a referral or an introduction yet: enough given since the last ask, they had their say,
//! and nothing promised is still open.

use serde::{Deserialize, Serialize};

use crate::{
    model::{Instant, Owes, PromiseKind, PromiseState},
    practice::{
        credit::Credit,
        facts::{PromiseFact, Touch},
    },
};

/// Whether one may ask, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// Whether nothing is lacking.
    pub ready: bool,
    /// Gives since the last ask, or ever.
    pub gives: u64,
    /// How many it takes.
    pub gives_needed: u64,
    /// When one last asked; nothing: never.
    pub last_ask: Option<Instant>,
    /// Whether they ever had their say.
    pub two_way: bool,
    /// Open promises to them.
    pub open_promises: u64,
    /// What is lacking.
    pub lacks: Vec<Lack>,
}

/// What is lacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// More is to be given first.
    Gives,
    /// They have not had their say yet.
    TwoWay,
    /// A promise to them is open.
    Promise,
}

impl Readiness {
    /// Every value.
    #[must_use]
    pub fn of(touches: &[Touch], credit: Credit, promises: &[PromiseFact], gives_needed: u64) -> Self {
        let (count, last_ask) = (u64::from(credit.gives), credit.last_ask);
        let two_way = touches.iter().any(|touch| touch.nature.is_two_way());
        let is_open = |one: &&PromiseFact| {
            one.kind != PromiseKind::Ask && one.owes != Owes::Them && one.state == PromiseState::Open
        };
        let open_promises = promises.iter().filter(is_open).count() as u64;
        let lacks: Vec<Lack> =
            [(count < gives_needed, Lack::Gives), (!two_way, Lack::TwoWay), (open_promises > 0, Lack::Promise)]
                .into_iter()
                .filter_map(|(lacking, what)| lacking.then_some(what))
                .collect();
        Self { ready: lacks.is_empty(), gives: count, gives_needed, last_ask, two_way, open_promises, lacks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{ItemKind, RecordId},
        practice::{
            credit::Account,
            facts::{Left, Nature},
            giving::{Gives, Kinds},
            sample::{days_ago, id, met, touch},
        },
    };

    fn promise(days: i64, kind: PromiseKind, state: PromiseState) -> PromiseFact {
        let mut made = RecordId([0x70; 16]);
        made.0[..6].copy_from_slice(&days_ago(days).0.to_be_bytes()[2..]);
        PromiseFact { id: made, kind, owes: Owes::Us, to: Some(id(1)), state, due: None, done_at: None }
    }

    fn readiness(given: &[i64], promises: &[PromiseFact]) -> Readiness {
        let mut touches: Vec<Touch> = given.iter().map(|days| touch(1, *days, &[Nature::LEFT])).collect();
        touches.push(met(1, 500));
        let left: Vec<Left> =
            touches.iter().map(|t| Left { key: t.key, at: t.at, items: [("article".to_owned(), 1)].into() }).collect();
        let kinds: Kinds = [("article".to_owned(), ItemKind::Give)].into_iter().collect();
        let mut account = Account::new(&touches, &Gives::among(&left, &kinds), chrono_tz::UTC);
        account.put(promises.iter().filter(|one| one.is_put_ask()).map(PromiseFact::made_at));
        Readiness::of(&touches, account.credit(), promises, 3)
    }

    #[test]
    fn three_gives_and_a_talk_are_enough() {
        assert!(readiness(&[30, 20, 10], &[]).ready);
        assert_eq!(readiness(&[30, 20], &[]).lacks, [Lack::Gives]);
    }

    #[test]
    fn an_ask_uses_up_what_was_given_before() {
        let asked = promise(25, PromiseKind::Ask, PromiseState::Done);
        let found = readiness(&[30, 20, 10], std::slice::from_ref(&asked));
        assert_eq!((found.gives, found.last_ask), (2, Some(days_ago(25))));
        assert_eq!(
            readiness(&[30, 25, 10], std::slice::from_ref(&asked)).gives,
            1,
            "what came with it was given before"
        );
        for state in [PromiseState::Dropped, PromiseState::Open] {
            let not_put = PromiseFact { state, ..asked.clone() };
            assert!(readiness(&[30, 20, 10], &[not_put]).ready, "let go, or only meant to be put");
        }
    }

    #[test]
    fn first_one_keeps_what_was_promised() {
        let open = promise(25, PromiseKind::FollowUp, PromiseState::Open);
        assert_eq!(readiness(&[30, 20, 10], std::slice::from_ref(&open)).lacks, [Lack::Promise]);
        assert!(readiness(&[30, 20, 10], &[PromiseFact { owes: Owes::Them, ..open }]).ready);
    }
}
