//! What can be typed: options that every command takes, and the page that `rapport --help` shows.

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{ArgAction, Parser, error::ErrorKind};

use crate::{command::Command, exit, failure::Failure, json};

/// Where every command's help has what all commands take: after its own.
const LAST: usize = 900;

/// What was typed.
#[derive(Debug, Parser)]
#[command(
    name = "rapport",
    version,
    about = "Keeps the people who send you clients: who they are, when you last met, what you brought, what you promised.",
    help_template = TEMPLATE,
    subcommand_required = true,
    disable_version_flag = true
)]
pub struct Typed {
    /// Where the book is [default: `$RAPPORT_HOME`, else this account's data folder]
    #[arg(long, global = true, value_name = "DIR", display_order = LAST)]
    pub home: Option<PathBuf>,
    /// Answer with one JSON object, for programs; errors go to stderr as {"error": …}
    #[arg(long, global = true, display_order = LAST)]
    pub json: bool,
    /// Print which version this is
    #[arg(long, short = 'V', action = ArgAction::Version, display_order = LAST)]
    version: Option<bool>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Reads what was typed. `Err` if that was a question that is answered already, or can't be understood.
///
/// # Errors
/// The exit code: help was shown, or what is wrong was said.
pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Typed, ExitCode> {
    let args: Vec<OsString> = args.into_iter().collect();
    Typed::try_parse_from(&args).map_err(|error| {
        let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
        // Whether JSON is wanted can't be known from what couldn't be read: whoever typed it, wanted it.
        if !asked && args.iter().any(|arg| arg == "--json") {
            let message = error.render().to_string();
            eprintln!("{}", json::error(&Failure::usage(message.trim_end().trim_start_matches("error: "))));
        } else if error.print().is_err() {
            return ExitCode::from(exit::INTERNAL);
        }
        ExitCode::from(if asked { exit::DONE } else { exit::INVALID })
    })
}

/// `rapport --help`: the commands by what one wants to do, then the rest.
const TEMPLATE: &str = "\
{about}

{usage-heading} {usage}

Begin
  init            make a book for your practice
  add             put a place, a person, an item or a playbook into it
  sample          a made-up practice, to look around in

On screen
  app             the desktop app: the same book, in your browser

Every day
  log             log a visit, a call or any other touch, in one line
  note            write something down; about nobody, it waits in the inbox
  referral        a referral came in, went out, or went on
  promise         promise something, with a date
  done, snooze    keep a promise or do what was planned; put it off
  today           what to do now, and why
  suggest         where you may be, and what a log would be filled in with
  brief           what to read before you walk in
  plan            the stops of a day, in driving order, and what to pack

Give and ask
  gives           what you may give, the least recently given first; what was given
  give            something was given, or received
  gifts           when a gift is welcome, where to bring it, what the year's come to
  stock           what is there, when it runs out, what to take along
  wording         what to say and write, filled in
  ask             ask for one practitioner, exactly; what they said; whom to leave alone
  thanks          cards of thanks to write, and their labels
  card            cards with a code: your own, a colleague's, whom you help best
  spotlight       partners in your newsletter and your waiting room
  coaching        what to remember before a visit, and what you learned
Playbooks
  playbook        what playbooks there are, who is where, how well they are kept
  enrol, leave    put somebody into a playbook; take them out
  step            the next step: done, left out, put off
  pause, resume   let playbooks rest and go on
  engage          five minutes of likes and comments: whose pages to look at
  outreach        how much you were in touch this week

Look
  timeline        what happened, newest first
  show            all about a person, a place or any other record
  find            people, places, notes, visits and referral codes by the first letters of their words
  list            all records of a kind
  inbox           notes that are about nobody yet
  insight         what the book tells of your practice: sources, answers, partners, gifts

The network
  sectors         who already sees your clients, and where nobody was met yet
  prospects       whom you have not reached yet, and how you found them
  offices         whom you know at each office
  channels        in which ways you can reach everybody; `profile` is what you know of one
  directory       who can help with what you don't do; `hand-off` promises it in person
  needs           what sources need, and what you have for it
  introduce       connect two people; `path` finds who can introduce you, `introductions` lists
  intake          whom your clients see besides you: a tally, without a client
  served          what you did for a source; `benefits` is what else partners are good for
  event           where you go, and whom you met there; `announce` tells many
  review          what should be confirmed again

Change
  edit            change fields by name
  remove, restore take a record out of sight; bring it back
  removed         what is out of sight and can be brought back
  undo            take back what you did last
  erase           delete a record for ever, here and on every device
  redact          forget what a note said before
  duplicates      contacts that may be one
  merge, unmerge  make two contacts one; part them again
  same-visit      visits that stand twice in the book; make two one

Together
  pair            put the book on a server; let another device join
  sync            exchange with the server
  status          what is sent and what waits
  devices         which devices have the book; let one go
  history         who changed what, and when
  conflicts       what two devices wrote at once; `resolve` chooses

Keep
  import, export  from vCard or Google Contacts; to JSON, vCard or CSV
  backup          everything, in one file
  restore-backup  a book from such a file
  check           whether all of the book adds up

Options
{options}

Anybody can be named by the first letters of their names (\"oak\", \"dr lee\"), anything by the last digits of its
id, a referral by its code. `rapport COMMAND --help` has examples.

Examples
  rapport init --practice \"Riverside Therapy\" --device Phone --person Kim
  rapport add place \"Oak Street Family Medicine\" --sector primary_care
  rapport log \"Oak Street\" --left cookies --next \"in 2 weeks: bring brochures\"
  rapport today

Exit codes
  0  done
  1  a fault inside; what was saved before is safe
  2  not understood, or it makes no sense as it stands; nothing was changed
  3  there is no such record, name, file or book
  4  a name or an id may mean several; they are listed
  5  the server no longer lets this device in; the book is whole
  6  not synced (offline, waiting, not paired); what is unsent is kept
  7  the disk is full; nothing earlier was lost
  8  the book is damaged or can't be opened, or `check` found a difference
  9  another program has the book to itself; nothing was changed, try again
";

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_commands_are_well_formed_and_every_one_stands_on_the_first_page() {
        let mut command = Typed::command();
        command.build();
        command.clone().debug_assert();
        for known in command.get_subcommands() {
            assert!(TEMPLATE.contains(known.get_name()), "{} is not on the first page", known.get_name());
        }
    }
}
