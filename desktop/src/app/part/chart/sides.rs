//! What went there and what came here, to both sides of a line.

use maud::Markup;
use plotters::{
    chart::ChartBuilder,
    element::{EmptyElement, PathElement, Rectangle, Text},
    prelude::IntoDrawingArea as _,
    style::{Color as _, text_anchor::HPos},
};

use super::{
    canvas::{Canvas, Drawn, Ink},
    figure, fitting, written,
};

const ROW: u32 = 52;

/// With whom, and four accounts that are never summed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// With whom.
    pub label: String,
    /// To the left: two of a sort each, the second below.
    pub left: [f64; 2],
    /// To the right.
    pub right: [f64; 2],
}

/// Pairs of bars to both sides; `heads` is what stands on the left and on the right.
pub fn sides(label: &str, heads: [&str; 2], keys: &[(Ink, &str)], rows: &[Sides]) -> Markup {
    if rows.is_empty() {
        return maud::html! {};
    }
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX).min(60);
    figure(label, keys, |_| (count + 1) * ROW - 20, |canvas, width| draw(canvas, width, heads, rows))
}

fn draw(canvas: Canvas<'_>, width: u32, heads: [&str; 2], rows: &[Sides]) -> Result<(), Drawn> {
    let area = canvas.into_drawing_area();
    let count = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let most = rows.iter().flat_map(|row| row.left.into_iter().chain(row.right)).fold(f64::MIN_POSITIVE, f64::max);
    let mut chart = ChartBuilder::on(&area)
        .margin_left(6)
        .margin_right(6)
        .margin_top(ROW - 20)
        .build_cartesian_2d(-most..most, 0.0..count)?;
    chart.draw_series([PathElement::new([(0.0, 0.0), (0.0, count)], Ink::Line.stroke_width(2))])?;
    for (head, at, pos) in [(heads[0], -most, HPos::Left), (heads[1], most, HPos::Right)] {
        chart.draw_series([
            EmptyElement::at((at, count)) + Text::new(head.to_owned(), (0, -14), written(Ink::Soft, pos))
        ])?;
    }
    let thick = 12.0 / f64::from(ROW);
    for (place, row) in (0..).zip(rows) {
        let top = count - f64::from(place);
        let wide = i32::try_from(width).unwrap_or(0) - 24;
        chart.draw_series([EmptyElement::at((-most, top))
            + Text::new(fitting(&row.label, wide), (0, 12), written(Ink::Text, HPos::Left))])?;
        for (which, ink) in [(0, Ink::Bar), (1, Ink::Second)] {
            let from = top - 22.0 / f64::from(ROW) - thick * f64::from(u8::from(which == 1));
            for end in [-row.left[which], row.right[which]] {
                if end != 0.0 {
                    chart.draw_series([Rectangle::new(
                        [(end.min(0.0), from - thick), (end.max(0.0), from)],
                        ink.filled(),
                    )])?;
                }
            }
        }
    }
    Ok(())
}
