//! Columns that line up, whatever the letters.

use std::borrow::Cow;

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

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, each indented by two. Where the screen is narrow, the widest columns are wrapped, each cell under itself.
    pub fn show(&self, screen: &Screen) -> String {
        let widths = self.widths(screen.width());
        self.rows.iter().map(|row| show_row(row, &widths, screen)).collect::<Vec<_>>().join("\n")
    }

    /// How wide each column is: as its widest cell, as far as there is room for that.
    fn widths(&self, room: usize) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..columns).map(|column| self.width(column)).collect();
        while widths.iter().map(|width| width + GAP).sum::<usize>() > room {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                // Too narrow to be read: the terminal wraps as well.
                _ => break,
            }
        }
        widths
    }

    fn width(&self, column: usize) -> usize {
        let lines = self.rows.iter().filter_map(|row| row.get(column)).flat_map(|cell| cell.text.lines());
        lines.map(display_width).max().unwrap_or(0)
    }
}

/// Before each column.
const GAP: usize = 2;
/// A column that is narrower can't be read.
const NARROWEST: usize = 16;

fn show_row(row: &[Cell], widths: &[usize], screen: &Screen) -> String {
    let cells: Vec<Vec<Cow<'_, str>>> =
        row.iter().zip(widths).map(|(cell, width)| wrapped(&cell.text, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let lines = (0..height).map(|number| {
        let mut line = String::new();
        for ((cell, lines), width) in row.iter().zip(&cells).zip(widths) {
            let text = lines.get(number).map_or("", AsRef::as_ref);
            line.push_str(&" ".repeat(GAP));
            line.push_str(&screen.ink(cell.ink, text));
            line.push_str(&" ".repeat(width.saturating_sub(display_width(text))));
        }
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn wrapped(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let fits = |line: &str| display_width(line) <= width;
    let lines = text.lines();
    lines.flat_map(|line| if fits(line) { vec![line.into()] } else { textwrap::wrap(line, width) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_wide_is_wrapped_under_itself_and_nothing_is_lost() {
        let mut table = Table::default();
        let long = "bring a dozen brochures and the handout for the new doctors · to Riverside Community Health";
        table.row(["6027b4".into(), long.into(), "due yesterday".into()]);
        table.row(["4b929a".into(), "東京こどもメンタルクリニック".into(), "due today".into()]);
        let shown = table.show(&Screen::of_width(60));
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.iter().all(|line| display_width(line) <= 60), "{shown}");
        assert_eq!(lines.len(), 4, "{shown}");
        let due = |line: &str| line.find("due").map(|at| display_width(&line[..at]));
        assert_eq!(due(lines[0]), due(lines[3]), "{shown}");
        let words: String =
            lines[..3].iter().map(|line| line.replace("6027b4", "").replace("due yesterday", "")).collect();
        assert!(long.split(' ').all(|word| words.contains(word)), "{shown}");
    }
}
