//! Wordings, cards, thanks and asks.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, edit, first, instant, phone};
use rapport_core::{
    Command,
    command::{AskAnswer, NewAsk, NewVisit},
    model::{
        ChannelState, Contact, Direction, Form, Met, RecordId, Role, TouchpointKind,
        view::{AskState, CardLine, Cue, DraftWay, Place, Seeks, Vague},
    },
    practice::{library, serving::INTRODUCTION_TO},
};

fn seeks() -> Seeks {
    Seeks { profession: "neurologist".into(), area: "Riverside".into(), need: "epilepsy".into() }
}

/// A practice that has said all about itself, a place with an address, and somebody who works there.
fn told() -> (Device, RecordId, RecordId) {
    let book = phone();
    let practice = book.practice().unwrap().id;
    for (field, value) in [
        ("niche", "people who sleep badly"),
        ("booking_url", "https://riverside.example/book"),
        ("ideal_client", "parents of children who wake at four"),
    ] {
        book.run(edit(practice, field, value));
    }
    let oak = book.add(Contact {
        form: Form::Place,
        name: "Oak Street".into(),
        address: "12 Oak Street\nRiverside".into(),
        channel: [("phone:+1 555 0100".to_owned(), ChannelState::Known)].into(),
        ..Contact::default()
    });
    let lee = book.add(Contact {
        name: "Dr. Sam Lee".into(),
        at: [(oak, [Role::Provider].into())].into(),
        channel: [("email:lee@example.org".to_owned(), ChannelState::Known)].into(),
        ..Contact::default()
    });
    (book, oak, lee)
}

#[test]
fn a_wording_is_filled_in_and_opens_in_other_programs() {
    let (book, _, lee) = told();
    let call = book.wording("introduction_call", Some(lee), &Seeks::default(), "").unwrap();
    assert!(call.text.starts_with("Hello, this is Kim from Riverside Therapy. I work with people who sleep badly"));
    assert!(call.missing.is_empty() && call.subject.is_none());
    let tel = call.drafts.iter().find(|draft| draft.way == DraftWay::Tel).unwrap();
    assert_eq!(tel.link, "tel:+15550100", "the office's, since there is no other");
    let letter = book.wording("follow_up", Some(lee), &Seeks::default(), "").unwrap();
    assert_eq!(letter.subject.as_deref(), Some("Thank you for your time"));
    assert!(letter.text.starts_with("Dear Dr. Sam Lee,") && letter.text.contains("a better picture of Oak Street"));
    let mailto = &letter.drafts[0].link;
    assert!(mailto.starts_with("mailto:lee@example.org?subject=Thank%20you%20for%20your%20time&body=Dear%20Dr."));
    let nobody = book.wording("follow_up", None, &Seeks::default(), "").unwrap();
    assert_eq!(nobody.missing, [Place::FirstName, Place::Place].into());
    assert!(nobody.drafts.is_empty());
}

#[test]
fn the_users_own_words_take_the_place_of_the_shipped_ones() {
    let (book, _, lee) = told();
    book.edit(library::id_of("follow_up"), "body", "Thanks, {first_name}! {client}");
    let letter = book.wording("follow_up", Some(lee), &Seeks::default(), "").unwrap();
    assert_eq!(letter.text, "Thanks, Dr. Sam Lee! {client}", "there is nothing to fill a client's place with");
}

/// Whatever the book says of a referral or in a note, none of it is in what is written, shown or printed.
#[test]
fn nothing_that_leaves_the_book_knows_of_a_client() {
    let (book, oak, lee) = told();
    let secrets = ["Marlowe", "epilepsy of a neighbour", "unreliable"];
    let referral = book.referral(Direction::In, lee);
    book.edit(referral, "topic", secrets[0]);
    book.note(secrets[1], &[lee, referral]);
    book.note(secrets[2], &[oak]);
    let code = match book.get(referral).unwrap().record {
        rapport_core::model::Record::Referral(referral) => referral.code,
        _ => panic!(),
    };
    let mut said = Vec::new();
    for shipped in library::all().filter(|shipped| shipped.kind == rapport_core::model::ItemKind::Wording) {
        for who in [Some(lee), Some(oak), None] {
            let wording = book.wording(shipped.short, who, &seeks(), "Dr Osei").unwrap();
            said.push(serde_json::to_string(&wording).unwrap());
        }
    }
    for who in [Some(lee), Some(oak), None] {
        said.push(serde_json::to_string(&book.share_card(who).unwrap()).unwrap());
    }
    said.push(serde_json::to_string(&book.ideal_client_card().unwrap()).unwrap());
    let thanks = book.thanks().unwrap();
    said.push(serde_json::to_string(&(&thanks[0].label, &thanks[0].wording)).unwrap());
    for text in &said {
        for secret in secrets.iter().copied().chain([code.as_str()]) {
            assert!(!text.contains(secret), "“{secret}” is in {text}");
        }
    }
}

#[test]
fn a_card_of_thanks_waits_with_its_label_until_it_is_sent() {
    let (book, _, lee) = told();
    let referral = book.referral(Direction::In, lee);
    let [due] = &book.thanks().unwrap()[..] else { panic!() };
    assert_eq!((due.referral, due.to.name.as_str()), (referral, "Dr. Sam Lee"));
    assert_eq!(due.label.lines, ["Dr. Sam Lee", "Oak Street", "12 Oak Street", "Riverside"]);
    assert!(due.label.complete && due.wording.text.contains("Dear Dr. Sam Lee"));
    book.run(Command::AdvanceReferral { id: referral, step: rapport_core::command::ReferralStep::Thanked, at: None });
    assert!(book.thanks().unwrap().is_empty());
    let stranger = book.person("Bo Park", None);
    assert!(!book.labels(&[stranger]).unwrap()[0].complete);
}

#[test]
fn cards_lead_to_the_booking_page_and_to_colleagues() {
    let (book, _, lee) = told();
    assert_eq!(book.share_card(None).unwrap().code.as_deref(), Some("https://riverside.example/book"));
    let to_lee = book.share_card(Some(lee)).unwrap();
    assert_eq!(to_lee.code.as_deref(), Some("tel:+15550100"));
    assert_eq!(to_lee.lines.last(), Some(&CardLine::SentBy("Riverside Therapy".into())));
    let ideal = book.ideal_client_card().unwrap();
    assert!(ideal.lines.contains(&CardLine::Ideal("parents of children who wake at four".into())));
}

#[test]
fn an_ask_is_put_answered_and_left_to_rest() {
    let (book, _, lee) = told();
    let vague = book.composed_ask(Some(lee), &Seeks { need: "something".into(), ..seeks() }, "").unwrap();
    assert_eq!(vague.vague, [Vague::AnyNeed { word: "something".into() }]);
    let exact = book.composed_ask(Some(lee), &seeks(), "").unwrap();
    assert!(exact.vague.is_empty() && exact.wording.text.contains("neurologist in Riverside, for epilepsy"));
    let ask = first(&book.run(Command::MakeAsk(NewAsk { to: Some(lee), seeks: seeks(), ..NewAsk::default() })));
    let line = || book.asks().unwrap().remove(0);
    assert_eq!((line().state, line().text.as_str()), (AskState::ToAsk, "neurologist, Riverside, epilepsy"));
    book.run(Command::PutAsk { id: ask, by: TouchpointKind::Call, at: None });
    assert_eq!(line().state, AskState::Asked);
    let later = Command::AnswerAsk { id: ask, answer: AskAnswer::Later, text: String::new(), until: None, at: None };
    assert!(book.book.run(later).is_err(), "later is a day");
    let at = Some(instant("2026-11-22T14:00:00Z"));
    let no = |until| Command::AnswerAsk { id: ask, answer: AskAnswer::No, text: "too busy".into(), until, at };
    book.run(no(None));
    assert_eq!((line().state, line().answered), (AskState::No, at));
    let [one] = &book.no_list().unwrap()[..] else { panic!() };
    assert_eq!((one.who.id, one.answer.as_str(), one.since), (lee, "too busy", at));
    assert_eq!(one.until.unwrap().to_string(), "2027-05-23", "half a year");
    assert_eq!(book.composed_ask(Some(lee), &seeks(), "").unwrap().resting_until, one.until);
    book.world.pass_days(200);
    assert!(book.no_list().unwrap().is_empty(), "the time is over");
    book.edit(lee, "stance", "declined");
    assert_eq!(book.no_list().unwrap()[0].ask, None);
}

#[test]
fn an_ask_can_be_rehearsed() {
    let (book, _, lee) = told();
    let ask = NewAsk { to: Some(lee), seeks: seeks(), put: Some(TouchpointKind::Email), ..NewAsk::default() };
    let ask = first(&book.run(Command::MakeAsk(ask)));
    let cards = book.rehearsal(ask).unwrap();
    let cues: Vec<Cue> = cards.iter().map(|card| card.cue).collect();
    assert_eq!(cues, [Cue::Opening, Cue::Asking, Cue::Yes, Cue::Later, Cue::No]);
    assert!(cards.iter().all(|card| card.say.missing.is_empty()));
    assert!(book.rehearsal(lee).is_err());
}

#[test]
fn an_ask_for_an_introduction_is_rehearsed_by_the_name_of_whom_one_wants_to_meet() {
    let (book, _, lee) = told();
    let seeks = Seeks { need: format!("{INTRODUCTION_TO}Dr Osei"), ..Seeks::default() };
    let ask = NewAsk { to: Some(lee), seeks, text: "an introduction to Dr Osei".into(), ..NewAsk::default() };
    let ask = first(&book.run(Command::MakeAsk(ask)));
    let asking = book.rehearsal(ask).unwrap().into_iter().find(|card| card.cue == Cue::Asking).unwrap().say;
    assert!(asking.text.contains("Dr Osei") && !asking.text.contains(INTRODUCTION_TO), "{}", asking.text);
    assert!(!asking.text.contains("{profession}"), "no profession is sought: {}", asking.text);
}

#[test]
fn coaching_can_be_turned_off_and_a_visit_asks_what_was_learned() {
    let (book, oak, lee) = told();
    assert!(book.coaching().unwrap().on && !book.coaching().unwrap().notes.is_empty());
    book.edit(book.practice().unwrap().id, "target:coaching", "0");
    let off = book.coaching().unwrap();
    assert!(!off.on && off.notes.is_empty());
    let met = [Met::Contact(lee)].into();
    let visit = first(&book.run(Command::LogVisit(NewVisit { place: Some(oak), met, ..NewVisit::default() })));
    assert_eq!(book.coaching().unwrap().unlearned[0].touchpoint, visit);
    book.note("they lack somebody for sleep", &[visit]);
    assert!(book.coaching().unwrap().unlearned.is_empty());
}
