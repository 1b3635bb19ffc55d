//! The few drawings: outlines on a grid of 24, in the colour of the text beside them. They say nothing that words don't.

use maud::{Markup, PreEscaped, html};

/// A drawing by name; nothing for a name that has none.
pub fn named(name: &str) -> Markup {
    let lines = match name {
        "today" => {
            "<circle cx='12' cy='12' r='4'/><path d='M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4'/>"
        }
        "partners" => {
            "<circle cx='9' cy='8' r='3.2'/><path d='M3 19c.5-3.4 2.8-5.2 6-5.2s5.5 1.8 6 5.2'/><path d='M15.5 5.2a3.2 3.2 0 0 1 0 5.6M17.5 14.4c1.9.7 3.1 2.3 3.5 4.6'/>"
        }
        "log" => {
            "<path d='M5 19l1-4L16.5 4.5a1.8 1.8 0 0 1 2.6 0l.4.4a1.8 1.8 0 0 1 0 2.6L9 18z'/><path d='M14.5 6.5l3 3M4 21h16'/>"
        }
        "referrals" => "<path d='M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4'/>",
        "insights" => "<path d='M4 20h16M7 16v-4M12 16V6M17 16V9'/>",
        "more" => "<circle cx='5' cy='12' r='1.2'/><circle cx='12' cy='12' r='1.2'/><circle cx='19' cy='12' r='1.2'/>",
        "search" => "<circle cx='11' cy='11' r='6'/><path d='M15.5 15.5 20 20'/>",
        "close" => "<path d='M6 6l12 12M18 6 6 18'/>",
        "check" => "<path d='M5 12.5l4.5 4.5L19 7.5'/>",
        "later" => "<circle cx='12' cy='12' r='8'/><path d='M12 7.5V12l3 2'/>",
        "place" => "<path d='M4 20V9l8-5 8 5v11M4 20h16M10 20v-6h4v6'/>",
        "person" => "<circle cx='12' cy='8' r='3.5'/><path d='M5 20c.6-3.8 3.2-6 7-6s6.4 2.2 7 6'/>",
        "back" => "<path d='M15 5l-7 7 7 7'/>",
        _ => return html! {},
    };
    PreEscaped(format!(
        "<svg class='icon' viewBox='0 0 24 24' width='24' height='24' fill='none' stroke='currentColor' stroke-width='1.7' stroke-linecap='round' stroke-linejoin='round' aria-hidden='true' focusable='false'>{lines}</svg>"
    ))
}

/// The mark: two circles that touch.
pub fn mark() -> Markup {
    PreEscaped(
        "<svg class='mark' viewBox='0 0 32 32' width='28' height='28' fill='none' stroke='currentColor' stroke-width='2.4' aria-hidden='true' focusable='false'><circle cx='12' cy='16' r='7.5'/><circle cx='20' cy='16' r='7.5'/></svg>".to_owned(),
    )
}
