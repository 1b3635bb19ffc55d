//! What a command says: one object for programs, words for people.

use std::io::{self, Write as _};

use rapport_core::model::view::PrivacyWarning;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{exit, failure::Failure, screen::Screen, words};

/// What a command says when it is done.
#[derive(Debug)]
pub struct Said {
    /// For programs: one object, documented in docs/command-line.md.
    json: Value,
    /// For people.
    text: String,
    /// For people, on stderr: what they should look at again.
    warning: String,
    /// What follows a warning of a client's name.
    advice: &'static str,
    /// The exit code: an outcome that was expected need not be a failure, yet scripts want to know of it.
    pub exit: u8,
}

impl Said {
    /// An object and the same in words.
    pub fn new(json: impl Serialize, text: impl Into<String>) -> Self {
        let json = serde_json::to_value(json).expect("what the core answers has a JSON form");
        Self { json, text: text.into(), warning: String::new(), advice: words::SAVED_ANYWAY, exit: exit::DONE }
    }

    /// Nothing more: what there was to say was said while the command went on.
    pub fn nothing() -> Self {
        Self::new(Value::Null, "")
    }

    /// With another exit code.
    #[must_use]
    pub const fn exiting(mut self, exit: u8) -> Self {
        self.exit = exit;
        self
    }

    /// Of a draft: what was typed is not in the book, and leaves the device with what is sent.
    #[must_use]
    pub const fn keeping_nothing(mut self) -> Self {
        self.advice = words::LEAVES_WITH_IT;
        self
    }

    /// With what was typed that looks like a client's: a member `warnings` for programs, a line each for people.
    #[must_use]
    pub fn warning(mut self, found: &[PrivacyWarning]) -> Self {
        if !found.is_empty() {
            if let Value::Object(object) = &mut self.json {
                object.insert("warnings".to_owned(), json!(found));
            }
            let lines = found.iter().map(|one| format!("“{}” looks like {}.", one.said, words::identifier(one.kind)));
            self.warning = format!("{}\n{}", lines.collect::<Vec<_>>().join("\n"), self.advice);
        }
        self
    }

    /// With words for people before and after.
    #[must_use]
    pub fn after(mut self, before: &str, after: &str) -> Self {
        self.text = format!("{before}{}{after}", self.text);
        self
    }

    /// Says it on stdout, and warnings for people on stderr.
    ///
    /// # Errors
    /// Whatever stdout answers, but for a reader that has seen enough (`rapport timeline | head`).
    pub fn print(&self, screen: Screen) -> io::Result<()> {
        let text = match &self.json {
            _ if screen.talks() => screen.harmless(self.text.trim_end()),
            Value::Null => String::new(),
            json => json.to_string(),
        };
        let printed = if text.is_empty() { Ok(()) } else { writeln!(io::stdout().lock(), "{text}") };
        if screen.talks() && !self.warning.is_empty() {
            eprintln!("{}", screen.harmless(&self.warning));
        }
        match printed {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            printed => printed,
        }
    }
}

/// A failure as programs read it.
pub fn error(failure: &Failure) -> Value {
    let (code, message) = (failure.code(), failure.to_string());
    match failure {
        Failure::Ambiguous { candidates, .. } | Failure::Elsewhere { candidates } => {
            json!({ "error": { "code": code, "message": message, "candidates": candidates } })
        }
        _ => json!({ "error": { "code": code, "message": message } }),
    }
}
