//! The `rapport` program: the command line over the core. Reads what was typed, does it, says what came of it.

mod args;
mod command;
mod desk;
mod exit;
mod failure;
mod fields;
mod items;
mod json;
mod names;
mod screen;
mod sheet;
mod when;
mod words;

use std::process::ExitCode;

use args::Typed;
use failure::Failure;
use json::Said;
use screen::Screen;

fn main() -> ExitCode {
    let typed = match args::read(std::env::args_os()) {
        Ok(typed) => typed,
        Err(answered) => return answered,
    };
    let as_json = typed.json;
    let done = run(typed).and_then(|said| said.print(as_json).map(|()| said.exit).map_err(Failure::output));
    done.map_or_else(|failure| fail(&failure, as_json), ExitCode::from)
}

fn run(typed: Typed) -> Result<Said, Failure> {
    let home = typed.home.map_or_else(desk::default_home, Ok)?;
    command::run(typed.command, &home, Screen::here(typed.json))
}

/// Says on stderr why nothing was done.
fn fail(failure: &Failure, as_json: bool) -> ExitCode {
    if as_json {
        eprintln!("{}", json::error(failure));
    } else {
        eprintln!("rapport: {failure}");
    }
    ExitCode::from(failure.exit())
}
