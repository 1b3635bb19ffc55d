//! Who is in which playbook, and what became of the steps: done on time or late, left out, or still open. The playbooks are the
//! shipped ones; what is written here is what `in:` and `step:` of a contact hold (docs/playbooks.md), and a test holds it to
//! them.

use super::{calendar::later, days::Days};
use crate::model::{Day, Direction, Met, RecordId, Touchpoint, TouchpointKind};

/// A step: its id, how many days after the one before, what does it, what is given by it.
type Step = (&'static str, i64, TouchpointKind, Option<&'static str>);

/// A shipped playbook: its number, and its steps as far as they are written down. Of one without, visits alone decide.
struct Course {
    number: u8,
    steps: &'static [Step],
}

const WEEKLY: Course = Course {
    number: 1,
    steps: &[
        ("value_1", 0, TouchpointKind::Email, Some("article")),
        ("value_2", 7, TouchpointKind::Message, Some("slots")),
        ("value_3", 7, TouchpointKind::Mail, Some("handwritten")),
        ("ask", 7, TouchpointKind::Meeting, None),
    ],
};
const CALLS: Course = Course {
    number: 2,
    steps: &[
        ("call", 0, TouchpointKind::Call, None),
        ("brochure", 1, TouchpointKind::Mail, Some("brochure")),
        ("call_again", 7, TouchpointKind::Call, None),
    ],
};
const SOCIAL: Course = Course {
    number: 3,
    steps: &[
        ("week_1", 0, TouchpointKind::Social, Some("comment")),
        ("week_2", 7, TouchpointKind::Social, Some("share_post")),
        ("week_3", 7, TouchpointKind::Social, Some("shout_out")),
    ],
};
const ABOUT_THEM: Course = Course { number: 4, steps: &[] };
const COOKIES: Course = Course { number: 5, steps: &[] };
const AFTER_MEETING: Course = Course {
    number: 6,
    steps: &[("follow_up", 1, TouchpointKind::Email, None), ("stay", 21, TouchpointKind::Call, None)],
};
const GIVE_FIRST: Course = Course { number: 7, steps: &[] };

/// What becomes of an enrolment besides its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Goes,
    /// Rests for so many days by now.
    Rests(i64),
    /// Left after so many days.
    Left(i64),
}

/// Who began which, how many days ago.
const ENROLLED: &[(&Course, i64, Fate)] = &[
    (&WEEKLY, 4, Fate::Goes),
    (&WEEKLY, 11, Fate::Goes),
    (&WEEKLY, 18, Fate::Goes),
    (&WEEKLY, 26, Fate::Goes),
    (&WEEKLY, 31, Fate::Rests(6)),
    (&WEEKLY, 160, Fate::Left(70)),
    (&CALLS, 3, Fate::Goes),
    (&CALLS, 9, Fate::Goes),
    (&CALLS, 220, Fate::Goes),
    (&CALLS, 410, Fate::Goes),
    (&SOCIAL, 6, Fate::Goes),
    (&SOCIAL, 13, Fate::Goes),
    (&SOCIAL, 19, Fate::Goes),
    (&ABOUT_THEM, 25, Fate::Goes),
    (&ABOUT_THEM, 70, Fate::Goes),
    (&ABOUT_THEM, 300, Fate::Goes),
    (&COOKIES, 880, Fate::Goes),
    (&COOKIES, 510, Fate::Goes),
    (&COOKIES, 505, Fate::Goes),
    (&AFTER_MEETING, 2, Fate::Goes),
    (&AFTER_MEETING, 24, Fate::Goes),
    (&AFTER_MEETING, 140, Fate::Goes),
    (&GIVE_FIRST, 390, Fate::Goes),
    (&GIVE_FIRST, 90, Fate::Goes),
];

impl Days {
    /// Enrols people of each round: those whom one knows well bring cookies and first meetings, the others are newcomers.
    pub fn enrol(&mut self) {
        for round in 0..self.town.rounds.len() {
            let mut people = self.partners(round);
            // Every third, so that the warmest are not the only ones.
            people = (0..3).flat_map(|from| people.iter().copied().skip(from).step_by(3)).collect();
            let mut people = people.into_iter();
            let days = self.span.days();
            for (course, began, fate) in ENROLLED.iter().filter(|(_, began, _)| *began + 30 < days) {
                let day = self.a_workday(*began);
                let Some(number) = people.find(|number| self.town.people[*number].since < day) else { continue };
                if let Some(who) = self.town.people[number].id {
                    self.follow_course(who, course, day, *fate);
                }
            }
        }
    }

    fn follow_course(&mut self, who: RecordId, course: &Course, began: Day, fate: Fate) {
        let playbook = shipped(course.number);
        let (state, ends) = match fate {
            Fate::Goes => (format!("1 {began}"), self.span.today),
            Fate::Rests(days) => {
                let since = later(self.span.today, -days);
                (format!("1 {began} paused:{since}/"), since)
            }
            Fate::Left(after) => (format!("1 {began} left:{}", later(began, after)), later(began, after)),
        };
        let mut marks: Vec<(String, String)> = Vec::new();
        let mut due = began;
        for (step, wait, kind, item) in course.steps {
            due = later(due, *wait);
            let late = *self.dice.weighted(&[(0, 60), (1, 20), (3, 15), (6, 5)]);
            let on = self.next_workday(later(due, late));
            if on >= ends {
                break;
            }
            let key = format!("{playbook}:1.1.{step}");
            if self.dice.happens(9) {
                marks.push((key, format!("skipped {on}")));
            } else {
                let by = self.do_step(who, on, kind.clone(), *item);
                marks.push((key, format!("done {on} by:{by}")));
            }
            due = on;
        }
        self.change(who, |contact| {
            contact.in_playbook.insert(playbook.to_string(), state);
            contact.step.extend(marks);
        });
    }

    fn do_step(&mut self, who: RecordId, on: Day, kind: TouchpointKind, item: Option<&str>) -> RecordId {
        let at = self.span.moment(on, self.dice.within(8 * 60 + 40..=16 * 60 + 50));
        let touchpoint = Touchpoint {
            direction: (kind != TouchpointKind::Meeting).then_some(Direction::Out),
            kind,
            met: [Met::Contact(who)].into(),
            at,
            zone: self.span.zone.name().to_owned(),
            left: item.map(|item| (item.to_owned(), 1)).into_iter().collect(),
            ..Touchpoint::default()
        };
        self.pen.write(at, touchpoint)
    }

    pub fn next_workday(&self, day: Day) -> Day {
        (0..40).map(|days| later(day, days)).find(|day| !self.is_off(*day)).unwrap_or(day)
    }
}

/// The id of a shipped playbook.
const fn shipped(number: u8) -> RecordId {
    RecordId([0, 0, 0, 0, 0, 0, 0x80, 0x01, 0x80, 0, 0, 0, 0, 0, 0, number])
}
