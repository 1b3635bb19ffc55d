//! Whom do they see? After a first session the roles and offices that a client names are counted, and nothing of the client.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{NewIntake, SeenByClient, SeenName},
    model::{SourceClass, view::SeenBy},
    practice::serving::{ROLES, UNNAMED_ROLES},
};

use super::{SCREEN, pages};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, meant},
        page::Page,
        part::{
            chips::{self, Chip},
            form::{self, Line},
            list, table, time,
        },
        view::{Done, View},
        words::{meant as whom, referrals as say},
    },
    failure::Failure,
    words,
};

/// How many can be named at once.
const NAMED: usize = 3;

/// `GET /referrals/intake`.
pub async fn form(asked: Asked) -> Response {
    asked.page(|view| page(view, view.query(), None)).await
}

/// `POST /referrals/intake`: counts them.
pub async fn save(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let untold = |role: &str| SeenByClient { role: role.to_owned(), who: SeenName::Untold };
            let mut sees: Vec<SeenByClient> = fields.all("role").map(untold).collect();
            for number in 0..NAMED {
                match named(view, &fields, number)? {
                    Ok(one) => sees.extend(one),
                    Err(said) => return Ok(Done::again(page(view, &fields, Some(&said))?, view)),
                }
            }
            if sees.is_empty() && fields.text("source").is_none() {
                return Ok(Done::again(page(view, &fields, Some(say::NOTHING_COUNTED))?, view));
            }
            let source = fields.text("source").map(SourceClass::from);
            let intake = NewIntake { sees, source, from: None };
            Done::run(view, Command::CountIntake(intake), "/referrals/intake", say::COUNTED)
        })
        .await
}

/// One who was named, in whatever role; or what is to be seen to first.
fn named(view: &View, fields: &Fields, number: usize) -> Result<Result<Option<SeenByClient>, String>, Failure> {
    let name = format!("name{number}");
    let role = fields.text_or_empty(&format!("role{number}"));
    let who = match meant(view, fields, &name)? {
        Meant::Nobody => return Ok(Ok(None)),
        _ if UNNAMED_ROLES.contains(&role.as_str()) => return Ok(Err(say::unnamed(&role))),
        Meant::Known(id) => SeenName::Known(id),
        Meant::New(name) if fields.ticked("new") => SeenName::New(name),
        Meant::New(name) => return Ok(Err(say::unknown(&name))),
        Meant::Several(which) => {
            let names: Vec<&str> = which.iter().map(|one| one.name.as_str()).collect();
            return Ok(Err(format!("{} {}", whom::WHICH, names.join(", "))));
        }
    };
    Ok(Ok(Some(SeenByClient { role, who })))
}

fn page(view: &View, fields: &Fields, wrong: Option<&str>) -> Result<Page, Failure> {
    let chosen: Vec<&str> = fields.all("role").collect();
    let roles: Vec<Chip> =
        ROLES.iter().map(|role| Chip::new(*role, words::client_role(role), chosen.contains(role))).collect();
    let body = html! {
        header.title { h1 { (say::INTAKE) } p.faint { (say::INTAKE_LEAD) } }
        (pages("/referrals/intake"))
        (form::form_with(view.token(), "/referrals/intake", "sheet", &html! {
            @if let Some(said) = wrong { p.wrong role="alert" { (said) } }
            (chips::any_of("role", say::ROLES, &roles))
            fieldset {
                legend { (say::BY_NAME) }
                @for number in 0..NAMED { (one_named(fields, number)) }
                label.tick { input type="checkbox" name="new" value="1" checked[fields.ticked("new")]; (say::ADD_NEW) }
            }
            (form::select("source", say::SOURCE, Some(say::ANY), form::values::<SourceClass>(), fields.text("source")))
            p.hint { (say::SOURCE_HINT) }
            div.deeds.last { button.primary { (say::COUNT) } }
        }))
        section { h2 { (say::TALLY) } (tally(view, &view.book.seen_by_clients()?)) }
    };
    Ok(Page::new(&SCREEN, say::INTAKE, body))
}

fn one_named(fields: &Fields, number: usize) -> Markup {
    let (role, name) = (format!("role{number}"), format!("name{number}"));
    let roles = ROLES.iter().filter(|role| !UNNAMED_ROLES.contains(role)).map(|role| (*role, words::client_role(role)));
    let at = |label: &str| format!("{label} {}", number + 1);
    html! {
        div.pair {
            (form::select(&role, &at(say::ROLE), Some(say::ROLE_OF), roles, fields.text(&role)))
            (Line { name: &name, label: &at(say::NAME), value: &fields.text_or_empty(&name), ..Line::default() }.show())
        }
    }
}

fn tally(view: &View, seen: &[SeenBy]) -> Markup {
    if seen.is_empty() {
        return list::empty(say::TALLY_EMPTY, "", None);
    }
    let all: u64 = seen.iter().map(|one| one.count).sum();
    let rows = seen.iter().map(|one| {
        let who = html! {
            @if let Some(who) = &one.who { a href={ "/partners/" (who.id) } { (who.name) } }
            @else { span.faint { (say::NO_NAME) } }
        };
        let role = html! { (words::client_role(&one.role)) };
        vec![who, role, html! { (one.count) }, time::ago(view, one.last)]
    });
    let headings = [(say::WHO, false), (say::ROLE, false), (say::TIMES, true), (say::LAST, false)];
    html! { p { (say::tally(all)) } (table::table(say::TALLY, &headings, rows)) }
}
