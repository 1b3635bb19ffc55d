//! How the sync stands, in a small word: never a spinner.

use maud::{Markup, html};

use super::{
    super::{view::View, words::frame as say},
    time,
};

/// "Saved here · 3 to send", "Synced ✓ 14:02", with what is kept aside.
pub fn sync_word(view: &View) -> Markup {
    let Ok(status) = view.book.sync_status() else { return html! {} };
    let word = match (&status.server, status.unsent, status.synced_at) {
        _ if status.bootstrapping => html! { (say::FIRST_SYNC) },
        (None, ..) | (Some(_), 0, None) => html! { (say::SAVED_HERE) },
        (Some(_), 0, Some(at)) => {
            html! { span.done { (time::time(view, at, &say::synced(&view.clock.say_short(at)))) } }
        }
        (Some(_), unsent, _) => html! { (say::to_send(unsent)) },
    };
    html! {
        (word)
        @if let Some(kept) = say::kept(status.refused, status.aside) { span.attention { " · " (kept) } }
    }
}
