//! Promises as they are listed.

use serde::{Deserialize, Serialize};

use super::{Entry, Named};
use crate::model::{Owes, PromiseKind, PromiseState};

/// Which promises; what is not said lets everything through, but for the state: open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PromiseFilter {
    /// Open, kept or let go.
    pub state: PromiseState,
    /// Who owes them.
    pub owes: Option<Owes>,
    /// Which sort.
    pub kind: Option<PromiseKind>,
}

/// One promise in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseLine {
    /// The promise.
    #[serde(flatten)]
    pub entry: Entry,
    /// To whom, or by whom.
    pub to: Option<Named>,
}
