//! What a terminal can show: colours where there is one, and lines no longer than it is wide.

mod table;

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use anstyle::{AnsiColor, Style};

use crate::failure::Failure;

pub use table::{Cell, Table};

/// How a text is inked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// As it is.
    #[default]
    Plain,
    /// What stands above other things, and names.
    Strong,
    /// What need not be read.
    Faint,
    /// What wants attention.
    Amber,
    /// What is done. Nothing else is green.
    Green,
    /// What does harm. Nothing else is red.
    Red,
}

/// What inks are written with: the only control sequences that a terminal gets.
const INKS: [&str; 6] = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"];

/// Where a command is shown.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    colour: bool,
    /// Whether people read it, rather than a program.
    talks: bool,
    /// Whether somebody sits there who can be asked.
    asks: bool,
    width: Option<usize>,
}

impl Screen {
    /// The terminal that the program was started in, or a pipe: no colours into a pipe, nor where `NO_COLOR` is set, and
    /// nobody is asked anything for a program.
    pub fn here(json: bool) -> Self {
        let terminal = io::stdout().is_terminal() && !json;
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let width = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
        let asks = !json && io::stdin().is_terminal() && io::stderr().is_terminal();
        Self { talks: !json, colour: terminal && !no_colour && !dumb, asks, width }
    }

    /// No terminal at all: nothing is inked, and nobody is asked.
    pub const fn none() -> Self {
        Self { colour: false, talks: false, asks: false, width: None }
    }

    /// A terminal of a width, without colours and with nobody before it.
    #[cfg(test)]
    pub const fn of_width(width: usize) -> Self {
        Self { colour: false, talks: true, asks: false, width: Some(width) }
    }

    /// A text in an ink.
    pub fn ink(&self, ink: Ink, text: &str) -> String {
        let style = match ink {
            Ink::Plain => return text.to_owned(),
            Ink::Strong => Style::new().bold(),
            Ink::Faint => Style::new().dimmed(),
            Ink::Amber => AnsiColor::Yellow.on_default(),
            Ink::Green => AnsiColor::Green.on_default(),
            Ink::Red => AnsiColor::Red.on_default(),
        };
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A heading above what it heads.
    pub fn heading(&self, text: &str) -> String {
        self.ink(Ink::Strong, text)
    }

    /// What to type next.
    pub fn hint(&self, text: &str) -> String {
        self.ink(Ink::Faint, text)
    }

    /// A text without what would make a terminal do anything but show it: names and notes come from other people's files
    /// and devices. Our own inks stay, where there are any.
    pub fn harmless(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let ink = INKS.iter().find(|ink| self.colour && rest.starts_with(**ink));
            let taken = ink.map_or(c.len_utf8(), |ink| ink.len());
            match c {
                _ if ink.is_some() || matches!(c, '\n' | '\t') => shown.push_str(&rest[..taken]),
                c if c.is_control() => shown.push(char::REPLACEMENT_CHARACTER),
                c => shown.push(c),
            }
            rest = &rest[taken..];
        }
        shown
    }

    /// How long a line may be; unbounded where nobody looks.
    pub fn width(&self) -> usize {
        self.width.map_or(usize::MAX, |width| width.clamp(40, 120))
    }

    /// Whether people read it, rather than a program.
    pub const fn talks(&self) -> bool {
        self.talks
    }

    /// Whether somebody can be asked.
    pub const fn asks(&self) -> bool {
        self.asks
    }

    /// Asks for a line; nothing if nobody answers.
    pub fn ask(&self, question: &str) -> Option<String> {
        if !self.asks {
            return None;
        }
        let mut stderr = io::stderr().lock();
        write!(stderr, "{} ", self.harmless(question)).and_then(|()| stderr.flush()).ok()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer).ok()?;
        Some(answer.trim().to_owned())
    }

    /// Asks for a yes before something that can't be undone.
    ///
    /// # Errors
    /// [`Failure::Declined`] for anything but a yes; [`Failure::Usage`] if nobody can be asked.
    pub fn confirm(&self, question: &str, yes: bool) -> Result<(), Failure> {
        if yes {
            return Ok(());
        }
        match self.ask(&format!("{question} This can't be undone. [y/N]")) {
            Some(answer) if matches!(answer.to_lowercase().as_str(), "y" | "yes") => Ok(()),
            Some(_) => Err(Failure::Declined),
            None => {
                Err(Failure::usage("this can't be undone, and nobody is here to be asked: add --yes if you mean it"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURED: Screen = Screen { colour: true, ..Screen::of_width(80) };

    #[test]
    fn a_name_from_elsewhere_makes_the_terminal_do_nothing() {
        let evil = "Ana\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}H\r\u{8}\nRuiz\t河流🌊";
        let shown = "Ana\u{fffd}]0;owned\u{fffd}\u{fffd}[2J\u{fffd}H\u{fffd}\u{fffd}\nRuiz\t河流🌊";
        for screen in [COLOURED, Screen::of_width(80)] {
            assert_eq!(screen.harmless(evil), shown);
        }
        assert_eq!(Screen::of_width(80).harmless("\u{1b}[31mred"), "\u{fffd}[31mred", "no colours into a pipe");
    }

    #[test]
    fn every_ink_is_let_through() {
        for ink in [Ink::Plain, Ink::Strong, Ink::Faint, Ink::Amber, Ink::Green, Ink::Red] {
            let inked = COLOURED.ink(ink, "Ana");
            assert_eq!(COLOURED.harmless(&inked), inked);
        }
    }
}
