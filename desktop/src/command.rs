//! The commands, a family a file: what is typed, what it does, what it says.

mod add;
mod app;
mod ask;
mod brief;
mod card;
mod channels;
mod check;
mod coaching;
mod devices;
mod directory;
mod edit;
mod enrol;
mod event;
mod exchange;
mod gifts;
mod gives;
mod history;
mod init;
mod insight;
mod intake;
mod introduce;
mod log;
mod look;
mod merge;
mod note;
mod pair;
mod plan;
mod playbook;
mod promise;
mod prospects;
mod referral;
mod removed;
mod review;
mod same_visit;
mod sample;
mod sectors;
mod show;
mod spotlight;
mod stock;
mod suggest;
pub mod sync;
mod thanks;
mod today;
mod wording;

use std::path::Path;

use clap::Subcommand;
use rapport_core::Receipt;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, Heard},
    failure::Failure,
    json::Said,
    screen::Screen,
};

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
    Gives(gives::Gives),
    Give(gives::Give),
    Gifts(gifts::Gifts),
    Stock(stock::Stock),
    #[command(subcommand)]
    Wording(wording::Word),
    #[command(subcommand)]
    Ask(ask::Ask),
    #[command(subcommand)]
    Thanks(thanks::Thanks),
    #[command(subcommand)]
    Card(card::ShowCard),
    #[command(subcommand)]
    Spotlight(spotlight::Spotlight),
    Coaching(coaching::ShowCoaching),
    #[command(subcommand)]
    Playbook(playbook::Playbooks),
    Enrol(enrol::Enrol),
    Leave(enrol::Leave),
    Pause(enrol::Pause),
    Resume(enrol::Resume),
    #[command(subcommand)]
    Step(enrol::StepCommand),
    Engage(enrol::Engage),
    Outreach(enrol::Outreach),
    Suggest(suggest::Suggest),
    Brief(brief::ShowBrief),
    Plan(plan::PlanDay),
    SameVisit(same_visit::SameVisit),
    Timeline(look::Timeline),
    Show(show::Show),
    Find(look::Find),
    List(look::List),
    Insight(insight::ShowInsight),
    Edit(edit::Edit),
    Remove(edit::Remove),
    Removed(removed::Removed),
    Restore(edit::Restore),
    Erase(edit::Erase),
    Undo(edit::Undo),
    History(history::ShowHistory),
    Conflicts(history::ShowConflicts),
    Resolve(history::Resolve),
    Duplicates(merge::Duplicates),
    Merge(merge::Merge),
    Unmerge(merge::Unmerge),
    Sectors(sectors::Sectors),
    Directory(directory::Directory),
    HandOff(directory::HandOff),
    Needs(directory::Needs),
    Intake(intake::Intake),
    Served(intake::ShowServed),
    Benefits(intake::Benefits),
    Introduce(introduce::Introduce),
    Path(introduce::Path),
    Introductions(introduce::Introductions),
    Channels(channels::Channels),
    Profile(channels::ShowProfile),
    Offices(channels::Offices),
    Prospects(prospects::Prospects),
    #[command(subcommand)]
    Event(event::Event),
    Announce(event::Announce),
    Review(review::Review),
    Check(check::Check),
    Import(exchange::Import),
    Export(exchange::Export),
    Backup(exchange::Backup),
    RestoreBackup(exchange::RestoreBackup),
    #[command(subcommand)]
    Pair(pair::Pair),
    Devices(devices::Devices),
    Sync(sync::Sync),
    App(app::OpenApp),
    Status(sync::Status),
}

/// Does what was typed, with the book in `home`.
///
/// # Errors
/// A [`Failure`], with the book as it was before.
pub fn run(command: Command, home: &Path, screen: Screen) -> Result<Said, Failure> {
    let heard = Heard::default();
    let desk = || Desk::open(home, screen).map(|desk| desk.telling(&heard));
    let said = match command {
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
        Command::Gives(gives) => gives.run(&desk()?),
        Command::Give(give) => give.run(&desk()?),
        Command::Gifts(gifts) => gifts.run(&desk()?),
        Command::Stock(stock) => stock.run(&desk()?),
        Command::Wording(wording) => wording.run(&desk()?),
        Command::Ask(ask) => ask.run(&desk()?),
        Command::Thanks(thanks) => thanks.run(&desk()?),
        Command::Card(card) => card.run(&desk()?),
        Command::Spotlight(spotlight) => spotlight.run(&desk()?),
        Command::Coaching(coaching) => coaching.run(&desk()?),
        Command::Today(today) => today.run(&desk()?),
        Command::Playbook(playbooks) => playbooks.run(&desk()?),
        Command::Enrol(enrol) => enrol.run(&desk()?),
        Command::Leave(leave) => leave.run(&desk()?),
        Command::Pause(pause) => pause.run(&desk()?),
        Command::Resume(resume) => resume.run(&desk()?),
        Command::Step(step) => step.run(&desk()?),
        Command::Engage(enrol::Engage {}) => enrol::Engage::run(&desk()?),
        Command::Outreach(enrol::Outreach {}) => enrol::Outreach::run(&desk()?),
        Command::Suggest(suggest) => suggest.run(&desk()?),
        Command::Brief(brief) => brief.run(&desk()?),
        Command::SameVisit(same) => same.run(&desk()?),
        Command::Plan(plan) => plan.run(&desk()?),
        Command::Timeline(timeline) => timeline.run(&desk()?),
        Command::Show(show) => show.run(&desk()?),
        Command::Find(find) => find.run(&desk()?),
        Command::List(list) => list.run(&desk()?),
        Command::Insight(insight) => insight.run(&desk()?),
        Command::Edit(edit) => edit.run(&desk()?),
        Command::Remove(remove) => remove.run(&desk()?),
        Command::Removed(removed) => removed.run(&desk()?),
        Command::Restore(restore) => restore.run(&desk()?),
        Command::Erase(erase) => erase.run(&desk()?),
        Command::Undo(edit::Undo {}) => edit::Undo::run(&desk()?),
        Command::History(history) => history.run(&desk()?),
        Command::Conflicts(conflicts) => conflicts.run(&desk()?),
        Command::Resolve(resolve) => resolve.run(&desk()?),
        Command::Duplicates(duplicates) => duplicates.run(&desk()?),
        Command::Merge(merge) => merge.run(&desk()?),
        Command::Unmerge(unmerge) => unmerge.run(&desk()?),
        Command::Sectors(sectors) => sectors.run(&desk()?),
        Command::Directory(directory) => directory.run(&desk()?),
        Command::HandOff(hand_off) => hand_off.run(&desk()?),
        Command::Needs(needs) => needs.run(&desk()?),
        Command::Intake(intake) => intake.run(&desk()?),
        Command::Served(served) => served.run(&desk()?),
        Command::Benefits(benefits) => benefits.run(&desk()?),
        Command::Introduce(introduce) => introduce.run(&desk()?),
        Command::Path(path) => path.run(&desk()?),
        Command::Introductions(introduce::Introductions {}) => introduce::Introductions::run(&desk()?),
        Command::Channels(channels) => channels.run(&desk()?),
        Command::Profile(profile) => profile.run(&desk()?),
        Command::Offices(offices) => offices.run(&desk()?),
        Command::Prospects(prospects) => prospects.run(&desk()?),
        Command::Event(event) => event.run(&desk()?),
        Command::Announce(announce) => announce.run(&desk()?),
        Command::Review(review) => review.run(&desk()?),
        Command::Check(check::Check {}) => check::Check::run(&desk()?),
        Command::Import(import) => import.run(&desk()?),
        Command::Export(export) => export.run(&desk()?),
        Command::Backup(backup) => backup.run(&desk()?),
        Command::RestoreBackup(restore) => restore.run(home, screen),
        Command::Pair(pair) => pair.run(home, screen),
        Command::Devices(devices) => devices.run(&desk()?),
        Command::Sync(sync) => sync.run(&desk()?),
        Command::App(app) => app.run(home, screen),
        Command::Status(sync::Status {}) => sync::Status::run(&desk()?, home),
    };
    said.map(|said| said.warning(&heard.borrow()))
}

/// A receipt for programs: the record that the command is about, all that it touched, and whether it can be undone.
fn receipt(receipt: &Receipt) -> Value {
    json!({
        "id": receipt.records.first().map(|touched| touched.id),
        "records": receipt.records,
        "undoable": receipt.undoable(),
    })
}
