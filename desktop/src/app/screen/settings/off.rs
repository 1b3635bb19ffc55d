//! Holidays and absences: nothing is due on them.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::FieldEdit,
    model::{Day, Practice},
};

use super::{SCREEN, practice};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        part::{
            form::{self, Line},
            time,
        },
        view::{Done, View},
        words::settings as say,
    },
    failure::Failure,
};

/// `POST /settings/off`: a holiday or an absence is kept, or taken out.
pub async fn change(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let from = fields.day("day", &view.clock)?.ok_or_else(|| missing("day"))?;
            let gone = fields.ticked("gone");
            let (field, value) = match fields.text("what") {
                Some("holiday") => (format!("holiday:{from}"), fields.text("why").unwrap_or(say::A_DAY).to_owned()),
                Some("away") if gone => (format!("away:{from}"), String::new()),
                Some("away") => {
                    let until = fields.day("until", &view.clock)?.ok_or_else(|| missing("until"))?;
                    if until < from {
                        return Err(Failure::usage(say::WRONG_ORDER));
                    }
                    (format!("away:{from}"), until.to_string())
                }
                _ => return Err(missing("what")),
            };
            let (value, said) = if gone { (String::new(), say::OFF_GONE) } else { (value, say::OFF_KEPT) };
            let edits = vec![FieldEdit { field, value }];
            Done::run(view, Command::Edit { id: practice(view)?, edits }, SCREEN.path, said)
        })
        .await
}

/// What is kept of them, and one more.
pub fn section(view: &View, of: &Practice) -> Markup {
    let today = view.clock.today();
    let come = of.holiday.iter().filter(|(day, _)| **day >= today);
    let away: Vec<(&Day, &Day)> = of.away.iter().filter(|(_, until)| **until >= today).collect();
    let holidays: Vec<(&Day, &String)> = come.collect();
    let said = |day: Day| view.clock.exact_day(day);
    html! {
        section.stack { h2 { (say::OFF) } p { (say::OFF_MORE) }
            h3 { (say::AWAY) }
            @if away.is_empty() { p.faint { (say::NOT_AWAY) } }
            ul.plain.off { @for (from, until) in away { li { span { (say::span(&said(*from), &said(*until))) } (out(view, "away", *from)) } } }
            (form::form_with(view.token(), "/settings/off", "choose", &html! {
                input type="hidden" name="what" value="away";
                (Line { name: "day", label: say::FROM, kind: "date", value: &today.to_string(), required: true, ..Line::default() }.show())
                (Line { name: "until", label: say::UNTIL, kind: "date", required: true, ..Line::default() }.show())
                button { (say::GO_AWAY) }
            }))
            h3 { (say::HOLIDAYS) }
            @if holidays.is_empty() { p.faint { (say::NO_HOLIDAYS) } }
            ul.plain.off { @for (day, why) in holidays { li { span { (time::day(view, *day)) " " span.faint { (why) } } (out(view, "holiday", *day)) } } }
            (form::form_with(view.token(), "/settings/off", "choose", &html! {
                input type="hidden" name="what" value="holiday";
                div.field { label for="field-holiday" { (say::DAY) } input #field-holiday type="date" name="day" required; }
                (Line { name: "why", label: say::WHY, ..Line::default() }.show())
                button { (say::ADD_HOLIDAY) }
            }))
        }
    }
}

fn out(view: &View, what: &str, day: Day) -> Markup {
    let day = day.to_string();
    form::deed(
        view,
        "/settings/off",
        &[("what", what), ("day", &day), ("gone", "1")],
        &html! { (say::TAKE_OUT) },
        "quiet",
    )
}
