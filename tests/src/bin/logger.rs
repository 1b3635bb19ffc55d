//! Logs visits, one after another, until it is killed. `logger HOME PLACE [sync]`: each visit's id is printed once it is
//! acknowledged; with `sync`, the book is synced all the while.

use std::{io::Write as _, sync::Arc, thread};

use rapport_core::{Command, Companion, Options, command::NewVisit};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(home), Some(place)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: logger HOME PLACE [sync]");
        std::process::exit(2);
    };
    let place = place.parse().expect("PLACE is a contact's id");
    let companion = Arc::new(Companion::open(Options::at(home)).expect("the book opens"));
    if arguments.next().is_some() {
        let companion = Arc::clone(&companion);
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
            loop {
                // Offline is an outcome, and so is a server that was just killed.
                let _whatever_came_of_it = runtime.block_on(companion.sync());
            }
        });
    }
    let mut out = std::io::stdout().lock();
    loop {
        let visit = NewVisit { place: Some(place), note: "Two new doctors".into(), ..NewVisit::default() };
        let receipt = companion.run(Command::LogVisit(visit)).expect("a visit can be logged");
        writeln!(out, "{}", receipt.records[0].id).and_then(|()| out.flush()).expect("somebody listens");
    }
}
