//! What a run of the sync does next: pure, so that every decision stands in one table.
//!
//! A run begins with where the device stands, and each step's answer leads to the next, until it rests. It never waits:
//! how long to rest is the caller's to say.

use rapport_protocol::{Epoch, Position, live::Feed};

use super::{StuckReason, WaitReason};

/// How many repairs one run tries before it rests.
const REPAIRS_A_RUN: u32 = 3;

/// A run under way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Engine {
    repairs: u32,
    waits: Option<WaitReason>,
}

/// Where a device stands when a run begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stands {
    /// Whether it has got the whole book once.
    pub bootstrapped: bool,
    /// Whether it knows that the two sides may hold different sets.
    pub apart: bool,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Ask for the next part of the whole book.
    Bootstrap,
    /// Push the outbox after this number, and pull the next page.
    Exchange {
        /// The number of the last change that this run sent already: what was refused doesn't block what follows.
        after: i64,
    },
    /// Reconcile, round by round; fetch what is lacking; finish.
    Repair,
    /// Nothing, for now.
    Rest(Rest),
}

/// Why a run rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Both sides hold the same.
    Synced,
    /// Something is still to be sent.
    Waiting(WaitReason),
    /// It goes no further.
    Stuck(StuckReason),
    /// A page can't be stored, and everything that could be sent was.
    Stopped,
}

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A part of the bootstrap was stored.
    Part {
        /// Whether it was the last.
        last: bool,
    },
    /// A page was stored.
    Page(Taken),
    /// A page can't be stored: the cursor stays before it (rule `no_skip`), and pushing goes on.
    NotStored {
        /// The number of the last change sent.
        sent_upto: i64,
        /// Whether there is something after it.
        goes_on: bool,
    },
    /// The two sides must reconcile: another epoch, a cursor past the head, or something that can't be placed.
    Apart,
    /// Another epoch began during a repair: it starts afresh (rule `repair_epoch`).
    Restarted,
    /// A repair was finished.
    Repaired,
}

/// What one exchange did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Whether the feed goes on after this page.
    pub more: bool,
    /// The number of the last change sent, in this exchange or before.
    pub sent_upto: i64,
    /// Whether there is something to send that was not sent in this run.
    pub goes_on: bool,
    /// Changes and erasures that are not confirmed.
    pub unsent: u64,
    /// Why something that was sent stays unsent.
    pub waits: Option<WaitReason>,
    /// How the digests compare.
    pub digests: Digests,
    /// Changes and erasures that the server took.
    pub sent: u64,
    /// Changes and erasures that came.
    pub received: u64,
    /// Edits that were not sent and are gone with a record that was erased elsewhere.
    pub lost: u64,
}

/// How the two digests compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Digests {
    /// They can't be compared: more pages come, or an erasure was not sent yet (rule `digest_last_page`).
    #[default]
    NotCompared,
    /// Both sides hold the same.
    Agree,
    /// They differ.
    Differ,
    /// They differ by what was repaired just before: not again without a pause.
    DifferStill,
}

impl Engine {
    /// Begins a run.
    #[must_use]
    pub fn begin(stands: Stands) -> (Self, Step) {
        let mut engine = Self::default();
        let step = match stands {
            Stands { apart: true, .. } => engine.repair(),
            Stands { bootstrapped: false, .. } => Step::Bootstrap,
            Stands { bootstrapped: true, .. } => Step::Exchange { after: 0 },
        };
        (engine, step)
    }

    /// What follows from a step's answer.
    pub fn next(&mut self, told: Told) -> Step {
        match told {
            Told::Part { last: false } => Step::Bootstrap,
            Told::Part { last: true } => Step::Exchange { after: 0 },
            Told::Page(taken) => self.after_page(taken),
            Told::NotStored { sent_upto, goes_on: true } => Step::Exchange { after: sent_upto },
            Told::NotStored { goes_on: false, .. } => Step::Rest(Rest::Stopped),
            Told::Apart | Told::Restarted => self.repair(),
            Told::Repaired => {
                // What the server lacks is in the outbox again, so all of it is sent from its beginning.
                self.waits = None;
                Step::Exchange { after: 0 }
            }
        }
    }

    fn after_page(&mut self, taken: Taken) -> Step {
        self.waits = self.waits.max(taken.waits);
        match taken.digests {
            Digests::Differ => self.repair(),
            _ if taken.more || taken.goes_on => Step::Exchange { after: taken.sent_upto },
            Digests::Agree if taken.unsent == 0 => Step::Rest(Rest::Synced),
            // What is left without having been sent was refused in an earlier run.
            Digests::Agree => Step::Rest(Rest::Waiting(self.waits.unwrap_or(WaitReason::Refused))),
            Digests::NotCompared => Step::Rest(Rest::Waiting(self.waits.unwrap_or(WaitReason::Missing))),
            Digests::DifferStill => Step::Rest(Rest::Stuck(StuckReason::Differs)),
        }
    }

    fn repair(&mut self) -> Step {
        self.repairs += 1;
        if self.repairs > REPAIRS_A_RUN { Step::Rest(Rest::Stuck(StuckReason::Differs)) } else { Step::Repair }
    }
}

/// Whether the live stream tells of a feed that is not where this device stands: it *differs*, it need not be further on
/// (rule `wake_differs`).
#[must_use]
pub fn differs(feed: &Feed, epoch: Option<Epoch>, cursor: Position, digest_short: &str) -> bool {
    epoch != Some(feed.epoch) || cursor != feed.head || digest_short != feed.digest
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGREED: Taken = Taken {
        more: false,
        sent_upto: 7,
        goes_on: false,
        unsent: 0,
        waits: None,
        digests: Digests::Agree,
        sent: 0,
        received: 0,
        lost: 0,
    };

    #[test]
    fn a_run_begins_where_the_device_stands() {
        for (bootstrapped, apart, first) in [
            (false, false, Step::Bootstrap),
            (true, false, Step::Exchange { after: 0 }),
            (false, true, Step::Repair),
            (true, true, Step::Repair),
        ] {
            assert_eq!(Engine::begin(Stands { bootstrapped, apart }).1, first);
        }
    }

    #[test]
    fn every_answer_leads_to_one_next_step() {
        use Digests::{Differ, DifferStill, NotCompared};
        use Step::{Bootstrap, Exchange, Repair};
        let page = Told::Page;
        let waiting = |reason| Step::Rest(Rest::Waiting(reason));
        let quota = Some(WaitReason::Quota);
        for (told, next) in [
            (Told::Part { last: false }, Bootstrap),
            (Told::Part { last: true }, Exchange { after: 0 }),
            (page(AGREED), Step::Rest(Rest::Synced)),
            (page(Taken { more: true, digests: NotCompared, ..AGREED }), Exchange { after: 7 }),
            (page(Taken { goes_on: true, unsent: 9, ..AGREED }), Exchange { after: 7 }),
            (page(Taken { goes_on: true, unsent: 9, digests: DifferStill, ..AGREED }), Exchange { after: 7 }),
            (page(Taken { goes_on: true, unsent: 9, digests: Differ, ..AGREED }), Repair),
            (page(Taken { unsent: 2, waits: quota, ..AGREED }), waiting(WaitReason::Quota)),
            (page(Taken { unsent: 2, ..AGREED }), waiting(WaitReason::Refused)),
            (page(Taken { unsent: 2, digests: NotCompared, ..AGREED }), waiting(WaitReason::Missing)),
            (page(Taken { digests: Differ, ..AGREED }), Repair),
            (page(Taken { digests: DifferStill, ..AGREED }), Step::Rest(Rest::Stuck(StuckReason::Differs))),
            (Told::NotStored { sent_upto: 5, goes_on: true }, Exchange { after: 5 }),
            (Told::NotStored { sent_upto: 5, goes_on: false }, Step::Rest(Rest::Stopped)),
            (Told::Apart, Repair),
            (Told::Restarted, Repair),
            (Told::Repaired, Exchange { after: 0 }),
        ] {
            assert_eq!(Engine::default().next(told), next, "{told:?}");
        }
    }

    #[test]
    fn what_was_refused_early_in_a_run_is_told_at_its_end() {
        let mut engine = Engine::default();
        engine.next(Told::Page(Taken { goes_on: true, waits: Some(WaitReason::Quota), ..AGREED }));
        let end = engine.next(Told::Page(Taken { unsent: 1, waits: Some(WaitReason::Missing), ..AGREED }));
        assert_eq!(end, Step::Rest(Rest::Waiting(WaitReason::Quota)));
    }

    #[test]
    fn a_server_that_always_wants_another_repair_does_not_get_one_for_ever() {
        let (mut engine, mut step) = Engine::begin(Stands { bootstrapped: true, apart: true });
        let mut repairs = 0;
        while step == Step::Repair {
            repairs += 1;
            step = engine.next(Told::Apart);
        }
        assert_eq!((repairs, step), (3, Step::Rest(Rest::Stuck(StuckReason::Differs))));
    }

    #[test]
    fn a_stream_wakes_when_it_differs_and_only_then() {
        let here = (Epoch([1; 16]), 9, "0102030405060708");
        let feed = |epoch, head, digest: &str| Feed { epoch: Epoch([epoch; 16]), head, digest: digest.to_owned() };
        for (feed, wakes) in [
            (feed(1, 9, here.2), false),
            (feed(1, 10, here.2), true),
            (feed(1, 8, here.2), true),
            (feed(2, 9, here.2), true),
            (feed(1, 9, "ff02030405060708"), true),
        ] {
            assert_eq!(differs(&feed, Some(here.0), here.1, here.2), wakes, "{feed:?}");
        }
        assert!(differs(&feed(1, 0, here.2), None, 0, here.2));
    }
}
