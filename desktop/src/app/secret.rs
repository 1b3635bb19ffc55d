//! The secrets of one start: the key that the opened address carries once, the cookie that takes its place, the token in forms.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use data_encoding::BASE64URL_NOPAD;
use rapport_core::environment::{Environment as _, System};

/// What only the pages of this start know.
pub struct Secrets {
    /// In the address that is printed for whoever sits at the terminal.
    pub printed: String,
    /// In addresses handed to a browser: other accounts may see how it was started, so each opens once.
    once: Mutex<BTreeSet<String>>,
    /// What the cookie holds.
    pub cookie: String,
    /// What every form brings along.
    pub token: String,
}

impl Secrets {
    /// Fresh ones.
    pub fn draw() -> Self {
        Self { printed: fresh(), once: Mutex::default(), cookie: fresh(), token: fresh() }
    }

    /// A key that opens the app once.
    pub fn key_for_once(&self) -> String {
        let key = fresh();
        self.once.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
        key
    }

    /// Whether a key opens the app. One that is good once is spent by this.
    pub fn opens(&self, key: &str) -> bool {
        same(key, &self.printed) || self.once.lock().unwrap_or_else(PoisonError::into_inner).remove(key)
    }
}

/// Whether two secrets are equal, in a time that does not tell how far they are.
pub fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |seen, (one, other)| seen | (one ^ other));
    one.len() == other.len() && differing == 0
}

/// 256 bits that nobody can guess, as they stand in an address.
fn fresh() -> String {
    let mut bytes = [0; 32];
    System.fill_random(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_for_once_opens_once_and_the_printed_one_always() {
        let secrets = Secrets::draw();
        let once = secrets.key_for_once();
        assert!(secrets.opens(&once) && !secrets.opens(&once));
        assert!(secrets.opens(&secrets.printed) && secrets.opens(&secrets.printed));
        assert!(!secrets.opens("") && !secrets.opens(&secrets.cookie));
    }
}
