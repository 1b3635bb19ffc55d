//! When a step that asks is due: gives and asks as rows tell of them.

use super::*;
use crate::{
    model::{Direction, ItemKind, RecordId, Touchpoint},
    practice::{
        credit::Account,
        facts::{self, Left, Nature},
        giving::{Gives, Kinds},
    },
};

/// What may be left, and what sort of thing it is.
const ITEMS: [(&str, ItemKind); 3] =
    [("article", ItemKind::Give), ("cookies", ItemKind::Gift), ("booking_card", ItemKind::Material)];

/// A touchpoint so many days after the 2nd of November, as rows tell of it, and what was left at it.
fn logged(key: i64, after: i64, kind: TouchpointKind, direction: Direction, item: &str) -> (facts::Touch, Left) {
    let left: std::collections::BTreeMap<_, _> =
        [item].into_iter().filter(|item| !item.is_empty()).map(|item| (item.to_owned(), 1)).collect();
    let at = touch(plus(day("2026-11-02"), after), key, kind.clone(), false, false).at;
    let touchpoint = Touchpoint { kind, direction: Some(direction), left: left.clone(), ..Touchpoint::default() };
    let nature = Nature::to_person(&touchpoint);
    (facts::Touch { who: RecordId([1; 16]), at, key, nature }, Left { key, at, items: left })
}

impl Case {
    /// Reckons what was given since the last ask, from what was logged and the days of asks that were put elsewhere.
    fn account(&mut self, logged: &[(facts::Touch, Left)], asked: &[&str]) {
        let kinds: Kinds = ITEMS.iter().map(|(item, kind)| ((*item).to_owned(), kind.clone())).collect();
        let (touches, left): (Vec<_>, Vec<_>) = logged.iter().cloned().unzip();
        let mut account = Account::new(&touches, &Gives::among(&left, &kinds), chrono_tz::UTC);
        account.put(asked.iter().map(|on| day(on).and_time(chrono::NaiveTime::MIN).and_utc().into()));
        account.walked(&Plan::new(&self.playbook), &self.marks, self.course(TODAY).asked, &kinds);
        self.credit = account.credit();
    }
}

#[test]
fn no_ask_is_due_before_three_gives() {
    let mut case = Case::of("weekly_value");
    case.done("1.1.value_1", "2026-11-03");
    case.mark("1.1.value_2", "skipped 2026-11-10");
    case.done("1.1.value_3", "2026-11-17");
    case.account(&[], &[]);
    case.expect("2026-12-24", "1.1.ask", "2026-11-24", State::Held { gives: 2, needs: 3 });
    let emailed = |item| logged(1, 9, TouchpointKind::Email, Direction::Out, item);
    case.account(&[emailed("cookies")], &[]);
    case.expect("2026-12-24", "1.1.ask", "2026-11-24", State::Held { gives: 2, needs: 3 });
    case.account(&[emailed("article")], &[]);
    case.expect("2026-12-24", "1.1.ask", "2026-11-24", State::Due);
    case.account(&[emailed("article")], &["2026-11-17"]);
    case.expect("2026-12-24", "1.1.ask", "2026-11-24", State::Held { gives: 0, needs: 3 });
}

/// A step of a playbook and what became of it.
type Told = (StepAt, Mark);
/// Days after the 2nd of November, the kind of a touchpoint, who reached out, and what was left.
type Drawn = (i64, TouchpointKind, Direction, &'static str);

/// A playbook that asks, marks and whatever may be logged: by either side, with and without something left.
fn asking() -> impl Strategy<Value = (&'static str, Vec<Told>, Vec<Drawn>)> {
    let kinds = proptest::sample::select(TouchpointKind::ALL.to_vec());
    let directions = proptest::sample::select(vec![Direction::In, Direction::Out]);
    let items = proptest::sample::select(vec!["", "article", "cookies", "booking_card", "unheard_of"]);
    let drawn = proptest::collection::vec((0_i64..74, kinds, directions, items), 0..16);
    let marks = proptest::sample::select(vec!["weekly_value", "social_first"])
        .prop_flat_map(|short| (Just(short), deeds(short)));
    (marks, drawn).prop_map(|((short, (marks, _)), drawn)| (short, marks, drawn))
}

proptest! {
    #[test]
    fn no_ask_is_ever_due_before_three_gives((short, marks, drawn) in asking()) {
        let mut case = of_deeds(short, &marks, &[], 0);
        let all: Vec<_> = drawn
            .iter()
            .zip(1..)
            .map(|((after, kind, direction, item), key)| logged(key, *after, kind.clone(), direction.clone(), item))
            .collect();
        case.touches = all.iter().filter_map(|(touch, _)| Touch::of(touch, chrono_tz::UTC)).collect();
        case.account(&all, &[]);
        let course = case.course(TODAY);
        let step = |at: &StepAt| &case.playbook.step.0[&at.step];
        let by_touch = course.passed.iter().filter(|passed| matches!(passed.how, How::Touched(_)) && step(&passed.at).asks);
        let done = || case.marks.resolved.iter().filter(|(_, mark)| mark.how == Resolved::Done);
        let by_mark = done().filter(|(at, _)| step(at).asks);
        let asked = by_touch.map(|passed| passed.on).chain(by_mark.map(|(_, mark)| mark.on)).max();
        let since = |on: Day| asked.is_none_or(|asked| on > asked);
        let given = drawn.iter().filter(|(after, _, direction, item)| {
            *direction == Direction::Out && *item == "article" && since(plus(day("2026-11-02"), *after))
        });
        let told = done().filter(|(at, mark)| {
            (at.step.starts_with("value") || at.step.starts_with("week")) && since(mark.on)
        });
        let enough = given.count() + told.count() >= NEEDS as usize;
        if let Some(open) = &course.open && step(&open.at).asks {
            prop_assert_eq!(matches!(course.state, State::Held { .. }), !enough, "{:?}", course);
        }
    }
}
