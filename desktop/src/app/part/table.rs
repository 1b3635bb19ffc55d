//! Tables, with headings that a screen reader can tell; numbers stand to the right.

use maud::{Markup, html};

/// A heading, and whether numbers stand below it.
pub type Heading<'a> = (&'a str, bool);

/// A table with a caption for those who don't see it.
pub fn table(caption: &str, headings: &[Heading<'_>], rows: impl IntoIterator<Item = Vec<Markup>>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption.unseen { (caption) }
                thead { tr { @for (heading, number) in headings { th.number[*number] scope="col" { (heading) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (number, cell) in headings.iter().map(|(_, number)| *number).chain(std::iter::repeat(false)).zip(row) {
                                td.number[number] { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}
