//! What was measured, as a table for people: on the screen and in docs/benchmarks.md.

use std::fmt::{self, Write as _};

/// One line of the table.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// What was measured, in a user's words.
    pub what: String,
    /// What came out in smaller books, as the section's heads have it.
    pub smaller: Vec<String>,
    /// What came out: median, p99, bytes …
    pub measured: String,
    /// The floor or the peer of the same run, and the ratio to it.
    pub beside: String,
    /// What was to be reached.
    pub goal: String,
    /// Whether it was.
    pub reached: Bound,
}

/// Whether a goal was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    /// It was.
    Reached,
    /// It was not.
    Missed,
    /// There was none: the figure stands for itself.
    #[default]
    None,
}

impl Bound {
    /// Whether a value stays within a bound.
    #[must_use]
    pub fn at_most<T: PartialOrd + Copy>(value: T, bound: T) -> Self {
        if value <= bound { Self::Reached } else { Self::Missed }
    }

    /// Both must hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Missed, _) | (_, Self::Missed) => Self::Missed,
            (Self::None, bound) | (bound, Self::None) => bound,
            _ => Self::Reached,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reached => "yes",
            Self::Missed => "**no**",
            Self::None => "",
        })
    }
}

/// Figures that belong together.
#[derive(Debug, Clone)]
pub struct Section {
    /// What they are about.
    pub title: &'static str,
    /// The smaller books in which they were measured too, the smallest first: a column each.
    pub smaller: Vec<String>,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// All that one run measured.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The machine, in words.
    pub machine: String,
    /// What was measured on it.
    pub sections: Vec<Section>,
}

const BEGIN: &str = "<!-- figures: written by the measurements -->\n";
const END: &str = "<!-- end of figures -->\n";

impl Report {
    /// The figures as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("\n{}\n", self.machine);
        for Section { title, smaller, figures } in &self.sections {
            let cells = |cells: &[String]| cells.iter().fold(String::new(), |row, cell| row + " " + cell + " |");
            let (heads, rules) = (cells(smaller), "---|".repeat(smaller.len()));
            let _ = write!(
                text,
                "\n### {title}\n\n| what |{heads} measured | beside | goal | reached |\n|---|{rules}---|---|---|---|\n"
            );
            for Figure { what, smaller, measured, beside, goal, reached } in figures {
                let smaller = cells(smaller);
                let _ = writeln!(text, "| {what} |{smaller} {measured} | {beside} | {goal} | {reached} |");
            }
        }
        text.push('\n');
        text
    }

    /// A page with its figures replaced by these; what people wrote around them stays.
    ///
    /// # Errors
    /// If the page has no place for figures.
    pub fn into_page(&self, page: &str) -> Result<String, &'static str> {
        let missing = "the page has no place for figures";
        let (before, rest) = page.split_once(BEGIN).ok_or(missing)?;
        let (_, after) = rest.split_once(END).ok_or(missing)?;
        Ok(format!("{before}{BEGIN}{}{END}{after}", self.markdown()))
    }
}
