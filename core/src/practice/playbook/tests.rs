//! The engine against what practitioners do, and its promises as properties.

mod crediting;

use proptest::prelude::*;

use super::{library, *};
use crate::{
    model::{Day, Playbook, Practice, Step, TouchpointKind},
    practice::{credit::Credit, due::DaysOff},
};

/// Gives before an ask.
const NEEDS: u32 = 3;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn plus(day: Day, days: i64) -> Day {
    day + chrono::TimeDelta::days(days)
}

fn shipped(short: &str) -> Playbook {
    library::by_short(short).expect("a shipped playbook").playbook
}

/// A touchpoint at noon.
fn touch(on: Day, key: i64, kind: TouchpointKind, left: bool, inbound: bool) -> Touch {
    let at = on.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12);
    Touch { at: at.into(), on, key, kind, left, inbound }
}

/// Somebody in a playbook since Monday, 2 November 2026.
struct Case {
    playbook: Playbook,
    enrolment: Enrolment,
    marks: Marks,
    touches: Vec<Touch>,
    off: DaysOff,
    credit: Credit,
}

impl Case {
    fn of(short: &str) -> Self {
        Self {
            playbook: shipped(short),
            enrolment: Enrolment::new(1, day("2026-11-02")),
            marks: Marks::default(),
            touches: Vec::new(),
            off: DaysOff::default(),
            credit: Credit { gives: NEEDS, last_ask: None },
        }
    }

    fn done(&mut self, at: &str, on: &str) {
        self.mark(at, &format!("done {on}"));
    }

    fn mark(&mut self, at: &str, mark: &str) {
        self.marks.resolved.insert(at.parse().expect("a step"), mark.parse().expect("a mark"));
    }

    fn touched(&mut self, on: &str, kind: TouchpointKind) {
        let key = i64::try_from(self.touches.len()).unwrap_or(0);
        self.touches.push(touch(day(on), key, kind, false, false));
    }

    fn course(&self, today: &str) -> Course {
        let calendar = Calendar { today: day(today), off: &self.off };
        course(&self.enrolment, &self.marks, &Plan::new(&self.playbook), &self.touches, self.credit, NEEDS, calendar)
    }

    /// The open step and its day, and whether it is due.
    fn open(&self, today: &str) -> (String, String, State) {
        let course = self.course(today);
        let open = course.open.expect("a step is open");
        (open.at.to_string(), open.due.map(|due| due.to_string()).unwrap_or_default(), course.state)
    }

    fn expect(&self, today: &str, at: &str, due: &str, state: State) {
        assert_eq!(self.open(today), (at.to_owned(), due.to_owned(), state));
    }
}

#[test]
fn every_shipped_playbook_is_without_fault_and_has_an_id_of_its_own() {
    let all = library::all();
    let ids: std::collections::BTreeSet<_> = all.iter().map(|shipped| shipped.id).collect();
    assert_eq!((all.len(), ids.len()), (7, 7));
    for shipped in &all {
        assert_eq!(faults(&shipped.playbook), [], "{}", shipped.short);
        assert_eq!(library::by_id(shipped.id).as_ref(), Some(shipped));
    }
}

#[test]
fn value_for_three_weeks_then_the_ask_then_again() {
    let mut case = Case::of("weekly_value");
    case.expect("2026-11-02", "1.1.value_1", "2026-11-02", State::Due);
    case.done("1.1.value_1", "2026-11-03");
    case.expect("2026-11-04", "1.1.value_2", "2026-11-10", State::Waiting);
    case.done("1.1.value_2", "2026-11-10");
    case.done("1.1.value_3", "2026-11-17");
    case.expect("2026-11-24", "1.1.ask", "2026-11-24", State::Due);
    case.done("1.1.ask", "2026-11-24");
    case.expect("2026-11-25", "1.2.value_1", "2026-11-24", State::Due);
}

#[test]
fn what_they_do_is_an_answer_and_does_no_step_of_ours() {
    let mut case = Case::of("weekly_value");
    for on in ["2026-11-02", "2026-11-09", "2026-11-16"] {
        case.touched(on, TouchpointKind::Email);
    }
    case.touches.iter_mut().for_each(|touch| touch.inbound = true);
    case.expect("2026-11-23", "1.1.value_1", "2026-11-02", State::Due);
}

#[test]
fn what_was_logged_anyway_does_its_step_and_one_letter_does_one() {
    let mut case = Case::of("call_brochure_call");
    case.touched("2026-11-02", TouchpointKind::Call);
    case.touched("2026-11-02", TouchpointKind::Call);
    case.expect("2026-11-02", "1.1.brochure", "2026-11-03", State::Waiting);
    case.touched("2026-11-04", TouchpointKind::Mail);
    case.expect("2026-11-05", "1.1.call_again", "2026-11-11", State::Waiting);
    case.touched("2026-11-06", TouchpointKind::Call);
    case.expect("2026-11-06", "1.1.call_again", "2026-11-11", State::Waiting);
    case.touched("2026-11-08", TouchpointKind::Call);
    let course = case.course("2026-11-12");
    assert_eq!(
        (course.state, course.open),
        (State::Finished, None),
        "from half of the week on a call is the second one"
    );
}

#[test]
fn whoever_engages_back_is_asked_and_for_the_others_an_introduction_is_sought() {
    let mut case = Case::of("social_first");
    for (at, on) in [("1.1.week_1", "2026-11-02"), ("1.1.week_2", "2026-11-09"), ("1.1.week_3", "2026-11-16")] {
        case.done(at, on);
    }
    case.expect("2026-11-18", "1.1.look", "2026-11-19", State::Waiting);
    let mut silent = Case { touches: Vec::new(), ..case };
    silent.mark("1.1.look", "done 2026-11-20 result:silent");
    silent.expect("2026-11-21", "1.1.introduction", "2026-11-21", State::Due);
    silent.done("1.1.introduction", "2026-11-21");
    assert_eq!(silent.course("2026-11-22").state, State::Finished);
    let mut answered = Case { marks: Marks::default(), ..silent };
    for (at, on) in [("1.1.week_1", "2026-11-02"), ("1.1.week_2", "2026-11-09"), ("1.1.week_3", "2026-11-16")] {
        answered.done(at, on);
    }
    answered.touched("2026-11-12", TouchpointKind::Social);
    answered.touches[0].inbound = true;
    answered.expect("2026-11-18", "1.1.ask", "2026-11-13", State::Due);
}

#[test]
fn holidays_absences_and_pauses_do_not_count() {
    let mut case = Case::of("weekly_value");
    case.done("1.1.value_1", "2026-11-20");
    case.off = DaysOff::of(&Practice {
        holiday: [(day("2026-11-26"), "Thanksgiving".to_owned())].into(),
        away: [(day("2026-11-28"), day("2026-11-29"))].into(),
        ..Practice::default()
    });
    case.expect("2026-11-25", "1.1.value_2", "2026-11-30", State::Waiting);
    case.enrolment.pause(day("2026-11-23"));
    case.expect("2026-12-25", "1.1.value_2", "2026-11-30", State::Paused(Some(day("2026-11-23"))));
    case.enrolment.resume(day("2026-12-25"));
    // Three days had passed (21, 22 and, after the pause, from the 25th on four more).
    case.expect("2026-12-26", "1.1.value_2", "2026-12-29", State::Waiting);
}

#[test]
fn who_is_enrolled_again_begins_anew() {
    let mut case = Case::of("call_brochure_call");
    for (at, on) in [("1.1.call", "2026-11-02"), ("1.1.brochure", "2026-11-03"), ("1.1.call_again", "2026-11-10")] {
        case.done(at, on);
    }
    assert_eq!(case.course("2026-11-11").state, State::Finished);
    case.touched("2026-11-10", TouchpointKind::Call);
    case.enrolment = Enrolment::new(2, day("2026-11-20"));
    case.expect("2026-11-20", "2.1.call", "2026-11-20", State::Due);
}

#[test]
fn an_edit_sends_nobody_back() {
    let mut case = Case::of("call_brochure_call");
    case.done("1.1.call", "2026-11-02");
    case.done("1.1.brochure", "2026-11-03");
    let step =
        |order, title: &str| Step { order: Some(order), title: title.into(), wait_days: Some(2), ..Step::default() };
    // One more before what is done, one more after it, and the last left out.
    case.playbook.step.0.insert("look_up".into(), step(1.5, "Look them up"));
    case.playbook.step.0.insert("photo".into(), step(2.5, "Send a photograph"));
    case.playbook.step.0.get_mut("call_again").expect("a step").dropped = true;
    case.expect("2026-11-04", "1.1.photo", "2026-11-05", State::Waiting);
    // What was done of a step that is left out since is not asked for again, nor does it hold anybody up.
    case.playbook.step.0.get_mut("brochure").expect("a step").dropped = true;
    case.expect("2026-11-04", "1.1.look_up", "2026-11-04", State::Due);
    case.playbook.step.0.clear();
    assert_eq!(case.course("2026-11-04").state, State::Finished, "a playbook without steps");
}

#[test]
fn cookies_come_round_each_year_and_a_year_that_went_by_is_over() {
    let mut case = Case::of("annual_cookies");
    case.expect("2026-11-02", "1.2027.bring", "2027-07-03", State::Waiting);
    case.expect("2027-07-03", "1.2027.bring", "2027-07-03", State::Due);
    case.touched("2027-07-01", TouchpointKind::GiftDrop);
    case.expect("2027-07-03", "1.2028.bring", "2028-07-03", State::Waiting);
    case.expect("2029-06-20", "1.2029.bring", "2029-07-03", State::Waiting);
    let passed = case.course("2029-06-20").passed;
    assert_eq!(passed.last().map(|step| step.how), Some(How::PassedOver), "nobody brought any in 2028");
    case.off = DaysOff::default().and([(day("2029-07-02"), day("2029-07-03"))]);
    case.expect("2029-06-20", "1.2029.bring", "2029-07-01", State::Waiting);
}

#[test]
fn what_is_outside_its_season_waits_for_it() {
    let mut case = Case::of("weekly_value");
    case.playbook.season_from = Some(day("2026-09-01"));
    case.playbook.season_until = Some(day("2026-11-15"));
    case.done("1.1.value_1", "2026-11-10");
    case.expect("2026-11-18", "1.1.value_2", "2027-09-01", State::Waiting);
}

#[test]
fn giving_first_is_never_due_until_they_call() {
    let mut case = Case::of("give_first");
    case.expect("2036-11-02", "1.1.refer", "", State::Undated);
    case.touched("2027-03-01", TouchpointKind::Call);
    case.touches[0].inbound = true;
    assert_eq!(case.course("2027-03-02").state, State::Finished);
}

#[test]
fn done_on_one_device_and_put_off_on_another_is_done() {
    let mut case = Case::of("weekly_value");
    case.marks.quiet.insert("1.1.value_1".parse().expect("a step"), day("2026-11-09"));
    case.expect("2026-11-03", "1.1.value_1", "2026-11-02", State::Quiet(day("2026-11-09")));
    case.expect("2026-11-09", "1.1.value_1", "2026-11-02", State::Due);
    case.done("1.1.value_1", "2026-11-03");
    case.expect("2026-11-03", "1.1.value_2", "2026-11-10", State::Waiting);
}

#[test]
fn adherence_counts_what_was_in_time_late_and_left_out() {
    let mut case = Case::of("call_brochure_call");
    case.done("1.1.call", "2026-11-04");
    case.done("1.1.brochure", "2026-11-09");
    let course = case.course("2026-12-01");
    let adherence = adherence([&course], day("2026-01-01"), day("2026-12-01"));
    // The call was two days after its day and so in time; the brochure, due on the 5th, four; the last call is late now.
    let counts = adherence.counts;
    assert_eq!((counts.enrolled, counts.running, counts.on_time, counts.late, counts.overdue), (1, 1, 1, 1, 1));
    assert_eq!((adherence.n(), adherence.median_days_late()), (3, Some(2)));
    assert!(adherence.share_on_time().is_some_and(|share| (share - 1.0 / 3.0).abs() < 1e-9));
}

/// Marks and touchpoints of one enrolment, as two devices may have made them.
fn deeds(short: &'static str) -> impl Strategy<Value = (Vec<(StepAt, Mark)>, Vec<Touch>)> {
    let steps: Vec<String> = shipped(short).step.0.keys().cloned().collect();
    let mark =
        (1_u32..4, proptest::sample::select(steps), 0_i64..120, any::<bool>()).prop_map(|(cycle, step, on, done)| {
            let how = if done { Resolved::Done } else { Resolved::Skipped };
            let at = StepAt { round: 1, cycle, step };
            (at, Mark { how, on: plus(day("2026-11-02"), on), result: None, by: None })
        });
    let kinds = proptest::sample::select(TouchpointKind::ALL.to_vec());
    let touch = (any::<u8>(), kinds, 0_i64..120, any::<bool>(), any::<bool>())
        .prop_map(|(id, kind, on, gave, inbound)| touch(plus(day("2026-11-02"), on), id.into(), kind, gave, inbound));
    (proptest::collection::vec(mark, 0..8), proptest::collection::vec(touch, 0..12))
}

fn of_deeds(short: &str, marks: &[(StepAt, Mark)], touches: &[Touch], gives: u32) -> Case {
    let mut case = Case::of(short);
    // One key, one value: of two marks of one step that with the lesser text stands, as merging would choose one for all.
    for (at, mark) in marks {
        let kept = case.marks.resolved.entry(at.clone()).or_insert_with(|| mark.clone());
        if mark.to_string() < kept.to_string() {
            *kept = mark.clone();
        }
    }
    let mut touches = touches.to_vec();
    touches.sort_by_key(|touch| (touch.key, touch.on));
    touches.dedup_by_key(|touch| touch.key);
    case.touches = touches;
    case.credit.gives = gives;
    case
}

const TODAY: &str = "2027-01-15";

proptest! {
    #[test]
    fn two_devices_come_to_the_same_step_in_whatever_order_they_heard(
        (marks, touches) in deeds("weekly_value"), cut in 0_usize..20, gives in 0_u32..5
    ) {
        let forth = of_deeds("weekly_value", &marks, &touches, gives);
        let (mut marks, mut reversed) = (marks, forth.touches.clone());
        let cut = cut.min(marks.len());
        marks.rotate_left(cut);
        reversed.reverse();
        let mut back = of_deeds("weekly_value", &marks, &[], gives);
        back.touches = reversed;
        prop_assert_eq!(forth.course(TODAY), back.course(TODAY));
    }

    #[test]
    fn a_step_is_done_once_and_what_is_done_is_never_open((marks, touches) in deeds("weekly_value")) {
        let case = of_deeds("weekly_value", &marks, &touches, 3);
        let course = case.course(TODAY);
        let mut seen = std::collections::BTreeSet::new();
        for step in &course.passed {
            prop_assert!(seen.insert(step.at.clone()), "{} twice", step.at);
        }
        if let Some(open) = &course.open {
            prop_assert!(!seen.contains(&open.at) && !case.marks.resolved.contains_key(&open.at));
        }
    }

    #[test]
    fn putting_a_record_twice_changes_nothing((marks, touches) in deeds("call_brochure_call")) {
        let once = of_deeds("call_brochure_call", &marks, &touches, 3);
        let twice: Vec<_> = marks.iter().chain(&marks).cloned().collect();
        let again = of_deeds("call_brochure_call", &twice, &[touches.clone(), touches].concat(), 3);
        prop_assert_eq!(once.course(TODAY), again.course(TODAY));
    }
}
