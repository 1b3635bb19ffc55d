//! Each question that a screen or a command of the practice asks, and whom it is asked about.

use std::hint::black_box;

use rapport_core::{
    Companion,
    environment::{Environment as _, System},
    model::{
        Day, Geo, Instant, ItemKind, RecordId, Stage, Tier,
        view::{ContactFilter, PromiseFilter, ReferralFilter, Seeks},
    },
    practice::gives::GiveFilter,
};

/// A question, how soon it is to be answered, and what it stands beside.
pub(super) struct Question {
    /// In a user's words.
    pub what: &'static str,
    /// The goal for its median.
    pub within_ms: u64,
    /// What it can't be quicker than, where that can be said.
    pub floor: Option<Floor>,
    /// Asks it of the book; each turn of somebody else.
    pub ask: fn(&Asking<'_>, usize),
}

/// What SQLite alone takes to go through the rows that a question is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Floor {
    /// Everybody who has a tier, with their last touch.
    Tiers,
    /// Every referral.
    Referrals,
    /// Every touch of everybody.
    Touches,
    /// Every contact's whole row.
    Contacts,
    /// Every way to reach somebody.
    Channels,
    /// Who works where.
    Offices,
    /// Every note's whole row.
    Notes,
    /// Every promise.
    Promises,
    /// What was left behind at all visits.
    Left,
    /// One contact's touchpoints, whole rows.
    Theirs,
}

impl Floor {
    pub const fn what(self) -> &'static str {
        match self {
            Self::Tiers => "everybody who has a tier, joined with their last touch",
            Self::Referrals => "all referrals, gone through",
            Self::Touches => "all touches, gone through",
            Self::Contacts => "all contacts, gone through",
            Self::Channels => "all channels, gone through",
            Self::Offices => "who works where, gone through",
            Self::Notes => "all notes, gone through",
            Self::Promises => "all promises, gone through",
            Self::Left => "what all visits left, gone through",
            Self::Theirs => "their touchpoints, gone through",
        }
    }

    pub const fn sql(self) -> &'static str {
        match self {
            Self::Tiers => "SELECT at FROM contact LEFT JOIN touch ON who = id WHERE tier IS NOT NULL",
            Self::Referrals => "SELECT at, direction, \"from\", \"to\", class, answered, thanked FROM referral",
            Self::Touches => "SELECT who, at, nature FROM moment_who WHERE kind = 'touchpoint'",
            Self::Contacts => "SELECT body FROM contact",
            Self::Channels => "SELECT channel FROM contact_channel",
            Self::Offices => "SELECT place FROM contact_at JOIN contact ON key = contact",
            Self::Notes => "SELECT body FROM note",
            Self::Promises => "SELECT at, kind, state FROM promise",
            Self::Left => "SELECT moment.left FROM moment WHERE moment.left IS NOT NULL",
            Self::Theirs => {
                "SELECT body FROM moment_who JOIN touchpoint USING (key) WHERE who = ?1 AND moment_who.kind = 'touchpoint'"
            }
        }
    }
}

/// A book that is asked, and about whom.
pub(super) struct Asking<'a> {
    book: &'a Companion,
    people: Vec<RecordId>,
    places: Vec<RecordId>,
    strangers: Vec<RecordId>,
    asks: Vec<RecordId>,
    here: Option<Geo>,
    now: Instant,
}

impl<'a> Asking<'a> {
    /// About those with whom most went on, the places where one may be, and those whom one has not met.
    pub fn of(book: &'a Companion) -> Self {
        let people = book.reciprocity().expect("the book answers").found.contacts;
        let places = book.log_suggestions(None, 40).expect("the book answers").places;
        let strangers = book.prospects(None).expect("the book answers");
        let asks = book.asks().expect("the book answers");
        let people: Vec<RecordId> = people.iter().map(|with| with.who).collect();
        // In a small book everybody has been met.
        let strangers = strangers.iter().map(|one| one.who.id).chain(people.iter().copied().take(1)).collect();
        Self {
            book,
            people,
            places: places.iter().map(|one| one.place.id).collect(),
            strangers,
            asks: asks.iter().map(|ask| ask.id).collect(),
            here: Some(Geo { latitude: 41.62, longitude: -75.71 }),
            now: System.now(),
        }
    }

    fn today(&self) -> Day {
        self.now.day_in(chrono_tz::America::New_York)
    }

    const fn in_a_week(&self) -> Instant {
        Instant(self.now.0 + 7 * 86_400_000)
    }

    /// Somebody with whom much went on.
    pub fn person(&self, turn: usize) -> RecordId {
        self.people[turn % self.people.len()]
    }

    fn place(&self, turn: usize) -> RecordId {
        self.places[turn % self.places.len()]
    }

    /// Eight places, as many as a day has stops.
    fn stops(&self, turn: usize) -> Vec<RecordId> {
        (0..8).map(|stop| self.place(turn + stop)).collect()
    }

    fn stranger(&self, turn: usize) -> RecordId {
        self.strangers[turn % self.strangers.len()]
    }
}

const fn question(what: &'static str, within_ms: u64, floor: Option<Floor>, ask: fn(&Asking<'_>, usize)) -> Question {
    Question { what, within_ms, floor, ask }
}

/// The answer is made, and thrown away.
fn told<T>(answer: rapport_core::Result<T>) {
    black_box(answer.expect("the book answers"));
}

/// Within what whoever stands at a door is answered.
const DOOR: u64 = 10;
/// Within what whoever sits at a desk is.
const DESK: u64 = 100;

/// All of them, in the order of docs/practice.md as far as there is one.
pub(super) const QUESTIONS: &[Question] = &[
    question("Today", DOOR, Some(Floor::Tiers), |on, _| told(on.book.today())),
    question("the brief of a place", DOOR, Some(Floor::Theirs), |on, turn| told(on.book.brief(on.place(turn)))),
    question("the brief of a person", DOOR, Some(Floor::Theirs), |on, turn| told(on.book.brief(on.person(turn)))),
    question("what the Log sheet suggests", DOOR, Some(Floor::Tiers), |on, _| told(on.book.log_suggestions(None, 5))),
    question("the same, with a location", DOOR, Some(Floor::Tiers), |on, _| told(on.book.log_suggestions(on.here, 5))),
    question("insight: the figures one looks at first", DESK, Some(Floor::Touches), |on, _| told(on.book.overview())),
    question("insight: mix", DESK, Some(Floor::Referrals), |on, _| told(on.book.mix())),
    question("insight: concentration", DESK, Some(Floor::Referrals), |on, _| told(on.book.concentration())),
    question("insight: concentration without somebody", DESK, Some(Floor::Referrals), |on, turn| {
        told(on.book.loss(on.place(turn)));
    }),
    question("insight: conversion", DESK, Some(Floor::Referrals), |on, _| told(on.book.conversion())),
    question("insight: response", DESK, Some(Floor::Referrals), |on, _| told(on.book.response())),
    question("insight: thanks", DESK, Some(Floor::Referrals), |on, _| told(on.book.thanks_closure())),
    question("insight: promises", DESK, Some(Floor::Promises), |on, _| told(on.book.kept_promises())),
    question("insight: funnel", DESK, Some(Floor::Touches), |on, _| told(on.book.funnel())),
    question("insight: touches to a first referral", DESK, Some(Floor::Touches), |on, _| told(on.book.first_touches())),
    question("insight: partners", DESK, Some(Floor::Touches), |on, _| told(on.book.partners())),
    question("insight: one contact's standing", DESK, Some(Floor::Theirs), |on, turn| {
        told(on.book.standing(on.person(turn)));
    }),
    question("insight: reciprocity", DESK, Some(Floor::Touches), |on, _| told(on.book.reciprocity())),
    question("insight: introductions", DESK, Some(Floor::Touches), |on, _| told(on.book.introduced())),
    question("insight: top ten", DESK, Some(Floor::Contacts), |on, _| told(on.book.top_ten())),
    question("insight: channels", DESK, Some(Floor::Channels), |on, _| told(on.book.channels_covered())),
    question("insight: offices", DESK, Some(Floor::Offices), |on, _| told(on.book.offices_covered())),
    question("insight: gifts of the year", DESK, Some(Floor::Left), |on, _| told(on.book.gift_year(None))),
    question("insight: the year's calendar", DESK, Some(Floor::Touches), |on, _| told(on.book.activity(None))),
    question("insight: folklore", DESK, None, |on, _| told(on.book.folklore())),
    question("sectors and their gaps", DESK, Some(Floor::Contacts), |on, _| told(on.book.sector_gaps(None))),
    question("whom one has not reached yet", DESK, Some(Floor::Contacts), |on, _| told(on.book.prospects(None))),
    question("ways to somebody", DESK, Some(Floor::Offices), |on, turn| told(on.book.warm_paths(on.stranger(turn)))),
    question("introductions", DESK, None, |on, _| told(on.book.introductions())),
    question("who can help", DESK, Some(Floor::Contacts), |on, _| told(on.book.directory("sleep", false))),
    question("needs, with what meets them", DESK, Some(Floor::Notes), |on, _| told(on.book.needs())),
    question("details to be confirmed", DESK, Some(Floor::Contacts), |on, _| told(on.book.stale_fields(None, 50))),
    question("channels of everybody", DESK, Some(Floor::Contacts), |on, _| told(on.book.channel_coverage(false, 50))),
    question("offices and their people", DESK, Some(Floor::Contacts), |on, _| told(on.book.office_coverage())),
    question("one profile", DESK, Some(Floor::Theirs), |on, turn| told(on.book.profile(on.person(turn)))),
    question("five minutes of engagement", DESK, Some(Floor::Touches), |on, _| told(on.book.engagement())),
    question("the week's outreach", DESK, None, |on, _| told(on.book.outreach())),
    question("gift occasions", DESK, None, |on, _| told(on.book.occasions(60))),
    question("one contact's gift card", DESK, Some(Floor::Theirs), |on, turn| {
        told(on.book.gift_card(on.person(turn), 60));
    }),
    question("a delivery list", DESK, Some(Floor::Left), |on, _| told(on.book.deliveries("holidays"))),
    question("the gift ledger", DESK, Some(Floor::Left), |on, _| told(on.book.gift_ledger(None))),
    question("the plan of a day", DESK, Some(Floor::Contacts), |on, _| told(on.book.day_plan(on.today()))),
    question("three gives", DESK, Some(Floor::Theirs), |on, turn| told(on.book.three_gives(on.person(turn)))),
    question("gives to anybody", DESK, None, |on, _| told(on.book.gives(None, &GiveFilter::default(), 10))),
    question("the value ledger of one", DESK, Some(Floor::Theirs), |on, turn| {
        told(on.book.value_ledger(on.person(turn)));
    }),
    question("whom a give has reached", DESK, Some(Floor::Left), |on, _| told(on.book.reached("article"))),
    question("the library", DESK, None, |on, _| told(on.book.library(Some(&ItemKind::Give)))),
    question("stock", DESK, None, |on, _| told(on.book.stock())),
    question("the packing list of eight stops", DESK, None, |on, turn| told(on.book.packing_list(&on.stops(turn)))),
    question("what one place has", DESK, Some(Floor::Theirs), |on, turn| told(on.book.left_behind(on.place(turn)))),
    question("thank-yous that wait", DESK, None, |on, _| told(on.book.thanks())),
    question("labels for eight", DESK, None, |on, turn| told(on.book.labels(&on.stops(turn)))),
    question("a wording, filled in", DESK, None, |on, turn| {
        told(on.book.wording("introduction_call", Some(on.person(turn)), &Seeks::default(), ""));
    }),
    question("a share card", DESK, None, |on, turn| told(on.book.share_card(Some(on.person(turn))))),
    question("the ideal-client card", DESK, None, |on, _| told(on.book.ideal_client_card())),
    question("spotlights and displays", DESK, Some(Floor::Left), |on, _| told(on.book.spotlights())),
    question("events", DESK, None, |on, _| told(on.book.events())),
    question("announcements", DESK, None, |on, _| told(on.book.announcements())),
    question("asks", DESK, Some(Floor::Promises), |on, _| told(on.book.asks())),
    question("the no-list", DESK, Some(Floor::Promises), |on, _| told(on.book.no_list())),
    question("an ask, composed", DESK, None, |on, turn| {
        told(on.book.composed_ask(Some(on.person(turn)), &Seeks::default(), ""));
    }),
    question("playbooks", DESK, None, |on, _| told(on.book.playbooks())),
    question("who is in which playbook", DESK, None, |on, _| told(on.book.enrolled(None, None))),
    question("how playbooks are kept to", DESK, None, |on, _| told(on.book.adherence(None))),
    question("what serves one source", DESK, Some(Floor::Theirs), |on, turn| told(on.book.served(on.person(turn)))),
    question("whom clients see", DESK, Some(Floor::Notes), |on, _| told(on.book.seen_by_clients())),
    question("benefits", DESK, Some(Floor::Notes), |on, _| told(on.book.benefits())),
    question("whom to go after", DESK, Some(Floor::Referrals), |on, _| told(on.book.chases())),
    question("referrals not answered", DESK, Some(Floor::Referrals), |on, _| {
        told(on.book.referrals(&ReferralFilter { unanswered: true, ..ReferralFilter::default() }, None, 50));
    }),
    question("promises that are open", DESK, Some(Floor::Promises), |on, _| {
        told(on.book.promises(&PromiseFilter::default(), None, 50));
    }),
    question("contacts of one tier", DESK, Some(Floor::Contacts), |on, _| {
        told(on.book.contacts(&ContactFilter { tier: Some(Tier::A), ..ContactFilter::default() }, None, 50));
    }),
    question("contacts of one stage", DESK, Some(Floor::Touches), |on, _| {
        told(on.book.contacts(&ContactFilter { stage: Some(Stage::Partner), ..ContactFilter::default() }, None, 50));
    }),
    question("contacts to be seen", DESK, Some(Floor::Tiers), |on, _| {
        told(on.book.contacts(&ContactFilter { due: true, ..ContactFilter::default() }, None, 50));
    }),
    question("contacts that may be one", DESK, Some(Floor::Contacts), |on, _| told(on.book.duplicates(50))),
    question("visits that may be one", DESK, Some(Floor::Touches), |on, _| told(on.book.doubled_visits(50))),
    question("the inbox", DESK, None, |on, _| told(on.book.inbox(50))),
    question("reminders of the coming week", DESK, None, |on, _| told(on.book.reminders(on.in_a_week(), 50))),
    question("what a widget shows", DESK, Some(Floor::Tiers), |on, _| told(on.book.widget_snapshot())),
    question("rehearsing an ask", DESK, None, |on, turn| {
        if let Some(ask) = on.asks.get(turn % on.asks.len().max(1)) {
            told(on.book.rehearsal(*ask));
        }
    }),
];
