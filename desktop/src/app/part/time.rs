//! Times in the words that people use, with the exact one on request.

use maud::{Markup, html};
use rapport_core::model::{Day, Instant};

use super::super::view::View;

/// How long ago: "2 weeks ago".
pub fn ago(view: &View, at: Instant) -> Markup {
    time(view, at, &view.clock.ago(at))
}

/// When: "today 14:05", "Tue 14:05", "6 Dec 14:05".
pub fn when(view: &View, at: Instant) -> Markup {
    time(view, at, &view.clock.say(at))
}

/// A day: "tomorrow", "in 3 days (27 Nov)".
pub fn day(view: &View, day: Day) -> Markup {
    html! { time datetime=(day) title=(view.clock.exact_day(day)) { (view.clock.say_day(day)) } }
}

/// A moment under other words.
pub fn time(view: &View, at: Instant, words: &str) -> Markup {
    html! { time datetime=(view.clock.for_programs(at)) title=(view.clock.exact(at)) { (words) } }
}
