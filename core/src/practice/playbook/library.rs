//! The playbooks that come with Rapport, in our own words, under ids that are equal on all devices. They stand in code; the book
//! holds one only once the user has changed it.

use crate::model::{Day, Groups, Playbook, RecordId, Step};

/// A playbook that is shipped.
#[derive(Debug, Clone, PartialEq)]
pub struct Shipped {
    /// What it is typed as; never changed, never used again for another.
    pub short: &'static str,
    /// Its record's id.
    pub id: RecordId,
    /// What it says.
    pub playbook: Playbook,
}

/// A version 8 id of the first moment of 1970, which no device draws. The last byte counts the playbooks.
const fn id(number: u8) -> RecordId {
    RecordId([0, 0, 0, 0, 0, 0, 0x80, 0x01, 0x80, 0, 0, 0, 0, 0, 0, number])
}

/// Whatever carries a piece of value: any kind of touchpoint that goes out to them in writing, or something given.
const VALUE: &str = "give email message mail social announcement";
/// Meetings of every sort.
const MEETING: &str = "visit meeting video";

/// All of them, in the order in which they are listed.
#[must_use]
pub fn all() -> Vec<Shipped> {
    vec![
        weekly_value(),
        call_brochure_call(),
        social_first(),
        about_them(),
        annual_cookies(),
        after_first_meeting(),
        give_first(),
    ]
}

/// The one with an id.
#[must_use]
pub fn by_id(wanted: RecordId) -> Option<Shipped> {
    // Whoever asks for another record need not wait for all to be written out.
    wanted.0.starts_with(&id(0).0[..15]).then(|| all().into_iter().find(|shipped| shipped.id == wanted)).flatten()
}

/// The one with a short name.
#[must_use]
pub fn by_short(short: &str) -> Option<Shipped> {
    all().into_iter().find(|shipped| shipped.short == short)
}

/// One piece of value a week for three weeks, in the fourth the wish to meet, and again (S2).
fn weekly_value() -> Shipped {
    let steps = [
        step("value_1", "Give something of value", 0, VALUE),
        step("value_2", "Give something of value", 7, VALUE),
        step("value_3", "Give something of value", 7, VALUE),
        asking(step("ask", "Ask to meet", 7, "call visit")),
    ];
    let playbook = playbook("Weekly value, then ask to meet", "new_contact", steps);
    shipped(1, "weekly_value", branching(playbook, &[("ask:any", "value_1")]))
}

/// Call, then brochure, then the call that was announced (S0).
fn call_brochure_call() -> Shipped {
    let steps = [
        step("call", "Call and introduce yourself", 0, "call visit"),
        with("brochure", step("brochure", "Send the brochure", 1, "mail email visit")),
        step("call_again", "Call again, as you said you would", 7, "call visit"),
    ];
    shipped(2, "call_brochure_call", playbook("Call, brochure, call again", "new_contact", steps))
}

/// Three weeks of likes, comments and shares; whoever engages back is asked to meet, for the others an introduction is sought
/// (S2).
fn social_first() -> Shipped {
    let steps = [
        step("week_1", "Like, comment or share", 0, "social"),
        step("week_2", "Like, comment or share", 7, "social"),
        step("week_3", "Give them a shout-out", 7, "social"),
        step("look", "Did they engage back?", 3, "answer"),
        asking(step("ask", "Ask to meet", 1, "message email call visit")),
        step("introduction", "Find somebody who can introduce you", 1, ""),
    ];
    let branches =
        [("look:answered", "ask"), ("look:silent", "introduction"), ("look:any", "introduction"), ("ask:any", "end")];
    shipped(3, "social_first", branching(playbook("Social first, then meet", "new_contact", steps), &branches))
}

/// The first three meetings are about them: what they need, how they work, what they like (S2).
fn about_them() -> Shipped {
    let steps = [
        with("discovery", step("meeting_1", "Ask how you can be helpful", 14, MEETING)),
        with("discovery", step("meeting_2", "Ask how they work and what they like", 30, MEETING)),
        with("discovery", step("meeting_3", "Ask what those they see need most", 30, MEETING)),
    ];
    shipped(4, "about_them", playbook("The first three meetings are about them", "new_contact", steps))
}

/// Cookies every year when nobody else brings any: for the 4th of July, the day before (S1).
fn annual_cookies() -> Shipped {
    let bring = with("cookies", step("bring", "Bring cookies", 0, "visit gift_drop give"));
    let playbook = playbook("Annual cookies, off season", "by_hand", [bring]);
    shipped(5, "annual_cookies", Playbook { yearly: Day::from_ymd_opt(2026, 7, 3), ..playbook })
}

/// One connection is not a partnership: after the first meeting a card or an email, and another touch (S4).
fn after_first_meeting() -> Shipped {
    let steps = [
        step("follow_up", "Write a card or an email", 1, "mail email message"),
        step("stay", "Be in touch once more", 21, "visit meeting video call mail email message give"),
    ];
    shipped(6, "after_first_meeting", playbook("After a first meeting", "first_meeting", steps))
}

/// Refer to them and ask for nothing. Nothing is ever due, only counted: about the twentieth referral, the doctor called (S0).
fn give_first() -> Shipped {
    let (id, refer) = step("refer", "Refer to them until they call", 0, "answer");
    let refer = (id, Step { wait_days: None, ..refer });
    shipped(7, "give_first", playbook("Give first", "by_hand", [refer]))
}

fn shipped(number: u8, short: &'static str, playbook: Playbook) -> Shipped {
    Shipped { short, id: id(number), playbook }
}

type Named = (&'static str, Step);

fn playbook<const N: usize>(name: &str, trigger: &str, steps: [Named; N]) -> Playbook {
    let ordered = (1_u32..).zip(steps);
    let steps = ordered.map(|(order, (id, step))| (id.to_owned(), Step { order: Some(order.into()), ..step }));
    Playbook {
        name: name.to_owned(),
        trigger: trigger.to_owned(),
        step: Groups(steps.collect()),
        ..Playbook::default()
    }
}

fn branching(mut playbook: Playbook, branches: &[(&str, &str)]) -> Playbook {
    playbook.branch.extend(branches.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())));
    playbook
}

fn step(id: &'static str, title: &str, wait_days: i64, touchpoint: &str) -> Named {
    let (title, touchpoint) = (title.to_owned(), touchpoint.to_owned());
    (id, Step { title, wait_days: Some(wait_days), touchpoint, ..Step::default() })
}

fn with(item: &str, (id, step): Named) -> Named {
    (id, Step { item: item.to_owned(), ..step })
}

fn asking((id, step): Named) -> Named {
    (id, Step { asks: true, ..step })
}
