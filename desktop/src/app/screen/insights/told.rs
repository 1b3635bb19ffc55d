//! What one insight shows: what it is over, what it means, pictures with their tables, and what to do next.

use maud::{Markup, html};
use rapport_core::model::view::Insight;

use crate::{
    app::{
        part::{
            list,
            table::{Heading, table},
        },
        view::View,
        words::insight as say,
    },
    words::insight,
};

/// How many rows of a table that may be long are shown.
pub const ROWS: usize = 40;

/// One insight, in words and pictures.
pub struct Told {
    /// The figure in short, and what it is of.
    pub figure: Option<(String, String)>,
    /// Over which days, of how many.
    pub over: String,
    /// Of how many.
    pub n: u64,
    /// Whether that is enough.
    pub says: bool,
    /// What it means; where it is of too few, that.
    pub meaning: String,
    /// Before anything else: whom to choose.
    pub choose: Markup,
    /// What is shown, in order.
    pub parts: Vec<Part>,
    /// Where to go on.
    pub next: Option<(&'static str, &'static str)>,
}

/// A picture and its table.
pub struct Part {
    heading: &'static str,
    chart: Markup,
    table: Markup,
    open: bool,
}

impl Told {
    /// With a meaning alone.
    pub fn new(meaning: impl Into<String>) -> Self {
        Self {
            figure: None,
            over: String::new(),
            n: 0,
            says: true,
            meaning: meaning.into(),
            choose: html! {},
            parts: Vec::new(),
            next: None,
        }
    }

    /// With its figure in short.
    pub fn figure(mut self, figure: impl Into<String>, of: impl Into<String>) -> Self {
        self.figure = Some((figure.into(), of.into()));
        self
    }

    /// With a picture, and its table to be opened.
    pub fn picture(mut self, heading: &'static str, chart: Markup, table: Markup) -> Self {
        self.parts.push(Part { heading, chart, table, open: false });
        self
    }

    /// With a table that says more than its picture, if it has one.
    pub fn list(mut self, heading: &'static str, chart: Markup, table: Markup) -> Self {
        self.parts.push(Part { heading, chart, table, open: true });
        self
    }

    /// With where to go on.
    pub const fn next(mut self, to: &'static str, label: &'static str) -> Self {
        self.next = Some((to, label));
        self
    }

    /// The body of its page.
    pub fn show(&self) -> Markup {
        html! {
            (self.choose)
            @if self.n == 0 && self.parts.iter().all(|part| part.heading.is_empty()) && !self.over.is_empty() {
                (list::empty(&self.meaning, &self.over, Some(self.next.unwrap_or(("/log", say::EMPTY_STEP)))))
            } @else {
                @if !self.meaning.is_empty() {
                    div.meaning {
                        @if let Some((figure, of)) = self.figure.as_ref().filter(|_| self.says) { p { span.figure { (figure) } " " span.faint { (of) } } }
                        p.lead { (self.meaning) }
                        @if !self.over.is_empty() { p.hint { (self.over) } }
                    }
                }
                @for part in &self.parts { (part.show()) }
                @if let Some((to, label)) = self.next { p { a.button href=(to) { (label) } } }
            }
        }
    }
}

impl Part {
    fn show(&self) -> Markup {
        html! {
            section.insight-part {
                @if !self.heading.is_empty() { h2 { (self.heading) } }
                (self.chart)
                @if self.open { (self.table) } @else { details.more { summary { (say::AS_TABLE) } (self.table) } }
            }
        }
    }
}

/// An insight as `tell` tells it, with what it is over; where it is of too few, that stands in place of what it means.
pub fn told<T>(view: &View, insight: &Insight<T>, tell: impl FnOnce(&View, &Insight<T>) -> Told) -> Told {
    view.know(&insight.names);
    let told = tell(view, insight);
    let says = insight.says();
    let meaning = if says { told.meaning } else { insight::too_few(insight.n, insight.needed) };
    Told { over: say::over(&insight::period(insight.period), insight.n), n: insight.n, says, meaning, ..told }
}

/// A table of rows of text, the first cell of each what it is of.
pub fn plain(caption: &str, headings: &[Heading<'_>], rows: impl IntoIterator<Item = Vec<String>>) -> Markup {
    table(caption, headings, rows.into_iter().map(|row| row.into_iter().map(|cell| html! { (cell) }).collect()))
}

/// Somebody's name, leading to their page.
pub fn who(view: &View, id: rapport_core::model::RecordId) -> Markup {
    html! { a href={ "/partners/" (id) } { (view.name(id)) } }
}
