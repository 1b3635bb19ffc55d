//! Several at once: those who are ticked get a label, a tier or a playbook, in one go that is taken back in one go.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, NewEnrolment},
    model::{RecordId, Tier, view::ContactLine},
};

use super::list;
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        notice::Notice,
        part::{
            form::{self, Line},
            list as lists,
        },
        view::{Done, View},
        words::partners as say,
    },
    failure::Failure,
};

/// The most that are ticked at once: as many as a page has.
const MOST: usize = 200;

/// The lines of a page with a box each, and below what is to be done with those who are ticked.
pub fn lines(view: &View, page: &[ContactLine]) -> Result<Markup, Failure> {
    let playbooks = view.book.playbooks()?;
    let playbooks: Vec<(String, &str)> =
        playbooks.iter().map(|one| (one.id.to_string(), one.playbook.name.as_str())).collect();
    Ok(form::form_with(
        view.token(),
        "/partners/several",
        "several",
        &html! {
            ul.plain.people {
                @for one in page {
                    li data-item id={ "who-" (one.entry.id) } {
                        label.row.ticked { input type="checkbox" name="who" value=(one.entry.id); (list::line(view, one)) }
                    }
                }
            }
            fieldset.card.with-them { legend { (say::WITH_THEM) }
                div.pair {
                    (Line { name: "tag", label: say::ADD_TAG, ..Line::default() }.show())
                    (form::select("tier", say::SET_TIER, Some(say::AS_IT_IS), form::values::<Tier>(), None))
                    (form::select("playbook", say::ENROL, Some(say::NONE), playbooks.iter().map(|(id, name)| (id.as_str(), *name)), None))
                }
                div.deeds.last {
                    button.primary { (say::DO_IT) }
                    a.button.quiet href=(lists::address("/partners", list::narrowing(view.query()))) { (say::LEAVE_IT) }
                }
            }
        },
    ))
}

/// `POST /partners/several`.
pub async fn act(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let who = fields.all("who").take(MOST).map(list::named).collect::<Result<Vec<RecordId>, _>>()?;
            let mut commands = Vec::new();
            for id in &who {
                commands.extend(with_one(*id, &fields)?);
            }
            if commands.is_empty() {
                return Err(if who.is_empty() { Failure::usage(say::NOBODY_TICKED) } else { missing("tag") });
            }
            let mut done = Vec::new();
            for command in commands {
                done.extend(view.run(command)?.deed);
            }
            let back = view.asked.came_from.clone().unwrap_or_else(|| "/partners".to_owned());
            let notice = Notice { undoes: done, ..Notice::done(say::done_with(who.len())) };
            Ok(Done::There { to: back, notice: Some(notice) })
        })
        .await
}

fn with_one(id: RecordId, fields: &Fields) -> Result<Vec<Command>, Failure> {
    let mut edits = Vec::new();
    if let Some(tag) = fields.text("tag") {
        edits.push(FieldEdit { field: format!("tag:{tag}"), value: "yes".to_owned() });
    }
    if let Some(tier) = fields.text("tier") {
        edits.push(FieldEdit { field: "tier".to_owned(), value: tier.to_owned() });
    }
    let mut commands = Vec::new();
    if !edits.is_empty() {
        commands.push(Command::Edit { id, edits });
    }
    if let Some(playbook) = fields.read_as("playbook")? {
        commands.push(Command::Enrol(NewEnrolment { contact: id, playbook, from: None }));
    }
    Ok(commands)
}
