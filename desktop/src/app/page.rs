//! The frame that every page stands in: navigation, search, the sync's word, what was just done, the dialogs.

use maud::{DOCTYPE, Markup, html};

use super::{
    lock::IDLE,
    notice::{Notice, Tone},
    part::{form::form, icon, sync_word},
    screen::{self, Screen, Section},
    view::View,
    words::{self, frame as say},
};

/// What a screen answers: its title and what stands on it.
pub struct Page {
    of: &'static Screen,
    title: String,
    body: Markup,
    wide: bool,
}

impl Page {
    /// A page of a screen. The title stands in the browser's tab; the body has its own heading.
    pub fn new(of: &'static Screen, title: impl Into<String>, body: Markup) -> Self {
        Self { of, title: title.into(), body, wide: false }
    }

    /// With all the width that there is: tables, a list with its detail beside it.
    #[must_use]
    #[allow(dead_code, reason = "for screens with tables")]
    pub const fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// The whole page.
    pub fn within(self, view: &View) -> Markup {
        let asked = &view.asked;
        let idle = asked.app.lock.is_set().then(|| IDLE.as_secs());
        html! {
            (DOCTYPE)
            html lang="en" data-theme=[asked.theme] {
                (head(&self.title))
                body data-token=(view.token()) data-idle=[idle] {
                    a.skip href="#main" { (say::SKIP) }
                    (bar(self.of, view))
                    main #main.wide[self.wide] tabindex="-1" { (self.body) }
                    (notice(view))
                    (dialogs())
                }
            }
        }
    }
}

/// A page without a book: the first run, an error, somebody who is not let in.
pub fn bare(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(title))
            body.bare {
                main #main tabindex="-1" {
                    p.brand { (icon::mark()) (say::NAME) }
                    h1 { (title) }
                    (body)
                }
            }
        }
    }
}

fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            meta name="color-scheme" content="light dark";
            title { (say::title(title)) }
            link rel="icon" type="image/svg+xml" href="/icon.svg";
            link rel="stylesheet" href="/style.css";
            script type="module" src="/script/app.js" {}
        }
    }
}

fn bar(here: &Screen, view: &View) -> Markup {
    let main: Vec<&Screen> = screen::all().iter().copied().filter(|screen| screen.section == Section::Main).collect();
    let elsewhere = main.iter().all(|screen| screen.path != here.path);
    html! {
        header.bar {
            a.brand href="/" aria-label=(say::NAME) { (icon::mark()) span { (say::NAME) } }
            form.find role="search" action="/search" method="get" {
                (icon::named("search"))
                input #find type="search" name="q" placeholder=(say::FIND_HINT) aria-label=(say::FIND)
                    autocomplete="off" spellcheck="false" value=[view.query().text("q")];
                kbd aria-hidden="true" { "/" }
                ul #found.found role="listbox" aria-label=(words::search::TITLE) hidden {}
            }
            nav.tabs aria-label=(say::NAVIGATION) {
                @for screen in main {
                    (tab(screen, screen.path == here.path))
                }
                a.tab href="/more" data-go="." aria-current=[elsewhere.then_some("page")] {
                    (icon::named("more")) span { (say::MORE) }
                }
            }
            p #sync.sync { (sync_word::sync_word(view)) }
        }
    }
}

fn tab(screen: &Screen, here: bool) -> Markup {
    html! {
        a.tab.primary[screen.path == "/log"] href=(screen.path) data-go=[screen.go] aria-current=[here.then_some("page")] {
            (icon::named(screen.icon)) span { (screen.title) }
        }
    }
}

/// What was just done, with its undo; or what went wrong.
fn notice(view: &View) -> Markup {
    let Some((Notice { tone, text, more, undoes }, left)) = &view.asked.notice else {
        return html! { div #notice {} };
    };
    let role = if *tone == Tone::Wrong { "alert" } else { "status" };
    html! {
        div #notice {
            div.notice.wrong[*tone == Tone::Wrong] role=(role) data-left=[(!undoes.is_empty() && more.is_empty()).then(|| left.as_millis())] {
                div { p { (text) } @for line in more { p.faint { (line) } } }
                @if !undoes.is_empty() {
                    (form(view, "/undo", &html! {
                        @for deed in undoes { input type="hidden" name="deed" value=(deed); }
                        button.quiet { (say::UNDO) kbd aria-hidden="true" { "u" } }
                    }))
                }
                button.quiet.close type="button" hidden aria-label=(say::DISMISS) { (icon::named("close")) }
            }
        }
    }
}

/// The dialogs that the script opens: Log and others come into the first, the palette and the keys are there already.
fn dialogs() -> Markup {
    html! {
        dialog #dialog aria-label=(words::frame::NAME) {}
        dialog #palette.palette aria-label=(say::PALETTE) {
            input type="search" placeholder=(say::PALETTE_HINT) aria-label=(say::PALETTE) autocomplete="off" spellcheck="false"
                role="combobox" aria-expanded="true" aria-controls="palette-list";
            ul #palette-list role="listbox" aria-label=(say::PALETTE) {
                @for screen in screen::all() {
                    li role="option" {
                        a href=(screen.path) tabindex="-1" data-go=[screen.go] {
                            span { (screen.title) } span.faint { (screen.about) }
                            @if let Some(key) = screen.go { kbd { "g " (key) } }
                        }
                    }
                }
            }
        }
        dialog #keys aria-label=(say::HELP) {
            h2 { (say::HELP) }
            dl.keys {
                @for (key, what) in say::KEYS { div { dt { kbd { (key) } } dd { (what) } } }
                @for screen in screen::all() {
                    @if let Some(key) = screen.go { div { dt { kbd { "g " (key) } } dd { (screen.title) } } }
                }
            }
            form method="dialog" { button { (say::DISMISS) } }
        }
        template #ended { (say::APP_ENDED) }
    }
}
