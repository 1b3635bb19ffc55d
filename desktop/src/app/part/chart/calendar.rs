//! A year of days: a column a week, darker where more was done. On a narrow screen a half year below the other.

use maud::Markup;
use plotters::{
    chart::ChartBuilder,
    element::{EmptyElement, Rectangle, Text},
    prelude::IntoDrawingArea as _,
    style::{Color as _, text_anchor::HPos},
};

use super::{
    canvas::{Canvas, Drawn, Ink},
    figure, written,
};

/// How much room the months' names take, and how many weeks a year may touch.
const HEAD: u32 = 22;
const WEEKS: u32 = 54;

/// A year.
pub struct Calendar<'a> {
    /// What the picture shows, for those who don't see it.
    pub label: &'a str,
    /// What the inks mean.
    pub keys: &'a [(Ink, &'a str)],
    /// Each day: its week in the year from 0, its day in the week from 0, how it is shown.
    pub days: &'a [(u32, u32, Ink)],
    /// In which week each month begins, and its name.
    pub months: &'a [(u32, String)],
}

impl Calendar<'_> {
    /// The picture.
    pub fn show(&self) -> Markup {
        let height = |width: u32| {
            let (bands, cell) = measures(width);
            bands * (HEAD + 7 * cell + 8)
        };
        figure(self.label, self.keys, height, |canvas, width| self.draw(canvas, width))
    }

    fn draw(&self, canvas: Canvas<'_>, width: u32) -> Result<(), Drawn> {
        let area = canvas.into_drawing_area();
        let (bands, _) = measures(width);
        let weeks = WEEKS / bands;
        for (place, band) in (0..).zip(area.split_evenly((usize::try_from(bands).unwrap_or(1), 1))) {
            let first = place * weeks;
            let mut chart = ChartBuilder::on(&band)
                .margin_top(HEAD)
                .margin_bottom(8)
                .build_cartesian_2d(f64::from(first)..f64::from(first + weeks), 0.0..7.0)?;
            let here = |week: &u32| (first..first + weeks).contains(week);
            for (week, name) in self.months.iter().filter(|(week, _)| here(week)) {
                chart.draw_series([EmptyElement::at((f64::from(*week), 7.0))
                    + Text::new(name.clone(), (0, -10), written(Ink::Soft, HPos::Left))])?;
            }
            // Ink by ink, so that all days of one are one shape.
            for ink in [Ink::Line, Ink::Bar1, Ink::Bar2, Ink::Bar3] {
                let days = self.days.iter().filter(|(week, _, of)| here(week) && *of == ink);
                chart.draw_series(days.map(|(week, day, _)| {
                    let (x, y) = (f64::from(*week), 6.0 - f64::from(*day));
                    Rectangle::new([(x + 0.08, y + 0.08), (x + 0.92, y + 0.92)], ink.filled())
                }))?;
            }
        }
        Ok(())
    }
}

/// In how many bands a year lies, and how large a day is.
const fn measures(width: u32) -> (u32, u32) {
    let bands = if width < 500 { 2 } else { 1 };
    (bands, width * bands / WEEKS)
}
