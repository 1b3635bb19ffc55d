//! Whether a typed text says who a client is.

use std::collections::BTreeSet;

use super::Companion;
use crate::{
    error::Result,
    model::view::{Identifier, PrivacyWarning},
    practice::{
        fold::fold,
        privacy::{self, Known},
    },
    store::Session,
};

/// How many contacts are looked at whose names begin as a mentioned one: more share a first name only in a very large book.
const LIKE: u32 = 500;

impl Companion {
    /// What in a typed text looks like a client's name, birth date, telephone or record number, mail or home. To warn of, never
    /// to refuse for. Names, numbers and addresses that are in the book are no alarm. The text is neither kept nor logged.
    pub fn privacy_warnings(&self, text: &str) -> Result<Vec<PrivacyWarning>> {
        let mentioned = privacy::mentions(text);
        self.store.read(|session| {
            let mut known = Known::default();
            for name in mentioned.names {
                if is_in_book(session, &name)? {
                    known.names.insert(name);
                }
            }
            for channel in mentioned.channels {
                if is_reached(session, &channel)? {
                    known.channels.insert(channel);
                }
            }
            Ok(privacy::warnings(text, &known))
        })
    }

    /// The same of an address: its house, its street and the name that the street has are what belongs there; another name, a
    /// birth date or a record number is not.
    pub fn privacy_warnings_of_address(&self, address: &str) -> Result<Vec<PrivacyWarning>> {
        let mut found = self.privacy_warnings(address)?;
        found.retain(|one| match one.kind {
            Identifier::Name => !is_after_a_number(address, one.start),
            Identifier::Birth | Identifier::Record => true,
            Identifier::Initials | Identifier::Phone | Identifier::Email | Identifier::Address => false,
        });
        Ok(found)
    }
}

/// "100 Martin Luther King Boulevard": the word before ends in a digit, and is not parted from it.
fn is_after_a_number(text: &str, start: usize) -> bool {
    let before: String = text.chars().take(start).collect();
    before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit())
}

/// Whether some contact's name has all of these words, each whole.
fn is_in_book(session: &Session<'_>, folded: &str) -> Result<bool> {
    for id in session.contacts_called(folded, LIKE)? {
        let Some(named) = session.named(id)? else { continue };
        let name = fold(&named.name);
        let words: BTreeSet<&str> = name.split(' ').collect();
        if folded.split(' ').all(|word| words.contains(word)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A number may be kept as a telephone, a mobile or a fax.
fn is_reached(session: &Session<'_>, channel: &str) -> Result<bool> {
    let kinds: &[&str] = if channel.starts_with("phone:") { &["phone", "mobile", "fax", "sms"] } else { &["email"] };
    let value = channel.split_once(':').map_or(channel, |(_, value)| value);
    for kind in kinds {
        if !session.contacts_by_channel(&format!("{kind}:{value}"))?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}
