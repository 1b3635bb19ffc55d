//! `rapport pair`: putting the book on a server, and letting another device join.

use std::path::Path;

use clap::{Args, Subcommand};
use qrcode::{QrCode, render::unicode::Dense1x2};
use rapport_core::{Companion, Options};
use serde_json::json;

use super::sync::{once, wait_for};
use crate::{desk::Desk, failure::Failure, json::Said, screen::Screen};

/// Put the book on a server, or let another device join it.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  rapport pair new https://sync.example.org --invitation K7WQ-…      this book, on that server
  rapport pair show                                                  a code for one more device
  rapport pair join RAPPORT1:… --device Desktop                      on that device")]
pub enum Pair {
    New(New),
    Show(ShowCode),
    Join(Join),
}

impl Pair {
    pub fn run(self, home: &Path, screen: Screen) -> Result<Said, Failure> {
        match self {
            Self::New(new) => new.run(&Desk::open(home, screen)?),
            Self::Show(ShowCode {}) => ShowCode::run(&Desk::open(home, screen)?),
            Self::Join(join) => join.run(home, screen),
        }
    }
}

/// Put this book on a server. A book that is on another server moves.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport pair new https://sync.example.org --invitation K7WQ-…
  rapport pair new http://127.0.0.1:8787                             a server on this computer")]
pub struct New {
    /// The server's address: https, or http on this computer
    url: String,
    /// The invitation that the server printed; not needed where it is open to all
    #[arg(long)]
    invitation: Option<String>,
}

impl New {
    fn run(self, desk: &Desk) -> Result<Said, Failure> {
        wait_for(desk.book.pair_new(&self.url, self.invitation.as_deref()))??;
        let hint = "\nLet another device join:  rapport pair show";
        Ok(once(desk)?.after("The book is on the server. ", &desk.screen.hint(hint)))
    }
}

/// A code for one more device, as text and to be scanned. Good for one use and five minutes.
///
/// Show it to that device alone: whoever has it may join the book.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport pair show
  rapport --json pair show           {\"code\": \"RAPPORT1:…\", \"expires_in_s\": 300}")]
pub struct ShowCode {}

impl ShowCode {
    fn run(desk: &Desk) -> Result<Said, Failure> {
        let (code, expires_in_s) = wait_for(desk.book.pairing_code())??;
        let code = code.to_string();
        let minutes = expires_in_s.div_ceil(60);
        let text = format!(
            "{}\nScan it on the other device, or type there:\n\n  rapport pair join {code} --device Desktop\n\n{}",
            drawn(&code),
            desk.screen.hint(&format!(
                "Good for one device and {minutes} minutes. Whoever has it may join: show it to nobody else."
            )),
        );
        Ok(Said::new(json!({ "code": code, "expires_in_s": expires_in_s }), text))
    }
}

/// Join the book that another device has, with the code that it shows.
///
/// A home that has a book already brings its records along.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport pair join RAPPORT1:… --device Desktop --person Kim")]
pub struct Join {
    /// The code, from RAPPORT1: on; case, spaces and hyphens don't matter
    #[arg(required = true)]
    code: Vec<String>,
    /// What you call this device
    #[arg(long, value_name = "NAME")]
    device: String,
    /// Whose device it is [default: whose it was]
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    person: String,
}

impl Join {
    fn run(self, home: &Path, screen: Screen) -> Result<Said, Failure> {
        let code = self.code.join("");
        let joined = wait_for(Companion::join(Options::at(home), &code, &self.device, &self.person))??;
        let desk = Desk::at(joined, screen)?;
        Ok(once(&desk)?.after("This device has joined the book. ", ""))
    }
}

/// The code for a camera: light on dark, as most terminals are.
pub fn drawn(code: &str) -> String {
    let Ok(drawn) = QrCode::new(code) else { return String::new() };
    drawn.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build()
}
