//! The commands, a family a file: what is typed, what it does, what it says.

mod add;
mod check;
mod devices;
mod edit;
mod exchange;
mod history;
mod init;
mod log;
mod look;
mod merge;
mod note;
mod pair;
mod promise;
mod referral;
mod sample;
mod show;
mod sync;
mod today;

use std::path::Path;

use clap::Subcommand;
use rapport_core::Receipt;
use serde_json::{Value, json};

use crate::{desk::Desk, failure::Failure, json::Said, screen::Screen};

/// All that can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Init),
    Sample(sample::WriteSample),
    #[command(subcommand)]
    Add(add::Add),
    Log(Box<log::Log>),
    Note(note::TakeNote),
    Inbox(note::Inbox),
    Redact(note::Redact),
    #[command(subcommand)]
    Referral(referral::Refer),
    Promise(promise::MakePromise),
    Done(promise::Done),
    Snooze(promise::Snooze),
    Today(today::ShowToday),
    Timeline(look::Timeline),
    Show(show::Show),
    Find(look::Find),
    List(look::List),
    Edit(edit::Edit),
    Remove(edit::Remove),
    Restore(edit::Restore),
    Erase(edit::Erase),
    Undo(edit::Undo),
    History(history::ShowHistory),
    Conflicts(history::ShowConflicts),
    Resolve(history::Resolve),
    Duplicates(merge::Duplicates),
    Merge(merge::Merge),
    Unmerge(merge::Unmerge),
    Check(check::Check),
    Import(exchange::Import),
    Export(exchange::Export),
    Backup(exchange::Backup),
    RestoreBackup(exchange::RestoreBackup),
    #[command(subcommand)]
    Pair(pair::Pair),
    Devices(devices::Devices),
    Sync(sync::Sync),
    Status(sync::Status),
}

/// Does what was typed, with the book in `home`.
///
/// # Errors
/// A [`Failure`], with the book as it was before.
pub fn run(command: Command, home: &Path, screen: Screen) -> Result<Said, Failure> {
    let desk = || Desk::open(home, screen);
    match command {
        Command::Init(init) => init.run(home, screen),
        Command::Sample(sample) => sample.run(home, screen),
        Command::Add(add) => add.run(&desk()?),
        Command::Log(log) => log.run(&desk()?),
        Command::Note(note) => note.run(&desk()?),
        Command::Inbox(inbox) => inbox.run(&desk()?),
        Command::Redact(redact) => redact.run(&desk()?),
        Command::Referral(refer) => refer.run(&desk()?),
        Command::Promise(promise) => promise.run(&desk()?),
        Command::Done(done) => done.run(&desk()?),
        Command::Snooze(snooze) => snooze.run(&desk()?),
        Command::Today(today::ShowToday {}) => today::ShowToday::run(&desk()?),
        Command::Timeline(timeline) => timeline.run(&desk()?),
        Command::Show(show) => show.run(&desk()?),
        Command::Find(find) => find.run(&desk()?),
        Command::List(list) => list.run(&desk()?),
        Command::Edit(edit) => edit.run(&desk()?),
        Command::Remove(remove) => remove.run(&desk()?),
        Command::Restore(restore) => restore.run(&desk()?),
        Command::Erase(erase) => erase.run(&desk()?),
        Command::Undo(edit::Undo {}) => edit::Undo::run(&desk()?),
        Command::History(history) => history.run(&desk()?),
        Command::Conflicts(conflicts) => conflicts.run(&desk()?),
        Command::Resolve(resolve) => resolve.run(&desk()?),
        Command::Duplicates(duplicates) => duplicates.run(&desk()?),
        Command::Merge(merge) => merge.run(&desk()?),
        Command::Unmerge(unmerge) => unmerge.run(&desk()?),
        Command::Check(check::Check {}) => check::Check::run(&desk()?),
        Command::Import(import) => import.run(&desk()?),
        Command::Export(export) => export.run(&desk()?),
        Command::Backup(backup) => backup.run(&desk()?),
        Command::RestoreBackup(restore) => restore.run(home, screen),
        Command::Pair(pair) => pair.run(home, screen),
        Command::Devices(devices) => devices.run(&desk()?),
        Command::Sync(sync) => sync.run(&desk()?),
        Command::Status(sync::Status {}) => sync::Status::run(&desk()?, home),
    }
}

/// A receipt for programs: the record that the command is about, all that it touched, and whether it can be undone.
fn receipt(receipt: &Receipt) -> Value {
    json!({
        "id": receipt.records.first().map(|touched| touched.id),
        "records": receipt.records,
        "undoable": receipt.undoable,
    })
}
