//! `rapport app`: the desktop app.

use std::path::Path;

use clap::Args;
use serde_json::json;

use crate::{app, failure::Failure, json::Said, screen::Screen};

/// Open the desktop app: the same book, in your browser.
///
/// The pages come from this program alone and can be seen on this computer alone; the address holds a key that is good until
/// the app is closed. Changes of the command line and of other devices appear by themselves, and a paired book is kept in
/// sync while the app is open.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport app
  rapport app --no-open --port 9000")]
pub struct OpenApp {
    /// On which port of this computer [default: 8417, or any that is free]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Only print the address; open no browser
    #[arg(long)]
    no_open: bool,
}

impl OpenApp {
    pub fn run(self, home: &Path, screen: Screen) -> Result<Said, Failure> {
        let serving = app::Serving { home: home.to_owned(), port: self.port, opens: !self.no_open };
        app::serve(serving, |address| {
            if screen.talks() {
                println!(
                    "Rapport is open:  {address}\n{}",
                    screen.hint("Ctrl-C closes it. Whatever is saved is safe.")
                );
            } else {
                println!("{}", json!({ "address": address }));
            }
        })?;
        Ok(Said::nothing())
    }
}
