//! A code for a camera: dark on light in both looks, since cameras expect it so, with the margin that they need.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, QrCode};

/// The margin, in modules.
const MARGIN: usize = 4;

/// What is scanned, with what it is for those who don't see it; nothing if it is too long for a code.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::new(text) else { return html! {} };
    let (width, size) = (code.width(), code.width() + 2 * MARGIN);
    let mut path = String::new();
    for (row, colours) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for run in colours.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                // A run of dark modules is one rectangle.
                let (x, y, length) = (column + MARGIN, row + MARGIN, run.len());
                write!(path, "M{x} {y}h{length}v1h-{length}z").expect("a string takes what is written");
            }
            column += run.len();
        }
    }
    let view = format!("0 0 {size} {size}");
    html! {
        svg.qr viewBox=(view) role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_with_its_margin_and_what_is_too_long_is_not() {
        let drawn = qr("RAPPORT1:ABC", "A code").into_string();
        assert!(drawn.contains("viewBox=\"0 0 29 29\""), "{drawn}");
        // The corner that a camera looks for: seven dark modules in a row.
        assert!(drawn.contains("M4 4h7v1h-7z"), "{drawn}");
        assert!(qr(&"x".repeat(9_000), "").into_string().is_empty());
    }
}
