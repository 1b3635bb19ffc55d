//! What `plotters` draws on: SVG in which a colour is a class, so that the style gives it, light or dark.

use std::{convert::Infallible, fmt::Write as _};

use maud::{Markup, html};
use plotters::style::{Color, RGBColor, text_anchor::HPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::TEXT;

/// What is said where a chart could not be drawn.
pub type Drawn = plotters::drawing::DrawingAreaErrorKind<Infallible>;

/// What a shape is for; the style knows its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Words that matter.
    Text,
    /// Words beside them.
    Soft,
    /// Lines of the grid, and where nothing is.
    Line,
    /// What is shown.
    Bar,
    /// What is shown beside it.
    Second,
    /// What is done, or enough.
    Done,
    /// A target, or what others say.
    Mark,
    /// A little of what is shown.
    Bar1,
    /// More of it.
    Bar2,
    /// Much of it.
    Bar3,
}

const INKS: [Ink; 10] =
    [Ink::Text, Ink::Soft, Ink::Line, Ink::Bar, Ink::Second, Ink::Done, Ink::Mark, Ink::Bar1, Ink::Bar2, Ink::Bar3];

impl Ink {
    /// Under which the style knows it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Text => "ink-text",
            Self::Soft => "ink-soft",
            Self::Line => "ink-line",
            Self::Bar => "ink-bar",
            Self::Second => "ink-second",
            Self::Done => "ink-done",
            Self::Mark => "ink-mark",
            Self::Bar1 => "ink-bar1",
            Self::Bar2 => "ink-bar2",
            Self::Bar3 => "ink-bar3",
        }
    }

    /// The ink that a colour stands for: its place, as the red of it.
    fn of(colour: BackendColor) -> Self {
        INKS.into_iter().find(|ink| *ink as u8 == colour.rgb.0).unwrap_or(Self::Text)
    }
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        RGBColor(*self as u8, 0, 0).to_backend_color()
    }
}

/// Where shapes are put, in order.
pub struct Canvas<'a> {
    width: u32,
    height: u32,
    shapes: &'a mut Vec<Markup>,
    filled: Option<(Ink, String)>,
}

impl<'a> Canvas<'a> {
    /// An empty one.
    pub fn new(width: u32, height: u32, shapes: &'a mut Vec<Markup>) -> Self {
        Self { width, height, shapes, filled: None }
    }

    /// Rectangles of one ink that follow each other are one path: a year has many days.
    fn filled(&mut self, ink: Ink, (x, y): BackendCoord, (to_x, to_y): BackendCoord) {
        if self.filled.as_ref().is_some_and(|(of, _)| *of != ink) {
            self.put_filled();
        }
        let (_, path) = self.filled.get_or_insert_with(|| (ink, String::new()));
        let (width, height) = ((to_x - x).max(1), (to_y - y).max(1));
        write!(path, "M{x} {y}h{width}v{height}h-{width}z").expect("a string takes what is written");
    }

    fn put_filled(&mut self) {
        if let Some((ink, path)) = self.filled.take() {
            self.shapes.push(html! { path class=(ink.class()) d=(path) {} });
        }
    }

    fn lined(&mut self, colour: BackendColor, width: u32, points: impl IntoIterator<Item = BackendCoord>) {
        if colour.alpha == 0.0 {
            return;
        }
        self.put_filled();
        let mut path = String::new();
        for (place, (x, y)) in points.into_iter().enumerate() {
            write!(path, "{}{x} {y}", if place == 0 { 'M' } else { 'L' }).expect("a string takes what is written");
        }
        let ink = Ink::of(colour).class();
        self.shapes.push(html! { path.line.(ink) stroke-width=(width) d=(path) {} });
    }
}

type Put = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn ensure_prepared(&mut self) -> Put {
        Ok(())
    }

    fn present(&mut self) -> Put {
        self.put_filled();
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Put {
        self.filled(Ink::of(colour), at, at);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Put {
        self.lined(style.color(), style.stroke_width(), [from, to]);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Put {
        self.lined(style.color(), style.stroke_width(), path);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Put {
        if fill {
            self.filled(Ink::of(style.color()), from, to);
        } else {
            let corners = [from, (to.0, from.1), to, (from.0, to.1), from];
            self.lined(style.color(), style.stroke_width(), corners);
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Put {
        self.put_filled();
        // What stands at an edge stays within the picture.
        let half = i32::try_from(text.chars().count()).unwrap_or(0) * TEXT * 3 / 10;
        let right = i32::try_from(self.width).unwrap_or(i32::MAX);
        let (x, anchor) = match style.anchor().h_pos {
            HPos::Center if x < half => (0, None),
            HPos::Center if x + half > right => (right, Some("end")),
            HPos::Center => (x, Some("middle")),
            HPos::Left if x + 2 * half > right => (right, Some("end")),
            HPos::Left => (x, None),
            HPos::Right => (x, Some("end")),
        };
        let ink = Ink::of(style.color()).class();
        self.shapes
            .push(html! { text class=(ink) x=(x) y=(y + 5) font-size=(style.size()) text-anchor=[anchor] { (text) } });
        Ok(())
    }
}

impl Drop for Canvas<'_> {
    fn drop(&mut self) {
        self.put_filled();
    }
}
