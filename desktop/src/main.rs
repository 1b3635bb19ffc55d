//! The `rapport` program: the command line and the desktop app over the core. Reads what was typed, does it, says what came of
//! it.

mod announcing;
mod app;
mod args;
mod bounds;
mod command;
mod desk;
mod exit;
mod failure;
mod fields;
mod hosting;
mod items;
mod json;
mod names;
mod screen;
mod sheet;
mod stops;
mod when;
mod words;

use std::process::ExitCode;

use args::Typed;
use failure::Failure;
use json::Said;
use screen::Screen;

fn main() -> ExitCode {
    // Before anything else is set up: a merge of the hosted server has little room.
    if let Some(merged) = hosting::merge_if_asked() {
        return merged;
    }
    let typed = match args::read(std::env::args_os()) {
        Ok(typed) => typed,
        Err(answered) => return answered,
    };
    let screen = Screen::here(typed.json);
    let done = run(typed, screen).and_then(|said| said.print(screen).map(|()| said.exit).map_err(Failure::output));
    done.map_or_else(|failure| fail(&failure, screen), ExitCode::from)
}

fn run(typed: Typed, screen: Screen) -> Result<Said, Failure> {
    let home = typed.home.map_or_else(desk::default_home, Ok)?;
    command::run(typed.command, &home, screen)
}

/// Says on stderr why nothing was done.
fn fail(failure: &Failure, screen: Screen) -> ExitCode {
    if screen.talks() {
        eprintln!("rapport: {}", screen.harmless(&failure.to_string()));
    } else {
        eprintln!("{}", json::error(failure));
    }
    ExitCode::from(failure.exit())
}
