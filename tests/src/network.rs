//! What goes between devices and server: each message as the bytes it is on the wire, and each as likely as the seed says to
//! be lost, doubled, delayed or overtaken.

use rapport_core::companion::Asked;
use rapport_protocol::{
    Answer, Exchange, Refusal, Token, Verdict,
    bootstrap::{Bootstrap, BootstrapAnswer},
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};

/// Who sent a message: a device's place in the world, and which life of it, since a crashed one hears no answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sender {
    pub device: usize,
    pub life: u64,
    /// Which of its requests.
    pub number: u64,
}

/// A request on its way.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub from: Sender,
    pub token: Token,
    pub request: Request,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) enum Request {
    Exchange(Asked),
    Bootstrap(Bootstrap),
    Reconcile(Reconcile),
    Fetch(Fetch),
    /// An exchange that no device of this version made: nobody waits for its answer.
    Crafted(Exchange),
}

/// An answer on its way, with what it answers.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub to: Sender,
    pub reply: Reply,
}

/// What is answered.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Exchange(Asked, Answer),
    Bootstrap(Bootstrap, BootstrapAnswer),
    Reconcile(ReconcileAnswer),
    Fetch(FetchAnswer),
    Refused(Refusal),
}

/// Messages on their way.
#[derive(Debug, Default)]
pub(crate) struct Network {
    pub requests: Vec<Sent>,
    pub answers: Vec<Answered>,
}

impl Request {
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Exchange(_) => "exchange",
            Self::Bootstrap(_) => "bootstrap",
            Self::Reconcile(_) => "reconcile",
            Self::Fetch(_) => "fetch",
            Self::Crafted(_) => "crafted exchange",
        }
    }
}

impl Reply {
    /// What it is, for a trace.
    pub fn told(&self) -> String {
        match self {
            Self::Exchange(_, Answer::Page(page)) => format!(
                "page {}..{}{} with {} entries, {:?}{:?}",
                page.after,
                page.upto,
                if page.more { "+" } else { "" },
                page.entries.len(),
                page.erasures,
                page.changes
            ),
            Self::Exchange(_, Answer::Repair { .. }) | Self::Bootstrap(_, BootstrapAnswer::Repair { .. }) => {
                "repair".to_owned()
            }
            Self::Bootstrap(_, BootstrapAnswer::Part(part)) => {
                format!(
                    "part of {} to {}{}",
                    part.records.len(),
                    part.resume.key,
                    if part.done { ", the last" } else { "" }
                )
            }
            Self::Reconcile(ReconcileAnswer::Round { head, .. }) => format!("round at {head}"),
            Self::Fetch(FetchAnswer::Entries { entries, .. }) => format!("{} fetched", entries.len()),
            Self::Reconcile(_) | Self::Fetch(_) => "restart".to_owned(),
            Self::Refused(refusal) => format!("{:?}", refusal.code),
        }
    }
}

/// How many changes the server found to be forks.
pub(crate) fn forks(answer: &Answer) -> u32 {
    let Answer::Page(page) = answer else { return 0 };
    page.changes.iter().map(|verdict| u32::from(*verdict == Verdict::Fork)).sum()
}
