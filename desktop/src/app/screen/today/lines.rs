//! Today's lines: each with its reason, where it leads, what takes it away, and until when it can be put off.

use maud::{Markup, html};
use rapport_core::model::{
    Owes, RecordId,
    view::{Completion, Line, Named, ReferralDue, Today},
};

use crate::{
    app::{
        part::{form, icon, list::address},
        screen::brief,
        view::View,
        words::today as say,
    },
    words::{self, InWords as _},
};

/// A line, whatever sort it is of.
pub struct TodayLine {
    line: Line,
    /// What is to be done.
    what: Markup,
    /// Where more of it stands.
    open: String,
    /// Fields that tell the deeds which one is meant.
    which: Vec<(&'static str, String)>,
    /// Where it is logged, if that is what takes it away.
    log: Option<String>,
}

/// Referrals that wait for an answer.
pub fn unanswered(view: &View, today: &Today) -> Vec<TodayLine> {
    today.unanswered.iter().map(|referral| referral_line(view, referral)).collect()
}

/// Referrals whose source was not thanked.
pub fn thanks(view: &View, today: &Today) -> Vec<TodayLine> {
    let line = |referral| {
        let mut line = referral_line(view, referral);
        line.which.push(("thanks", "yes".to_owned()));
        line
    };
    today.thanks_owed.iter().map(line).collect()
}

fn referral_line(_view: &View, due: &ReferralDue) -> TodayLine {
    let from = due.from.as_ref().map_or(say::NOBODY_NAMED, |from| from.name.as_str());
    TodayLine {
        line: due.line.clone(),
        what: html! { span.name { (say::from(from)) } " " span.code { (due.code) } },
        open: format!("/referrals/{}", due.id),
        which: vec![("id", due.id.to_string())],
        log: None,
    }
}

/// Promises that are due.
pub fn promises(_view: &View, today: &Today) -> Vec<TodayLine> {
    let lines = today.promises.iter().map(|due| {
        let whom = due.to.as_ref().map(|to| match due.owes {
            Owes::Them => say::promised_by(&to.name),
            _ => say::promised_to(&to.name),
        });
        TodayLine {
            line: due.line.clone(),
            what: html! { span.name { (due.text) } @if let Some(whom) = whom { " " span.faint { (whom) } } },
            open: due.to.as_ref().map_or_else(|| "/".to_owned(), |to| page_of(to.id)),
            which: vec![("id", due.id.to_string())],
            log: due.to.as_ref().map(|to| log_of(to.id)),
        }
    });
    lines.collect()
}

/// Steps of playbooks.
pub fn steps(_view: &View, today: &Today) -> Vec<TodayLine> {
    let lines = today.steps.iter().map(|due| TodayLine {
        line: due.line.clone(),
        what: html! {
            span.name { (due.step.title) } " " span { (due.who.name) } " "
            span.faint { (say::step_of(due.step.number, due.step.of, &due.playbook.name)) }
        },
        open: page_of(due.who.id),
        which: vec![
            ("contact", due.who.id.to_string()),
            ("playbook", due.playbook.id.to_string()),
            ("at", due.step.at.clone()),
        ],
        log: Some(log_of(due.who.id)),
    });
    lines.collect()
}

/// What is planned.
pub fn planned(view: &View, today: &Today) -> Vec<TodayLine> {
    let lines = today.planned.iter().map(|due| {
        let place = due.place.as_ref().map_or("", |Named { name, .. }| name);
        TodayLine {
            line: due.line.clone(),
            what: html! {
                span.name { (if place.is_empty() { due.kind.words() } else { place }) } " "
                span.faint { (due.kind.words()) ", " (view.clock.say(due.at)) }
            },
            open: due.place.as_ref().map_or_else(|| format!("/records/{}", due.id), |place| brief::of(place.id)),
            which: vec![("id", due.id.to_string())],
            log: due.place.as_ref().map(|place| log_of(place.id)),
        }
    });
    lines.collect()
}

/// What runs out.
pub fn stock(_view: &View, today: &Today) -> Vec<TodayLine> {
    let lines = today.stock.iter().map(|due| TodayLine {
        line: due.line.clone(),
        what: html! { span.name { (due.name) } @if !due.version.is_empty() { " " (due.version) } },
        open: format!("/items/{}", due.item),
        which: vec![("id", due.id.to_string())],
        log: None,
    });
    lines.collect()
}

/// Whom one is losing touch with.
pub fn losing_touch(_view: &View, today: &Today) -> Vec<TodayLine> {
    let lines = today.losing_touch.iter().map(|due| TodayLine {
        line: due.line.clone(),
        what: html! { span.name { (due.who.name) } },
        open: page_of(due.who.id),
        which: vec![("id", due.who.id.to_string())],
        log: Some(log_of(due.who.id)),
    });
    lines.collect()
}

impl TodayLine {
    /// The line.
    pub fn show(self, view: &View) -> Markup {
        let why = words::why(&self.line.why, &view.clock);
        let which: Vec<(&str, &str)> = self.which.iter().map(|(name, value)| (*name, value.as_str())).collect();
        html! {
            li.line id=(self.line.key) data-item {
                a.row href=(self.open) { span.what { (self.what) } span.why { (why) } }
                div.deeds {
                    (self.first_deed(view, &which))
                    (later(view, &which, self.line.completed_by.get(1).copied()))
                }
            }
        }
    }

    /// What usually takes the line away.
    fn first_deed(&self, view: &View, which: &[(&str, &str)]) -> Markup {
        match self.line.completed_by.first() {
            Some(Completion::LogVisit) => html! {
                @if let Some(log) = &self.log { a.button href=(log) data-dialog { (say::LOG) } }
            },
            // How many came is said where stock is counted.
            Some(Completion::AddStock) => html! { a.button href=(self.open) { (say::MORE_CAME) } },
            None => html! {},
            Some(by) => {
                let fields: Vec<(&str, &str)> = which.iter().copied().chain([("by", code(*by))]).collect();
                form::deed(view, "/today/done", &fields, &html! { (icon::named("check")) (label(*by)) }, "")
            }
        }
    }
}

/// Until when a line can be put off.
fn later(view: &View, which: &[(&str, &str)], other: Option<Completion>) -> Markup {
    let choices = [("1 day", say::TOMORROW), ("1 week", say::NEXT_WEEK), ("1 month", say::NEXT_MONTH)];
    html! {
        details.later {
            summary.button.quiet { (icon::named("later")) (say::LATER) }
            div.menu {
                (form::form(view, "/today/later", &html! {
                    @for (name, value) in which { input type="hidden" name=(name) value=(value); }
                    @for (until, label) in choices { button.quiet name="until" value=(until) { (label) } }
                    @if let Some(by) = other.filter(|by| *by != Completion::LogVisit) {
                        button.quiet name="by" value=(code(by)) formaction="/today/done" { (label(by)) }
                    }
                }))
            }
        }
    }
}

fn page_of(contact: RecordId) -> String {
    format!("/partners/{contact}")
}

fn log_of(contact: RecordId) -> String {
    address("/log", [("at", contact.to_string().as_str())])
}

/// What was done, in a word.
const fn label(completion: Completion) -> &'static str {
    match completion {
        Completion::AnswerReferral => say::ANSWERED,
        Completion::ScheduleReferral => say::SCHEDULED,
        Completion::ThankReferral => say::THANKED,
        Completion::KeepPromise => say::KEPT,
        Completion::CompleteStep => say::DONE,
        Completion::SkipStep => say::SKIP,
        Completion::LogVisit => say::LOG,
        Completion::MarkDone => say::HAPPENED,
        Completion::MarkMissed => say::MISSED,
        Completion::AddStock => say::MORE_CAME,
    }
}

/// A completion as the form sends it.
fn code(completion: Completion) -> &'static str {
    match completion {
        Completion::AnswerReferral => "answer",
        Completion::ScheduleReferral => "schedule",
        Completion::ThankReferral => "thank",
        Completion::KeepPromise => "keep",
        Completion::CompleteStep => "complete",
        Completion::SkipStep => "skip",
        Completion::LogVisit => "log",
        Completion::MarkDone => "done",
        Completion::MarkMissed => "missed",
        Completion::AddStock => "add_stock",
    }
}
