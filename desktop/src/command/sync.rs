//! `rapport sync`, `status`: exchanging with the server, and how that stands.

use std::{future::Future, path::Path};

use clap::Args;
use rapport_core::{
    model::view::SyncStatus,
    sync::{Stage, SyncOutcome, SyncProgress},
};
use serde_json::json;

use crate::{
    desk::Desk,
    exit,
    failure::Failure,
    json::Said,
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words,
};

/// Exchange with the server: what is unsent goes, what others wrote comes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport sync
  rapport sync --watch       stay in sync until Ctrl-C")]
pub struct Sync {
    /// Stay in sync until it is ended with Ctrl-C
    #[arg(long)]
    watch: bool,
}

impl Sync {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if self.watch { watch(desk) } else { once(desk) }
    }
}

/// One exchange, with its progress on a terminal.
pub fn once(desk: &Desk) -> Result<Said, Failure> {
    let handle = desk.book.sync_handle();
    let mut progress = handle.clone();
    let outcome = wait_for(async {
        let syncing = desk.book.sync();
        tokio::pin!(syncing);
        loop {
            tokio::select! {
                ended = &mut syncing => return ended,
                Some(so_far) = progress.changed() => show_progress(desk, so_far),
            }
        }
    })?;
    show_progress(desk, SyncProgress::default());
    let outcome = outcome?;
    let counts = handle.progress();
    let mut object = serde_json::to_value(&outcome).expect("an outcome has a JSON form");
    for (name, count) in
        [("records", counts.records), ("sent", counts.sent), ("received", counts.received), ("lost", counts.lost)]
    {
        object[name] = count.into();
    }
    let code = if outcome == SyncOutcome::Synced { exit::DONE } else { exit::NOT_SYNCED };
    Ok(Said::new(object, ended(desk, &outcome, counts)?).exiting(code))
}

/// Stays in sync until Ctrl-C, and says so whenever it changes how that stands.
fn watch(desk: &Desk) -> Result<Said, Failure> {
    let mut progress = desk.book.sync_handle();
    wait_for(async {
        let watching = desk.book.watch(interrupted());
        tokio::pin!(watching);
        let mut last = String::new();
        loop {
            tokio::select! {
                ended = &mut watching => return ended,
                Some(so_far) = progress.changed() => {
                    show_progress(desk, so_far);
                    if so_far.stage == Stage::Idle && desk.screen.talks() {
                        let now = standing(desk, &desk.book.sync_status()?);
                        if now != last {
                            println!("{now}");
                            last = now;
                        }
                    }
                }
            }
        }
    })??;
    let status = desk.book.sync_status()?;
    let text = if desk.screen.talks() { String::new() } else { standing(desk, &status) };
    Ok(Said::new(status, text))
}

/// How the book and its sync stand.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport status")]
pub struct Status {}

impl Status {
    pub fn run(desk: &Desk, home: &Path) -> Result<Said, Failure> {
        let status = desk.book.sync_status()?;
        let practice = desk.practice()?;
        let mut table = Table::default();
        let server = status.server.clone().unwrap_or_else(|| "none yet:  rapport pair new https://…".to_owned());
        table.row([Cell::new(Ink::Faint, "book"), home.display().to_string().into()]);
        table.row([Cell::new(Ink::Faint, "server"), server.into()]);
        if let Some(at) = status.synced_at {
            table.row([Cell::new(Ink::Faint, "last synced"), desk.clock.say(at).into()]);
        }
        let name = if practice.name.is_empty() { "A book whose records are still to come" } else { &practice.name };
        let text =
            format!("{}{DOT}{}\n{}", desk.screen.heading(name), standing(desk, &status), table.show(&desk.screen));
        let mut object = serde_json::to_value(&status).expect("a status has a JSON form");
        object["book"] = json!(desk.book.book()?);
        object["practice"] = json!(practice.name);
        object["home"] = json!(home);
        Ok(Said::new(object, text))
    }
}

/// How it stands, in a few quiet words: "Saved here · 3 to send", "Synced ✓ 14:02".
fn standing(desk: &Desk, status: &SyncStatus) -> String {
    let here = match (&status.server, status.unsent, status.synced_at) {
        (Some(_), 0, Some(at)) => desk.screen.ink(Ink::Green, &format!("Synced ✓ {}", desk.clock.say(at))),
        (None, ..) | (Some(_), 0, None) => "Saved here".to_owned(),
        (Some(_), unsent, _) => format!("Saved here{DOT}{unsent} to send"),
    };
    let boot = status.bootstrapping.then(|| "the first sync is under way".to_owned());
    let refused = format!("{} refused by the server, kept here", status.refused);
    let refused = (status.refused > 0).then(|| desk.screen.ink(Ink::Amber, &refused));
    let aside = (status.aside > 0).then(|| format!("{} from a newer version, kept", status.aside));
    [Some(here), boot, refused, aside].into_iter().flatten().collect::<Vec<_>>().join(DOT)
}

fn ended(desk: &Desk, outcome: &SyncOutcome, counts: SyncProgress) -> Result<String, Failure> {
    let status = desk.book.sync_status()?;
    let kept = |why: &str| format!("{}: {why}.", standing(desk, &status));
    let mut said = match outcome {
        SyncOutcome::Synced => {
            let moved = [(counts.records, "records came"), (counts.sent, "sent"), (counts.received, "received")];
            let moved = moved.into_iter().filter(|(count, _)| *count > 0);
            let moved: Vec<String> = moved.map(|(count, what)| format!("{count} {what}")).collect();
            std::iter::once(standing(desk, &status)).chain(moved).collect::<Vec<_>>().join(DOT)
        }
        SyncOutcome::Offline { reason } => {
            format!("Offline: {}. Everything is saved here, {} to send.", words::offline(*reason), status.unsent)
        }
        SyncOutcome::Waiting { reason, .. } => kept(words::waiting(*reason)),
        SyncOutcome::Stuck { reason } => kept(words::stuck(*reason)),
        SyncOutcome::Busy => "Another Rapport syncs this book just now; that will do.".to_owned(),
        SyncOutcome::Cancelled => kept("it was ended; the next sync goes on from there"),
        SyncOutcome::NotPaired => "This book is on this device alone. Put it on a server:\n  rapport pair new https://… --invitation …\nor join the book of another device:\n  rapport pair join CODE --device Laptop".to_owned(),
    };
    if counts.lost > 0 {
        let lost =
            format!("\n{} edits made here are gone, since their record was erased on another device.", counts.lost);
        said.push_str(&desk.screen.ink(Ink::Amber, &lost));
    }
    Ok(said)
}

/// On a terminal, one line that is written over; it is cleared by a run that is over.
fn show_progress(desk: &Desk, progress: SyncProgress) {
    if !desk.screen.asks() {
        return;
    }
    let line = match progress.stage {
        Stage::Bootstrap => format!("The book is coming: {} of {} records", progress.records, progress.records_total),
        Stage::Repair => "Comparing with the server …".to_owned(),
        Stage::Exchange if progress.sent + progress.received > 0 => {
            format!("{} sent, {} received", progress.sent, progress.received)
        }
        Stage::Exchange | Stage::Idle => String::new(),
    };
    eprint!("\r\x1b[K{line}");
}

/// Runs what waits for the network.
///
/// # Errors
/// A [`Failure`] if this machine has no room for it.
pub fn wait_for<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(Failure::output)?.block_on(work))
}

/// Ctrl-C, or whatever else asks a program to end.
pub async fn interrupted() {
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    // Where no signal can be heard, the program is ended by force: nothing is lost by that either.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
