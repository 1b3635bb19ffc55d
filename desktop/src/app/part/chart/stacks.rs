//! How much of a whole is how far: parts that lie behind each other.

use maud::Markup;
use plotters::{
    chart::ChartBuilder,
    element::{EmptyElement, Rectangle, Text},
    prelude::IntoDrawingArea as _,
    style::{Color as _, text_anchor::HPos},
};

use super::{
    TEXT,
    canvas::{Canvas, Drawn, Ink},
    figure, fitting, written,
};

const ROW: u32 = 48;
const THICK: f64 = 16.0;

/// One whole and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// Of what.
    pub label: String,
    /// In words.
    pub said: String,
    /// Each part.
    pub parts: Vec<(Ink, f64)>,
}

/// Several of them, each as long as the others if they are as much.
pub fn stacks(label: &str, keys: &[(Ink, &str)], rows: &[Stack]) -> Markup {
    if rows.is_empty() {
        return maud::html! {};
    }
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX).min(60);
    figure(label, keys, |_| count * ROW, |canvas, width| draw(canvas, width, rows))
}

fn draw(canvas: Canvas<'_>, width: u32, rows: &[Stack]) -> Result<(), Drawn> {
    let area = canvas.into_drawing_area();
    let count = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let whole = |row: &Stack| row.parts.iter().map(|(_, part)| part).sum::<f64>();
    let most = rows.iter().map(whole).fold(f64::MIN_POSITIVE, f64::max);
    let mut chart = ChartBuilder::on(&area).margin_left(6).margin_right(6).build_cartesian_2d(0.0..most, 0.0..count)?;
    for (place, row) in (0..).zip(rows) {
        let top = count - f64::from(place);
        let said = i32::try_from(row.said.chars().count()).unwrap_or(0) * TEXT * 5 / 10;
        let wide = i32::try_from(width).unwrap_or(0) - 24 - said;
        chart.draw_series([EmptyElement::at((0.0, top))
            + Text::new(fitting(&row.label, wide), (0, 14), written(Ink::Text, HPos::Left))])?;
        chart.draw_series([
            EmptyElement::at((most, top)) + Text::new(row.said.clone(), (0, 14), written(Ink::Soft, HPos::Right))
        ])?;
        let from = top - 25.0 / f64::from(ROW);
        let mut begins = 0.0;
        for (ink, part) in &row.parts {
            chart.draw_series([Rectangle::new(
                [(begins, from - THICK / f64::from(ROW)), (begins + part, from)],
                ink.filled(),
            )])?;
            begins += part;
        }
    }
    Ok(())
}
