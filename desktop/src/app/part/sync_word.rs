//! How the sync stands, in a small word: never a spinner. It leads to the page that says why, and what to do.

use maud::{Markup, html};
use rapport_core::sync::SyncOutcome;

use super::{
    super::{view::View, words::frame as say},
    time,
};

/// "Saved here · 3 to send", "Synced ✓ 14:02", "Offline", with what is kept aside.
pub fn sync_word(view: &View) -> Markup {
    let Ok(status) = view.book.sync_status() else { return html! {} };
    let last = view.book.last_sync();
    let word = match (&status.server, &last, status.unsent) {
        (None, ..) => html! { (say::SAVED_HERE) },
        _ if view.asked.app.turned_away().is_some() => html! { span.attention { (say::NOT_SYNCED) } },
        _ if status.bootstrapping => html! { (say::FIRST_SYNC) },
        (_, Some(SyncOutcome::Stuck { .. }), _) => html! { span.attention { (say::STUCK) } },
        (_, Some(SyncOutcome::Offline { .. }), 0) => html! { (say::OFFLINE) },
        (_, Some(SyncOutcome::Offline { .. }), unsent) => html! { (say::offline(unsent)) },
        (.., 0) => html! {
            @if let Some(at) = status.synced_at { span.done { (time::time(view, at, &say::synced(&view.clock.say_short(at)))) } }
            @else { (say::SAVED_HERE) }
        },
        (.., unsent) => html! { (say::to_send(unsent)) },
    };
    html! {
        a href="/sync" {
            (word)
            @if let Some(kept) = say::kept(status.refused, status.aside) { span.attention { " · " (kept) } }
        }
    }
}
