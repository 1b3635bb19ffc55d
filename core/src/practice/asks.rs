//! Asks: whether one is exact enough to be answered, where it stands, and who is left alone for a while.

use chrono::Days;

use super::fold::fold;
use crate::model::{
    Day, Owes, Promise, PromiseState,
    view::{AskState, Seeks, Vague},
};

/// Words that part one profession from another.
const AND: [&str; 3] = ["or", "and", "plus"];
/// Words that mean anybody.
const ANYBODY: [&str; 16] = [
    "anybody",
    "anyone",
    "somebody",
    "someone",
    "whoever",
    "everybody",
    "everyone",
    "people",
    "professional",
    "professionals",
    "practitioner",
    "practitioners",
    "provider",
    "providers",
    "clinician",
    "clinicians",
];
/// Words that mean anywhere.
const ANYWHERE: [&str; 6] = ["anywhere", "everywhere", "somewhere", "wherever", "online", "any"];
/// Words that mean anything.
const ANYTHING: [&str; 9] =
    ["anything", "everything", "something", "whatever", "stuff", "issues", "problems", "general", "help"];

/// What is not exact about an ask: one profession, one area and one need are asked for at a time, so that a face comes to
/// the mind of whoever is asked.
#[must_use]
pub fn vague(seeks: &Seeks) -> Vec<Vague> {
    let mut vague = Vec::new();
    let words = |text: &str| -> Vec<String> {
        fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let profession = words(&seeks.profession);
    if profession.is_empty() {
        vague.push(Vague::NoProfession);
    } else if let Some(word) = parted(&seeks.profession) {
        vague.push(Vague::SeveralProfessions { word });
    } else if let Some(word) = profession.iter().find(|word| ANYBODY.contains(&word.as_str())) {
        vague.push(Vague::AnyProfession { word: word.clone() });
    }
    let area = words(&seeks.area);
    if area.is_empty() {
        vague.push(Vague::NoArea);
    } else if let Some(word) = area.iter().find(|word| ANYWHERE.contains(&word.as_str())) {
        vague.push(Vague::AnyArea { word: word.clone() });
    }
    let need = words(&seeks.need);
    let meant: Vec<_> = need.iter().filter(|word| !ANYTHING.contains(&word.as_str())).collect();
    match (need.first(), meant.iter().any(|word| word.chars().count() > 3)) {
        (None, _) => vague.push(Vague::NoNeed),
        (Some(word), false) => vague.push(Vague::AnyNeed { word: word.clone() }),
        (Some(_), true) => {}
    }
    vague
}

/// Where an ask stands. It is the practice's to put, and once it is put theirs to answer; one that was let go was never put. An
/// answered one is done, and a no is one that rests.
#[must_use]
pub fn state(ask: &Promise) -> AskState {
    let (is_answered, rests) = (!ask.answer.trim().is_empty(), ask.quiet_until.is_some());
    match (&ask.state, &ask.owes) {
        (PromiseState::Dropped, _) => AskState::LetGo,
        (PromiseState::Done, _) if is_answered && rests => AskState::No,
        (PromiseState::Done, _) if is_answered => AskState::Yes,
        (PromiseState::Done, _) => AskState::Asked,
        (_, Owes::Them) if is_answered && rests => AskState::Later,
        (_, Owes::Them) => AskState::Asked,
        _ => AskState::ToAsk,
    }
}

/// The day until which whoever said no is left alone, if nothing else was agreed (folklore `rest_after_no_days`).
#[must_use]
pub fn rests_until(said_no: Day, days: f64) -> Day {
    let days = days.clamp(0.0, 36_500.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and a hundred years")]
    said_no.checked_add_days(Days::new(days as u64)).unwrap_or(Day::MAX)
}

/// Whether whoever gave this answer is left alone on a day.
#[must_use]
pub fn is_resting(ask: &Promise, today: Day) -> bool {
    matches!(state(ask), AskState::No | AskState::Later) && ask.quiet_until.is_some_and(|until| until > today)
}

/// The word or sign at which one profession ends and the next begins.
fn parted(profession: &str) -> Option<String> {
    let sign = profession.chars().find(|c| matches!(c, ',' | '/' | ';' | '&' | '+'));
    let word = || fold(profession).split(' ').find(|word| AND.contains(word)).map(str::to_owned);
    sign.map(String::from).or_else(word)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn seeks(profession: &str, area: &str, need: &str) -> Seeks {
        Seeks { profession: profession.into(), area: area.into(), need: need.into() }
    }

    #[test]
    fn one_profession_one_area_one_need_are_exact() {
        for exact in [
            seeks("pediatric neurologist", "Riverside", "children who can't sleep"),
            seeks("family lawyer", "the north side", "divorce"),
            seeks("land surveyor", "Oakland", "boundary disputes"),
        ] {
            assert_eq!(vague(&exact), [], "{exact:?}");
        }
    }

    #[test]
    fn whatever_is_not_exact_is_named() {
        let word = |word: &str| word.to_owned();
        assert_eq!(vague(&Seeks::default()), [Vague::NoProfession, Vague::NoArea, Vague::NoNeed]);
        assert_eq!(
            vague(&seeks("neurologists or psychiatrists", "Elm", "sleep")),
            [Vague::SeveralProfessions { word: word("or") }]
        );
        assert_eq!(vague(&seeks("lawyer/mediator", "Elm", "divorce")), [Vague::SeveralProfessions { word: word("/") }]);
        assert_eq!(vague(&seeks("Anyone", "Elm", "sleep")), [Vague::AnyProfession { word: word("anyone") }]);
        assert_eq!(vague(&seeks("dentist", "anywhere", "pain")), [Vague::AnyArea { word: word("anywhere") }]);
        assert_eq!(vague(&seeks("dentist", "Elm", "general help")), [Vague::AnyNeed { word: word("general") }]);
    }

    #[test]
    fn an_ask_is_put_then_answered() {
        let mut ask = Promise::default();
        assert_eq!(state(&ask), AskState::ToAsk);
        ask.owes = Owes::Them;
        assert_eq!(state(&ask), AskState::Asked);
        (ask.answer, ask.quiet_until) = ("in spring".into(), "2027-03-01".parse().ok());
        assert_eq!(state(&ask), AskState::Later);
        ask.state = PromiseState::Done;
        assert_eq!(state(&ask), AskState::No);
        ask.quiet_until = None;
        assert_eq!(state(&ask), AskState::Yes);
        ask.answer.clear();
        assert_eq!(state(&ask), AskState::Asked, "it was put, and nobody noted what they said");
        ask.state = PromiseState::Dropped;
        assert_eq!(state(&ask), AskState::LetGo);
    }

    #[test]
    fn a_no_rests_until_its_day() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let until = rests_until(day("2026-11-22"), 182.0);
        assert_eq!(until, day("2027-05-23"));
        let no =
            Promise { state: PromiseState::Done, answer: "no".into(), quiet_until: Some(until), ..Promise::default() };
        assert!(is_resting(&no, day("2027-05-22")) && !is_resting(&no, until));
        assert_eq!(rests_until(day("2026-11-22"), 30.0), day("2026-12-22"));
        assert_eq!(rests_until(Day::MAX, 1e18), Day::MAX);
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd_to_be_looked_at(profession: String, area: String, need: String) {
            let seeks = Seeks { profession, area, need };
            proptest::prop_assert!(vague(&seeks).len() <= 3);
        }
    }
}
