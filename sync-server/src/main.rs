//! `rapport-sync-server`: serves books; makes invitations, backups and restores.
//!
//! Exit codes: 0 done; 1 it could not be done, and why is on standard error; 2 the arguments make no sense; 3 the folder
//! is in use by a running server.

use std::{io, process::ExitCode};

use clap::Parser as _;
use rapport_sync_server::merging::worker;

mod command;

fn main() -> ExitCode {
    // Before anything else is set up: a worker has little room.
    if std::env::args().nth(1).as_deref() == Some(worker::ARGUMENT) {
        return worker::run();
    }
    match command::Command::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rapport-sync-server: {error}");
            ExitCode::from(if error.kind() == io::ErrorKind::ResourceBusy { 3 } else { 1 })
        }
    }
}
