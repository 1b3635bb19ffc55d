//! Bars that lie: a name above each, what it says beside it, a target or an interval on it.

use maud::Markup;
use plotters::{
    chart::ChartBuilder,
    element::{EmptyElement, PathElement, Rectangle, Text},
    prelude::IntoDrawingArea as _,
    style::{Color as _, text_anchor::HPos},
};

use super::{
    TEXT,
    canvas::{Canvas, Drawn, Ink},
    figure, fitting, written,
};

/// How high a bar stands with its name, how high it is itself, and how much the scale below takes.
const ROW: u32 = 48;
const THICK: i32 = 14;
const SCALE: u32 = 28;

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// What it says, in words.
    pub said: String,
    /// How long it is.
    pub value: f64,
    /// A target, or what others say.
    pub mark: Option<f64>,
    /// Between what it may lie in truth.
    pub likely: Option<(f64, f64)>,
    /// What it is.
    pub ink: Ink,
}

impl Bar {
    /// A bar with neither target nor interval.
    pub fn new(label: impl Into<String>, said: impl Into<String>, value: f64) -> Self {
        Self { label: label.into(), said: said.into(), value, mark: None, likely: None, ink: Ink::Bar }
    }
}

/// Several of them on one scale.
pub struct Bars<'a> {
    /// What the picture shows, for those who don't see it.
    pub label: &'a str,
    /// Each, from above.
    pub rows: &'a [Bar],
    /// Where the scale ends; nothing: at the longest.
    pub end: Option<f64>,
    /// How a number of the scale is written.
    pub number: fn(f64) -> String,
    /// What the inks mean, where that is not plain.
    pub keys: &'a [(Ink, &'a str)],
}

impl Bars<'_> {
    /// The picture.
    pub fn show(&self) -> Markup {
        if self.rows.is_empty() {
            return maud::html! {};
        }
        let rows = u32::try_from(self.rows.len()).unwrap_or(u32::MAX).min(60);
        figure(self.label, self.keys, |_| rows * ROW + SCALE, |canvas, width| self.draw(canvas, width))
    }

    fn end(&self) -> f64 {
        let longest = self
            .rows
            .iter()
            .flat_map(|bar| [bar.value, bar.mark.unwrap_or(0.0), bar.likely.map_or(0.0, |likely| likely.1)]);
        self.end.unwrap_or_else(|| longest.fold(0.0, f64::max) * 1.04).max(f64::MIN_POSITIVE)
    }

    fn draw(&self, canvas: Canvas<'_>, width: u32) -> Result<(), Drawn> {
        let area = canvas.into_drawing_area();
        let rows = f64::from(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let mut chart = ChartBuilder::on(&area)
            .margin_right(14)
            .margin_left(6)
            .x_label_area_size(SCALE)
            .build_cartesian_2d(0.0..self.end(), 0.0..rows)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .x_labels(if width < 500 { 4 } else { 6 })
            .x_label_formatter(&|number| (self.number)(*number))
            .light_line_style(Ink::Line.mix(0.0))
            .bold_line_style(Ink::Line)
            .axis_style(Ink::Line)
            .label_style(("sans-serif", TEXT - 1, &Ink::Soft))
            .draw()?;
        for (place, bar) in (0..).zip(self.rows) {
            let top = rows - f64::from(place);
            let middle = i32::try_from(ROW).unwrap_or(0) - 6 - THICK / 2;
            let wide = i32::try_from(width).unwrap_or(0) - 24;
            let said = i32::try_from(bar.said.chars().count()).unwrap_or(0) * TEXT * 5 / 10;
            let name = EmptyElement::at((0.0, top))
                + Text::new(fitting(&bar.label, wide - said - 12), (0, 13), written(Ink::Text, HPos::Left));
            let says = EmptyElement::at((self.end(), top))
                + Text::new(bar.said.clone(), (0, 13), written(Ink::Soft, HPos::Right));
            chart.draw_series([name])?;
            chart.draw_series([says])?;
            // In pixels from where the row begins: a bar is as thick on any screen.
            let part = f64::from(THICK) / f64::from(ROW);
            let (from, to) = (
                top - f64::from(middle + THICK / 2) / f64::from(ROW),
                top - f64::from(middle - THICK / 2) / f64::from(ROW),
            );
            chart.draw_series([Rectangle::new([(0.0, from), (bar.value.min(self.end()), to)], bar.ink.filled())])?;
            if let Some((low, high)) = bar.likely {
                let at = f64::midpoint(from, to);
                let tick =
                    |x: f64| PathElement::new([(x, at - part * 0.3), (x, at + part * 0.3)], Ink::Text.stroke_width(2));
                chart.draw_series([
                    PathElement::new([(low, at), (high, at)], Ink::Text.stroke_width(2)),
                    tick(low),
                    tick(high),
                ])?;
            }
            if let Some(mark) = bar.mark {
                chart.draw_series([PathElement::new(
                    [(mark, from - part * 0.2), (mark, to + part * 0.2)],
                    Ink::Mark.stroke_width(3),
                )])?;
            }
        }
        Ok(())
    }
}
