//! Charts, drawn where the pages are made: SVG out of `plotters` on a canvas of our own, whose shapes carry classes in place of
//! colours. Each is drawn for a narrow and for a wide screen, and is a picture: what it shows stands in a table beside it.

mod bars;
mod calendar;
mod canvas;
mod sides;
mod stacks;

pub use bars::{Bar, Bars};
pub use calendar::Calendar;
pub use canvas::Ink;
pub use sides::{Sides, sides};
pub use stacks::{Stack, stacks};

use maud::{Markup, html};
use plotters::style::{
    IntoTextStyle as _, TextStyle,
    text_anchor::{HPos, Pos, VPos},
};

use canvas::{Canvas, Drawn};

/// How wide charts are drawn, for a telephone and for a desk.
const WIDTHS: [(u32, &str); 2] = [(340, "narrow"), (680, "wide")];
/// The size of what is written in them.
const TEXT: i32 = 14;

/// A chart, drawn twice by `draw`: on a canvas as wide as it is told, as high as `height` says for that width.
fn figure(
    label: &str,
    keys: &[(Ink, &str)],
    height: impl Fn(u32) -> u32,
    draw: impl Fn(Canvas<'_>, u32) -> Result<(), Drawn>,
) -> Markup {
    html! {
        figure.chart {
            @for (width, class) in WIDTHS {
                @let height = height(width);
                @let mut shapes = Vec::new();
                // A chart that could not be drawn is left out: its table says the same.
                @if draw(Canvas::new(width, height, &mut shapes), width).is_ok() {
                    svg class=(class) viewBox={ "0 0 " (width) " " (height) } role="img" aria-label=(label) {
                        @for shape in &shapes { (shape) }
                    }
                }
            }
            @if !keys.is_empty() {
                figcaption { @for (ink, means) in keys { span { i.(ink.class()) {} (means) } } }
            }
        }
    }
}

/// How something is written.
fn written(ink: Ink, at: HPos) -> TextStyle<'static> {
    ("sans-serif", TEXT).with_color(ink).into_text_style(&(0, 0)).pos(Pos::new(at, VPos::Center))
}

/// As much of some words as fits into a width.
fn fitting(words: &str, width: i32) -> String {
    let most = usize::try_from(width * 10 / (TEXT * 5)).unwrap_or(0).max(6);
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}
