//! The words of every enum of the model.

use rapport_core::model::{
    ChannelState, Direction, Form, ItemKind, Kind, NoteKind, Outcome, Owes, PromiseKind, PromiseState, ReferralStatus,
    Role, Sector, SourceClass, Stage, Stance, Tier, TouchpointKind, TouchpointState, Via,
};

use super::InWords;

macro_rules! words {
    ($($name:ident { $($variant:ident: $words:literal,)+ })+) => {$(
        impl InWords for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn code(&self) -> &str {
                self.as_str()
            }

            fn words(&self) -> &str {
                match self {
                    $(Self::$variant => $words,)+
                    Self::Other(word) => word,
                }
            }
        }
    )+};
}

words! {
    Kind {
        Practice: "practice",
        Contact: "contact",
        Touchpoint: "touchpoint",
        Note: "note",
        Promise: "promise",
        Referral: "referral",
        Item: "item",
        Playbook: "playbook",
    }
    Form {
        Person: "person",
        Place: "place",
    }
    Sector {
        PrimaryCare: "primary care",
        Pediatrics: "pediatrics",
        Psychiatry: "psychiatry",
        Psychology: "psychology",
        Counselling: "counselling",
        Neurology: "neurology",
        Specialist: "specialist",
        Physiotherapy: "physiotherapy",
        Chiropractic: "chiropractic",
        Dentistry: "dentistry",
        Nutrition: "nutrition",
        Hospital: "hospital",
        School: "school",
        Faith: "faith community",
        Law: "law",
        Agency: "agency",
        Employer: "employer",
        Insurance: "insurance",
        Fitness: "fitness",
        Coaching: "coaching",
        Business: "business",
        Community: "community",
    }
    Role {
        FrontDesk: "front desk",
        ReferralCoordinator: "referral coordinator",
        Manager: "manager",
        Nurse: "nurse",
        Provider: "provider",
        Owner: "owner",
        Staff: "staff",
        RoutesReferrals: "routes referrals",
    }
    ChannelState {
        Known: "known",
        Verified: "verified",
        Preferred: "preferred",
        DoNotUse: "do not use",
    }
    Tier {
        A: "A",
        B: "B",
        C: "C",
        D: "D",
    }
    Stance {
        Open: "open",
        Warm: "warm",
        Cool: "cool",
        Declined: "declined",
    }
    Stage {
        Identified: "identified",
        Researched: "researched",
        Engaged: "engaged",
        Contacted: "contacted",
        Met: "met",
        Nurturing: "nurturing",
        FirstReferral: "first referral",
        Partner: "partner",
        Champion: "champion",
        Dormant: "dormant",
        Declined: "declined",
    }
    TouchpointKind {
        Visit: "visit",
        Meeting: "meeting",
        Video: "video call",
        Call: "call",
        Email: "email",
        Message: "message",
        Social: "social media",
        Mail: "letter or card",
        GiftDrop: "gift drop",
        Event: "event",
        Announcement: "announcement",
    }
    TouchpointState {
        Planned: "planned",
        Done: "done",
        Missed: "missed",
    }
    Outcome {
        Met: "met",
        GatekeeperOnly: "gatekeeper only",
        DroppedOff: "dropped off",
        LeftMessage: "left a message",
        NoAnswer: "no answer",
        Closed: "closed",
        AtLunch: "at lunch",
        Moved: "moved away",
        Declined: "declined",
        Rescheduled: "rescheduled",
    }
    Direction {
        In: "in",
        Out: "out",
    }
    Via {
        Phone: "phone",
        Mail: "mail",
        Email: "email",
        Fax: "fax",
        Portal: "portal",
        Client: "the client",
        InPerson: "in person",
    }
    SourceClass {
        Professional: "professional",
        Client: "client",
        Elsewhere: "other",
    }
    ReferralStatus {
        Open: "open",
        Answered: "answered",
        Scheduled: "scheduled",
        Started: "started",
        Closed: "closed",
        Declined: "declined",
        Unreachable: "unreachable",
    }
    NoteKind {
        Note: "note",
        Need: "need",
        Likes: "likes",
        Allergy: "allergy",
        Fact: "fact",
        Learned: "learned",
        Vetting: "vetting",
        Sees: "a client sees them",
        Answer: "answer",
    }
    PromiseKind {
        FollowUp: "follow-up",
        Ask: "ask",
        HandOff: "hand-off",
    }
    Owes {
        Us: "you",
        Them: "they",
    }
    PromiseState {
        Open: "open",
        Done: "kept",
        Dropped: "let go",
    }
    ItemKind {
        Gift: "gift",
        Give: "give",
        Material: "material",
        Wording: "wording",
        Checklist: "checklist",
    }
}
