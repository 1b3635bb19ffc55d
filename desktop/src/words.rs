//! Every value of the core in words that people use, in one place, ready for translation.
//!
//! A value that has no words here doesn't compile; a field or a command that has none fails a test.

mod deeds;
mod fields;
mod giving;
pub mod insight;
mod network;
mod playbooks;
mod privacy;
mod syncing;
mod values;
mod visits;

use std::marker::PhantomData;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

pub use deeds::{aside, by, deed};
pub use fields::{field, value};
pub use giving::{
    HELD_BACK, ask_state, card_line, cue, delivery_reason, gift_reason, give_reason, occasion, origin, pack_reason,
    place, season, vague,
};
pub use network::{
    ask_to_introduce, benefit, client_role, find_help, found_via, hand_over, introduction_draft, profession,
    role_of_a_client, staff_part,
};
pub use playbooks::{link, standing, why};
pub use privacy::{LEAVES_WITH_IT, SAVED_ANYWAY, identifier};
pub use syncing::{offline, stuck, waiting};
pub use visits::{question, reason, warning};

/// What comes next when nobody said what.
pub const FOLLOW_UP: &str = "follow up";

/// What a made-up practice is called.
pub const MADE_UP: &str = "Larkspur Therapy";

/// What to do with a book that came back from a backup.
pub const PAIR_AGAIN: &str = "To bring it together with your other devices:  rapport pair join CODE --device NAME, with a code from  rapport pair show";

/// "1 record", "3 records".
pub fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// A core value that people read and type.
pub trait InWords: Clone + PartialEq + Send + Sync + 'static {
    /// Every value that this version knows.
    fn all() -> &'static [Self];
    /// As it stands in documents and JSON: `front_desk`.
    fn code(&self) -> &str;
    /// As people say it: "front desk". A value from a newer version is shown as it is.
    fn words(&self) -> &str;
}

/// Reads a value as somebody types it: `front_desk`, "Front desk", `front-desk`.
pub fn typed<T: InWords>(text: &str) -> Option<T> {
    let text = plain(text);
    T::all().iter().find(|value| plain(value.code()) == text || plain(value.words()) == text).cloned()
}

/// How the command line reads a value, shows what it may be, and says so when it is none.
pub fn one_of<T: InWords>() -> OneOf<T> {
    OneOf(PhantomData)
}

/// See [`one_of`].
#[derive(Clone)]
pub struct OneOf<T>(PhantomData<T>);

impl<T: InWords> TypedValueParser for OneOf<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<T, clap::Error> {
        if let Some(value) = value.to_str().and_then(typed) {
            return Ok(value);
        }
        // Not one of them: clap words that, with the nearest that is.
        let codes: Vec<&'static str> = T::all().iter().map(T::code).collect();
        PossibleValuesParser::new(codes).parse_ref(command, arg, value)?;
        Err(clap::Error::new(clap::error::ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(T::all().iter().map(|value| PossibleValue::new(value.code()))))
    }
}

/// Without case, with one space for whatever parts the words.
fn plain(text: &str) -> String {
    let parted = |c: char| c.is_whitespace() || c == '_' || c == '-';
    text.split(parted).filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use rapport_core::model::{Outcome, Role, Sector};

    use super::*;

    #[test]
    fn a_value_is_read_however_its_words_are_parted() {
        for text in ["front_desk", "Front desk", "front-desk", " FRONT  DESK "] {
            assert_eq!(typed(text), Some(Role::FrontDesk), "{text}");
        }
        assert_eq!(typed::<Sector>("family doctor"), None);
        assert_eq!(typed("no answer"), Some(Outcome::NoAnswer));
    }
}
