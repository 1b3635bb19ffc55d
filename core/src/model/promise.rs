//! What was promised, by the practice or to it.

use super::{Day, RecordId, open_enum, record};

record! {
    /// A promise: dated, by you or by them.
    pub struct Promise {
        /// What sort of promise.
        pub kind: PromiseKind,
        /// Who owes it.
        pub owes: Owes,
        /// To whom (or, where they owe it, by whom).
        pub to: Option<RecordId>,
        /// What was promised.
        pub text: String,
        /// By which day, in the practice's zone.
        pub due: Option<Day>,
        /// An ask's profession: one, named.
        pub seeks_profession: String,
        /// An ask's area.
        pub seeks_area: String,
        /// An ask's need.
        pub seeks_need: String,
        /// Open, kept or let go.
        pub state: PromiseState,
        /// What they answered.
        pub answer: String,
        /// The touchpoint by which it was kept.
        pub done_by: Option<RecordId>,
        /// Not on Today before this day.
        pub quiet_until: Option<Day>,
    }
}

open_enum! {
    /// What sort of promise.
    PromiseKind or FollowUp { FollowUp = "follow_up", Ask = "ask", HandOff = "hand_off", }
}

open_enum! {
    /// Who owes it.
    Owes or Us { Us = "us", Them = "them", }
}

open_enum! {
    /// Where it stands.
    PromiseState or Open { Open = "open", Done = "done", Dropped = "dropped", }
}
