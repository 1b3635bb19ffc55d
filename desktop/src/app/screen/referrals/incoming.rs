//! A referral comes in: from whom and how are two taps, and the clock runs.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, NewReferral},
    model::{
        Direction, Record, SourceClass, Via,
        view::{Named, ReferralFilter},
    },
};

use super::SCREEN;
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, Whom, add, meant},
        page::Page,
        part::{
            chips::{self, Chip},
            form::{self, Line},
        },
        view::{Done, View},
        words::{meant as whom, referrals as say},
    },
    failure::Failure,
    when::Way,
    words::InWords as _,
};

/// How many of those who sent somebody lately are offered.
const OFFERED: usize = 6;
/// How far back they are looked for.
const LATELY: u32 = 60;

/// What is to be said beside the field for the name.
#[derive(Default)]
struct Remark {
    wrong: Option<String>,
    which: Vec<Named>,
    new: Option<String>,
}

/// `GET /referrals/in`.
pub async fn form(asked: Asked) -> Response {
    asked.page(|view| page(view, view.query(), &Remark::default())).await
}

/// `POST /referrals/in`: makes the code and starts the clock.
pub async fn save(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |remark: Remark| Ok(Done::again(page(view, &fields, &remark)?, view));
            let said = |text: &str| Some(text.to_owned());
            let at =
                fields.moment("when", Way::Back, &view.clock)?.filter(|_| fields.text("when") != fields.text("opened"));
            let who = match meant(view, &fields, "who")? {
                Meant::Known(who) => who,
                Meant::New(name) if fields.ticked("new") => add(view, name)?,
                Meant::New(name) => return again(Remark { new: Some(name), ..Remark::default() }),
                Meant::Several(which) => return again(Remark { wrong: said(whom::WHICH), which, new: None }),
                Meant::Nobody => return again(Remark { wrong: said(whom::NEEDED), ..Remark::default() }),
            };
            let receipt = view.run(Command::AddReferral(NewReferral {
                direction: Direction::In,
                who: Some(who),
                via: fields.text("via").map(Via::from),
                topic: fields.text_or_empty("topic"),
                at,
                named_me: fields.ticked("named_me"),
                warm: fields.ticked("warm"),
            }))?;
            let id = receipt.records.first().expect("a referral that was added is named").id;
            if let Some(class) = fields.text("class") {
                let edit = FieldEdit { field: "source_class".to_owned(), value: class.to_owned() };
                view.run(Command::Edit { id, edits: vec![edit] })?;
            }
            Ok(Done::receipt(&receipt, format!("/referrals/{id}"), say::started(&view.name(id))))
        })
        .await
}

fn page(view: &View, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let offered = if remark.which.is_empty() { lately(view)? } else { remark.which.clone() };
    let via = fields.text("via").unwrap_or("phone").to_owned();
    let ways: Vec<Chip> = Via::ALL.iter().map(|way| Chip::new(way.code(), way.words(), via == way.code())).collect();
    let body = html! {
        header.title { h1 { (say::IN_TITLE) } }
        (form::form_with(view.token(), "/referrals/in", "sheet", &html! {
            (Whom { name: "who", label: say::FROM_WHOM, hint: say::FROM_WHOM_HINT, offered: &offered, wrong: remark.wrong.as_deref(), first: offered.is_empty() }.show(view, fields))
            (new(remark))
            (chips::one_of("via", say::HOW, &ways))
            (details(view, fields))
            div.deeds.last { button.primary { (say::START) } a.button.quiet href="/referrals" data-close { (say::CANCEL) } }
        }))
    };
    Ok(Page::new(&SCREEN, say::IN_TITLE, body))
}

fn new(remark: &Remark) -> Markup {
    html! {
        @if let Some(name) = &remark.new {
            div.card role="alert" {
                p { (say::unknown(name)) }
                label.tick { input type="checkbox" name="new" value="1"; (say::NEW_ONE) }
            }
        }
    }
}

fn details(view: &View, fields: &Fields) -> Markup {
    let now = view.clock.for_a_field(view.clock.now());
    html! {
        details.more {
            summary { (say::DETAILS) }
            div.pair {
                (Line { name: "topic", label: say::TOPIC, value: &fields.text_or_empty("topic"), hint: say::TOPIC_HINT, ..Line::default() }.show())
                (Line { name: "when", label: say::WHEN, value: fields.text("when").unwrap_or(&now), kind: "datetime-local", ..Line::default() }.show())
                (form::select("class", say::CLASS, Some(say::ANY), form::values::<SourceClass>(), fields.text("class")))
            }
            label.tick { input type="checkbox" name="warm" value="1" checked[fields.ticked("warm")]; (say::WARM) }
            label.tick { input type="checkbox" name="named_me" value="1" checked[fields.ticked("named_me")]; (say::NAMED_ME) }
            input type="hidden" name="opened" value=(fields.text("opened").unwrap_or(&now));
        }
    }
}

/// Those who sent somebody lately, each once.
fn lately(view: &View) -> Result<Vec<Named>, Failure> {
    let came = ReferralFilter { direction: Some(Direction::In), ..ReferralFilter::default() };
    let mut offered: Vec<Named> = Vec::new();
    for line in view.book.referrals(&came, None, LATELY)?.items {
        let sent = matches!(&line.entry.record, Record::Referral(one) if one.from.is_some());
        offered.extend(line.with.filter(|with| sent && !offered.contains(with)));
    }
    offered.truncate(OFFERED);
    Ok(offered)
}
