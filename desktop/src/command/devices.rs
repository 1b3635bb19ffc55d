//! `rapport devices`: which devices have the book, and letting one go.

use clap::{Args, Subcommand};
use rapport_core::{model::Instant, practice::fold::fold};
use rapport_protocol::pairing::Device;
use serde_json::json;

use super::sync::wait_for;
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    screen::{Cell, Ink, Table},
};

/// Which devices have the book.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport devices
  rapport devices revoke Phone
  rapport devices revoke 1a2b")]
pub struct Devices {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Let a device go: the server refuses it from its next request on. It keeps what it has
    #[command(after_help = "Examples:
  rapport devices revoke Phone
  rapport devices revoke 1a2b")]
    Revoke {
        /// Its name, its number or the beginning of that
        #[arg(value_name = "ID")]
        device: String,
    },
}

impl Devices {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let devices = wait_for(desk.book.devices())??;
        match self.what {
            None => Ok(Said::new(json!({ "devices": devices }), shown(desk, &devices))),
            Some(What::Revoke { device }) => revoke(desk, &devices, &device),
        }
    }
}

fn shown(desk: &Desk, devices: &[Device]) -> String {
    let mut table = Table::default();
    for device in devices {
        let (state, ink) = match device {
            Device { this: true, .. } => ("this one".to_owned(), Ink::Green),
            Device { revoked: true, .. } => ("revoked".to_owned(), Ink::Faint),
            _ => (format!("seen {}", desk.clock.ago(at(device.seen_at_s))), Ink::Plain),
        };
        table.row([
            Cell::new(Ink::Faint, first_digits(device)),
            device.name.as_str().into(),
            device.person.as_str().into(),
            Cell::new(Ink::Faint, format!("paired {}", desk.clock.say(at(device.paired_at_s)))),
            Cell::new(ink, state),
        ]);
    }
    format!("{}\n{}", desk.screen.heading("Devices"), table.show(&desk.screen))
}

fn revoke(desk: &Desk, devices: &[Device], typed: &str) -> Result<Said, Failure> {
    let digits = typed.to_lowercase();
    let named = |device: &&Device| fold(&device.name) == fold(typed);
    let numbered = |device: &&Device| digits.len() >= 4 && device.number.to_string().starts_with(&digits);
    let paired = || devices.iter().filter(|device| !device.revoked);
    let found: Vec<&Device> = paired().filter(|device| numbered(device) || named(device)).collect();
    let device = match found.as_slice() {
        [one] => *one,
        [] => {
            return Err(Failure::NotFound(format!("no paired device is called “{typed}”:\n{}", shown(desk, devices))));
        }
        several => {
            let several: Vec<Device> = several.iter().map(|device| (*device).clone()).collect();
            let list = shown(desk, &several);
            return Err(Failure::AmbiguousDevice { typed: typed.to_owned(), list });
        }
    };
    wait_for(desk.book.revoke(device.number))??;
    let text = format!("{} is let go: the server refuses it from now on. It keeps the book as it has it.", device.name);
    Ok(Said::new(json!({ "revoked": device.number }), text))
}

fn at(seconds: i64) -> Instant {
    Instant(seconds.saturating_mul(1000))
}

fn first_digits(device: &Device) -> String {
    device.number.to_string().chars().take(6).collect()
}
