//! Columns that line up, whatever the letters.

use textwrap::core::display_width;

use super::{Ink, Screen};

/// One cell: a text in an ink.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    text: String,
    ink: Ink,
}

impl Cell {
    /// A text in an ink.
    pub fn new(ink: Ink, text: impl Into<String>) -> Self {
        Self { text: text.into(), ink }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(Ink::Plain, text)
    }
}

/// Rows of cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// One more row.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }

    /// Whether there is no row.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, one a line and indented by two; the last column is wrapped under itself where the screen is narrow.
    pub fn show(&self, screen: &Screen) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(|column| self.width(column)).collect();
        self.rows.iter().map(|row| show_row(row, &widths, screen)).collect::<Vec<_>>().join("\n")
    }

    fn width(&self, column: usize) -> usize {
        self.rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(&cell.text)).max().unwrap_or(0)
    }
}

/// Between two columns.
const GAP: usize = 2;

fn show_row(row: &[Cell], widths: &[usize], screen: &Screen) -> String {
    let mut line = " ".repeat(GAP);
    let mut at = GAP;
    for (number, (cell, width)) in row.iter().zip(widths).enumerate() {
        if number + 1 == row.len() {
            // A column too narrow to be read is not wrapped: the terminal does as well.
            let wraps = screen.width().saturating_sub(at) >= 20;
            let text = if wraps { screen.wrap(&cell.text, at) } else { cell.text.clone() };
            line.push_str(&screen.ink(cell.ink, &text));
        } else {
            line.push_str(&screen.ink(cell.ink, &cell.text));
            line.push_str(&" ".repeat(width - display_width(&cell.text) + GAP));
        }
        at += width + GAP;
    }
    line.trim_end().to_owned()
}
