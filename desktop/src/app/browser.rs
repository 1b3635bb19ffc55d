//! Opening an address in the browser that the user likes.

use std::process::{Command, Stdio};

/// What opens an address on this platform, the usual first.
const OPENERS: &[&[&str]] = if cfg!(target_os = "macos") {
    &[&["open"]]
} else if cfg!(windows) {
    &[&["rundll32", "url.dll,FileProtocolHandler"]]
} else {
    &[&["xdg-open"], &["gio", "open"], &["x-www-browser"]]
};

/// Opens an address; whether anything was there to do so.
pub fn open(address: &str) -> bool {
    OPENERS.iter().any(|opener| {
        let Some((program, arguments)) = opener.split_first() else { return false };
        let mut command = Command::new(program);
        command.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().is_ok()
    })
}
