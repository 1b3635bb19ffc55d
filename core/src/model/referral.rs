//! Who sent whom, under a code that says nothing about the client.

use super::{Day, Instant, RecordId, open_enum, record};

record! {
    /// A referral, inbound or outbound. The client has no name here: only an opaque local code.
    pub struct Referral {
        /// To the practice, or from it.
        pub direction: Direction,
        /// Who referred.
        pub from: Option<RecordId>,
        /// To whom.
        pub to: Option<RecordId>,
        /// Made on the device: "R-7K3QX".
        pub code: String,
        /// Which sort of source it came from.
        pub source_class: Option<SourceClass>,
        /// What it is about: "sleep".
        pub topic: String,
        /// How it came or went.
        pub via: Option<Via>,
        /// The client said who had sent them.
        pub named_me: bool,
        /// A warm hand-off.
        pub warm: bool,
        /// When it came, or went: the clock runs from here.
        pub received: Option<Instant>,
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
        /// How it stands.
        pub status: ReferralStatus,
        /// Its answer is not on Today before this day.
        pub quiet_until: Option<Day>,
        /// Its thank-you is not on Today before this day.
        pub thanks_quiet_until: Option<Day>,
    }
}

open_enum! {
    /// Which way something goes: `in` is toward the practice.
    Direction or In { In = "in", Out = "out", }
}

open_enum! {
    /// Which sort of source a referral came from: the classes of the 40/40/20 mix.
    SourceClass { Professional = "professional", Client = "client", Elsewhere = "other", }
}

open_enum! {
    /// How a referral came.
    Via { Phone = "phone", Mail = "mail", Email = "email", Fax = "fax", Portal = "portal", Client = "client", InPerson = "in_person", }
}

open_enum! {
    /// How a referral stands.
    ReferralStatus or Open {
        Open = "open",
        Answered = "answered",
        Scheduled = "scheduled",
        Started = "started",
        Closed = "closed",
        Declined = "declined",
        Unreachable = "unreachable",
    }
}
